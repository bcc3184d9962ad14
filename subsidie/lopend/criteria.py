"""What the criteria say of running aanvragen, live; and which of it the academie may see.

``list_te_zien`` is the only way for the academie: whatever shows an aandacht to the academie asks it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from fasen.kompas.signaal import Peiling, Staat
from subsidie.aanvragen.models import Aanvraag
from subsidie.lopend.bevoegd import IN_JAAR
from subsidie.lopend.models import Criteriumstand, Wijziging
from subsidie.toetsen.toets import Stand, meet_criteria


def meet_lopend(aanvragen: Iterable[Aanvraag], moment: datetime) -> dict[int, tuple[Stand, ...]]:
    """Per aanvraag every criterium of its regeling, by the begroting that holds. As many queries for one as for many.

    The aanvragen have their netwerk and regelingversie.
    """
    groepen, keren, aanvragen = defaultdict(dict), defaultdict(int), list(aanvragen)
    _read_geldend(aanvragen)
    for aanvraag in aanvragen:  # a netwerk may have two of one regeling: each in a group of its own
        sleutel = (aanvraag.regelingversie_id, aanvraag.netwerk_id)
        groepen[aanvraag.regelingversie_id, keren[sleutel]][aanvraag.netwerk_id] = aanvraag
        keren[sleutel] += 1
    peiling = Peiling({a.netwerk_id: a.netwerk for a in aanvragen}.values(), moment)
    standen = {}
    for groep in groepen.values():
        regeling = next(iter(groep.values())).regelingversie.regeling
        gemeten = meet_criteria(peiling, regeling, groep)
        standen |= {aanvraag.pk: gemeten[netwerk] for netwerk, aanvraag in groep.items()}
    return standen


def _read_geldend(aanvragen):
    """Toetsen read the begroting out of ``antwoorden``: there, and never saved, stands the one that holds."""
    rows = Wijziging.objects.toegekend().filter(aanvraag__in=aanvragen, soort=Wijziging.Soort.BEGROTING)
    geldend = dict(reversed(rows.values_list("aanvraag", "antwoorden")))
    for aanvraag in aanvragen:
        if aanvraag.pk in geldend:
            rest = {code: w for code, w in aanvraag.antwoorden.items() if not code.startswith("begroting.")}
            aanvraag.antwoorden = rest | geldend[aanvraag.pk]


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
