from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from bijeenkomsten.tests.cast import make_persoon, text, url
from bijeenkomsten.tests.factories import (
    AanwezigheidFactory,
    BijeenkomstFactory,
    ProgrammaonderdeelFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_query_count(begeleider, cast, item_count, django_assert_num_queries):
    rijen = [
        b
        for traits in ({"dagen": 20}, {"geweest": True}, {"afgelast": True})
        for b in BijeenkomstFactory.create_batch(item_count, netwerk=cast.netwerk, **traits)
    ]

    with django_assert_num_queries(8):
        response = begeleider.get(reverse("bijeenkomsten:list", args=[cast.netwerk.slug]))

    inhoud = text(response)
    for b in rijen:
        assert b.get_absolute_url() in inhoud
    assert "<b>'t</b>" not in inhoud


@pytest.mark.parametrize("item_count", [1, 3])
def test_detail_query_count(begeleider, cast, item_count, django_assert_num_queries):
    personen = [cast.add() for _ in range(item_count)]
    b = BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=personen)
    for persoon in personen:
        ProgrammaonderdeelFactory(bijeenkomst=b)
        AanwezigheidFactory(bijeenkomst=b, persoon=persoon, komt=True)

    with django_assert_num_queries(12):  # one is the table of school holidays, which a process keeps for a minute
        response = begeleider.get(url("detail", b))

    assert f"{item_count} {'komt' if item_count == 1 else 'komen'}" in text(response)


@pytest.mark.parametrize("item_count", [1, 3])
def test_attendance_query_count(begeleider, cast, item_count, django_assert_num_queries):
    for _ in range(item_count):
        cast.add()
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)

    with django_assert_num_queries(8):
        response = begeleider.get(url("aanwezigheid", b))

    assert text(response).count('name="aanwezig"') == item_count + 2


def test_reason_of_absence_only_for_facilitators(client, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=[cast.deelnemer])
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.add(), komt_niet=True, reden="Tandarts om twee uur")

    gezien = {}
    for wie in ("facilitator", "penvoerder", "deelnemer"):
        client.force_login(make_persoon(cast, wie, b))
        gezien[wie] = "Tandarts" in text(client.get(url("detail", b)))

    assert gezien == {"facilitator": True, "penvoerder": False, "deelnemer": False}


def test_empty_list_teaches_per_role(client, cast):
    client.force_login(cast.deelnemer)
    assert "De facilitator kiest een dag." in text(client.get(reverse("bijeenkomsten:list", args=[cast.netwerk.slug])))

    client.force_login(cast.facilitator)
    assert "Plan een bijeenkomst" in text(client.get(reverse("bijeenkomsten:list", args=[cast.netwerk.slug])))


def test_detail_before_during_after(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    def inhoud(moment):
        with time_machine.travel(moment, tick=False):
            begeleider.force_login(cast.facilitator)
            return text(begeleider.get(url("detail", b)))

    voor, tijdens, na = (inhoud(b.begint_op + timedelta(hours=uren)) for uren in (-2, 1, 5))
    assert ["Ik kom" in tekst for tekst in (voor, tijdens, na)] == [True, False, False]
    assert ["Vul de lijst in" in tekst for tekst in (voor, tijdens, na)] == [False, True, True]
    assert ["Schrijf de terugblik" in tekst for tekst in (voor, tijdens, na)] == [False, True, True]


def test_cancelled_meeting_says_so_and_offers_nothing(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, afgelast=True)

    inhoud = text(begeleider.get(url("detail", b)))

    assert "Gaat niet door" in inhoud
    assert "De &lt;b&gt;zaal&lt;/b&gt; is &#x27;s middags bezet." in inhoud
    assert "Bewerk de bijeenkomst" not in inhoud
    assert "Ik kom" not in inhoud
    assert begeleider.get(url("update", b)).status_code == 403
    assert begeleider.get(url("cancel", b)).status_code == 302
