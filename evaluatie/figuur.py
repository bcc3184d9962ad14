"""Geometry of the result figures. Numbers become text here, because templates write a decimal comma.

Each figure has a wide and a narrow drawing of the same thing; CSS shows one. Beside every mark stands its number.
"""

from dataclasses import dataclass
from math import sqrt

from django.template.loader import render_to_string

from evaluatie.vragenlijst.document import STATIONS, Document, Soort
from kern.memo import memo

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
    band: tuple[str, ...] = ()  # x and width
    band_y: int = 0
    eerder: Stip | None = None  # what it was


@dataclass(frozen=True)
class Woord:
    """A word of the scale, on two lines."""

    x: str
    boven: str
    onder: str


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
    woorden: tuple[Woord, ...] = ()


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
    schaal: tuple[str, ...] = Document.schaal
    legenda: tuple[str, ...] = ()  # the round itself and the one before it

    @property
    def heeft_stip(self) -> bool:
        return any(rij.stippen for rij in self.breed.rijen)

    @property
    def met_aantal(self) -> bool:
        return any(vraag.aantal for vraag in self.vragen)


def make_figuren(groepen, schaal=Document.schaal) -> dict:
    """{"gemiddelden": a figure per set, "verdeling": one figure or None}, from what the thresholds left over."""
    stellingen = [(groep, _stellingen(groep)) for groep in groepen]
    gemiddelden = [
        _gemiddelden(nummer, groep, vragen, schaal)
        for nummer, (groep, vragen) in enumerate(stellingen, start=1)
        if vragen
    ]
    met_verdeling = tuple(vraag for _, vragen in stellingen for vraag in vragen if vraag.verdeling)
    return {"gemiddelden": gemiddelden, "verdeling": _verdeling(met_verdeling, schaal)}


@memo(size=256)
def draw_figuren(groepen, schaal, min_antwoorden, min_verdeling) -> str:
    """The figures with their tables, drawn once: numbers of a group above the threshold, final since it was closed."""
    context = {"schaal": schaal, "min_antwoorden": min_antwoorden, "min_verdeling": min_verdeling}
    return render_to_string("evaluatie/_figuren.html", context | {"figuren": make_figuren(groepen, schaal)})


def _stellingen(groep):
    return tuple(vraag for vraag in groep.vragen if vraag.vraag.soort == Soort.EENS)


def _gemiddelden(nummer, groep, vragen, schaal):
    return Figuur(
        titel=f"{groep.groep.naam}: het gemiddelde per vraag",
        beschrijving=beschrijf(vragen),
        breed=teken(f"gb{nummer}", BREED, vragen, stip_gemiddelde, schaal),
        smal=teken(f"gs{nummer}", SMAL, vragen, stip_gemiddelde, schaal),
        vragen=vragen,
        naam=groep.groep.naam,
        uitleg=groep.groep.uitleg,
        schaal=schaal,
    )


def _verdeling(vragen, schaal):
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
        breed=teken("vb", VERDELING_BREED, vragen, stippen, schaal),
        smal=teken("vs", VERDELING_SMAL, vragen, stippen, schaal),
        vragen=vragen,
        schaal=schaal,
    )


def beschrijf(vragen):
    getoond = [vraag for vraag in vragen if vraag.waarde is not None]
    if not getoond:
        return "Bij geen van deze vragen is er een cijfer om te tonen."
    hoogste, laagste = max(getoond, key=lambda v: v.waarde), min(getoond, key=lambda v: v.waarde)
    if hoogste.waarde == laagste.waarde:
        zin = f"Overal {hoogste.tekst}."
    else:
        zin = f"Het hoogst is {hoogste.naam} met {hoogste.tekst}, het laagst {laagste.naam} met {laagste.tekst}."
    return f"{zin} De tabel onder de figuur geeft alle getallen."


def stip_gemiddelde(maten, vraag):
    return () if vraag.gemiddelde is None else (_stip(maten, vraag.gemiddelde, maten.straal, ""),)


def _stip_eerder(maten, cijfer, eerder):
    """What it was, when both are exact."""
    was = (eerder or {}).get(cijfer.naam)
    return None if was is None or cijfer.gemiddelde is None else _stip(maten, was, 6.5, "")


def _woorden(maten, schaal):
    """The words of the first, the middle and the last station."""
    return tuple(Woord(f"{maten.x(waarde):.1f}", *_breek(schaal[waarde - 1])) for waarde in (1, 3, STATIONS))


def _breek(woord):
    """On two lines, at a comma or else at the first space; one line stands at the bottom."""
    for teken in (", ", " "):
        if teken in woord:
            boven, onder = woord.split(teken, 1)
            return boven + teken.strip(), onder
    return "", woord


def _band(maten, vraag):
    """(x, width) of a figure that is a band, with half a half point on both sides."""
    if not vraag.is_grof:
        return ()
    laagst, hoogst = maten.x(max(vraag.band[0] - 0.25, 1)), maten.x(min(vraag.band[1] + 0.25, STATIONS))
    return f"{laagst:.1f}", f"{hoogst - laagst:.1f}"


def _stip(maten, waarde, straal, label):
    x = maten.x(waarde)
    return Stip(f"{x:.1f}", f"{max(straal, 3):.1f}", f"{x + max(straal, 3) + 4:.1f}", label)


def teken(id_, maten, vragen, stippen, schaal, *, eerder=None):
    smal = maten in {SMAL, VERDELING_SMAL}
    rijen = tuple(
        Rij(
            naam=vraag.naam,
            y=y,
            naam_y=y + maten.naam_dy,
            getal_y=y + 8,
            as_van=y - 12,
            as_tot=y + 12,
            stippen=stippen(maten, vraag),
            getal=vraag.kort_tekst,
            gat=vraag.waarde is None,
            band=_band(maten, vraag),
            band_y=y - 8,
            eerder=_stip_eerder(maten, vraag, eerder),
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
        woorden=_woorden(maten, schaal),
    )
