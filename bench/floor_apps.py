from django.apps import AppConfig


class AccountConfig(AppConfig):
    """allauth's own one refuses to start without its middleware, which the floor does without."""

    name = "allauth.account"
    default_auto_field = "django.db.models.AutoField"
