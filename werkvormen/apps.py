from django.apps import AppConfig


class WerkvormenConfig(AppConfig):
    name = "werkvormen"
    verbose_name = "werkvormen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from berichten.acties import register as register_acties
        from fasen.gids.passend import register as register_passend
        from fasen.wegwijzer import register
        from werkvormen import aandacht, mails
        from werkvormen.passend import find_passend
        from werkvormen.wegwijzer import find_verwijzingen

        register(find_verwijzingen)
        register_passend(find_passend)
        mails.register()
        register_acties(aandacht.ask_oordeel)
