"""With enough rows PostgreSQL must find its way by an index: what is fast with twenty networks must stay so."""

import pytest
from django.db import connection

from netwerken.models import Netwerk
from netwerken.tests.factories import NetwerkFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def many():
    voorbeelden = [NetwerkFactory.build(is_openbaar=n % 3 == 0, status="gestart") for n in range(3000)]
    for n, netwerk in enumerate(voorbeelden):
        netwerk.omschrijving = "Zes keer per jaar een middag samen, met een vraag van de eigen school. " * 10
        netwerk.naam, netwerk.slug = f"Rekenen {n}" if n % 300 == 0 else f"Lezen {n}", f"netwerk-{n}"
    Netwerk.objects.bulk_create(voorbeelden)
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('netwerk_zoektekst')")  # as autovacuum does
        cursor.execute("ANALYZE netwerken_netwerk")


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("q", ["rekenen", "REKENEN 300", "100% rekenen"])
def test_search_uses_the_index(q):
    plan = Netwerk.objects.search(q).values("pk").explain()

    assert "netwerk_zoektekst" in plan
    assert "Seq Scan" not in plan


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda: Netwerk.objects.publiek()[:25], "netwerk_publiek"),
        (lambda: Netwerk.objects.publiek_or_of(1)[:25], "netwerk_naam"),
        (lambda: Netwerk.objects.all()[:25], "netwerk_naam"),
        (
            lambda: (
                Netwerk.objects.publiek()
                .filter(status__in=["werving", "gestart"])
                .order_by("-start_datum", "naam", "pk")[:10]
            ),
            "netwerk_kan_bij",
        ),
    ],
    ids=["publiek", "eigen", "alles", "kan_bij"],
)
def test_a_page_of_a_list_comes_in_the_order_of_an_index(rows, index):
    plan = rows().explain()

    assert index in plan
    assert "Sort" not in plan


@pytest.mark.usefixtures("many")
def test_search_finds_what_it_should():
    assert Netwerk.objects.search("rekenen").count() == 10
    assert Netwerk.objects.search("REKENEN 300").get().naam == "Rekenen 300"
    assert Netwerk.objects.search("enen").count() == 10
    assert not Netwerk.objects.search("100% rekenen").exists()
