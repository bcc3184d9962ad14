from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "berichten"
    verbose_name = "berichten"

    def ready(self):
        from berichten import account_mail, afmelden  # noqa: PLC0415 - models must be loaded before kinds register

        account_mail.register()
        afmelden.register()
