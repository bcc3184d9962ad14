"""When what happens around a round: reminders on day 5 and 10, closed on day 14, always a working morning."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from evaluatie.schema import EERSTE, SLUIT, TWEEDE
from kern.tijd import werkochtend_na, werkochtend_voor

AANKONDIGING = 7  # days before the opening
TUSSEN = timedelta(days=21)  # between the openings of two rounds that ask more than a minute


@dataclass(frozen=True)
class Rondeschema:
    komt: datetime
    opent: datetime
    herinneringen: tuple[datetime, datetime]
    sluit: datetime


def make_schema(opent: datetime) -> Rondeschema:
    """All moments of a round that opens then; the days count from that opening."""
    eerste = werkochtend_na(opent, dagen=EERSTE)
    tweede = max(werkochtend_na(opent, dagen=TWEEDE), werkochtend_na(eerste))
    sluit = max(werkochtend_na(opent, dagen=SLUIT), werkochtend_na(tweede))
    return Rondeschema(werkochtend_voor(opent, dagen=AANKONDIGING), opent, (eerste, tweede), sluit)
