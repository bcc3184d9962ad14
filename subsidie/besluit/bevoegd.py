"""Who may decide on an aanvraag. It is always somebody else than who advised on it."""

from personen.models import VAN_ACADEMIE, Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling.belang import Belang, find_belangen
from subsidie.beoordeling.models import find_adviseurs

UITLEG = {
    Belang.NETWERK: "Je hoort bij dit netwerk, of hoorde erbij.",
    Belang.BESTUUR: "Je werkt bij een bestuur dat meedoet.",
    Belang.VERKLAARD: "Je zei dat je over deze aanvraag niet kunt oordelen.",
}


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
    belang = find_belangen(aanvraag, [persoon]).get(persoon.pk)
    return f"{UITLEG[belang]} Iemand anders beslist." if belang else ""
