from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "berichten"
    verbose_name = "berichten"

    def ready(self):
        from berichten import account_mail, afmelden, checks, netwerkbrief  # noqa: F401 - models first, then what uses them

        account_mail.register()
        afmelden.register()
        netwerkbrief.register()
