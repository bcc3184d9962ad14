"""Why the academie should call a netwerk about its verantwoording. Importing registers."""

from datetime import timedelta

from bijeenkomsten.bewijs.inhoud import datum_tekst
from kern.tijd import lokale_dag
from subsidie.besluit.models import Besluit
from subsidie.redenen import reden
from subsidie.toestand import Status
from subsidie.verantwoording.models import Verantwoording
from subsidie.verantwoording.periode import VERVOLG, find_voor

WACHT = timedelta(days=28)  # so long a netwerk waits before it deserves a call


def _find_besluiten(aanvragen, status):
    """{aanvraag: its decision} of those with this status."""
    gezocht = {aanvraag.pk: aanvraag for aanvraag in aanvragen if aanvraag.status == status}
    if not gezocht:
        return {}
    return {gezocht[b.aanvraag_id]: b for b in Besluit.objects.verteld().filter(aanvraag__in=gezocht)}


@reden("verantwoording.laat", "De verantwoording is te laat")
def laat(aanvragen, moment):
    vandaag, zinnen = lokale_dag(moment), {}
    for aanvraag, besluit in _find_besluiten(aanvragen, Status.LOPEND).items():
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


@reden("verantwoording.vervolg", "Over het vervolg is niets verteld")
def vervolg(aanvragen, moment):
    vandaag, zinnen = lokale_dag(moment), {}
    besluiten = _find_besluiten(aanvragen, Status.VASTGESTELD)
    verteld = set()
    if besluiten:
        rows = Verantwoording.objects.filter(aanvraag__in=besluiten, vervolg_op__isnull=False)
        verteld = set(rows.values_list("aanvraag", flat=True))
    for aanvraag, besluit in besluiten.items():
        voor = find_voor(aanvraag, besluit, VERVOLG)
        if voor and voor < vandaag and aanvraag.pk not in verteld:
            zinnen[aanvraag.pk] = f"Hoe het verderging, had het netwerk op {datum_tekst(voor)} kunnen vertellen."
    return zinnen
