"""Open data: only what was told, of netwerken that are public, and no people."""

import csv
import io
import json

import pytest
from django.urls import reverse

from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.academie.tests.factories import besluit, make_gegund, make_klaar, make_ronde
from subsidie.besluit.models import Uitkomst
from subsidie.besluit.services import tell
from subsidie.besluit.tests.factories import make_beslisser

pytestmark = pytest.mark.django_db
PAGINA = reverse("subsidie:toegekend")
JSON, CSV = (reverse("subsidie:toegekend_data", args=[soort]) for soort in ("json", "csv"))


@pytest.fixture
def ronde():
    """One that is public, one that is not, one refused, and one decided that nobody heard of."""
    ronde = make_ronde(naam="Najaarsronde")
    make_gegund(ronde, bedrag=7_000_50, netwerk__naam="=Openbaar", netwerk__regio="zeeland", netwerk__sector="vo")
    make_gegund(ronde, bedrag=2_000_00, netwerk__naam="Besloten groep", openbaar=False)
    make_gegund(ronde, bedrag=1_000_00, netwerk__naam="Klaar", status="vastgesteld")
    by = make_beslisser()
    tell([besluit(make_klaar(ronde, netwerk__naam="Nee", netwerk__is_openbaar=True), by, Uitkomst.AFGEWEZEN)], by=by)
    besluit(make_klaar(ronde, netwerk__naam="Nog stil", netwerk__is_openbaar=True), bedrag=9_000_00)
    return ronde


def read(client):
    return json.loads(client.get(JSON).content)


def test_what_everybody_may_know(client, ronde, settings):
    data = read(client)

    assert data["formaat"] == "leernetwerken-toegekend/1"
    assert data["licentie"]["code"] == "CC0-1.0"
    assert (data["aantal"], data["niet_openbaar"], data["bedrag_cent"]) == (3, 1, 10_000_50)
    [rij] = data["rondes"]
    assert (rij["ronde"], rij["aantal"], rij["budget_cent"]) == ("Najaarsronde", 3, ronde.budget)
    rijen = {rij["netwerk"]: rij for rij in data["toegekend"]}
    assert set(rijen) == {"=Openbaar", "Klaar"}
    eerste = rijen["=Openbaar"]
    assert eerste.keys() == {
        "netwerk", "url", "sector", "provincie", "regeling", "ronde", "bedrag_cent", "besluit_op", "stand",
    }  # fmt: skip
    assert (eerste["bedrag_cent"], eerste["provincie"], eerste["stand"]) == (7_000_50, "zeeland", "loopt")
    assert eerste["url"].startswith(settings.BASE_URL)
    assert client.get(eerste["url"].removeprefix(settings.BASE_URL)).status_code == 200
    assert rijen["Klaar"]["stand"] == "afgerond"


def test_no_name_of_what_is_not_public_nor_of_people_in_any_form(client, ronde):
    persoon = PersoonFactory(naam="Noor Eijsink")
    DeelnameFactory(netwerk=ronde.aanvragen.get(netwerk__naam="Klaar").netwerk, persoon=persoon, rol="penvoerder")
    for adres in (PAGINA, JSON, CSV):
        inhoud = client.get(adres).content.decode()
        assert "Klaar" in inhoud
        for geheim in ("Besloten groep", "Nog stil", "Nee<", '"Nee"', "Noor Eijsink", "9.000", "900000"):
            assert geheim not in inhoud, (adres, geheim)


def test_the_page_has_totals_and_links(client, ronde):
    html = client.get(PAGINA).content.decode()

    assert "€\u00a010.000,50" in html
    assert "1 niet openbaar" in html
    assert JSON in html
    assert CSV in html


def test_the_csv_holds_no_formula(client, ronde):
    inhoud = client.get(CSV).content.decode("utf-8-sig")
    rijen = {rij["Netwerk"]: rij for rij in csv.DictReader(io.StringIO(inhoud, newline=""), delimiter=";")}

    assert set(rijen) == {"'=Openbaar", "Klaar"}
    assert rijen["'=Openbaar"]["Bedrag in euro"] == "7000,50"


def test_open_data_may_be_kept_for_a_while_and_read_by_other_sites(client):
    for adres in (JSON, CSV):
        response = client.get(adres)
        assert response["Cache-Control"] == "public, max-age=900"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies


def test_before_the_first_decision(client):
    assert read(client)["toegekend"] == []
    assert "Er is nog niets toegekend" in client.get(PAGINA).content.decode()


def test_only_netwerken_that_are_not_public(client):
    make_gegund(openbaar=False)
    assert "Geen van deze netwerken staat in de openbare lijst." in client.get(PAGINA).content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_as_many_queries_for_one_as_for_three(client, aantal, django_assert_num_queries):
    for _ in range(aantal):
        make_gegund()
    client.get(PAGINA)

    with django_assert_num_queries(3):
        client.get(PAGINA)
    with django_assert_num_queries(2):
        client.get(JSON)


def test_the_front_page_leads_there(client):
    assert PAGINA in client.get(reverse("subsidie:home")).content.decode()
