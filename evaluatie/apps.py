from django.apps import AppConfig


class EvaluatieConfig(AppConfig):
    name = "evaluatie"
    verbose_name = "evaluatie"

    def ready(self):
        from bijeenkomsten.planning import register
        from evaluatie import (  # noqa: F401 - they register; models must be loaded first
            afloop,
            controlepunten,
            links,
            mails,
            planning,
            rules,
            services,
            signalen,
            signalen_rondes,
        )
        from evaluatie.lijsten import samenstelling
        from evaluatie.rondes import register as rondes
        from evaluatie.zaal import handeling as zaal

        register(planning.plan)
        services.register_samensteller(samenstelling.make_newest)
        mails.register()
        rondes.register()
        afloop.register()
        zaal.register()
        links.register()
