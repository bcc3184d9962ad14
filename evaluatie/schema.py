"""When what happens around an evaluation: asked the next working morning, reminders on day 5 and 10,
closed on day 14. Days count from the meeting; a round that opened late counts from its opening.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kern.tijd import lokale_dag, werkochtend_na

EERSTE, TWEEDE, SLUIT = 5, 10, 14
NORMAAL_BINNEN = timedelta(days=4)  # a long weekend may lie between the meeting and the question


@dataclass(frozen=True)
class Schema:
    vraag: datetime
    herinneringen: tuple[datetime, datetime]
    sluit: datetime


def make_schema(eindigt_op: datetime, opent_op: datetime | None = None) -> Schema:
    """All moments, working mornings at nine, in this order and never two on one morning."""
    vraag = werkochtend_na(eindigt_op)
    dag_nul, opent = lokale_dag(eindigt_op), lokale_dag(opent_op or vraag)
    if opent > dag_nul + NORMAAL_BINNEN:
        dag_nul = opent - timedelta(days=1)
    eerste = werkochtend_na(dag_nul, dagen=EERSTE)
    tweede = max(werkochtend_na(dag_nul, dagen=TWEEDE), werkochtend_na(eerste))
    sluit = max(werkochtend_na(dag_nul, dagen=SLUIT), werkochtend_na(tweede))
    return Schema(vraag=vraag, herinneringen=(eerste, tweede), sluit=sluit)
