from django.apps import AppConfig


class EvaluatieConfig(AppConfig):
    name = "evaluatie"
    verbose_name = "evaluatie"

    def ready(self):
        # Models must be loaded before kinds, links and planners register.
        from bijeenkomsten.planning import register
        from evaluatie import afloop, controlepunten, links, mails, planning, rules, signalen  # noqa: F401

        register(planning.plan)
        mails.register()
        afloop.register()
        links.register()
