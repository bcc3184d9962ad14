from django.apps import AppConfig


class FasenConfig(AppConfig):
    name = "fasen"
    verbose_name = "fasen"

    def ready(self):
        from fasen import services, tellingen
        from netwerken.services import ON_CREATE

        tellingen.register()
        ON_CREATE.append(services.create_route)
