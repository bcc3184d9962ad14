"""What the page of a draaiboek shows of its blocks, its steps and who is busy."""

from dataclasses import dataclass

from bijeenkomsten.draaiboek.access import find_bezig, find_stappen
from bijeenkomsten.draaiboek.geschiedenis import make_geschiedenis, tell
from bijeenkomsten.draaiboek.models import Programmaonderdeel
from bijeenkomsten.draaiboek.tijden import Regel, Voorstel
from kern.tijd import klok
from werkvormen.models import Werkvorm

SOORTEN = dict(Programmaonderdeel.Soort.choices)
HOOGTES = ((15, "d-15"), (30, "d-30"), (60, "d-45"), (10**6, "d-90"))
BREED = 900  # of the bar


@dataclass(frozen=True)
class Rij:
    """One block as the page shows it."""

    regel: Regel
    hoogte: str
    over: bool  # it ends after the meeting
    bezig: str  # who works in it
    mag_omhoog: bool
    mag_omlaag: bool
    werkvorm: Werkvorm | None  # one that can be opened
    ingetrokken: bool
    spullen: list[str]

    @property
    def onderdeel(self):
        return self.regel.onderdeel


@dataclass(frozen=True)
class Melding:
    """Something that does not fit, with the fix to offer."""

    titel: str
    tekst: str
    voorstel: Voorstel | None


@dataclass(frozen=True)
class Balk:
    soort: str
    x: int
    breedte: int


def make_planner(bijeenkomst, user) -> dict:
    """The context of ``bijeenkomsten/draaiboek/_planner.html``."""
    programma, geschiedenis = bijeenkomst.programma, make_geschiedenis(find_stappen(bijeenkomst.pk))
    bezig = {}
    for rij in find_bezig(bijeenkomst, behalve=user):
        bezig.setdefault(rij.onderdeel_id, []).append(rij.persoon.naam)
    return {
        "netwerk": bijeenkomst.netwerk,
        "bijeenkomst": bijeenkomst,
        "programma": programma,
        "rijen": _make_rijen(bijeenkomst, user, bezig),
        "meldingen": [_make_melding(probleem, bijeenkomst) for probleem in programma.problemen],
        "balken": make_balken(programma),
        "spullen": find_spullen(programma),
        "som": [(soort, minuten, SOORTEN[soort]) for soort, minuten in programma.som],
        "geschiedenis": geschiedenis,
        "terug_tekst": tell(geschiedenis.terug, user) if geschiedenis.terug else "",
        "laatste_tekst": tell(geschiedenis.laatste, user) if geschiedenis.laatste else "",
        "van_ander": geschiedenis.laatste is not None and geschiedenis.laatste.door_id != user.pk,
    }


def _make_rijen(bijeenkomst, user, bezig):
    regels = bijeenkomst.programma.regels
    return [
        Rij(
            regel=regel,
            hoogte=next(naam for tot, naam in HOOGTES if regel.onderdeel.minuten <= tot),
            over=regel.eindigt_op > bijeenkomst.programma.einde,
            bezig=" en ".join(bezig.get(regel.onderdeel.pk, [])),
            mag_omhoog=plek > 0 and regel.onderdeel.begint_vast is None,
            mag_omlaag=plek < len(regels) - 1
            and regel.onderdeel.begint_vast is None
            or regel.tegelijk
            and plek == len(regels) - 1,
            werkvorm=_openable(regel.onderdeel.werkvorm, user),
            ingetrokken=is_ingetrokken(regel.onderdeel.werkvorm),
            spullen=split_spullen(regel.onderdeel),
        )
        for plek, regel in enumerate(regels)
    ]


def split_spullen(onderdeel) -> list[str]:
    return [ding.strip() for ding in onderdeel.materiaal.split("\n") if ding.strip()]


def find_spullen(programma) -> list[tuple[Regel, list[str]]]:
    """What to lay out for the whole meeting, per block that needs something, in order."""
    rijen = [(regel, split_spullen(regel.onderdeel)) for regel in programma.regels]
    return [(regel, dingen) for regel, dingen in rijen if dingen]


def is_ingetrokken(werkvorm) -> bool:
    return werkvorm is not None and werkvorm.status == Werkvorm.Status.INGETROKKEN


def _openable(werkvorm, user):
    """As ``Werkvorm.objects.visible_to``, of a row that is already here: what was withdrawn, its users keep reading."""
    if werkvorm is None:
        return None
    mag = werkvorm.is_gepubliceerd or werkvorm.is_ingetrokken or werkvorm.eigenaar_id == user.pk
    return werkvorm if mag else None


def _make_melding(probleem, bijeenkomst):
    minuten = "1 minuut" if probleem.minuten == 1 else f"{probleem.minuten} minuten"
    if probleem.regel is None:
        tekst = _tell_fix(probleem.voorstel, f"Dan ben je precies om {klok(bijeenkomst.eindigt_op)} uur klaar.")
        return Melding(f"{minuten} te lang", tekst or _tell_too_long(bijeenkomst), probleem.voorstel)
    vast, titel = klok(probleem.regel.begint_op), probleem.regel.onderdeel.titel
    if probleem.vorige is None:
        tekst = f"De bijeenkomst begint om {klok(bijeenkomst.begint_op)} uur. Kies een latere vaste tijd."
        return Melding(f"“{titel}” begint vast om {vast}, {minuten} te vroeg", tekst, None)
    tot = f"“{probleem.vorige.onderdeel.titel}” loopt tot {klok(probleem.vorige.eindigt_op)} uur."
    fix = _tell_fix(probleem.voorstel, "Dan past het.") or "Maak iets ervoor korter, of kies een latere vaste tijd."
    return Melding(f"“{titel}” begint vast om {vast}, maar dat past niet", f"{tot} {fix}", probleem.voorstel)


def _tell_fix(voorstel, slot):
    if voorstel is None:
        return ""
    onderdeel, werkvorm = voorstel.onderdeel, voorstel.onderdeel.werkvorm
    if werkvorm is not None and werkvorm.duur_min <= voorstel.minuten:
        return f"“{onderdeel.titel}” kan ook in {voorstel.minuten} minuten. {slot}"
    return f"Maak “{onderdeel.titel}” {onderdeel.minuten - voorstel.minuten} minuten korter. {slot}"


def _tell_too_long(bijeenkomst):
    return f"Jullie hebben {bijeenkomst.duur_minuten} minuten. Haal iets weg of maak een paar onderdelen korter."


def make_balken(programma) -> list[Balk]:
    """The pieces of the bar in a drawing of ``BREED`` wide, with two of air between them."""
    if not programma.lengte:
        return []
    per_minuut = BREED / programma.lengte
    return [
        Balk(
            stuk.soort,
            x := round(stuk.begin * per_minuut),
            max(1, round((stuk.begin + stuk.minuten) * per_minuut) - x - 2),
        )
        for stuk in programma.stukken
        if stuk.soort
    ]
