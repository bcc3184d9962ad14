"""When a date poll asks again: pure counting, no database."""

from datetime import date, datetime, timedelta

from kern.tijd import lokale_dag, werkochtend_na, werkochtend_voor

NA, VOOR = 4, 2  # days after the opening, days before the last day to answer
RUST = timedelta(days=2)  # at least so far apart, else the last one alone is enough


def make_momenten(geopend_op: datetime, sluit_dag: date) -> list[datetime]:
    """At most two mornings on which who has not answered is asked again, in order."""
    eerste = werkochtend_na(geopend_op, dagen=NA)
    laatste = werkochtend_voor(sluit_dag, dagen=VOOR)
    if lokale_dag(laatste) - lokale_dag(geopend_op) < RUST:
        return []
    return [eerste, laatste] if lokale_dag(laatste) - lokale_dag(eerste) >= RUST else [laatste]
