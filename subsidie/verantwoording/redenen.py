"""Why the academie should call a netwerk about its verantwoording. Importing registers."""

from datetime import timedelta

from bijeenkomsten.bewijs.inhoud import datum_tekst
from kern.tijd import lokale_dag
from subsidie.besluit.models import Besluit
from subsidie.lopend.looptijd import with_looptijd
from subsidie.redenen import reden
from subsidie.toestand import Status
from subsidie.verantwoording.periode import VERVOLG, find_voor

LANG = timedelta(days=365)  # so long after its day a call about the vervolg has use
WACHT = timedelta(days=28)  # so long a netwerk waits before it deserves a call


def _find_besluiten(aanvragen, status=Status.LOPEND, **velden):
    """{aanvraag: its decision} of those with this status, and with this of their verantwoording."""
    bekend = {aanvraag.pk: aanvraag for aanvraag in aanvragen if aanvraag.status == status}
    rows = Besluit.objects.verteld().filter(aanvraag__in=bekend, **velden)
    rows = with_looptijd(rows).only("aanvraag", "verteld_op") if bekend else ()
    return {bekend[besluit.aanvraag_id]: besluit for besluit in rows}


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


@reden("vervolg.laat", "Het netwerk vertelde nog niets over het vervolg", na_afloop=True)
def vervolg_laat(aanvragen, moment):
    """Settled, its day is past and nobody told. Not for ever: after a year nobody hears it any more."""
    vandaag, zinnen = lokale_dag(moment), {}
    open_ = _find_besluiten(aanvragen, Status.VASTGESTELD, aanvraag__verantwoording__vervolg_op__isnull=True)
    for aanvraag, besluit in open_.items():
        voor = find_voor(aanvraag, besluit, VERVOLG)
        if voor and voor < vandaag <= voor + LANG:
            zinnen[aanvraag.pk] = f"Het netwerk zou uiterlijk op {datum_tekst(voor)} vertellen hoe het verderging."
    return zinnen
