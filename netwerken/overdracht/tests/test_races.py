"""Two people at the same moment. Real threads, real transactions, so only on PostgreSQL."""

import pytest

from berichten.models import Bericht
from kern.errors import DomainError
from kern.tests.races import together
from netwerken import services as netwerken
from netwerken.models import Overdracht
from netwerken.overdracht import services
from netwerken.overdracht.mails import KLAAR
from netwerken.overdracht.tests.conftest import ask, rollen
from netwerken.tests.factories import DeelnameFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_successors_say_yes_at_once(cast):
    """Each to another facilitator: both come true."""
    tweede = DeelnameFactory(netwerk=cast.netwerk, facilitator=True).persoon
    een, twee = ask(cast, cast.noor), ask(cast, cast.yusuf, van=tweede)
    together(lambda: services.accept(een, cast.noor), lambda: services.accept(twee, cast.yusuf))

    assert set(cast.netwerk.facilitators()) == {cast.noor, cast.yusuf}
    assert rollen(cast, cast.marit) == rollen(cast, tweede) == set()


def test_the_same_yes_twice_at_once(cast):
    overdracht = ask(cast, cast.noor)
    together(*[lambda: services.accept(overdracht, cast.noor)] * 2)

    assert set(cast.netwerk.facilitators()) == {cast.noor}
    assert Bericht.objects.filter(soort=KLAAR).count() == 2


def test_two_questions_at_once_are_one(cast):
    uitkomsten = together(lambda: ask(cast, cast.noor), lambda: ask(cast, cast.yusuf))

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    assert Overdracht.objects.count() == 1


def test_yes_while_it_is_withdrawn(cast):
    overdracht = ask(cast, cast.noor)
    uitkomsten = together(
        lambda: services.accept(overdracht, cast.noor), lambda: services.withdraw(overdracht, by=cast.marit)
    )

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    assert cast.netwerk.facilitators().count() == 1


def test_a_point_ticked_by_both_at_once(cast):
    """One mark, of whoever was first, and nobody reads a fault."""
    overdracht = services.accept(ask(cast, cast.noor), cast.noor)
    uitkomsten = together(
        *[lambda wie=wie: services.tick(overdracht, "O-01", by=wie) for wie in (cast.marit, cast.noor)]
    )

    assert uitkomsten == [None, None]
    assert overdracht.vinkjes.count() == 1


def test_yes_while_the_successor_leaves(cast):
    overdracht = ask(cast, cast.noor)
    together(lambda: services.accept(overdracht, cast.noor), lambda: netwerken.leave(cast.netwerk, cast.noor))

    assert cast.netwerk.facilitators().count() == 1
