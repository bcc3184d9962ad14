from dataclasses import dataclass, field
from datetime import time, timedelta


@dataclass(frozen=True)
class Blok:
    """One block of a draaiboek. ``vast``: its fixed begin."""

    titel: str
    minuten: int
    soort: str = "praten"
    vast: time | None = None
    vraag: str = ""
    toelichting: str = ""
    materiaal: str = ""
    notities: str = ""
    wie: str = ""


@dataclass(frozen=True)
class Soortdag:
    """How long a meeting takes, and what is usually on its agenda."""

    begint: time
    duurt: timedelta
    programma: tuple[Blok, ...]


AVOND = Soortdag(
    time(16, 0),
    timedelta(hours=3),
    (
        Blok("Aankomen en rondje: wat bracht je hier vandaag?", 20),
        Blok("Gastspreker over het thema van vandaag", 45, "luisteren"),
        Blok("Samen eten", 35, "rust", materiaal="Soep, brood en iets zonder vlees"),
        Blok("Casus van een van ons, in drietallen", 55, "maken", vraag="Wat zou jij morgen als eerste proberen?"),
        Blok("Wat neem je mee naar school?", 25),
    ),
)
DAGDEEL = Soortdag(
    time(13, 30),
    timedelta(hours=3, minutes=30),
    (
        Blok("Welkom en de afspraken van vorige keer", 20, wie="de facilitator",
             notities="Begin met wie de vorige keer iets beloofde."),
        Blok("Vertellen in tweetallen: wat probeerde je uit?", 30, vraag="Wat ging anders dan je dacht?",
             toelichting="Vijf minuten per persoon vertellen, de ander vraagt alleen door. Daarna wissel je."),
        Blok("Aan het werk met het thema", 75, "maken", vraag="Wat doen wij waardoor goede ideeën blijven liggen?",
             materiaal="Drie tafels met flappen\nStiften in vier kleuren\nEen wekker", wie="de voorbereiders"),
        Blok("Pauze", 15, "rust"),
        Blok("Terug naar je eigen school: eerste stap", 50, "maken", vraag="Wie heb je nodig voor je eerste stap?"),
        Blok("Rondje tot slot", 20, vraag="Wat doe je vóór de volgende keer?"),
    ),
)  # fmt: skip
DAG = Soortdag(
    time(9, 30),
    timedelta(hours=8),
    (
        Blok("Koffie en begin", 30, "rust"),
        Blok("De vraag van ieder aan de muur", 60, "maken", materiaal="Kaartjes en tape"),
        Blok("Op bezoek: kijken hoe zij het doen", 105, "luisteren"),
        Blok("Lunch", 60, "rust", vast=time(12, 45)),
        Blok("Uitproberen in groepen", 105, "maken"),
        Blok("Pauze", 15, "rust"),
        Blok("Wat betekent dit voor onze scholen?", 75),
        Blok("Afspraken en rondje tot slot", 30),
    ),
)
ETMAAL = Soortdag(
    time(13, 0),
    timedelta(hours=24),
    (
        Blok("Aankomst en lunch", 60, "rust"),
        Blok("De leervraag die ieder meebrengt", 120, "maken"),
        Blok("Gesprek met de gast", 120),
        Blok("Diner en vrije avond", 240, "rust"),
        Blok("Nacht", 540, "rust"),
        Blok("Wandelen in tweetallen", 75),
        Blok("Twee casussen met de hele groep", 165, "maken"),
        Blok("Lunch en vooruitkijken", 120, "rust"),
    ),
)


@dataclass(frozen=True)
class Belofte:
    """An afspraak of a meeting. ``wie``: an account, a number in the group, or nobody (everybody together).

    ``voor``: days from today; ``stand``: open, gedaan, or why it was let go.
    """

    tekst: str
    wie: str | int | None = None
    voor: int | None = None
    stand: str = "open"


@dataclass(frozen=True)
class Dag:
    """One meeting, ``over`` days from today (below zero: it took place)."""

    over: int
    titel: str
    soort: Soortdag
    plek: str
    plaats: str
    doel: str = ""
    terugblik: str = ""
    opkomst: float = 0.85
    respons: float = 0.85
    cijfer: float = 4.0
    programma: bool = True
    eigen_draaiboek: bool = False
    online: bool = False
    afgelast: str = ""
    lijst: bool = True
    voorbereiders: int = 2
    afspraken: tuple[Belofte, ...] = ()
    aantekeningen: tuple[tuple[int, str], ...] = ()  # at which block, and what was written down in the room


@dataclass(frozen=True)
class Prik:
    """A date poll that takes answers: days from today, and for how long still."""

    titel: str
    doel: str
    over: tuple[int, ...]
    soort: Soortdag
    geopend: int = -5
    sluit: int = 6


@dataclass(frozen=True)
class Plan:
    """Meetings planned in one go, ``gemaakt`` days from today, spread over days from ``van`` to ``tot``.

    Which days is what the product itself proposes. ``dagen``: of each the title, how long it takes, and where.
    """

    dagen: tuple[tuple[str, Soortdag, str, str], ...]
    van: int
    tot: int
    gemaakt: int = -16


@dataclass(frozen=True)
class Verhaal:
    """One netwerk. ``route``: per fase when it began (days from today) and why; ``mensen``: how many deelnemers."""

    slug: str
    naam: str
    vraag: str
    doel: str
    omschrijving: str
    thema: str
    doelgroep: str
    functies: tuple[str, ...]
    mensen: int
    route: tuple[tuple[str, int, str], ...]
    van: int
    tot: int
    keren: int
    plekken: tuple[int, int]
    dagen: tuple[Dag, ...] = ()
    type: str = "innovatie"
    indeling: str = "thema"
    vrouwen: bool = False
    doel_niveau: str = "mix"
    deelname_als: str = "persoon"
    sector: str = "vo"
    regio: str = "landelijk"
    toegang: str = "gesloten"
    status: str = "gestart"
    is_openbaar: bool = True
    eigenaar: str = "de deelnemers zelf"
    financiering: str = "De academie betaalt de begeleiding. Elke school betaalt de eigen uren en de locatie."
    aanmeldingen: int = 0
    wachtlijst: int = 0
    facilitator: str = ""
    penvoerder: str = ""
    accounts: tuple[str, ...] = ()
    vertrokken: int = 0
    prik: Prik | None = None
    jaarplan: Plan | None = None
    nieuwe_vragen: tuple[str, ...] = field(default=())
