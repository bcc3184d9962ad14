from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from fasen.models import FaseVerloop, load_routes
from fasen.route import get_route, maanden
from fasen.tests.factories import FaseVerloopFactory
from netwerken.models import Netwerk
from netwerken.tests.factories import NetwerkFactory

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def moment(*parts):
    return datetime(*parts, 9, tzinfo=AMSTERDAM)


def walk(netwerk):
    """In Inbedding, after Ontwikkeling was once reopened and closed again."""
    rows = {
        "verkenning": {"status": "afgerond", "begonnen_op": moment(2025, 9, 1), "afgerond_op": moment(2025, 11, 1)},
        "ontwikkeling": {
            "status": "afgerond",
            "begonnen_op": moment(2025, 11, 1),
            "heropend_op": moment(2026, 3, 1),
            "afgerond_op": moment(2026, 4, 1),
        },
        "verdieping": {"status": "afgerond", "begonnen_op": moment(2026, 4, 1), "afgerond_op": moment(2026, 4, 20)},
        "inbedding": {"status": "lopend", "begonnen_op": moment(2026, 4, 20)},
        "verankering": {"gepland_van": date(2026, 12, 1), "gepland_tot": date(2027, 2, 28)},
    }
    for fase, fields in rows.items():
        FaseVerloopFactory(netwerk=netwerk, fase=fase, **fields)


@pytest.fixture
def netwerk(db):
    netwerk = NetwerkFactory()
    walk(netwerk)
    return netwerk


def test_stations(netwerk):
    route = get_route(netwerk)

    assert [(station.nummer, station.naam, station.toestand, station.noot) for station in route.stations] == [
        (1, "Verkenning", "klaar", "sept tot nov 2025"),
        (2, "Ontwikkeling", "klaar", "mrt tot apr 2026"),
        (3, "Verdieping", "klaar", "apr 2026"),
        (4, "Inbedding", "nu", "sinds april 2026"),
        (5, "Verankering", "straks", "gepland dec 2026 tot feb 2027"),
    ]
    assert (route.nummer, route.slug, route.naam, route.noot) == (4, "inbedding", "Inbedding", "sinds april 2026")
    assert route.seizoen == "cultiveren en oogsten"
    assert route.volgende.naam == "Verankering"
    assert [station.naam for station in route.eerdere] == ["Verdieping", "Ontwikkeling", "Verkenning"]


def test_urls_for_members_and_for_the_public(netwerk):
    assert get_route(netwerk).stations[2].url == f"/netwerken/{netwerk.slug}/fasen/verdieping/"
    assert get_route(netwerk, publiek=True).stations[2].url == "/fasen/#verdieping"


@pytest.mark.django_db
def test_a_network_without_fasen_has_not_begun():
    route = get_route(NetwerkFactory())

    assert [station.toestand for station in route.stations] == ["straks"] * 5
    assert (route.nummer, route.slug, route.naam, route.noot) == (0, "", "Nog niet begonnen", "")
    assert (route.seizoen, route.huidige, route.eerdere) == ("", None, [])


def test_last_fase_has_no_next(netwerk):
    FaseVerloop.objects.filter(fase="inbedding").update(status="afgerond", afgerond_op=moment(2026, 5, 1))
    FaseVerloop.objects.filter(fase="verankering").update(status="lopend", begonnen_op=moment(2026, 5, 1))

    assert get_route(netwerk).volgende is None


@pytest.mark.django_db
@pytest.mark.parametrize("item_count", [1, 3])
def test_no_query_when_prefetched(item_count, django_assert_num_queries):
    for netwerk in NetwerkFactory.create_batch(item_count):
        walk(netwerk)

    with django_assert_num_queries(2):
        routes = [get_route(netwerk) for netwerk in load_routes(Netwerk.objects.all())]

    assert [route.naam for route in routes] == ["Inbedding"] * item_count


@pytest.mark.parametrize(
    ("begin", "eind", "text"),
    [
        (date(2025, 9, 1), date(2025, 11, 30), "sept tot nov 2025"),
        (date(2025, 12, 1), date(2026, 3, 1), "dec 2025 tot mrt 2026"),
        (date(2025, 11, 1), date(2025, 11, 30), "nov 2025"),
        (datetime(2025, 12, 31, 23, 30, tzinfo=ZoneInfo("UTC")), date(2026, 3, 1), "jan tot mrt 2026"),
    ],
)
def test_maanden(begin, eind, text):
    assert maanden(begin, eind) == text
