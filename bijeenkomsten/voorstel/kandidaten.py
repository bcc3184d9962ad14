"""What a suggestion is made of: the situation of one meeting, and what could be done in it. No database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bijeenkomsten.draaiboek.bloknamen import AFSPRAKEN_UIT_VOORSTEL

MOMENTEN = ("opening", "kern", "transfer", "afsluiting")
FYSIEK, ONLINE, HYBRIDE = "fysiek", "online", "hybride"
GROOTSTE_KRING = 9  # what is for so few at most can go on in several groups side by side
MEESTE_GROEPEN = 4


@dataclass(frozen=True)
class Ervaring:
    """How facilitators everywhere look back on a werkvorm; only where the figures may be shown."""

    nog_eens: int
    aantal: int

    @property
    def deel(self):
        return self.nog_eens / self.aantal


@dataclass(frozen=True)
class Kandidaat:
    """One thing to do. ``kort``, ``gewoon`` and ``lang`` are minutes; ``werkvorm`` is its key in the database."""

    sleutel: str
    naam: str
    wat: str
    momenten: tuple[str, ...]
    doelen: tuple[str, ...]
    fasen: tuple[str, ...]
    plek: tuple[str, ...]
    kort: int
    gewoon: int
    lang: int
    groep_min: int = 1
    groep_max: int = 300
    soort: str = "praten"
    energie: str = "gemiddeld"
    werkvorm: int | None = None

    @property
    def is_vast(self):
        """Not out of the catalogue: what every meeting has, such as a welcome or a pauze."""
        return self.werkvorm is None

    @property
    def hooguit(self) -> int:
        """Longer than half as much again as it usually takes, the steps do not fill it."""
        return min(self.lang, max(self.kort, self.gewoon * 3 // 2))

    def groepen(self, mensen: int) -> int:
        """In how many groups side by side this many people do it; 0 when they cannot."""
        if self.groep_min <= mensen <= self.groep_max:
            return 1
        if "kern" not in self.momenten or self.groep_max > GROOTSTE_KRING or mensen < self.groep_min:
            return 0
        aantal = -(-mensen // self.groep_max)
        return aantal if aantal <= MEESTE_GROEPEN and mensen // aantal >= self.groep_min else 0


@dataclass(frozen=True)
class Situatie:
    """One meeting, as far as it matters for what to do there.

    ``eerder``: sleutel → how many meetings ago this netwerk did it (1 is the last one). ``oordeel``: sleutel → what its
    facilitators said of it then: nog_eens, anders or niet_meer. ``ervaring``: sleutel → Ervaring.
    """

    fase: str
    minuten: int
    mensen: int
    doel: str
    vorm: str = FYSIEK
    afspraken: int = 0
    eerste: bool = False
    eerder: Mapping[str, int] = field(default_factory=dict)
    favorieten: frozenset[str] = frozenset()
    oordeel: Mapping[str, str] = field(default_factory=dict)
    ervaring: Mapping[str, Ervaring] = field(default_factory=dict)

    @property
    def plekken(self):
        """Where it must be able to go on: with people at both ends it must do in both."""
        return (FYSIEK, ONLINE) if self.vorm == HYBRIDE else (self.vorm,)


def _vast(sleutel, naam, moment, duur, **meer):
    kort, gewoon, lang = duur
    return Kandidaat(
        sleutel, naam, momenten=(moment,), plek=(FYSIEK, ONLINE), fasen=(), kort=kort, gewoon=gewoon, lang=lang, **meer
    )


INCHECKEN = _vast(
    "_inchecken", "Welkom en inchecken", "opening", (5, 10, 15), doelen=("vertrouwen", "kennismaken"),
    wat="Heet iedereen welkom en vertel wat jullie gaan doen. Ieder zegt in één zin hoe hij hier zit.",
)  # fmt: skip
NAAR_SCHOOL = _vast(
    "_naar-school", "Van hier naar je school", "transfer", (10, 15, 25), doelen=("meenemen",), soort="maken",
    wat="Ieder schrijft één ding op dat hij op school gaat doen. Een buur vraagt door: wanneer, met wie, en wat heb je "
    "daarvoor nodig?",
)  # fmt: skip
AFRONDEN = _vast(
    "_afronden", "Afspreken en afronden", "afsluiting", (5, 10, 15), doelen=("vooruit",),
    wat="Lees voor wie wat doet en wanneer. Noem de dag van de volgende keer. Ieder sluit af met één zin.",
)  # fmt: skip
AFSPRAKEN = _vast(
    "_afspraken", AFSPRAKEN_UIT_VOORSTEL, "afspraken", (5, 10, 15), doelen=("vooruit",),
    wat="Loop de afspraken langs die nog openstaan. Wat lukte, wat niet, en wat is daarvoor nodig?",
)  # fmt: skip
PAUZE = _vast("_pauze", "Pauze", "pauze", (10, 15, 20), doelen=(), soort="rust", wat="")
LUNCH = _vast("_lunch", "Lunch", "pauze", (30, 45, 60), doelen=(), soort="rust", wat="")
VAST = {k.sleutel: k for k in (INCHECKEN, NAAR_SCHOOL, AFRONDEN, AFSPRAKEN, PAUZE, LUNCH)}
