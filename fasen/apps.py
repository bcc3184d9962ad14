from django.apps import AppConfig


class FasenConfig(AppConfig):
    name = "fasen"
    verbose_name = "fasen"

    def ready(self):
        from fasen import controlepunten, rules, services, signalen, tellingen  # noqa: F401 - these register themselves
        from netwerken.services import ON_CREATE

        tellingen.register()
        ON_CREATE.append(services.create_route)
