"""The filters above the list. They never validate: a filter nobody knows simply does nothing."""

from typing import NamedTuple

from django.template.loader import render_to_string

from fasen.inhoud import FASE_CHOICES
from kern.memo import memo
from netwerken.models import Netwerk
from personen.models import Provincie, Sector


class Keuzefilter(NamedTuple):
    label: str
    keuzes: tuple[tuple[str, str], ...]
    sjabloon: str = "components/keuzelijst.html"


def _with_all(woord, keuzes):
    return (("", woord), *keuzes)


KEUZEFILTERS = {
    "sector": Keuzefilter("Sector", _with_all("Alle sectoren", Sector.choices)),
    "regio": Keuzefilter("Regio", _with_all("Alle regio's", Provincie.choices)),
    "fase": Keuzefilter("Fase", _with_all("Alle fasen", FASE_CHOICES)),
    "type": Keuzefilter("Soort netwerk", _with_all("Alle soorten", Netwerk.Type.choices)),
    "toegang": Keuzefilter(
        "Meedoen",
        (("", "maakt niet uit"), ("open", "je kunt er zo bij"), ("gesloten", "je meldt je aan")),
        "components/keuzechips.html",
    ),
}
PARAMETERS = ("q", *KEUZEFILTERS)


def read_filters(parameters) -> dict[str, str]:
    """The filters of a query string; control characters out, absurd lengths cut."""
    return {naam: parameters.get(naam, "").replace("\x00", "").strip()[:100] for naam in PARAMETERS}


def draw_filters(filters) -> dict[str, str]:
    """The fields as HTML, by name. What is no choice is not chosen, so there are only as many as there are choices."""
    return {
        naam: _draw_filter(naam, filters[naam] if filters[naam] in dict(veld.keuzes) else "")
        for naam, veld in KEUZEFILTERS.items()
    }


@memo
def _draw_filter(naam, waarde):
    veld = KEUZEFILTERS[naam]
    return render_to_string(veld.sjabloon, {"naam": naam, "waarde": waarde, **veld._asdict()})
