"""The list «Wat moet er nog, en wanneer» on the page of an aanvraag."""

from dataclasses import dataclass
from datetime import timedelta

from kern.tijd import lokale_dag, nu
from subsidie.datums import Datum, find_datums
from subsidie.herinneren.services import VOORAF
from subsidie.models import Aanvraag

VENSTER = timedelta(days=3 * 366)
DICHTBIJ = max(VOORAF)


@dataclass(frozen=True)
class Regel:
    datum: Datum
    dagen: int  # to go; below zero when the day is over

    @property
    def is_laat(self) -> bool:
        return self.dagen < 0

    @property
    def over(self) -> str:
        """How far away it is, in words; nothing for what is further than two weeks."""
        if self.is_laat:
            return "De dag is voorbij."
        ver = f"Nog {self.dagen} dagen." if self.dagen <= DICHTBIJ else ""
        return {0: "Vandaag.", 1: "Morgen."}.get(self.dagen, ver)


def read_datums(aanvraag: Aanvraag) -> list[Regel]:
    """What this netwerk must still do, the first day first; what is late stays until it is done."""
    vandaag = lokale_dag(nu())
    rows = find_datums(Aanvraag.objects.filter(pk=aanvraag.pk), vandaag - VENSTER, vandaag + VENSTER)
    return [Regel(datum, (datum.dag - vandaag).days) for datum in rows]
