from django.apps import AppConfig


class WerkvormenConfig(AppConfig):
    name = "werkvormen"
    verbose_name = "werkvormen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from fasen.wegwijzer import register
        from werkvormen import mails
        from werkvormen.wegwijzer import find_verwijzingen

        register(find_verwijzingen)
        mails.register()
