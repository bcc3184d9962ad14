"""The drawings of a barometer: the profile of its dimensies with what they were, and the course of each over rounds."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from evaluatie.figuur import BREED, SMAL, Figuur, beschrijf, stip_gemiddelde, teken
from evaluatie.uitslag.verloop import NIET_GETOOND, Punt, Verloop
from evaluatie.vragenlijst.document import STATIONS
from kern.tijd import KORT, lokale_dag, maand_jaar

# One small drawing: the height of the stations 1 and 5, and the first and last round.
ONDER, BOVEN, LINKS, RECHTS = 96, 12, 38, 222
HALF_VAK = 24


@dataclass(frozen=True)
class Merk:
    """One round of one dimensie. ``lijn``: path from the round before; ``vlak``: y and height of a band."""

    x: int
    maand: str
    jaar: str
    tekst: str
    y: str = ""
    tekst_y: str = ""
    lijn: str = ""
    vlak: tuple[str, str] = ()
    gat: str = ""
    vak_x: int = 0
    vak_breed: int = 2 * HALF_VAK
    is_nu: bool = False


@dataclass(frozen=True)
class Gang:
    """The course of one dimensie."""

    naam: str
    beschrijving: str
    merken: tuple[Merk, ...]


def make_profiel(verloop: Verloop) -> Figuur:
    """All dimensies of the round, each beside what it was when that may be compared."""
    uitslag, eerder = verloop.nu.uitslag, verloop.eerder
    schaal = verloop.nu.meting.document.schaal
    was = {}
    if eerder:
        verschillen = verloop.find_verschillen(eerder)
        was = {d.naam: verschillen[d.groep.code][0] for d in uitslag.dimensies if d.groep.code in verschillen}
    rondes = [verloop.nu, *([eerder] if eerder else [])]
    return Figuur(
        titel=f"Profiel per onderwerp, {maand_jaar(verloop.nu.op)}",
        beschrijving=beschrijf(uitslag.dimensies),
        breed=teken("pb", BREED, uitslag.dimensies, stip_gemiddelde, schaal, eerder=was),
        smal=teken("ps", SMAL, uitslag.dimensies, stip_gemiddelde, schaal, eerder=was),
        vragen=uitslag.dimensies,
        schaal=schaal,
        legenda=tuple(f"{maand_jaar(ronde.op)}, {ronde.meting.ingevuld} antwoorden" for ronde in rondes),
    )


def make_gangen(verloop: Verloop) -> list[Gang]:
    """A small drawing per dimensie; none when there is only one round."""
    if len(verloop.rondes) == 1:
        return []
    return [Gang(groep.naam, _beschrijf(groep.naam, punten), _zet(punten)) for groep, punten in verloop.dimensies]


def _beschrijf(naam, punten):
    delen = [f"{maand_jaar(punt.ronde.op)} {punt.cijfer.tekst if punt.cijfer else _lees(punt.gat)}" for punt in punten]
    return f"{naam}: {', '.join(delen)}"


def _lees(gat):
    return "niet gevraagd" if gat == "niet" else "niet getoond"


def _zet(punten):
    stap = (RECHTS - LINKS) / (len(punten) - 1)
    merken = []
    for i, punt in enumerate(punten):
        x = round(LINKS + i * stap)
        vorige = merken[-1] if punt.lijn else None
        merken.append(_merk(punt, x, vorige, punt is punten[-1], min(HALF_VAK, round(stap / 2) - 2)))
    return tuple(merken)


def _merk(punt: Punt, x, vorige, is_nu, half):
    dag = lokale_dag(punt.ronde.op)
    vast = {"x": x, "maand": KORT[dag.month - 1], "jaar": str(dag.year), "vak_x": x - half, "vak_breed": 2 * half}
    if punt.cijfer is None:
        return Merk(**vast, tekst="" if punt.gat == NIET_GETOOND else punt.gat, gat=punt.gat)
    y = _y(punt.cijfer.waarde)
    # The number stands over its mark, or under it where that is in the way of the axis.
    tekst_y = y - 13 if y > BOVEN + 14 or is_nu else y + 22
    vlak = ()
    if punt.cijfer.is_grof:
        laagst, hoogst = punt.cijfer.band
        boven, onder = _y(min(hoogst + 0.25, STATIONS)), _y(max(laagst - 0.25, 1))
        vlak, tekst_y = (f"{boven:.1f}", f"{onder - boven:.1f}"), boven - 6 if boven > BOVEN + 14 else onder + 16
    lijn = f"M{vorige.x} {vorige.y}L{x} {y:.1f}" if vorige else ""
    return Merk(
        **vast, tekst=punt.cijfer.kort_tekst, y=f"{y:.1f}", tekst_y=f"{tekst_y:.1f}", lijn=lijn, vlak=vlak, is_nu=is_nu
    )


def _y(waarde):
    return ONDER - (ONDER - BOVEN) * (waarde - 1) / (STATIONS - 1)


# A PDF knows no classes inside a drawing, so there the looks stand in the drawing itself: black on white, on paper.
PAPIER = {
    "g-naam": 'fill="#1f2b25" font-family="Werk" font-weight="600" font-size="17"',
    "g-getal": 'fill="#1f2b25" font-family="Stem" font-size="25"',
    "g-klein": 'fill="#47534b" font-family="Werk" font-size="14"',
    "g-as": 'stroke="#cfc7b5" stroke-width="1.25"',
    "g-nu": 'fill="#3b6b31"',
    "g-eerder": 'fill="#ffffff" stroke="#6d776f" stroke-width="2.25"',
    "g-verschil": 'stroke="#6d776f" stroke-width="2.25"',
    "g-band": 'fill="#3b6b31" fill-opacity="0.3"',
    "g-gat-vlak": 'fill="#ffffff" stroke="#cfc7b5" stroke-dasharray="3 4"',
}


def draw_papier(figuur: Figuur) -> str:
    """The wide drawing for a PDF."""
    context = {"figuur": figuur, "tekening": figuur.breed, "klas": "g-breed"}
    tekening = render_to_string("evaluatie/_gemiddelden.html", context)
    for klas, uiterlijk in PAPIER.items():
        tekening = tekening.replace(f'class="{klas}"', uiterlijk)
    return mark_safe(tekening)  # noqa: S308 - a template of ours, with its own escaping
