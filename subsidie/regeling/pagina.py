"""What the pages of rounds and regelingen show."""

from dataclasses import dataclass

from subsidie.begroting.bedragen import show_bedrag
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.document import Regeling, Wie
from subsidie.regeling.models import Aanvraagronde

_WEKEN, _PER_WEEK, _PER_MAAND = 70, 7, 30.44

WIE_ZEGT = {
    Wie.AUTOMATISCH: "Blijkt uit de gegevens.",
    Wie.OORDEEL: "Beoordelaars oordelen.",
    Wie.GEMENGD: "Gegevens, en een oordeel.",
}
_WOORDEN = ("", "Eén", "Twee", "Drie", "Vier")


@dataclass(frozen=True)
class Kolommen:
    """Rounds by where they are."""

    open: list[Aanvraagronde]
    komt: list[Aanvraagronde]
    gesloten: list[Aanvraagronde]


def sort_rondes(rondes, moment) -> Kolommen:
    """What closes first is on top; what opens first; what closed last."""
    rondes = list(rondes)
    return Kolommen(
        sorted((r for r in rondes if r.is_open(moment)), key=lambda r: r.sluit_op),
        sorted((r for r in rondes if r.opent_op > moment), key=lambda r: r.opent_op),
        [r for r in rondes if r.sluit_op <= moment],
    )


def find_nieuwer(ronde: Aanvraagronde) -> Regeling | None:
    """A newer version of its regeling, while the round may still take it."""
    nieuwste = get_shipped(ronde.regelingversie.code)
    if ronde.begonnen or nieuwste is None or nieuwste.versie <= ronde.regelingversie.versie:
        return None
    return nieuwste


def tell_na(dagen: int) -> str:
    """«na 6 weken», «na 14 maanden»: roughly, as people say it."""
    if not dagen:
        return "bij het begin"
    if dagen < _PER_WEEK:
        return f"na {dagen} {'dag' if dagen == 1 else 'dagen'}"
    if dagen < _WEKEN:
        weken = round(dagen / _PER_WEEK)
        return f"na {weken} {'week' if weken == 1 else 'weken'}"
    return f"na {round(dagen / _PER_MAAND)} maanden"


def read_regeling(regeling: Regeling) -> dict:
    """The context of the readable page."""
    nieuwste = get_shipped(regeling.code)
    return {
        "regeling": regeling,
        "nieuwste": nieuwste if nieuwste and nieuwste.versie > regeling.versie else None,
        "criteria": [(nummer, criterium, WIE_ZEGT[criterium.wie]) for nummer, criterium in regeling.genummerd],
        "jaren": [(jaar.nummer, jaar.bijdrage) for jaar in regeling.kader.jaren],
        "beoordelaars": _WOORDEN[regeling.beoordeling.beoordelaars],
        "eigen": _tell_eigen(regeling),
        "posten": regeling.geld.posten,
        "mijlpalen": [(tell_na(mijlpaal.na_dagen), mijlpaal) for mijlpaal in regeling.mijlpalen],
    }


def _tell_eigen(regeling):
    geld = regeling.geld
    delen = [f"{geld.eigen_procent}% van de kosten"] if geld.eigen_procent else []
    delen += [show_bedrag(geld.eigen_bedrag)] if geld.eigen_bedrag else []
    return " en ".join(delen)
