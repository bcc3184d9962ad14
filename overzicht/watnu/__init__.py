"""*Wat nu?*: the one list of things that wait for somebody, most urgent first.

Every function in the modules below looks at one kind of thing in one netwerk and yields a card for each that waits.
What is of no netwerk is ``@overal``.
A new kind is a new function with ``@bron``; the page shows the first three. Cards only look things up in ``Feiten``
and follow the same permissions as the page where the action is done. A netwerk that pauses asks nothing.
"""

from dataclasses import replace

from fasen.route import get_route
from overzicht.feiten import Feiten
from overzicht.watnu import (  # noqa: F401 - importing fills the registry
    academie,
    contract,
    deelnemer,
    facilitator,
    groepsbesluit,
    mentor,
    overdracht,
    start,
    taken,
    thema,
    zaal,
)
from overzicht.watnu.kaart import BRONNEN, OVERAL, Kaart

HOOGSTENS = 3


def collect(feiten: Feiten, *, overal: bool = False) -> list[Kaart]:
    """All cards for this person in these netwerken, most urgent first. ``overal``: also those of no netwerk."""
    kaarten = [kaart for bron in OVERAL for kaart in bron(feiten)] if overal else []
    for netwerk in feiten.binnen:
        if netwerk.is_gepauzeerd:
            continue
        fase = get_route(netwerk).nummer or 1
        kaarten += [replace(kaart, fase=fase) for bron in BRONNEN for kaart in bron(feiten, netwerk)]
    return sorted(kaarten, key=lambda kaart: (kaart.rang, kaart.moment or feiten.now, kaart.titel))
