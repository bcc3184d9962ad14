from django.apps import AppConfig


class SubsidieConfig(AppConfig):
    name = "subsidie"
    verbose_name = "subsidie"

    def ready(self):
        from subsidie import afloop

        afloop.register()
