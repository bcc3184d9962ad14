"""A season of many aanvragen, with nights on which nothing ran: who gets which mail, worked out from the rules."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from berichten.services import carry_out_due
from netwerken.tests.factories import DeelnameFactory
from subsidie.aanvragen.tests.factories import ConceptFactory, RondeFactory
from subsidie.herinneren.services import remind_datums
from subsidie.models import Aanvraag
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db
DAG, EERSTE = timedelta(days=1), date(2026, 9, 1)
VOORAF = {14: 3, 3: 1, 1: -1}  # a reminder, and how many days before the end it is overtaken by the next


def at(dag, uur, minuut=0):
    return datetime(dag.year, dag.month, dag.day, uur, minuut, tzinfo=UTC)


def make_world(toeval):
    """Aanvragen of rounds that close on all kinds of days, begun early and late, some handed in on the way."""
    wereld = []
    for nummer in range(12):
        laatste = EERSTE + toeval.randint(10, 45) * DAG
        ronde = RondeFactory(naam=f"Ronde {nummer}", opent_op=at(EERSTE, 0), sluit_op=at(laatste, 15))
        aanvraag = ConceptFactory(ronde=ronde, nummer=1, netwerk__gestart=True)
        persoon = DeelnameFactory(netwerk=aanvraag.netwerk, rol=toeval.choice(["penvoerder", "eigenaar"])).persoon
        begonnen = EERSTE + toeval.randint(0, (laatste - EERSTE).days) * DAG
        Aanvraag.objects.filter(pk=aanvraag.pk).update(created_at=at(begonnen, 9))
        ingediend = toeval.choice([None, begonnen + toeval.randint(1, 30) * DAG])
        wereld.append((aanvraag.pk, persoon.email, laatste, begonnen, ingediend))
    return wereld


def expect(wereld, nachten):
    """Per day the addresses: each reminder in the first night that ran, unless it is overtaken, done or from before."""
    verwacht = Counter()
    for _, adres, laatste, begonnen, ingediend in wereld:
        for vooraf, tot in VOORAF.items():
            venster = [nacht for nacht in nachten if tot < (laatste - nacht).days <= vooraf]
            if not venster or begonnen > laatste - vooraf * DAG:
                continue
            if ingediend is None or ingediend >= venster[0]:
                verwacht[venster[0], adres] += 1
    return verwacht


@pytest.mark.parametrize("zaad", [1, 2, 3])
def test_every_reminder_once_and_none_too_many(zaad):
    toeval = random.Random(f"datums {zaad}")  # noqa: S311 - a game, not a secret
    with time_machine.travel(at(EERSTE, 1), tick=False) as klok:
        wereld = make_world(toeval)
        nachten = [dag for n in range(50) if toeval.random() < 0.7 for dag in [EERSTE + n * DAG]]
        gekregen = Counter()
        for n in range(50):
            dag = EERSTE + n * DAG
            klok.move_to(at(dag, 2, 30))
            if dag in nachten:
                remind_datums()
                remind_datums()  # twice is once
            klok.move_to(at(dag, 8))
            carry_out_due()
            gekregen.update((dag, brief.to[0].rpartition("<")[2].strip(">")) for brief in mail.outbox)
            mail.outbox.clear()
            vandaag = [pk for pk, *_, ingediend in wereld if ingediend == dag]
            Aanvraag.objects.filter(pk__in=vandaag).update(status=Status.INGEDIEND, ingediend_op=at(dag, 12))

    assert gekregen == expect(wereld, nachten)
    assert gekregen
