"""Two people wrote in the same field: what is there now beside what the second one wrote."""

from dataclasses import dataclass
from datetime import time

from bijeenkomsten.draaiboek.forms import OnderdeelForm
from bijeenkomsten.draaiboek.models import Programmaonderdeel
from bijeenkomsten.draaiboek.stappen import dump_value
from kern.tijd import klok

LABELS = OnderdeelForm.Meta.labels | {"minuten": "Hoeveel minuten?", "begint_vast": "Begint vast om"}
SOORTEN = dict(Programmaonderdeel.Soort.choices)


@dataclass(frozen=True)
class Veld:
    naam: str
    label: str
    hun: str  # as a person reads it
    mijn: str
    hun_waarde: str  # as the field of the form holds it


def show_botsing(conflict, mijn: dict) -> list[Veld]:
    """One row per field both changed."""
    return [
        Veld(
            naam,
            LABELS[naam],
            _show(naam, getattr(conflict.onderdeel, naam)),
            _show(naam, mijn[naam]),
            _value(getattr(conflict.onderdeel, naam)),
        )
        for naam in conflict.velden
    ]


def _show(naam, waarde):
    if naam == "soort":
        return SOORTEN[waarde]
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, time):
        return f"{klok(waarde)} uur"
    return str(waarde) if waarde not in ("", None) else "leeg"


def _value(waarde):
    if isinstance(waarde, bool):
        return "on" if waarde else ""
    waarde = dump_value(waarde)
    return "" if waarde is None else str(waarde)
