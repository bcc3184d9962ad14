"""What the kompas shows of one netwerk: the valkuilradar, the way out of this fase, and all the rest.

Makes of measured signalen and of what people did with them one picture. Only ``read_beeld`` asks the database.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from fasen.inhoud import FASEN, Fase
from fasen.kompas.models import Kompasreactie
from fasen.kompas.momenten import find_volgende
from fasen.kompas.signaal import TIPS, Peiling, Signaal, Staat, Uitkomst, get_signalen, meet
from fasen.models import get_verlopen, load_routes
from fasen.wegwijzer import Wegwijzer, read_wegwijzer
from kern.prepared import prepared
from kern.tijd import nu as _nu

OP_DE_RADAR = 3
RUST = timedelta(days=30)  # so long a declined proposal stays away when nothing changes
WERKVORMEN_PER_KAART, TIPS_PER_KAART = 2, 1

Soort = Kompasreactie.Soort


@dataclass(frozen=True)
class Bevinding:
    """What one signaal says, and what somebody did with that."""

    signaal: Signaal
    uitkomst: Uitkomst
    reactie: Kompasreactie | None = None

    @property
    def is_goed(self):
        return self.uitkomst.staat == Staat.GOED

    @property
    def is_aandacht(self):
        return self.uitkomst.staat == Staat.AANDACHT

    @property
    def is_onbekend(self):
        return self.uitkomst.staat == Staat.ONBEKEND

    @property
    def is_bestreden(self):
        """Somebody said that this is not so, and the facts are still the same."""
        return self.reactie is not None and self.reactie.soort == Soort.KLOPT_NIET


@dataclass(frozen=True)
class Uitgang:
    """The way out of the fase the netwerk is in."""

    fase: Fase
    bevindingen: tuple[Bevinding, ...]
    afgewezen: Kompasreactie | None  # the answer to this very proposal, as long as it holds

    @property
    def volgende(self) -> Fase | None:
        return next((fase for fase in FASEN if fase.nummer == self.fase.nummer + 1), None)

    @property
    def tellen(self):
        """Those that count: known, and nobody said that they are wrong."""
        return [b for b in self.bevindingen if not b.is_onbekend and not b.is_bestreden]

    @property
    def is_klaar(self):
        """All that is known is good, and what must be known is."""
        nodig = [b for b in self.bevindingen if b.signaal.voorwaarde]
        return bool(self.volgende and nodig) and all(b.is_goed for b in [*self.tellen, *nodig])

    @property
    def stelt_voor(self):
        return self.is_klaar and self.afgewezen is None

    @property
    def bewijs(self):
        """What lay on the table; a decline holds as long as this stays the same."""
        return make_bewijs(self.bevindingen)


def make_bewijs(bevindingen) -> str:
    return "\n".join(sorted(f"{b.signaal.code}: {b.uitkomst.staat}. {b.uitkomst.bewijs}" for b in bevindingen))


@dataclass(frozen=True)
class Kaart:
    """A pitfall that shows now, with what helps in this fase."""

    bevinding: Bevinding
    fase: Fase | None
    wegwijzer: Wegwijzer
    eerder: frozenset[str] = frozenset()  # tips that stand on the cards before this one

    @property
    def signaal(self):
        return self.bevinding.signaal

    @property
    def tips(self):
        """Those of the present fase first, and one that was there already last."""
        hier = {tip.id for tip in self.fase.tips} if self.fase else set()
        codes = sorted(self.signaal.tips, key=lambda code: (code in self.eerder, code not in hier))
        return [TIPS[code] for code in codes[:TIPS_PER_KAART]]

    @property
    def werkvormen(self):
        """What helps against the pitfall or with a tip; those that fit the present fase first."""
        hulp = [v for code in (self.signaal.valkuil, *self.signaal.tips) for v in self.wegwijzer.alle.get(code, ())]
        slug = self.fase.slug if self.fase else ""
        return sorted(dict.fromkeys(hulp), key=lambda v: bool(v.fasen) and slug not in v.fasen)[:WERKVORMEN_PER_KAART]


class Beeld:
    """``gemeten``: what each signaal says, by code. ``begeleidt``: this is for somebody who guides the netwerk."""

    def __init__(self, fase, gemeten, reacties, *, nu, begeleidt=True, volgende=None):
        self.fase, self.nu, self.begeleidt, self.volgende_bijeenkomst = fase, nu, begeleidt, volgende
        self._reacties = {r.signaal or r.fase: r for r in reacties}
        zichtbaar = [s for s in get_signalen() if s.code in gemeten and (begeleidt or not s.begeleiders)]
        self.bevindingen = [self._find(s, gemeten[s.code]) for s in zichtbaar]

    def _find(self, signaal, uitkomst):
        reactie = self._reacties.get(signaal.code)
        return Bevinding(signaal, uitkomst, reactie if reactie and _geldt(reactie, uitkomst.bewijs, self.nu) else None)

    @cached_property
    def aandacht(self):
        """Pitfalls that show and that nobody laid aside, most serious first."""
        return [b for b in self.bevindingen if b.is_aandacht and not b.reactie]

    @property
    def radar(self):
        return self.aandacht[:OP_DE_RADAR]

    @property
    def meer(self):
        return self.aandacht[OP_DE_RADAR:]

    @property
    def weggelegd(self):
        return [b for b in self.bevindingen if b.is_aandacht and b.reactie]

    @property
    def goed(self):
        return [b for b in self.bevindingen if b.is_goed]

    @property
    def onbekend(self):
        return [b for b in self.bevindingen if b.is_onbekend]

    @cached_property
    def kaarten(self):
        """The radar with what helps; asks the wegwijzer only when there is something to help with."""
        wegwijzer = read_wegwijzer() if self.radar else Wegwijzer()
        kaarten, eerder = [], set()
        for bevinding in self.radar:
            kaarten.append(Kaart(bevinding, self.fase, wegwijzer, frozenset(eerder)))
            eerder |= {tip.id for tip in kaarten[-1].tips}
        return kaarten

    @cached_property
    def uitgang(self):
        """The way out of the present fase; None before the route has begun."""
        if self.fase is None:
            return None
        bevindingen = tuple(b for b in self.bevindingen if self.fase.slug in b.signaal.uit)
        reactie = self._reacties.get(self.fase.slug)
        if reactie and not _geldt(reactie, make_bewijs(bevindingen), self.nu):
            reactie = None
        return Uitgang(self.fase, bevindingen, reactie)

    def find(self, code) -> Bevinding | None:
        return next((b for b in self.bevindingen if b.signaal.code == code), None)


def _geldt(reactie: Kompasreactie, bewijs: str, nu: datetime) -> bool:
    """Does what somebody said still count, now that these are the facts?"""
    if reactie.soort == Soort.LATER:
        return nu < reactie.tot
    if reactie.soort == Soort.KLOPT_NIET:
        return reactie.bewijs == bewijs
    return reactie.bewijs == bewijs and nu < reactie.op + RUST


@prepared
def _find_reacties(netwerk):
    return Kompasreactie.objects.geldig().filter(netwerk=netwerk).select_related("door").order_by("pk")


def find_fase(netwerk) -> Fase | None:
    """The fase in which the netwerk is, or None."""
    return next((verloop.inhoud for verloop in get_verlopen(netwerk) if verloop.is_lopend), None)


def read_beeld(netwerk, *, begeleidt: bool = True, now: datetime | None = None) -> Beeld:
    """The kompas of this netwerk as it is now."""
    if not hasattr(netwerk, "loaded_verlopen"):
        load_routes([netwerk])
    peiling = Peiling([netwerk], now or _nu())
    signalen = [s for s in get_signalen() if begeleidt or not s.begeleiders]
    gemeten = meet(peiling, signalen)[netwerk.pk]
    return Beeld(
        find_fase(netwerk), gemeten, _find_reacties(netwerk.pk), nu=peiling.nu, begeleidt=begeleidt,
        volgende=find_volgende(peiling, netwerk),
    )  # fmt: skip


def note_uitgang(netwerk, now: datetime) -> list[dict]:
    """What the exit signalen of the present fase say, as a step along the route keeps it."""
    peiling = Peiling([netwerk], now)
    load_routes([netwerk])
    fase = find_fase(netwerk)
    signalen = [s for s in get_signalen() if fase and fase.slug in s.uit]
    gemeten = meet(peiling, signalen)[netwerk.pk]
    return [
        {"signaal": s.code, "naam": s.naam, "staat": gemeten[s.code].staat.value, "bewijs": gemeten[s.code].bewijs}
        for s in signalen
        if s.code in gemeten
    ]
