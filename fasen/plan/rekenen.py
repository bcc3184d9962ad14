"""A plan of fasen along the looptijd: what to propose, how it compares with what happened, what no longer fits.

Counting with days, no database. A plan is in whole months, and it moves nothing by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fasen.inhoud import FASEN, Fase
from kern.templatetags.kern import meervoud
from kern.tijd import dag, maand_jaar

# How the time is shared: in Verdieping a group tries things out and comes back to them, which takes twice as long.
GEWICHT = {"verkenning": 1, "ontwikkeling": 1, "verdieping": 2, "inbedding": 1, "verankering": 1}


@dataclass(frozen=True)
class Deel:
    """One fase in the plan. ``van`` and ``tot``: first and last day, both or none; ``keren``: how many meetings."""

    fase: Fase
    van: date | None = None
    tot: date | None = None
    keren: int | None = None

    @property
    def is_gepland(self):
        return self.van is not None

    def bevat(self, d: date) -> bool:
        return self.is_gepland and self.van <= d <= self.tot


def first_day(d: date) -> date:
    return d.replace(day=1)


def next_month(d: date) -> date:
    return (d.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_day(d: date) -> date:
    return next_month(d) - timedelta(days=1)


def list_months(begin: date, eind: date) -> list[date]:
    """The first day of every month from ``begin`` to ``eind``."""
    maanden, maand = [], first_day(begin)
    while maand <= eind:
        maanden.append(maand)
        maand = next_month(maand)
    return maanden


def weigh(ritme: Sequence[int]) -> dict[str, int]:
    """The weight of each fase, of how many meetings the start plan gave it; every fase gets some time."""
    return {fase.slug: max(1, keren) for fase, keren in zip(FASEN, ritme, strict=True)}


def propose(
    begin: date, eind: date, dagen: Iterable[date], aantal: int, fasen: Sequence[Fase] = FASEN,
    *, gewicht: Mapping[str, int] = GEWICHT,
) -> list[Deel]:  # fmt: skip
    """Share the months from ``begin`` to ``eind`` among these fasen by weight; [] when there is no time left.

    ``dagen``: when there are meetings; each counts for the fase in whose months it falls. Without any, ``aantal``
    meetings are shared like the months. With fewer months than fasen, fasen share a month.
    """
    maanden, dagen = list_months(begin, eind), sorted(d for d in dagen if d >= first_day(begin))
    totaal, eerder, delen, geteld = sum(gewicht[fase.slug] for fase in fasen), 0, [], set()
    if not maanden:
        return []
    for fase in fasen:
        later = eerder + gewicht[fase.slug]
        eerste = len(maanden) * eerder // totaal
        laatste = max(eerste, len(maanden) * later // totaal - 1)
        van, tot = maanden[eerste], last_day(maanden[laatste])
        hier = {d for d in dagen if van <= d <= tot} - geteld
        geteld |= hier
        keren = len(hier) if dagen else aantal * later // totaal - aantal * eerder // totaal
        delen.append(Deel(fase, van, tot, keren))
        eerder = later
    return delen


def say_stand(delen: Sequence[Deel], nu: Fase | None, vandaag: date) -> str:
    """Plan and reality in one sentence or two; "" without a plan."""
    gepland = [deel for deel in delen if deel.is_gepland]
    if not gepland:
        return ""
    verwacht = next((deel.fase for deel in reversed(gepland) if deel.bevat(vandaag)), None)
    if nu is None:
        return f"De route is nog niet begonnen. Het plan begint in {maand_jaar(gepland[0].van)}."
    if verwacht is None:
        return _say_buiten(gepland, nu, vandaag)
    if any(deel.fase == nu and deel.bevat(vandaag) for deel in gepland):
        return f"Jullie zijn in {nu.naam}, zoals gepland."
    if nu.nummer < verwacht.nummer:
        return (
            f"Volgens het plan waren jullie nu in {verwacht.naam}, en jullie zijn in {nu.naam}. "
            "Neem de tijd die nodig is, of pas het plan aan."
        )
    return f"Jullie zijn al in {nu.naam}. Volgens het plan waren jullie nu nog in {verwacht.naam}."


def _say_buiten(gepland, nu, vandaag):
    laatste = max(deel.tot for deel in gepland)
    if vandaag > laatste:
        return f"Het plan liep tot en met {maand_jaar(laatste)}. Jullie zijn nu in {nu.naam}."
    if vandaag < gepland[0].van:
        return f"Het plan begint in {maand_jaar(gepland[0].van)}. Jullie zijn nu in {nu.naam}."
    return f"Jullie zijn nu in {nu.naam}. Voor deze maand staat er niets in het plan."


def find_knelpunten(
    delen: Sequence[Deel], *, nog: Iterable[Fase], dagen: Sequence[date], eind: date, vandaag: date
) -> list[str]:
    """What no longer fits, a sentence each. ``nog``: the fasen that are not over; ``dagen``: of all meetings."""
    nog = {fase.slug for fase in nog}
    open_delen = [deel for deel in delen if deel.fase.slug in nog]
    if not any(deel.is_gepland for deel in delen):
        return []
    zinnen = [zin for deel in open_delen if deel.is_gepland for zin in _say_deel(deel, dagen, eind)]
    if zonder := [deel.fase.naam for deel in open_delen if not deel.is_gepland]:
        return [*zinnen, f"Nog niet in het plan: {', '.join(zonder)}."]
    buiten = [d for d in dagen if d >= vandaag and not any(deel.bevat(d) for deel in delen)]
    return zinnen + [f"De bijeenkomst van {dag(d, met_jaar=True)} valt buiten het plan." for d in buiten]


def _say_deel(deel, dagen, eind):
    if deel.tot > last_day(eind):
        yield (
            f"{deel.fase.naam} staat tot en met {maand_jaar(deel.tot)} in het plan. Jullie netwerk loopt tot "
            f"{dag(eind, met_jaar=True)}."
        )
    if deel.keren is not None and (hier := sum(deel.bevat(d) for d in dagen)) != deel.keren:
        staan = "staat" if hier == 1 else "staan"
        yield (
            f"Voor {deel.fase.naam} plande je {meervoud(deel.keren, 'bijeenkomst,bijeenkomsten')}. In die maanden "
            f"{staan} er {hier or 'geen'} in de agenda."
        )
