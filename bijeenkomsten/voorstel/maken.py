"""Making a suggestion out of candidates: choose for each place what scores best, the kern first. Always the same."""

from dataclasses import dataclass, replace

from bijeenkomsten.voorstel import indeling
from bijeenkomsten.voorstel.indeling import Plek, find_pauze, langst_zonder_pauze, make_plekken, verdeel
from bijeenkomsten.voorstel.kandidaten import AFSPRAKEN, LUNCH, PAUZE, VAST, Kandidaat, Situatie
from bijeenkomsten.voorstel.regels import is_mogelijk, past_op_plek, score

KLEINSTE_GROEP = 3
# The kern is what the meeting is for, so it is chosen first; what comes around it follows from it.
KEUZEVOLGORDE = ("kern", "kern2", "kern3", "transfer", "opening", "afsluiting")
# A kern more must be that much better: people rather do one thing well.
KERN_ERBIJ = 1
# Minutes that stay empty make a division of the time less good: so many points for each ten.
LEEG_WEEGT = 2


@dataclass(frozen=True)
class Blok:
    """One block. ``vorige`` and ``volgende``: the sleutels of what else fits here, one better and one less."""

    plek: Plek
    kandidaat: Kandidaat
    minuten: int
    vorige: str = ""
    volgende: str = ""

    @property
    def naam(self):
        return self.plek.naam


@dataclass(frozen=True)
class Voorstel:
    situatie: Situatie
    blokken: tuple[Blok, ...]
    kernen: int

    @property
    def minuten(self):
        return sum(blok.minuten for blok in self.blokken)

    @property
    def ruimte(self):
        return self.situatie.minuten - self.minuten

    @property
    def keuzes(self) -> dict[str, str]:
        """Place → sleutel, of all that can be swapped: enough to make the same suggestion again."""
        return {blok.naam: blok.kandidaat.sleutel for blok in self.blokken if blok.naam in KEUZEVOLGORDE}


def make_voorstel(kandidaten, s: Situatie, keuzes=None, kernen: int | None = None) -> Voorstel | None:
    """The best suggestion, or None when nothing fits; ``adviezen.make_adviezen`` then says what to change.

    ``keuzes``: place → sleutel, what was chosen by hand; what cannot be there is passed over. ``kernen``: so many, not
    another number.
    """
    if not indeling.KORTST <= s.minuten <= indeling.LANGST or s.mensen < KLEINSTE_GROEP:
        return None
    mogelijk = [k for k in [*VAST.values(), *kandidaten] if is_mogelijk(k, s)]
    aantallen = [kernen] if kernen else range(1, indeling.MEESTE_KERNEN + 1)
    gemaakt = [
        _make(_Keuze(mogelijk, s, plekken), keuzes or {}, n) for n in aantallen if (plekken := make_plekken(s, n))
    ]
    waarde, beste = max((gevonden for gevonden in gemaakt if gevonden), key=lambda paar: paar[0], default=(0, None))
    return beste and replace(beste[0], blokken=tuple(_with_buren(*beste)))


def _make(keuze, keuzes, kernen):
    """How good it is, and the suggestion with what it was chosen from; None when for one of the places nothing fits."""
    gekozen = keuze.choose(keuzes)
    if gekozen is None:
        return None
    s, plekken = keuze.s, keuze.plekken
    blokken = _with_minuten([Blok(plek, gekozen[plek.naam], 0) for plek in plekken], s)
    voorstel = Voorstel(s, tuple(blokken), kernen)
    punten = [score(gekozen[plek.naam], plek, s) for plek in plekken if plek.moment == "kern"]
    waarde = sum(punten) / kernen - LEEG_WEEGT * voorstel.ruimte / 10 - KERN_ERBIJ * (kernen - 1)
    return waarde, (voorstel, keuze)


class _Keuze:
    """What could be at each of the places of one division of the time."""

    def __init__(self, mogelijk, s: Situatie, plekken: list[Plek]):
        self.s, self.plekken = s, plekken
        self.past = {plek.naam: [k for k in mogelijk if past_op_plek(k, plek)] for plek in plekken}
        if "afspraken" in self.past:
            self.past["afspraken"] = [AFSPRAKEN]
        self.kortst = {naam: min((k.kort for k in rij), default=0) for naam, rij in self.past.items()}

    def choose(self, keuzes: dict[str, str]) -> dict[str, Kandidaat] | None:
        """Place → candidate; None when for one of the places nothing fits."""
        gekozen = {plek.naam: AFSPRAKEN for plek in self.plekken if plek.naam == "afspraken"}
        kiesbaar = [plek for plek in self.plekken if plek.naam in KEUZEVOLGORDE]
        for plek in sorted(kiesbaar, key=lambda plek: KEUZEVOLGORDE.index(plek.naam)):
            rij = self.rank(plek, gekozen)
            if not rij:
                return None
            gekozen[plek.naam] = next((k for k in rij if k.sleutel == keuzes.get(plek.naam)), rij[0])
        return gekozen

    def rank(self, plek: Plek, gekozen: dict[str, Kandidaat]) -> list[Kandidaat]:
        """What fits at this place and is not elsewhere, best first. Looks only at places chosen before this one."""
        bezet = {k.sleutel for naam, k in gekozen.items() if naam != plek.naam}
        vorige = None if plek.is_eerste_kern else gekozen.get("kern")
        ruimte = self._ruimte(plek, gekozen)
        rij = [k for k in self.past[plek.naam] if k.kort <= ruimte and k.sleutel not in bezet]
        return sorted(rij, key=lambda k: (-score(k, plek, self.s, vorige), k.naam, k.sleutel))

    def _ruimte(self, plek, gekozen):
        """Minutes this place may take at most, when all others are as short as they can be."""
        anderen = [ander.naam for ander in self.plekken if ander != plek]
        kort = sum(gekozen[naam].kort if naam in gekozen else self.kortst[naam] for naam in anderen)
        return self.s.minuten - kort - _pauzes_kort(self.s)


def _pauzes_kort(s):
    return indeling.count_pauzes(s) * PAUZE.kort + (LUNCH.kort - PAUZE.kort) * (s.minuten >= indeling.MET_LUNCH)


def _with_minuten(blokken, s):
    """The blocks with their minutes, and breaks between them where people have sat for too long."""
    while True:
        minuten = _verdeel(blokken, s)
        is_pauze = [blok.plek.moment == "pauze" for blok in blokken]
        plek = find_pauze(minuten, is_pauze, langst_zonder_pauze(s))
        kort = sum(blok.kandidaat.kort for blok in blokken) + PAUZE.kort
        if plek is None or kort > s.minuten:
            break
        blokken = [*blokken[:plek], Blok(Plek("pauze", "pauze", (), PAUZE.gewoon), PAUZE, 0), *blokken[plek:]]
    if s.minuten >= indeling.MET_LUNCH and any(is_pauze):
        blokken = _with_lunch(blokken, minuten)
        minuten = _verdeel(blokken, s)
    return [replace(blok, minuten=m) for blok, m in zip(blokken, minuten, strict=True)]


def _verdeel(blokken, s):
    hooguit = [_hooguit(blok) for blok in blokken]
    kernen = {i for i, blok in enumerate(blokken) if blok.plek.moment == "kern"}
    return verdeel([blok.kandidaat for blok in blokken], s.minuten, hooguit, kernen)


def _hooguit(blok):
    k, plek = blok.kandidaat, blok.plek
    return k.hooguit if plek.moment == "kern" else max(k.kort, min(k.lang, plek.streef + indeling.REK))


def _with_lunch(blokken, minuten):
    """The break nearest to the middle becomes the lunch."""
    midden = sum(minuten) / 2
    pauzes = [i for i, blok in enumerate(blokken) if blok.plek.moment == "pauze"]
    plek = min(pauzes, key=lambda i: (abs(sum(minuten[:i]) + minuten[i] / 2 - midden), i))
    lunch = replace(blokken[plek], kandidaat=LUNCH, plek=replace(blokken[plek].plek, streef=LUNCH.gewoon))
    return [*blokken[:plek], lunch, *blokken[plek + 1 :]]


def _with_buren(voorstel, keuze):
    """Each block with what else would fit in its place while all others stay."""
    gekozen = {blok.naam: blok.kandidaat for blok in voorstel.blokken}
    for blok in voorstel.blokken:
        if blok.naam not in KEUZEVOLGORDE:
            yield blok
            continue
        sleutels = ["", *(k.sleutel for k in keuze.rank(blok.plek, gekozen)), ""]
        nummer = sleutels.index(blok.kandidaat.sleutel)
        yield replace(blok, vorige=sleutels[nummer - 1], volgende=sleutels[nummer + 1])
