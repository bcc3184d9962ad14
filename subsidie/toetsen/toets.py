"""Toetsen: the checks of living facts behind the criteria of a regeling. Importing ``toetsen`` registers them.

A toets counts and compares; it never reads what somebody wrote to each other. It says «aandacht» only of what can be
known, and of all else when it will be. What a criterium asks (its ``grens``) is content of the regeling.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

from bijeenkomsten.bewijs.inhoud import datum_tekst
from fasen.kompas.signaal import Peiling, Uitkomst, onbekend
from fasen.signalen.mensen import is_gestart
from netwerken.models import Netwerk
from subsidie.aanvragen.models import Aanvraag
from subsidie.begroting.lezen import read_begroting
from subsidie.begroting.rekenen import Begroting
from subsidie.regeling.bron import get_regeling
from subsidie.regeling.document import Criterium, Regeling
from subsidie.toetsen.feiten import Feiten, lees_feiten

AANLOOP = timedelta(days=183)  # so long into a year it is too early to say that something is not there


@dataclass(frozen=True)
class Zaak:
    """What all toetsen of a regeling look at: one netwerk, with its aanvraag when it has one.

    ``antwoorden``: what counts of what the aanvraag says, which need not be what the netwerk writes now.
    """

    netwerk: Netwerk
    feiten: Feiten
    regeling: Regeling
    aanvraag: Aanvraag | None
    antwoorden: dict
    peiling: Peiling

    @property
    def is_gestart(self) -> bool:
        return is_gestart(self.netwerk)

    @property
    def is_te_vroeg(self) -> bool:
        """Not half a year under way."""
        return not self.is_gestart or self.peiling.dag < self.netwerk.start_datum + AANLOOP

    @property
    def als_begonnen(self) -> str:
        """When something is known that needs a netwerk that runs."""
        begin = self.netwerk.start_datum
        return f"Dat weten we als het netwerk begint{f', op {datum_tekst(begin)}' if begin > self.peiling.dag else ''}."

    @property
    def na_aanloop(self) -> str:
        return f"Dat weten we uiterlijk op {datum_tekst(self.netwerk.start_datum + AANLOOP)}."

    @property
    def schrijft_nog(self) -> bool:
        """Nothing was handed in yet, so what is missing may still come."""
        return self.aanvraag is None or self.aanvraag.ingediend_op is None

    @cached_property
    def begroting(self) -> Begroting:
        return read_begroting(self.antwoorden)


@dataclass(frozen=True)
class Toets:
    """``doen``: url name of the page where something can be done about it, and its text; None: on the aanvraag."""

    code: str
    meet: Callable[[Zaak, Criterium], Uitkomst]
    doen: tuple[str, str] | None


_TOETSEN: dict[str, Toets] = {}


def toets(code: str, *, doen: tuple[str, str] | None = None):
    """Register the function below as the toets with this code: (zaak, criterium) → Uitkomst."""

    def register(function):
        if code in _TOETSEN:
            raise ImproperlyConfigured(f"Two toetsen are called {code}.")
        _TOETSEN[code] = Toets(code, function, doen)
        return function

    return register


def find_toets(code: str) -> Toets | None:
    return _TOETSEN.get(code)


def list_toetsen() -> tuple[str, ...]:
    return tuple(sorted(_TOETSEN))


class Stand(NamedTuple):
    """What a criterium says now. ``toets``: None when only a person can tell."""

    nummer: int
    criterium: Criterium
    uitkomst: Uitkomst
    toets: Toets | None

    @property
    def staat(self) -> str:
        return str(self.uitkomst.staat)


OORDEEL = onbekend("Dit is niet te tellen.", "Een beoordelaar kijkt hiernaar.")


def meet_criteria(
    peiling: Peiling, regeling: Regeling, aanvragen: Mapping[int, Aanvraag] | None = None
) -> dict[int, tuple[Stand, ...]]:
    """Per netwerk every criterium in order. ``aanvragen``: by netwerk. As many queries for one as for a thousand."""
    if not peiling.netwerken:
        return {}
    feiten, standen = peiling.feiten(lees_feiten), {}
    for netwerk in peiling.netwerken:
        aanvraag = (aanvragen or {}).get(netwerk.pk)
        antwoorden = aanvraag.antwoorden if aanvraag else {}
        standen[netwerk.pk] = _meet(Zaak(netwerk, feiten[netwerk.pk], regeling, aanvraag, antwoorden, peiling))
    return standen


def meet_aanvragen(aanvragen: Iterable[tuple[Aanvraag, dict]], moment: datetime) -> dict[int, tuple[Stand, ...]]:
    """Per aanvraag, with the answers that count, every criterium of its regeling. As many queries for one as for many.

    The aanvragen have their netwerk.
    """
    aanvragen = list(aanvragen)
    peiling = Peiling({a.netwerk_id: a.netwerk for a, _ in aanvragen}.values(), moment)
    feiten = peiling.feiten(lees_feiten) if aanvragen else {}
    return {
        a.pk: _meet(Zaak(a.netwerk, feiten[a.netwerk_id], get_regeling(a.regelingversie_id), a, antwoorden, peiling))
        for a, antwoorden in aanvragen
    }


def _meet(zaak) -> tuple[Stand, ...]:
    standen = []
    for nummer, criterium in zaak.regeling.genummerd:
        gevonden = find_toets(criterium.toets)
        uitkomst = gevonden.meet(zaak, criterium) if gevonden else OORDEEL
        standen.append(Stand(nummer, criterium, uitkomst, gevonden))
    return tuple(standen)


def dump(standen: Iterable[Stand]) -> dict:
    """As an inzending keeps it: the code of each criterium, with what it said at that moment."""
    return {
        stand.criterium.code: {
            "stand": stand.staat, "bewijs": stand.uitkomst.bewijs, "wanneer": stand.uitkomst.wanneer,
        }
        for stand in standen
    }  # fmt: skip
