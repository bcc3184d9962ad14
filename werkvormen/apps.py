from django.apps import AppConfig


class WerkvormenConfig(AppConfig):
    name = "werkvormen"
    verbose_name = "werkvormen"
    default_auto_field = "django.db.models.BigAutoField"
