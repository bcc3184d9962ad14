from django.apps import AppConfig


class PersonenConfig(AppConfig):
    name = "personen"
    verbose_name = "personen"
