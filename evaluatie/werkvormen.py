"""What helped: one tap per werkvorm in the questions, counted like every other choice.

The same rules as for the rest: below five answers nothing is kept, below ten nobody in the group sees how many tapped
what (it is a distribution), and from there it only goes on together with other netwerken (bijeenkomsten.oordeel).
"""

from dataclasses import dataclass

from django.conf import settings

from evaluatie.models import Meting, Teller, Werkvormtelling
from kern.prepared import prepared
from werkvormen.models import Werkvorm

CODE = "wv-"  # and then the key of the werkvorm: what a Teller of a werkvorm is called
GETIKT = 1  # its one value
MEESTE = 40  # so many blocks a draaiboek has at most


@dataclass(frozen=True)
class Keuze:
    """One werkvorm that was used, as something to tap."""

    code: str
    naam: str


@dataclass(frozen=True)
class Hulp:
    """«14 van 17»"""

    naam: str
    hielp: int
    aantal: int


def make_code(werkvorm: int) -> str:
    return f"{CODE}{werkvorm}"


@prepared
def _find_codes(meting):
    rows = Teller.objects.filter(meting=meting, vraag__startswith=CODE).order_by("pk")
    return rows.values_list("vraag", flat=True)


@prepared(many=["pks"])
def _find_namen(pks):
    return Werkvorm.objects.filter(pk__in=pks).values_list("pk", "naam")


def read_keuzes(meting: Meting) -> list[Keuze]:
    """In the order of the draaiboek when the round opened: what is changed there afterwards changes nothing here."""
    codes = [code for code in _find_codes(meting.pk) if code.removeprefix(CODE).isdecimal()]
    pks = [int(code.removeprefix(CODE)) for code in codes]
    namen = dict(_find_namen(pks)) if pks else {}
    return [Keuze(code, namen[pk]) for code, pk in zip(codes, pks, strict=True) if pk in namen]


def read_hulp(meting: Meting) -> list[Hulp]:
    """What the group may see of it: nothing below ten answers, and nothing of a round that is not about a meeting."""
    if not meting.is_toonbaar or not meting.bijeenkomst_id:
        return []
    rows = Werkvormtelling.objects.filter(meting=meting, aantal__gte=settings.EVALUATIE_MIN_VERDELING)
    return [Hulp(*rij) for rij in rows.order_by("pk").values_list("werkvorm__naam", "hielp", "aantal")]
