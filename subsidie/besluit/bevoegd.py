"""Who may decide on an aanvraag. It is always somebody else than who advised on it."""

from netwerken.models import Deelname
from personen.models import VAN_ACADEMIE, Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling.belang import find_besturen, top_of
from subsidie.beoordeling.models import Belangverklaring, find_adviseurs


def is_beslisser_of(persoon: Persoon, sector: str) -> bool:
    return (
        persoon.is_active and persoon.is_academie and persoon.is_beslisser
        and sector in VAN_ACADEMIE.get(persoon.academie_sector, ())
    )  # fmt: skip


def find_bezwaar(persoon: Persoon, aanvraag: Aanvraag) -> str:
    """Why this person may not decide on this one, for that person; empty when they may."""
    if not is_beslisser_of(persoon, aanvraag.regelingversie.sector):
        return "Alleen een beslisser van deze academie beslist."
    if persoon.pk in find_adviseurs(aanvraag):
        return "Je adviseert over deze aanvraag, of deed dat eerder. Iemand anders beslist."
    if Deelname.objects.filter(netwerk=aanvraag.netwerk, persoon=persoon).exists():
        return "Je hoort bij dit netwerk, of hoorde erbij. Iemand anders beslist."
    if persoon.organisatie_id and top_of(persoon.organisatie) in find_besturen(aanvraag):
        return "Je werkt bij een bestuur dat meedoet. Iemand anders beslist."
    if Belangverklaring.objects.filter(aanvraag=aanvraag, persoon=persoon).exists():
        return "Je zei dat je over deze aanvraag niet kunt oordelen. Iemand anders beslist."
    return ""
