"""Joining, opening, telling, taking back and closing at the same moment, in real transactions."""

from threading import Event

import pytest
from django.db import transaction

from evaluatie import services
from evaluatie.models import Meting, VertrouwelijkAntwoord
from evaluatie.vertrouwelijk.services import ask_by_name
from evaluatie.vertrouwelijk.tests.factories import GEHEIM, make_klein, make_ronde_met_naam
from kern.errors import DomainError
from kern.tests.races import together
from netwerken.models import Deelname
from netwerken.services.locks import lock_netwerk
from netwerken.tests.factories import DeelnameFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def join(netwerk):
    """As every way into a netwerk: under its lock."""
    wacht = DeelnameFactory(netwerk=netwerk, status="pauze")

    def go():
        with transaction.atomic():
            lock_netwerk(netwerk)
            Deelname.objects.filter(pk=wacht.pk).update(status="actief")

    return go


def test_a_fifth_who_joins_while_it_is_asked():
    """Either four were asked before the fifth came, or five were there and nobody is asked: never five by name."""
    netwerk = make_klein(4)

    results = together(lambda: ask_by_name(netwerk, "barometer", by=None), join(netwerk))

    meting = Meting.objects.first()
    if meting is None:
        assert isinstance(results[0], DomainError)
    else:
        assert meting.genodigden.count() == 4


def test_a_fifth_who_joined_first_is_seen_by_who_waited():
    """The asking waits for the lock that joining holds, and counts only then."""
    netwerk = make_klein(4)
    wacht = DeelnameFactory(netwerk=netwerk, status="pauze")
    vast = Event()

    def slow_join():
        with transaction.atomic():
            lock_netwerk(netwerk)
            vast.set()
            Event().wait(0.5)
            Deelname.objects.filter(pk=wacht.pk).update(status="actief")

    def ask():
        assert vast.wait(10)
        return ask_by_name(netwerk, "barometer", by=None)

    results = together(slow_join, ask)

    assert isinstance(results[1], DomainError)
    assert not Meting.objects.exists()


def test_telling_twice_at_once_keeps_one():
    meting = make_ronde_met_naam()
    persoon = meting.genodigden.select_related("persoon").first().persoon

    together(*[lambda n=n: services.tell(meting, persoon, {"slot-1": f"{GEHEIM} {n}"}) for n in range(4)])

    assert meting.verteld.count() == 1


def test_closing_against_telling_and_taking_back():
    meting = make_ronde_met_naam()
    persoon = meting.genodigden.select_related("persoon").first().persoon

    results = together(
        lambda: services.tell(meting, persoon, {"slot-1": GEHEIM}),
        lambda: services.close_meting(meting, now=meting.sluit_op),
        lambda: services.take_back(meting, persoon),
    )

    assert Meting.objects.get().status == "gesloten"
    assert VertrouwelijkAntwoord.objects.count() <= 1
    if isinstance(results[0], services.GeslotenError):
        assert not VertrouwelijkAntwoord.objects.exists()
