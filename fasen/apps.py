from django.apps import AppConfig


class FasenConfig(AppConfig):
    name = "fasen"
    verbose_name = "fasen"

    def ready(self):
        from fasen import afloop, controlepunten, rules, services, signalen, tellingen  # noqa: F401 - they register
        from netwerken.services import ON_CREATE

        afloop.register()
        tellingen.register()
        ON_CREATE.append(services.create_route)
