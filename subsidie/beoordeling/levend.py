"""What the criteria say now of aanvragen that wait for a decision: in a list, and as often asked for one as for many.

By what was handed in, never by what the netwerk writes. Of what is decided and told it says nothing: after a grant the
netwerk is first to know what asks attention.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db.models import OuterRef, Subquery

from fasen.kompas.signaal import Staat
from subsidie.aanvragen.models import Aanvraag, Inzending
from subsidie.toestand import NIET_VERTELD
from subsidie.toetsen.toets import meet_aanvragen


def with_ingezonden(rows):
    """Adds ``ingezonden``: the answers that were handed in last."""
    laatste = Inzending.objects.filter(aanvraag=OuterRef("pk")).order_by("-nummer")
    return rows.annotate(ingezonden=Subquery(laatste.values("antwoorden")[:1]))


def mark_criteria(aanvragen: Sequence[Aanvraag], moment: datetime) -> None:
    """Gives each (with ``ingezonden``) ``criteria_nu``: «3 goed, 1 aandacht», empty once the decision is told."""
    wachtend = [aanvraag for aanvraag in aanvragen if aanvraag.status in NIET_VERTELD]
    standen = meet_aanvragen([(aanvraag, aanvraag.ingezonden or {}) for aanvraag in wachtend], moment)
    for aanvraag in aanvragen:
        aantal = Counter(stand.uitkomst.staat for stand in standen.get(aanvraag.pk, ()))
        aanvraag.criteria_nu = ", ".join(f"{aantal[staat]} {staat}" for staat in Staat if aantal[staat])
