"""The rows a round needs before the first answer: all of them, so that no answer adds one."""

import random
from collections.abc import Callable

from django.conf import settings

from evaluatie.models import Genodigde, Gevraagde, Meting, Teller, Vragenlijst, Zaalcode
from evaluatie.vragenlijst.document import GEEN_OORDEEL, Document


def ensure_vragenlijst(document: Document, netwerk=None) -> Vragenlijst:
    """The row of this version, made when it is asked for the first time; ``netwerk``: whose own questions are in it."""
    rij = Vragenlijst.make(document, netwerk)
    Vragenlijst.objects.bulk_create([rij], ignore_conflicts=True)
    return rij


_samenstellers: list[Callable[[object, Document], Vragenlijst | None]] = []


def register_samensteller(maak: Callable[[object, Document], Vragenlijst | None]) -> None:
    """``maak(netwerk, document)``: what a round that was planned with this document asks when it opens now, not saved
    yet; None: what was planned."""
    if maak not in _samenstellers:
        _samenstellers.append(maak)


def ensure_newest(netwerk, document: Document) -> Vragenlijst | None:
    """The row of what a round that was planned with ``document`` asks when it opens now; None: what was planned."""
    for maak in _samenstellers:
        if (rij := maak(netwerk, document)) is not None:
            Vragenlijst.objects.bulk_create([rij], ignore_conflicts=True)
            return rij
    return None


def create_rows(meting: Meting, gevraagd, afwezig=(), zaal=()) -> None:
    """Who is asked, who was not there and who answers in the meeting, in no order, and all counters and codes.

    Who the group was is kept when a later round may ask the same (``wacht``), and who was in the room, so that nobody
    there hears the next morning that they were not.
    """
    soorten = Genodigde.Soort
    genodigden = [
        Genodigde(meting=meting, persoon=persoon, soort=soort)
        for soort, personen in ((soorten.AANWEZIG, gevraagd), (soorten.AFWEZIG, afwezig), (soorten.ZAAL, zaal))
        for persoon in personen
    ]
    random.shuffle(genodigden)
    Genodigde.objects.bulk_create(genodigden)
    Teller.objects.bulk_create(
        Teller(meting=meting, vraag=vraag.code, waarde=waarde)
        for vraag in meting.document.geteld
        for waarde in vraag.waarden
    )
    Zaalcode.objects.bulk_create(Zaalcode(meting=meting) for _ in zaal)
    if meting.document.bewaakt or meting.in_zaal:
        groep = [*gevraagd, *zaal]
        random.shuffle(groep)
        Gevraagde.objects.bulk_create(Gevraagde(meting=meting, persoon=persoon) for persoon in groep)


def forget_questions(meting: Meting, ingevuld: int) -> None:
    """The figures of questions that too few had an opinion about: who answered without those who had none."""
    geen = dict(meting.tellers.filter(waarde=GEEN_OORDEEL).values_list("vraag", "aantal"))
    genoeg = settings.EVALUATIE_MIN_ANTWOORDEN
    te_weinig = [v.code for v in meting.document.geteld if ingevuld - geen.get(v.code, 0) < genoeg]
    meting.tellers.filter(vraag__in=te_weinig).delete()
