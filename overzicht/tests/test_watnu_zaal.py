"""The card that brings a facilitator to the room while the meeting is on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from evaluatie.models import Meting
from evaluatie.tests.factories import make_meting
from evaluatie.zaal.services import open_in_zaal
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory
from overzicht.cockpit import read_cockpit
from overzicht.mijn import read_mijn
from overzicht.tests.cast import make_cast

pytestmark = pytest.mark.django_db

VRAAG, SCHERM = "Vraag samen hoe het was", "De groep vult de vragen in"


@pytest.fixture
def cast():
    """Six deelnemers, and a meeting that began an hour ago and goes on for another two."""
    cast = make_cast(min_deelnemers=2)
    DeelnameFactory.create_batch(5, netwerk=cast.netwerk)
    begin = nu() - timedelta(hours=1)
    cast.nu = BijeenkomstFactory(netwerk=cast.netwerk, begint_op=begin, eindigt_op=begin + timedelta(hours=3))
    ProgrammaonderdeelFactory(bijeenkomst=cast.nu)
    return cast


def kaarten(persoon, netwerk, now=None):
    """The cards of *Mijn overzicht*, after checking that the cockpit says the same of this kind."""
    mijn = read_mijn(persoon, now=now)["kaarten"]
    if persoon.has_perm("netwerken.view_binnenkant", netwerk):
        cockpit = read_cockpit(persoon, netwerk, now=now)["kaarten"]
        assert [k.acties for k in find(cockpit)] == [k.acties for k in find(mijn)]
    return mijn


def find(gevonden):
    return [kaart for kaart in gevonden if kaart.titel in (VRAAG, SCHERM)]


def start(cast, dag=None):
    zaal = list(cast.netwerk.deelnemers())
    return open_in_zaal(cast.nu, zaal, by=cast.facilitator, now=dag)


def test_the_room_comes_after_the_programme_and_at_the_end_before_it(cast):
    halverwege = [kaart.rang for kaart in find(kaarten(cast.facilitator, cast.netwerk))]
    slot = kaarten(cast.facilitator, cast.netwerk, cast.nu.eindigt_op - timedelta(minutes=30))

    assert halverwege == [6]
    assert slot[0].titel == VRAAG
    assert slot[0].acties[0].url == reverse("evaluatie:zaal_open", args=[cast.netwerk.slug, cast.nu.pk])


@pytest.mark.parametrize(
    ("minuten", "staat_er"), [(-1, False), (0, True), (180, True), (180 + 119, True), (180 + 121, False)]
)
def test_from_the_begin_until_a_while_after_the_end(cast, minuten, staat_er):
    now = cast.nu.begint_op + timedelta(minutes=minuten)

    assert bool(find(kaarten(cast.facilitator, cast.netwerk, now))) is staat_er


def test_who_does_not_guide_sees_no_card(cast):
    for persoon in (cast.deelnemer, cast.penvoerder, cast.buitenstaander):
        assert find(kaarten(persoon, cast.netwerk)) == []


def test_no_card_when_it_was_cancelled_or_already_asked(cast):
    cast.nu.status, cast.nu.reden_afgelast = "afgelast", "Ziek"
    cast.nu.save()
    assert find(kaarten(cast.facilitator, cast.netwerk)) == []

    make_meting(netwerk=cast.netwerk, begint_op=nu() - timedelta(hours=2), eindigt_op=nu() - timedelta(minutes=5))
    facilitator = cast.netwerk.facilitators().first()
    assert find(kaarten(facilitator, cast.netwerk)) == []


def test_no_card_for_a_group_in_which_nobody_would_see_a_result(cast):
    weg = cast.netwerk.deelnames.filter(rol="deelnemer").values_list("pk", flat=True)[:2]
    cast.netwerk.deelnames.filter(pk__in=list(weg)).delete()

    assert find(kaarten(cast.facilitator, cast.netwerk)) == []


def test_while_the_room_answers_the_card_leads_back_to_the_screen_until_it_is_closed(cast):
    meting = start(cast)
    (kaart,) = find(kaarten(cast.facilitator, cast.netwerk))
    assert (kaart.titel, kaart.rang) == (SCHERM, 4)
    assert kaart.acties[0].url == reverse("evaluatie:zaal_scherm", args=[cast.netwerk.slug, meting.pk])
    assert find(kaarten(cast.deelnemer, cast.netwerk)) == []

    Meting.objects.filter(pk=meting.pk).update(sluit_op=timezone.now())
    assert find(kaarten(cast.facilitator, cast.netwerk)) == []
