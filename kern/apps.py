from django.apps import AppConfig


class KernConfig(AppConfig):
    name = "kern"
    verbose_name = "kern"

    def ready(self):
        from kern import tracing  # noqa: F401 - its signals give the lines of a task the number of their request
