import pytest
from django.urls import reverse

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tests.cast import make_persoon, url
from bijeenkomsten.tests.factories import (
    BijeenkomstFactory,
    ProgrammaonderdeelFactory,
)
from kern.models import Logregel

pytestmark = pytest.mark.django_db


CAST = [
    "facilitator",
    "penvoerder",
    "eigenaar",
    "deelnemer",
    "voorbereider",
    "wachtlijst",
    "buitenstaander",
    "academie",
    "beheer",
    "anoniem",
]
ALLE_LEDEN = {"facilitator", "penvoerder", "eigenaar", "deelnemer", "voorbereider"}
PLANNERS = {"facilitator", "penvoerder"}
MAKERS = PLANNERS | {"voorbereider"}


@pytest.mark.parametrize("wie", CAST)
@pytest.mark.parametrize(
    ("naam", "mag", "geweest"),
    [
        ("detail", ALLE_LEDEN, False),
        ("ics", ALLE_LEDEN, False),
        ("update", PLANNERS, False),
        ("move", PLANNERS, False),
        ("cancel", PLANNERS, False),
        ("draaiboek", MAKERS, False),
        ("voorbereiding", MAKERS, False),
        ("terugblik", MAKERS, True),
        ("aanwezigheid", PLANNERS, True),
        ("terugblik", set(), False),
        ("aanwezigheid", set(), False),
    ],
)
def test_roles(client, cast, *, wie, naam, mag, geweest):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=geweest)
    if wie != "anoniem":
        client.force_login(make_persoon(cast, wie, b))

    status = client.get(url(naam, b)).status_code

    verwacht = 200 if wie in mag else 403 if wie in ALLE_LEDEN else 302 if wie == "anoniem" else 404
    assert status == verwacht


@pytest.mark.parametrize(
    ("wie", "status"), [("facilitator", 200), ("penvoerder", 200), ("deelnemer", 403), ("eigenaar", 403)]
)
def test_create_roles(client, cast, wie, status):
    client.force_login(make_persoon(cast, wie, None))

    assert client.get(reverse("bijeenkomsten:create", args=[cast.netwerk.slug])).status_code == status


def test_no_planning_in_a_network_that_ended(begeleider, cast):
    cast.netwerk.status = "afgerond"
    cast.netwerk.save()

    assert begeleider.get(reverse("bijeenkomsten:create", args=[cast.netwerk.slug])).status_code == 403


def test_voorbereider_who_left_may_nothing(client, cast):
    weg = cast.add(uitgestapt=True)
    b = BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=[weg])
    client.force_login(weg)

    assert client.get(url("draaiboek", b)).status_code == 404


def test_meeting_of_another_network_is_not_found(begeleider, cast):
    vreemd = BijeenkomstFactory()
    eigen = BijeenkomstFactory(netwerk=cast.netwerk)
    onderdeel = ProgrammaonderdeelFactory(bijeenkomst=vreemd)

    assert begeleider.get(reverse("bijeenkomsten:detail", args=[cast.netwerk.slug, vreemd.pk])).status_code == 404
    assert begeleider.get(url("onderdeel", eigen, onderdeel.pk)).status_code == 404
    assert begeleider.post(url("onderdeel_delete", eigen, onderdeel.pk)).status_code == 404


@pytest.mark.parametrize("naam", ["list", "detail", "update", "move", "cancel", "draaiboek", "voorbereiding", "ics"])
def test_get_writes_nothing(begeleider, cast, naam):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    voor = Bijeenkomst.objects.values().get(), Logregel.objects.count()

    args = [cast.netwerk.slug] if naam == "list" else [cast.netwerk.slug, b.pk]
    assert begeleider.get(reverse(f"bijeenkomsten:{naam}", args=args)).status_code == 200

    assert (Bijeenkomst.objects.values().get(), Logregel.objects.count()) == voor


@pytest.mark.parametrize("naam", ["antwoord", "onderdeel_delete", "onderdeel_up", "onderdeel_down"])
def test_actions_are_post_only(begeleider, cast, naam):
    onderdeel = ProgrammaonderdeelFactory(bijeenkomst__netwerk=cast.netwerk)
    args = [] if naam == "antwoord" else [onderdeel.pk]

    assert begeleider.get(url(naam, onderdeel.bijeenkomst, *args)).status_code == 405
