"""When the schools of a region are closed. The dates are rows of ``Schoolvakantie``.

Who plans mail asks this for every receiver, so a process keeps the table for a minute.
"""

import time
from datetime import date, timedelta

from personen.models import Schoolvakantie

_KEEP = 60  # seconds


class _Kalender:
    """The whole table, by region. It is small: fifteen rows a school year."""

    def __init__(self):
        self.clear()

    def clear(self):
        """Forget; the next question reads the table again."""
        self._read = None

    def periods(self, regio):
        now = time.monotonic()
        if self._read is None or not 0 <= now - self._read[0] < _KEEP:
            self._read = (now, self._load())
        return self._read[1].get(regio, [])

    @staticmethod
    def _load():
        by_regio = {}
        for regio, *period in Schoolvakantie.objects.order_by("begin").values_list("regio", "begin", "eind", "naam"):
            by_regio.setdefault(regio, []).append(tuple(period))
        return by_regio


kalender = _Kalender()


def _period(regio, dag):
    return next((p for p in kalender.periods(regio) if p[0] <= dag <= p[1]), None)


def vakantie_op(regio: str, dag: date) -> str:
    """The name of the school holiday of ``regio`` on ``dag``, such as «meivakantie»; empty when there is none."""
    period = _period(regio, dag)
    return period[2] if period else ""


def vrij_tot(regio: str, dag: date) -> date:
    """The first day from ``dag`` on that is no school holiday in ``regio``; ``dag`` itself when it is none."""
    while period := _period(regio, dag):
        dag = period[1] + timedelta(days=1)
    return dag
