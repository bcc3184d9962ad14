from django.apps import AppConfig


class NetwerkenConfig(AppConfig):
    name = "netwerken"
    verbose_name = "netwerken"

    def ready(self):
        from netwerken import rules  # noqa: F401, PLC0415 - the permission table registers itself
