"""What the criteria say now of aanvragen that wait for a decision: in a list, and as often asked for one as for many.

By what was handed in, never by what the netwerk writes. Of what is decided and told it says nothing: after a grant the
netwerk is first to know what asks attention.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, Subquery

from fasen.kompas.signaal import Peiling, Staat
from subsidie.aanvragen.models import Aanvraag, Inzending
from subsidie.toestand import NIET_VERTELD
from subsidie.toetsen.toets import meet_criteria


def with_ingezonden(rows):
    """Adds ``ingezonden``: the answers that were handed in last."""
    laatste = Inzending.objects.filter(aanvraag=OuterRef("pk")).order_by("-nummer")
    return rows.annotate(ingezonden=Subquery(laatste.values("antwoorden")[:1]))


def mark_criteria(aanvragen: Iterable[Aanvraag], moment: datetime) -> None:
    """Gives each (with ``ingezonden``) ``tellingen``: how many criteria are goed, aandacht and onbekend now."""
    wachtend = [aanvraag for aanvraag in aanvragen if aanvraag.status in NIET_VERTELD]
    peiling = Peiling({a.netwerk_id: a.netwerk for a in wachtend}.values(), moment)
    for groep in _sort(wachtend):
        per_netwerk = {aanvraag.netwerk_id: aanvraag for aanvraag in groep}
        standen = meet_criteria(peiling, groep[0].regelingversie.regeling, per_netwerk)
        for netwerk, aanvraag in per_netwerk.items():
            aantal = Counter(stand.staat for stand in standen[netwerk])
            aanvraag.tellingen = [(str(staat), aantal[staat]) for staat in Staat if aantal[staat]]


def _sort(aanvragen):
    """Groups of one regeling in which each netwerk occurs once. They hold what was handed in as their answers."""
    groepen = {}
    for aanvraag in aanvragen:
        aanvraag.antwoorden = aanvraag.ingezonden or {}
        beurt = 0
        while aanvraag.netwerk_id in groepen.get((aanvraag.regelingversie_id, beurt), {}):
            beurt += 1
        groepen.setdefault((aanvraag.regelingversie_id, beurt), {})[aanvraag.netwerk_id] = aanvraag
    return [list(groep.values()) for groep in groepen.values()]
