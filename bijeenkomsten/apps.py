from django.apps import AppConfig


class BijeenkomstenConfig(AppConfig):
    name = "bijeenkomsten"
    verbose_name = "bijeenkomsten"

    def ready(self):
        from bijeenkomsten import (  # noqa: F401 - models must be loaded first
            afloop,
            controlepunten,
            handelingen,
            mails,
            overdracht,
            rules,
            services,
            signalen,
        )
        from bijeenkomsten.academie import rules as academie  # noqa: F401 - rules register on import
        from bijeenkomsten.afspraken import mails as afspraken_mails
        from bijeenkomsten.afspraken.services import release_afspraken
        from bijeenkomsten.jaarplan import register as jaarplan
        from bijeenkomsten.models import Bijeenkomst
        from bijeenkomsten.oordeel import handeling as oordeel
        from bijeenkomsten.prikker import register as prikker
        from bijeenkomsten.sprekers import register as sprekers
        from bijeenkomsten.voorbereiders import register as voorbereiders
        from fasen.stand import Telling, register_telling
        from netwerken.services import ON_JOIN, ON_LEAVE, ON_STOP

        eigen = (handelingen, mails, afloop, overdracht)
        for onderwerp in (*eigen, oordeel, prikker, sprekers, afspraken_mails, jaarplan, voorbereiders):
            onderwerp.register()
        gehouden = Bijeenkomst.objects.filter(status=Bijeenkomst.Status.GEHOUDEN)
        register_telling(
            Telling(
                "bijeenkomsten",
                "bijeenkomst gehouden",
                "bijeenkomsten gehouden",
                lambda netwerk: gehouden.filter(netwerk=netwerk).count(),
            )
        )
        if mails.tell_new_lid not in ON_JOIN:
            ON_JOIN.append(mails.tell_new_lid)
        if release_afspraken not in ON_LEAVE:
            ON_LEAVE.append(release_afspraken)
        if services.cancel_all not in ON_STOP:
            ON_STOP.append(services.cancel_all)
