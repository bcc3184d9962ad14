"""The letter with a decision: what the page, the PDF and the mail say the same."""

from dataclasses import dataclass

from kern.tijd import dag
from subsidie.begroting.bedragen import show_bedrag
from subsidie.besluit.models import Besluit, Uitkomst, Voldoet
from subsidie.besluit.services import read_gevraagd
from subsidie.besluit.termijnen import split_bedrag

KOP = {
    Uitkomst.TOEGEKEND: "Jullie krijgen de bijdrage",
    Uitkomst.VOORWAARDE: "Jullie krijgen de bijdrage, met een voorwaarde",
    Uitkomst.AFGEWEZEN: "Jullie krijgen deze keer geen bijdrage",
}


@dataclass(frozen=True)
class Brief:
    """``punten``: (name of the criterium, how it is met, reason) of what did not simply meet the regeling."""

    besluit: Besluit
    kop: str
    opening: str
    slot: str
    punten: tuple[tuple[str, str, str], ...]
    voorwaarden: tuple[tuple[str, str], ...]
    betalingen: tuple[tuple[str, str], ...]
    academie: str
    datum: str

    @property
    def bestandsnaam(self) -> str:
        return f"besluit-{self.besluit.aanvraag.netwerk.slug}.pdf"


def make_brief(besluit: Besluit) -> Brief:
    """The letter of a decision; also of one that is not told yet, for who decides."""
    aanvraag = besluit.aanvraag
    regeling, uitkomst = aanvraag.regelingversie.regeling, Uitkomst(besluit.uitkomst)
    woorden = {
        "netwerk": aanvraag.netwerk.naam, "ronde": aanvraag.ronde.naam, "regeling": regeling.naam,
        "bedrag": show_bedrag(besluit.bedrag), "gevraagd": show_bedrag(read_gevraagd(besluit.inzending)),
    }  # fmt: skip
    tekst = getattr(regeling.brieven, uitkomst.value)
    return Brief(
        besluit, KOP[uitkomst], tekst.opening.format_map(woorden), tekst.slot.format_map(woorden),
        tuple(_list_punten(besluit, regeling)),
        tuple((rij.tekst, dag(rij.voor, met_jaar=True)) for rij in besluit.voorwaarden.all()),
        tuple(_list_betalingen(besluit, regeling)), regeling.academie,
        dag(besluit.verteld_op, met_jaar=True) if besluit.verteld_op else "",
    )  # fmt: skip


def _list_punten(besluit, regeling):
    namen = {criterium.code: criterium.naam for criterium in regeling.criteria}
    for oordeel in besluit.criteria:
        if oordeel["voldoet"] != Voldoet.JA:
            yield namen[oordeel["code"]], Voldoet(oordeel["voldoet"]).label, oordeel["reden"]


def _list_betalingen(besluit, regeling):
    """When which part is paid."""
    for betaling, deel in zip(regeling.betalingen, split_bedrag(besluit.bedrag, regeling.betalingen), strict=True):
        if deel:
            yield betaling.wanneer, show_bedrag(deel)
