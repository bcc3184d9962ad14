"""What others experience with a werkvorm, in words. What is in the table may be shown; the table takes care of that."""

from dataclasses import dataclass

from kern.prepared import prepared
from werkvormen.models import Ervaring

Vraag = Ervaring.Vraag
ZINNEN = {
    Vraag.NOG_EENS: "keer wil de facilitator het zo nog eens doen.",
    Vraag.DOEL: "keer haalde de groep het doel.",
    Vraag.HIELP: "deelnemers hielp het verder.",
}


@dataclass(frozen=True)
class Cijfer:
    """«31 van 38», and what that is about."""

    getal: str
    zin: str


def read_cijfers(werkvorm) -> list[Cijfer]:
    """Empty as long as too few netwerken used it."""
    rows = {rij.vraag: rij for rij in werkvorm.ervaringen.all()}
    return [Cijfer(str(rows[vraag]), zin) for vraag, zin in ZINNEN.items() if vraag in rows]


def find_kort(werkvormen) -> dict[int, str]:
    """Per werkvorm the one figure that a list shows; those without are not in it. One query."""
    rows = _find_nog_eens([w.pk for w in werkvormen]) if werkvormen else ()
    return {rij.werkvorm_id: f"{rij} keer: zo nog eens" for rij in rows}


@prepared(many=["werkvormen"])
def _find_nog_eens(werkvormen):
    return Ervaring.objects.filter(werkvorm__in=werkvormen, vraag=Vraag.NOG_EENS).order_by()
