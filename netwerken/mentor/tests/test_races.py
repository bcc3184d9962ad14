"""Two people at the same moment. Real threads, real transactions, so only on PostgreSQL."""

import pytest

from berichten.models import Bericht
from kern.errors import DomainError
from kern.tests.races import together
from netwerken.mentor import services
from netwerken.mentor.models import Mentorvraag
from netwerken.tests.factories import DeelnameFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_mentors_offer_help_at_once():
    nieuw, *mentoren = (DeelnameFactory(facilitator=True) for _ in range(3))
    for mentor in mentoren:
        services.offer(mentor.persoon)
    vraag = services.ask_mentor(nieuw.persoon, nieuw.netwerk, "Hoe?")
    uitkomsten = together(*(lambda m=m: services.pair(vraag, m.persoon, by=m.persoon) for m in mentoren))

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    assert Bericht.objects.count() == 2


def test_asking_twice_at_once():
    nieuw = DeelnameFactory(facilitator=True)
    together(*[lambda: services.ask_mentor(nieuw.persoon, nieuw.netwerk, "Hoe?")] * 2)

    assert Mentorvraag.objects.count() == 1
