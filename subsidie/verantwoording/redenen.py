"""Why the academie should call a netwerk about its verantwoording. Importing registers."""

from datetime import timedelta

from bijeenkomsten.bewijs.inhoud import datum_tekst
from kern.tijd import lokale_dag
from subsidie.besluit.models import Besluit
from subsidie.lopend.looptijd import with_looptijd
from subsidie.redenen import reden
from subsidie.toestand import Status
from subsidie.verantwoording.periode import find_voor

WACHT = timedelta(days=28)  # so long a netwerk waits before it deserves a call


def _find_besluiten(aanvragen):
    """{aanvraag: its decision} of those that run."""
    lopend = {aanvraag.pk: aanvraag for aanvraag in aanvragen if aanvraag.status == Status.LOPEND}
    rows = with_looptijd(Besluit.objects.verteld().filter(aanvraag__in=lopend)).only("aanvraag", "verteld_op")
    return {lopend[besluit.aanvraag_id]: besluit for besluit in (rows if lopend else ())}


@reden("verantwoording.laat", "De verantwoording is te laat")
def laat(aanvragen, moment):
    vandaag, zinnen = lokale_dag(moment), {}
    for aanvraag, besluit in _find_besluiten(aanvragen).items():
        voor = find_voor(aanvraag, besluit)
        if voor and voor < vandaag:
            zinnen[aanvraag.pk] = f"De verantwoording had op {datum_tekst(voor)} binnen moeten zijn."
    return zinnen


@reden("verantwoording.wacht", "Het netwerk wacht op de academie")
def wacht(aanvragen, moment):
    return {
        aanvraag.pk: f"De verantwoording is binnen sinds {datum_tekst(lokale_dag(aanvraag.status_sinds))}."
        for aanvraag in aanvragen
        if aanvraag.status == Status.VERANTWOORD and aanvraag.status_sinds <= moment - WACHT
    }
