"""Geometry of the result figures. Numbers become text here, because templates write a decimal comma.

Each figure has a wide and a narrow drawing of the same thing; CSS shows one. Beside every mark stands its number.
"""

from dataclasses import dataclass
from math import sqrt

from django.template.loader import render_to_string

from evaluatie.inhoud import STATIONS
from kern.memo import memo
from kern.templatetags.kern import getal

SPAN = STATIONS - 1


@dataclass(frozen=True)
class Maten:
    """Where things stand in one drawing."""

    breedte: int
    links: int  # x of the first station
    rechts: int  # x of the last station
    boven: int  # y of the first row
    rij: int  # height of a row
    naam_dy: int  # the name, from the line of the marks
    straal: int

    def x(self, waarde):
        return self.links + (self.rechts - self.links) * (waarde - 1) / SPAN


BREED = Maten(breedte=800, links=300, rechts=690, boven=78, rij=58, naam_dy=6, straal=11)
SMAL = Maten(breedte=350, links=12, rechts=290, boven=46, rij=66, naam_dy=-20, straal=10)
VERDELING_BREED = Maten(breedte=800, links=320, rechts=770, boven=86, rij=64, naam_dy=6, straal=16)
VERDELING_SMAL = Maten(breedte=350, links=22, rechts=328, boven=58, rij=84, naam_dy=-30, straal=15)


@dataclass(frozen=True)
class Stip:
    x: str
    r: str
    label_x: str
    label: str


@dataclass(frozen=True)
class Rij:
    """One question in a drawing; ``gat`` when it has no number."""

    naam: str
    y: int
    naam_y: int
    getal_y: int
    as_van: int
    as_tot: int
    stippen: tuple[Stip, ...]
    getal: str = ""
    gat: bool = False


@dataclass(frozen=True)
class Tekening:
    """One drawing: ``assen`` are the x of the stations, ``hoogte`` and ``onder`` its bottom and the line of words."""

    id: str
    breedte: int
    hoogte: int
    onder: int
    links: int
    rechts: int
    midden: int
    getal_x: int
    assen: tuple[str, ...]
    as_van: int
    as_tot: int
    rijen: tuple[Rij, ...]


@dataclass(frozen=True)
class Figuur:
    """The means of one set, or the distribution of some questions."""

    titel: str
    beschrijving: str
    breed: Tekening
    smal: Tekening
    vragen: tuple
    naam: str = ""
    uitleg: str = ""


def make_figuren(groepen) -> dict:
    """{"gemiddelden": a figure per set, "verdeling": one figure or None}, from what the thresholds left over."""
    gemiddelden = [_gemiddelden(nummer, groep) for nummer, groep in enumerate(groepen, start=1)]
    met_verdeling = tuple(vraag for groep in groepen for vraag in groep.vragen if vraag.verdeling)
    return {"gemiddelden": gemiddelden, "verdeling": _verdeling(met_verdeling)}


@memo(size=256)
def draw_figuren(groepen, schaal, min_antwoorden, min_verdeling) -> str:
    """The figures with their tables, drawn once: numbers of a group above the threshold, final since it was closed."""
    context = {"schaal": schaal, "min_antwoorden": min_antwoorden, "min_verdeling": min_verdeling}
    return render_to_string("evaluatie/_figuren.html", context | {"figuren": make_figuren(groepen)})


def _gemiddelden(nummer, groep):
    return Figuur(
        titel=f"{groep.set.naam}: het gemiddelde per vraag",
        beschrijving=_beschrijf(groep.vragen),
        breed=_teken(f"gb{nummer}", BREED, groep.vragen, _stip_gemiddelde),
        smal=_teken(f"gs{nummer}", SMAL, groep.vragen, _stip_gemiddelde),
        vragen=groep.vragen,
        naam=groep.set.naam,
        uitleg=groep.set.uitleg,
    )


def _verdeling(vragen):
    if not vragen:
        return None
    meeste = max(max(vraag.verdeling) for vraag in vragen)

    def stippen(maten, vraag):
        return tuple(
            _stip(maten, waarde, maten.straal * sqrt(aantal / meeste), str(aantal))
            for waarde, aantal in enumerate(vraag.verdeling, start=1)
            if aantal
        )

    return Figuur(
        titel="Hoe de antwoorden verdeeld zijn",
        beschrijving="Per vraag en per antwoord een stip: hoe meer mensen, hoe groter. De tabel geeft alle aantallen.",
        breed=_teken("vb", VERDELING_BREED, vragen, stippen),
        smal=_teken("vs", VERDELING_SMAL, vragen, stippen),
        vragen=vragen,
    )


def _beschrijf(vragen):
    getoond = [vraag for vraag in vragen if vraag.gemiddelde is not None]
    if not getoond:
        return "Bij geen van deze vragen waren er genoeg meningen."
    hoogste, laagste = max(getoond, key=lambda v: v.gemiddelde), min(getoond, key=lambda v: v.gemiddelde)
    if hoogste.gemiddelde == laagste.gemiddelde:
        zin = f"Overal {getal(hoogste.gemiddelde)}."
    else:
        zin = (
            f"Het hoogst is {hoogste.vraag.kort} met {getal(hoogste.gemiddelde)}, "
            f"het laagst {laagste.vraag.kort} met {getal(laagste.gemiddelde)}."
        )
    return f"{zin} De tabel onder de figuur geeft alle getallen."


def _stip_gemiddelde(maten, vraag):
    return () if vraag.gemiddelde is None else (_stip(maten, vraag.gemiddelde, maten.straal, ""),)


def _stip(maten, waarde, straal, label):
    x = maten.x(waarde)
    return Stip(f"{x:.1f}", f"{max(straal, 3):.1f}", f"{x + max(straal, 3) + 4:.1f}", label)


def _teken(id_, maten, vragen, stippen):
    smal = maten in {SMAL, VERDELING_SMAL}
    rijen = tuple(
        Rij(
            naam=vraag.vraag.kort,
            y=y,
            naam_y=y + maten.naam_dy,
            getal_y=y + 8,
            as_van=y - 12,
            as_tot=y + 12,
            stippen=stippen(maten, vraag),
            getal="" if vraag.gemiddelde is None else getal(vraag.gemiddelde),
            gat=vraag.gemiddelde is None,
        )
        for vraag, y in ((vraag, maten.boven + i * maten.rij) for i, vraag in enumerate(vragen))
    )
    laatste = rijen[-1].y if rijen else maten.boven
    return Tekening(
        id=id_,
        breedte=maten.breedte,
        hoogte=laatste + (44 if smal else 32),
        onder=laatste + 34,
        links=maten.links,
        rechts=maten.rechts,
        midden=(maten.links + maten.rechts) // 2,
        getal_x=maten.breedte - (2 if smal else 10),
        assen=tuple(f"{maten.x(waarde):.1f}" for waarde in range(1, STATIONS + 1)),
        as_van=44,
        as_tot=laatste + 22,
        rijen=rijen,
    )
