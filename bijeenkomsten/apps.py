from django.apps import AppConfig


class BijeenkomstenConfig(AppConfig):
    name = "bijeenkomsten"
    verbose_name = "bijeenkomsten"

    def ready(self):
        from bijeenkomsten import rules  # noqa: F401, PLC0415 - the permission table registers itself
