"""When figures of several netwerken together say nothing about one of them.

Figures of everybody are only shown when they come from at least five uses in three netwerken. Two things more keep one
netwerk from being worked out:

* *Somebody who knows some of them* could take those off. So whoever belongs to several of these netwerken must leave
  at least two that they do not belong to.
* *Somebody who looks every day* could take yesterday's figures off today's. So figures do not move by one use: what is
  new waits until it is, by itself, enough to be shown. What was counted once is never changed or taken off again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from netwerken.models import Deelname
from werkvormen.models import MIN_GEBRUIKT, MIN_NETWERKEN

BLIJVEN_OVER = 2  # netwerken that whoever knows most of them still cannot tell apart


@dataclass(frozen=True)
class Bijdrage:
    """What one use adds. ``pk``: of its row, ``ja`` out of ``aantal``: per question of werkvormen.Ervaring."""

    pk: int
    werkvorm: int
    netwerk: int
    cijfers: dict[str, tuple[int, int]]


def choose_genoeg(bijdragen: Iterable[Bijdrage], **wie_weet) -> dict[int, list[Bijdrage]]:
    """Werkvorm → what may be added to its figures now; werkvormen for which there is not enough yet are left out.

    ``wie_weet``: of which deelnames the persons may know what one netwerk contributed.
    """
    per_werkvorm = defaultdict(list)
    for bijdrage in bijdragen:
        per_werkvorm[bijdrage.werkvorm].append(bijdrage)
    kan = {werkvorm: rij for werkvorm, rij in per_werkvorm.items() if is_genoeg([b.netwerk for b in rij])}
    kring = _read_kring({b.netwerk for rij in kan.values() for b in rij}, wie_weet) if kan else {}
    return {werkvorm: rij for werkvorm, rij in kan.items() if is_gemengd({b.netwerk for b in rij}, kring)}


def is_genoeg(netwerken: list[int]) -> bool:
    """``netwerken``: of every use its netwerk."""
    return len(netwerken) >= MIN_GEBRUIKT and len(set(netwerken)) >= MIN_NETWERKEN


def is_gemengd(netwerken: set[int], kring: dict[int, set[int]]) -> bool:
    """``kring``: netwerk → the persons who know what it contributed."""
    kent = Counter(persoon for netwerk in netwerken for persoon in kring.get(netwerk, ()))
    return max(kent.values(), default=0) <= len(netwerken) - BLIJVEN_OVER


def _read_kring(netwerken, wie_weet):
    kring = defaultdict(set)
    rows = Deelname.objects.filter(netwerk__in=netwerken, **wie_weet).order_by()
    for netwerk, persoon in rows.values_list("netwerk", "persoon"):
        kring[netwerk].add(persoon)
    return kring
