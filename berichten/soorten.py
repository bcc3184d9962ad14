"""The kinds of message. A room registers its own in ``AppConfig.ready()``; this room only sends.

This is one of the places where a lower room hears from higher ones (docs/architectuur.md).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Ontvanger:
    """Who gets a message: a person, or an address without an account."""

    persoon: object = None
    adres: str = ""
    gegevens: dict = field(default_factory=dict)

    def __post_init__(self):
        if bool(self.persoon) == bool(self.adres):
            raise ValueError("an Ontvanger is a person or an address, not both and not nobody")

    @property
    def sleutel(self):
        return f"persoon:{self.persoon.pk}" if self.persoon else f"adres:{self.adres.lower()}"


@dataclass(frozen=True)
class Ics:
    """A calendar part: ``method`` is REQUEST, CANCEL or PUBLISH, ``data`` the bytes of the file."""

    method: str
    data: bytes


@dataclass(frozen=True)
class Inhoud:
    """What a mail says, made at the moment of sending so that it is true."""

    onderwerp: str
    template: str  # without suffix: "email/bijeenkomsten/programma" has .html and .txt
    reden: str  # «Je krijgt deze mail omdat …»
    context: dict = field(default_factory=dict)
    afzender: str = "Leernetwerken"
    preheader: str = ""
    ics: Ics | None = None
    # In the netwerkbrief: one sentence (default: the preheader) and where to read on, as (text, url).
    kort: str = ""
    lees: tuple[str, str] | None = None
    onderwerpen: tuple[str, ...] = ()  # what its stop link is about, when that is not the onderwerp of its soort


@dataclass(frozen=True)
class SlaOver:
    """Do not send after all; ``reden`` is shown in the log."""

    reden: str


@dataclass(frozen=True)
class Soort:
    """One kind of automatic message."""

    code: str
    naam: str
    inhoud: Callable[[object], Inhoud | SlaOver]
    ontvangers: Callable[[object], Iterable[Ontvanger]] | None = None
    # Locks what ``ontvangers`` will write in, (verzending) -> None. It is called before the message itself is locked:
    # a message comes last in the order of locks.
    slot: Callable[[object], object] | None = None
    # What somebody reads before it leaves, (verzending) -> Inhoud or a sentence; needed when looking up the receivers
    # does something or tells something. Without it, the mail to the first receiver is the example.
    voorbeeld: Callable[[object], Inhoud | str] | None = None
    onderwerp: str = ""  # an Onderwerp one can stop, "" for what must always arrive
    houdbaar: timedelta = timedelta(days=2)
    namen_in_log: bool = True
    bewerkbaar: bool = True
    ook_na_terugmelding: bool = False  # also to an address that gave mail back: a code shows whether it works again
    wis_na_versturen: bool = False  # ``gegevens`` held a secret, such as a login code
    # Attention (berichten/aandacht.py). These follow from what a bericht is about (soort, aanleiding, gegevens), never
    # from who gets it: they are asked once for a whole group.
    dringend: bool | Callable[[object, datetime], bool] = False  # (bericht, now): goes in quiet times too
    uiterlijk: Callable[[object], datetime | None] | None = None  # (bericht): from this moment on it is of no use
    aanloop: timedelta = timedelta(0)  # a school holiday may not hold it until closer to ``uiterlijk`` than this
    kan_wachten: bool = True  # on the netwerkbrief, when the receiver wants that or had enough mail this week
    telt: bool = True  # in the budget of the week; False where a count would tell what is forgotten
    is_vraag: bool = False  # the netwerkbrief asks the same by itself (berichten/acties.py)
    rust: bool = False  # waits while the group rests, as everything does that one can stop or that asks something

    @property
    def rust_mee(self) -> bool:
        return self.rust or self.is_vraag or bool(self.onderwerp)


_SOORTEN: dict[str, Soort] = {}


def register(soort: Soort) -> None:
    """Add a kind; the code must be new."""
    if _SOORTEN.setdefault(soort.code, soort) is not soort:
        raise ValueError(f"soort {soort.code} is registered twice")


def get_soort(code: str) -> Soort:
    return _SOORTEN[code]


def alle_soorten() -> tuple[Soort, ...]:
    return tuple(_SOORTEN.values())
