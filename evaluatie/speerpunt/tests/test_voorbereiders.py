"""Who prepares the meeting at which a result is talked about, chooses as a facilitator does; nobody else does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bijeenkomsten.models import Programmaonderdeel
from bijeenkomsten.tests.factories import BijeenkomstFactory
from evaluatie.models import Speerpunt
from evaluatie.speerpunt.gesprek import prepares_gesprek
from evaluatie.tests.factories import make_gesloten_ronde, make_netwerk
from kern.tijd import nu
from netwerken.models import Netwerk

pytestmark = pytest.mark.django_db
POST = {"dimensie": "e", "wat": "Ieder vraagt om tijd.", "versie": 0}


@pytest.fixture
def meting():
    netwerk = make_netwerk(6)
    return make_gesloten_ronde([3] * 6, netwerk=netwerk, now=nu() - timedelta(days=30))


@pytest.fixture
def persoon(meting):
    return meting.netwerk.deelnemers().first()


def plan(meting, dagen, *voorbereiders, **velden):
    """A meeting of three hours that begins so many days from now."""
    op = nu() + timedelta(days=dagen)
    return BijeenkomstFactory(
        netwerk=meting.netwerk, begint_op=op, eindigt_op=op + timedelta(hours=3), voorbereiders=voorbereiders, **velden
    )


def url(meting, naam="speerpunt"):
    return reverse(f"evaluatie:{naam}", args=[meting.netwerk.slug, meting.pk])


def may(meting, persoon):
    """Asked of the rules, with nothing remembered."""
    meting.netwerk = Netwerk.objects.get(pk=meting.netwerk_id)
    return persoon.has_perm("evaluatie.choose_speerpunt", meting)


def test_the_voorbereider_of_the_next_meeting_chooses_and_puts_it_in_the_draaiboek(client, meting, persoon):
    straks = plan(meting, 9, persoon)
    client.force_login(persoon)

    assert "Leg vast waar jullie aan werken" in client.get(meting.get_absolute_url()).content.decode()
    assert client.get(url(meting)).status_code == 200
    assert "Het staat in het draaiboek." in client.post(url(meting, "plan_gesprek"), follow=True).content.decode()
    assert client.post(url(meting), POST).status_code == 302

    assert Programmaonderdeel.objects.get().bijeenkomst == straks
    assert Speerpunt.objects.get().door == persoon


@pytest.mark.parametrize(
    ("dagen", "mag"), [(-8, False), (-6, True), (-1 / 24, True), (1, True), (60, True)],
)  # fmt: skip
def test_from_the_moment_it_is_the_next_until_a_week_after(meting, persoon, dagen, mag):
    plan(meting, dagen, persoon)
    assert may(meting, persoon) is mag


def test_not_of_a_meeting_after_the_next(client, meting, persoon):
    plan(meting, 9)
    plan(meting, 30, persoon)
    client.force_login(persoon)

    assert not may(meting, persoon)
    for antwoord in (client.get(url(meting)), client.post(url(meting), POST), client.post(url(meting, "plan_gesprek"))):
        assert antwoord.status_code == 403
    assert "Leg vast" not in client.get(meting.get_absolute_url()).content.decode()
    assert not Speerpunt.objects.exists()


def test_the_next_after_one_that_was_just_there(meting, persoon):
    ander = meting.netwerk.deelnemers().last()
    plan(meting, -3, ander)
    plan(meting, 9, persoon)
    assert may(meting, ander)
    assert may(meting, persoon)
    plan(meting, -1)
    assert not may(meting, ander)


@pytest.mark.parametrize("dagen", [-3, -1 / 24, 9])
def test_not_of_a_meeting_that_is_off(meting, persoon, dagen):
    plan(meting, dagen, persoon, status="afgelast", reden_afgelast="Ziek.")
    assert not may(meting, persoon)


def test_not_of_another_netwerk(meting, persoon):
    plan(make_gesloten_ronde([3] * 6, netwerk=make_netwerk(6), now=nu() - timedelta(days=30)), 9, persoon)
    assert not may(meting, persoon)


def test_not_who_left_and_not_when_it_is_over(client, meting, persoon):
    plan(meting, 9, persoon)
    Netwerk.objects.update(status="afgerond")
    assert not may(meting, persoon)
    Netwerk.objects.update(status="gestart")
    assert may(meting, persoon)
    persoon.deelnames.update(status="uitgestapt", beeindigd_op=nu())
    assert not may(meting, persoon)
    client.force_login(persoon)
    assert client.post(url(meting), POST).status_code in {403, 404}


@pytest.mark.parametrize("item_count", [1, 3])
def test_one_query(meting, persoon, item_count, django_assert_num_queries):
    for n in range(item_count):
        plan(meting, n + 1, persoon)
    with django_assert_num_queries(1):
        assert prepares_gesprek(meting.netwerk, persoon)
