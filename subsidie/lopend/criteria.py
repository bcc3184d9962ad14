"""What the criteria say of running aanvragen, live; and which of it the academie may see.

``list_te_zien`` is the only way for the academie: whatever shows an aandacht to the academie asks it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from fasen.kompas.signaal import Staat
from subsidie.aanvragen.models import Aanvraag
from subsidie.lopend.bevoegd import IN_JAAR
from subsidie.lopend.models import Criteriumstand, Wijziging
from subsidie.toetsen.toets import Stand, meet_aanvragen


def meet_lopend(aanvragen: Iterable[Aanvraag], moment: datetime) -> dict[int, tuple[Stand, ...]]:
    """Per aanvraag every criterium of its regeling, by the begroting that holds. As many queries for one as for many.

    The aanvragen have their netwerk.
    """
    aanvragen = list(aanvragen)
    rows = Wijziging.objects.toegekend().filter(aanvraag__in=aanvragen, soort=Wijziging.Soort.BEGROTING)
    geldend = dict(reversed(rows.values_list("aanvraag", "antwoorden")))
    return meet_aanvragen([(a, geldend.get(a.pk, a.antwoorden)) for a in aanvragen], moment)


def find_aandacht(standen: Iterable[Stand]) -> list[Stand]:
    return [stand for stand in standen if stand.staat == Staat.AANDACHT]


def find_te_zien_vanaf(aanvraag: Aanvraag, sinds: date) -> date:
    """The first day on which the academie sees an aandacht."""
    return sinds + timedelta(days=aanvraag.regelingversie.regeling.beoordeling.toelichten_dagen)


def list_te_zien(aanvragen: Sequence[Aanvraag], vandaag: date) -> dict[int, list[Criteriumstand]]:
    """Per aanvraag what the academie may see of aandacht, longest first. One query."""
    bekend = {aanvraag.pk: aanvraag for aanvraag in aanvragen if aanvraag.status in IN_JAAR}
    rows = Criteriumstand.objects.filter(aanvraag__in=list(bekend), staat=Staat.AANDACHT, sinds__lt=vandaag)
    te_zien = defaultdict(list)
    for rij in rows.order_by("sinds", "pk"):
        if find_te_zien_vanaf(bekend[rij.aanvraag_id], rij.sinds) <= vandaag:
            te_zien[rij.aanvraag_id].append(rij)
    return dict(te_zien)
