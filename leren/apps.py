from django.apps import AppConfig


class LerenConfig(AppConfig):
    name = "leren"
    verbose_name = "leren"

    def ready(self):
        from leren import afloop, controlepunten, rules, signalen  # noqa: F401 - models must be loaded first
        from leren.services import make_from_intake, make_on_join
        from netwerken.services import ON_INTAKE, ON_JOIN

        afloop.register()
        if make_from_intake not in ON_INTAKE:
            ON_INTAKE.append(make_from_intake)
        if make_on_join not in ON_JOIN:
            ON_JOIN.append(make_on_join)
