"""Who can on which day, counted over who takes part now."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef

from bijeenkomsten.prikker.models import Prikantwoord, Prikdatum, Prikker
from bijeenkomsten.vrij import find_vrij
from kern.prepared import prepared

Waarde = Prikantwoord.Waarde


@dataclass(frozen=True)
class Dagstand:
    """One day: who can, perhaps can, cannot, and of whom nothing is known."""

    datum: Prikdatum
    kan: tuple
    misschien: tuple
    niet: tuple
    wacht: tuple
    vrij: tuple[str, ...] = ()
    is_beste: bool = False
    mijn: str = ""

    @property
    def score(self):
        return len(self.kan), len(self.misschien)


@dataclass(frozen=True)
class Stand:
    dagen: tuple[Dagstand, ...]
    leden: int
    antwoordden: int

    @property
    def beste(self):
        """The day most people can; of several as good, the first. None without any answer."""
        return next((dag for dag in self.dagen if dag.is_beste), None)


@prepared
def _find_datums(prikker):
    return Prikdatum.objects.filter(prikker=prikker).order_by("begint_op", "pk")


@prepared
def _find_antwoorden(prikker):
    rows = Prikantwoord.objects.filter(datum__prikker=prikker).order_by()
    return rows.values_list("datum", "persoon", "waarde")


@prepared
def _find_lopend(netwerk, persoon):
    gezegd = Prikantwoord.objects.filter(datum__prikker=OuterRef("pk"), persoon=persoon)
    rows = Prikker.objects.lopend().filter(netwerk=netwerk).annotate(heeft_geantwoord=Exists(gezegd))
    return rows.order_by("sluit_dag", "pk")


def find_lopend(netwerk, persoon) -> list[Prikker]:
    """The polls without a chosen day yet, each with ``heeft_geantwoord`` of this person."""
    rows = _find_lopend(netwerk.pk, persoon.pk)
    for row in rows:
        row.netwerk = netwerk
    return rows


def find_datums(prikker) -> list[Prikdatum]:
    return _find_datums(prikker.pk)


def find_mijn(prikker, persoon) -> dict[int, str]:
    """What this person said: datum → waarde."""
    rows = Prikantwoord.objects.filter(datum__prikker=prikker, persoon=persoon)
    return dict(rows.values_list("datum", "waarde"))


def make_stand(prikker, leden, *, persoon=None, met_vrij=False, now: datetime) -> Stand:
    """``leden``: the members of now, with their organisatie. Who left or pauses does not count. Two queries.

    ``met_vrij``: with a sentence about everybody who is free that day, for who chooses.
    """
    datums, gezegd = _find_datums(prikker.pk), {}
    for datum, wie, waarde in _find_antwoorden(prikker.pk):
        gezegd[datum, wie] = waarde
    namen = {lid.pk for lid in leden}
    dagen = [_make_dag(datum, leden, gezegd, persoon, met_vrij) for datum in datums]
    beste = max((dag.score for dag in dagen if dag.datum.begint_op > now), default=(0, 0))
    keuze = next((dag for dag in dagen if dag.datum.begint_op > now and dag.score == beste), None)
    return Stand(
        tuple(replace(dag, is_beste=dag is keuze and any(beste)) for dag in dagen),
        leden=len(namen),
        antwoordden=len({wie for _, wie in gezegd} & namen),
    )


def _make_dag(datum, leden, gezegd, persoon, met_vrij):
    groepen = {waarde: [] for waarde in (*Waarde.values, "")}
    for lid in leden:
        groepen[gezegd.get((datum.pk, lid.pk), "")].append(lid)
    return Dagstand(
        datum,
        kan=tuple(groepen[Waarde.KAN]),
        misschien=tuple(groepen[Waarde.MISSCHIEN]),
        niet=tuple(groepen[Waarde.KAN_NIET]),
        wacht=tuple(groepen[""]),
        vrij=tuple(find_vrij(leden, datum.begint_op, datum.eindigt_op)) if met_vrij else (),
        mijn=gezegd.get((datum.pk, persoon.pk), "") if persoon else "",
    )
