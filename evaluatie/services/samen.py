"""Small rounds after meetings, shown together. One round of fewer than five answers is never shown; three or more of
them with ten answers or more are, as one.

* The windows do not overlap: a round goes into one collection, and a collection that is shown takes nothing more. So no
  difference of two shown tables is a small round.
* Ten, not five: the same people may have answered each time, and who they were nobody knows. For the same reason a
  collection never shows a distribution.
* What is kept meanwhile are counters and texts without people, of rounds that at least five people were asked.
* A question of the netwerk itself may ask the same every time, and then three answers of one person are one opinion:
  those are not collected. The others ask about the meeting.
* After a year without enough answers everything in it is erased.
"""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from evaluatie.models import Meting, OpenAntwoord, Teller
from evaluatie.services.rijen import forget_questions
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import dag

MINSTE_RONDES = 3
MINSTE_ANTWOORDEN = 10
HOOGSTENS = timedelta(days=365)
NAAM = "Bijeenkomsten samen"
TE_LANG = "In een jaar kwamen er te weinig antwoorden bij elkaar. We hebben ze weggegooid."


def add_to_samen(meting: Meting) -> Meting:
    """Move the answers of a round with too few of them to the collection of its netwerk, and show that when it can.

    Called while the netwerk is locked and the answers are still there. Returns the collection.
    """
    samen = _get_collection(meting)
    _add_counters(samen, meting)
    _move_texts(samen, meting)
    meting.samen = samen
    meting.save(update_fields=["samen"])
    delen = list(samen.delen.select_related("bijeenkomst").order_by("opent_op"))
    aantal = _count_answers(samen)
    if len(delen) >= MINSTE_RONDES and aantal >= MINSTE_ANTWOORDEN:
        _show(samen, delen, aantal)
    return samen


def _get_collection(meting):
    wat = {"netwerk_id": meting.netwerk_id, "vragenlijst_id": meting.vragenlijst_id, "status": Meting.Status.VERZAMELT}
    samen = Meting.objects.filter(**wat).first()
    if samen is None:
        samen = Meting.objects.create(
            **wat, soort=Meting.Soort.SAMEN, naam=NAAM, opent_op=meting.opent_op, sluit_op=meting.opent_op + HOOGSTENS
        )
        Teller.objects.bulk_create(
            Teller(meting=samen, vraag=vraag.code, waarde=waarde)
            for vraag in meting.document.geteld
            if not vraag.eigen
            for waarde in vraag.waarden
        )
    return samen


def _add_counters(samen, meting):
    erbij = {(t.vraag, t.waarde): t.aantal for t in meting.tellers.all()}
    tellers = list(samen.tellers.all())
    for teller in tellers:
        teller.aantal += erbij.get((teller.vraag, teller.waarde), 0)
    Teller.objects.bulk_update(tellers, ["aantal"])


def _move_texts(samen, meting):
    """All under new keys, so that none tells which round it comes from."""
    rows = [*samen.open_antwoorden.all(), *meting.open_antwoorden.all()]
    samen.open_antwoorden.all().delete()
    nieuw = [
        OpenAntwoord(
            uuid=uuid.uuid4(), meting=samen, vraag=rij.vraag, tekst=rij.tekst, alleen_facilitator=rij.alleen_facilitator
        )
        for rij in rows
    ]
    OpenAntwoord.objects.bulk_create(sorted(nieuw, key=lambda rij: rij.uuid))


def _count_answers(samen):
    """Everybody answered every question of one choice, if only with «weet ik niet»."""
    vraag = samen.document.stellingen[0].code
    return sum(samen.tellers.filter(vraag=vraag).values_list("aantal", flat=True))


def _show(samen, delen, aantal):
    eerste, laatste = (dag(deel.bijeenkomst.begint_op) for deel in (delen[0], delen[-1]))
    samen.naam = f"{len(delen)} bijeenkomsten samen, {eerste} tot en met {laatste}"
    samen.status, samen.sluit_op = Meting.Status.GESLOTEN, delen[-1].sluit_op
    samen.genodigd, samen.ingevuld = sum(deel.genodigd for deel in delen), aantal
    samen.save(update_fields=["naam", "status", "sluit_op", "genodigd", "ingevuld"])
    forget_questions(samen, aantal)
    log(samen, "evaluatie.samen.shown", rondes=len(delen), ingevuld=aantal)


@transaction.atomic
def drop_stale(now: datetime) -> int:
    """Collections that stayed too small for a year. Returns how many."""
    rows = lock_rows(Meting.objects).filter(status=Meting.Status.VERZAMELT, sluit_op__lte=now)
    for samen in rows:
        samen.tellers.all().delete()
        samen.open_antwoorden.all().delete()
        samen.status, samen.reden = Meting.Status.VERVALLEN, TE_LANG
        samen.save(update_fields=["status", "reden"])
        log(samen, "evaluatie.samen.dropped")
    return len(rows)
