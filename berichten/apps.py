from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "berichten"
    verbose_name = "berichten"

    def ready(self):
        from berichten import account_mail, afmelden, checks, netwerkbrief, terugmelding  # noqa: F401 - models first

        account_mail.register()
        afmelden.register()
        netwerkbrief.register()
        terugmelding.register()
