from django.apps import AppConfig


class SubsidieConfig(AppConfig):
    name = "subsidie"
    verbose_name = "subsidie"

    def ready(self):
        from subsidie import afloop
        from subsidie.aanvragen import termijnen  # noqa: F401 - importing registers
        from subsidie.academie import redenen as _academie  # noqa: F401 - importing registers
        from subsidie.beoordeling import register as beoordeling
        from subsidie.besluit import mails as besluit
        from subsidie.herinneren import mails as herinneren
        from subsidie.lopend import datums, werk  # noqa: F401 - importing registers
        from subsidie.lopend import mails as lopend
        from subsidie.lopend import redenen as _lopend  # noqa: F401 - importing registers
        from subsidie.toetsen import geld, mensen, samen  # noqa: F401 - importing registers
        from subsidie.verantwoording import dagen as verantwoordingsdagen  # noqa: F401 - importing registers
        from subsidie.verantwoording import mails as verantwoording
        from subsidie.verantwoording import redenen as verantwoordingsredenen  # noqa: F401 - importing registers

        afloop.register()
        beoordeling.register()
        besluit.register()
        herinneren.register()
        verantwoording.register()
        lopend.register()
