"""What the academie sees of the kompas: numbers of five netwerken or more, never which."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fasen.kompas.models import Kompasmaand
from fasen.kompas.services import store_standen
from fasen.kompas.signaal import aandacht, goed, onbekend
from fasen.kompas.tests.kleine import alleen, maak_signaal
from fasen.kompas.trends import Punt, count_valkuilen, last_months, read_trends
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
WANNEER = "Straks."


def maak_maand(aandacht=2, bekend=6, valkuil="VK-01", sector="vo", maand=None):
    maand = maand or timezone.localdate().replace(day=1)
    return Kompasmaand.objects.create(maand=maand, sector=sector, valkuil=valkuil, aandacht=aandacht, bekend=bekend)


def trends(sector="vo"):
    return read_trends(sector, timezone.localdate())


@pytest.mark.parametrize(
    ("aandacht", "bekend", "zin"),
    [
        (0, 4, "te weinig netwerken"),
        (4, 4, "te weinig netwerken"),
        (0, 5, "0 van de 5"),
        (3, 5, "3 van de 5"),
        (4, 5, "minstens 4 van de 5"),  # all and all but one look the same
        (5, 5, "minstens 4 van de 5"),
    ],
)
def test_what_a_number_tells(aandacht, bekend, zin):
    assert Punt(aandacht, bekend).zin == zin


def test_a_netwerk_counts_once_for_a_pitfall():
    netwerken = [NetwerkFactory(sector="vo"), NetwerkFactory(sector="po")]
    with alleen(maak_signaal("a"), maak_signaal("b")):
        gemeten = {
            netwerken[0].pk: {"a": aandacht("Ja."), "b": goed("Nee.")},
            netwerken[1].pk: {"a": onbekend("Niet.", WANNEER)},
        }
        tellingen = {}
        count_valkuilen(netwerken, gemeten, tellingen)

    assert list(tellingen.values()) == [(1, 1)]
    assert next(iter(tellingen))[0] == "vo"


def test_nightly_round_writes_this_month_and_leaves_the_others():
    NetwerkFactory(gestart=True, sector="vo")
    oud = maak_maand(maand=date(2020, 1, 1))
    weg = maak_maand(valkuil="VK-99")

    store_standen()
    eerst = list(Kompasmaand.objects.values_list("maand", "sector", "valkuil", "aandacht", "bekend"))
    store_standen()

    assert list(Kompasmaand.objects.values_list("maand", "sector", "valkuil", "aandacht", "bekend")) == eerst
    assert Kompasmaand.objects.filter(pk=oud.pk).exists()
    assert not Kompasmaand.objects.filter(pk=weg.pk).exists()
    assert len(eerst) > 5


@pytest.mark.parametrize(
    ("vandaag", "eerste", "laatste"),
    [
        (date(2026, 11, 30), date(2026, 6, 1), date(2026, 11, 1)),
        (date(2027, 3, 1), date(2026, 10, 1), date(2027, 3, 1)),
    ],
)
def test_last_six_months(vandaag, eerste, laatste):
    maanden = last_months(vandaag)

    assert (len(maanden), maanden[0], maanden[-1]) == (6, eerste, laatste)


def test_most_met_first_and_only_of_enough_netwerken():
    maak_maand(1, 6, "VK-01")
    maak_maand(4, 8, "VK-02")
    maak_maand(3, 4, "VK-03")
    maak_maand(5, 9, "VK-04", maand=last_months(timezone.localdate())[0])  # known then, not now

    rijen = trends().rijen

    assert [rij.valkuil.id for rij in rijen] == ["VK-02", "VK-01", "VK-04"]
    assert [len(rij.staven) for rij in rijen] == [1, 1, 1]
    assert [rij.staven[0].is_nu for rij in rijen] == [True, True, False]
    assert rijen[0].staven[0].hoogte == 20


def test_sectors_of_the_academie_are_added_up():
    maak_maand(2, 3, sector="vo")
    maak_maand(1, 3, sector="po_vo")
    maak_maand(3, 3, sector="po")

    assert trends("vo").rijen[0].nu == Punt(3, 6)
    assert trends("po").rijen[0].nu == Punt(4, 6)
    assert trends("anders").rijen == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_page_query_count(client, aantal, django_assert_num_queries):
    for n in range(aantal):
        maak_maand(valkuil=f"VK-0{n + 1}")
    NetwerkFactory(gestart=True, naam="Geheim netwerk")
    client.force_login(PersoonFactory(academie=True))

    with django_assert_num_queries(3):  # session, user, months
        html = client.get("/academie/kompas/").content.decode()

    assert html.count('class="trend"') == aantal
    assert "2 van de 6" in html
    assert "Geheim netwerk" not in html


def test_page_before_anything_is_counted(client):
    client.force_login(PersoonFactory(academie=True))

    assert "Hier komen de valkuilen van je sector" in client.get("/academie/kompas/").content.decode()


def test_promises_of_the_database():
    maak_maand()
    for fout in ({}, {"valkuil": "VK-02", "aandacht": 7}):
        with pytest.raises(IntegrityError), transaction.atomic():
            maak_maand(**fout)


def test_shows_in_the_shell():
    assert str(maak_maand(maand=date(2026, 11, 1))) == "VK-01 in 2026-11"
