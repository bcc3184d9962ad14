import csv
import io
from datetime import time

import openpyxl
import pytest
from django.urls import reverse

from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory

pytestmark = pytest.mark.django_db


def place(cast, soort):
    return reverse("bijeenkomsten:export", args=[cast.netwerk.slug, soort])


def read_csv(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("item_count", [1, 3])
def test_series_query_count(begeleider, cast, item_count, django_assert_num_queries):
    for traits in ({"dagen": 20}, {"gehouden": True}, {"afgelast": True}):
        BijeenkomstFactory.create_batch(item_count, netwerk=cast.netwerk, **traits)

    with django_assert_num_queries(5):
        response = begeleider.get(place(cast, "csv"))

    assert len(read_csv(response)) == 3 * item_count


def test_series_in_order_with_numbers_that_the_pages_show(begeleider, cast):
    gehouden = BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True, titel="=1+1")
    af = BijeenkomstFactory(netwerk=cast.netwerk, dagen=20, afgelast=True)
    komend = BijeenkomstFactory(netwerk=cast.netwerk, dagen=35, online=True)
    BijeenkomstFactory(dagen=35)
    AanwezigheidFactory(bijeenkomst=gehouden, persoon=cast.deelnemer, komt=True, aanwezig=True)
    AanwezigheidFactory(bijeenkomst=gehouden, persoon=cast.facilitator, komt_niet=True, aanwezig=False)

    rijen = read_csv(begeleider.get(place(cast, "csv")))

    assert [rij["Nummer"] for rij in rijen] == ["1", "", "2"]
    assert [rij["Status"] for rij in rijen] == ["gehouden", "afgelast", "gepland"]
    assert rijen[0]["Waar het over gaat"] == "'=1+1"
    assert [rijen[0][kop] for kop in ("Komen", "Komen niet", "Waren er", "Minuten")] == ["1", "1", "1", "210"]
    assert [rijen[0][kop] for kop in ("Begint", "Eindigt")] == ["13:30", "17:00"]
    assert rijen[0]["Dag"] == f"{gehouden.datum:%d-%m-%Y}"
    assert rijen[1]["Reden van afgelasten"] == af.reden_afgelast
    assert (rijen[2]["Plek"], rijen[2]["Waren er"]) == ("online", "")
    assert komend.nummer == 2


def test_series_for_excel(client, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    client.force_login(cast.deelnemer)

    response = client.get(place(cast, "xlsx"))

    blad = openpyxl.load_workbook(io.BytesIO(response.content))["Bijeenkomsten"]
    kop, rij = blad.rows
    assert len(kop) == len(rij) == 15
    assert blad["B2"].value.date() == b.datum
    assert (blad["C2"].value, blad["E2"].value) == (time(13, 30), 210)


def test_series_tells_no_names_and_no_reasons(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt_niet=True)

    inhoud = begeleider.get(place(cast, "csv")).content.decode()

    assert cast.deelnemer.naam not in inhoud
    assert "ziek" not in inhoud


def test_series_is_linked_from_the_list_when_there_is_something(begeleider, cast):
    lijst = reverse("bijeenkomsten:list", args=[cast.netwerk.slug])
    leeg = begeleider.get(lijst).content.decode()
    BijeenkomstFactory(netwerk=cast.netwerk)
    vol = begeleider.get(lijst).content.decode()

    assert [place(cast, soort) in leeg for soort in ("csv", "xlsx")] == [False, False]
    assert [place(cast, soort) in vol for soort in ("csv", "xlsx")] == [True, True]


@pytest.mark.parametrize("soort", ["pdf", "xls", "xlsx.exe", "CSV"])
def test_other_kinds_do_not_exist(begeleider, cast, soort):
    plek = place(cast, "csv").replace("export.csv", f"export.{soort}")

    assert begeleider.get(plek).status_code == 404
