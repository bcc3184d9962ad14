"""The pages around the clock: closing together, the file of the group, and what stays of one person."""

import csv
import html
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from config.tests.einde.conftest import GEHEIM
from kern.errors import DomainError
from netwerken.einde import klok
from netwerken.einde.pakket import make_pakket
from netwerken.einde.services import end_netwerk
from netwerken.models import Afsluiting, Deelname, Intake, Netwerk
from netwerken.services import leave, sign_up
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = pytest.mark.django_db
PAGE = "/netwerken/samen/afsluiten/"
MIJN = "/mijn/vroeger/samen/"


def text(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def keuzes(netwerk, **anders):
    altijd = {"berichten", "intakes", "leidinggevenden", "gastsprekers", "aanwezigheid", "gemist", "verteld"}
    return {code: keuze for code, keuze in klok.read_keuzes(netwerk).items() if code not in altijd} | anders


def login(client, persoon):
    client.force_login(persoon)
    return client


@pytest.fixture
def voorbij(vol, persoon):
    end_netwerk(vol.netwerk, "afgerond", reden="We zijn er.", besloten_door="groep", by=persoon)
    vol.netwerk.refresh_from_db()
    return vol


# --- Closing together -----------------------------------------------------------------------------------------------


def test_three_steps(ingelogd, vol):
    tekst = text(ingelogd.get(PAGE))

    for zin in ("3 leervragen zonder uitkomst", "3 deelnemers zonder gesprek over borging", "Dit wordt altijd gewist",
                "De groep gaat zelf verder", "Jullie gaan nog door"):  # fmt: skip
        assert zin in tekst
    assert "/netwerken/samen/afsluiten/" in ingelogd.get("/netwerken/samen/status/").content.decode()


def test_choices_are_kept(ingelogd, vol):
    response = ingelogd.post(PAGE, keuzes(vol.netwerk, contract="bewaren"), follow=True)

    assert "Je keuzes zijn bewaard." in text(response)
    assert klok.read_keuzes(vol.netwerk)["contract"] == "bewaren"


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"contract": "delen"}, "Selecteer een geldige keuze"),
        ({"contract": ""}, "Kies er een."),
        ({"uitslagen": "bewaren"}, "bewaar dan ook de bijeenkomsten"),
    ],
)
def test_bad_choice(ingelogd, vol, anders, fout):
    response = ingelogd.post(PAGE, keuzes(vol.netwerk, **anders))

    assert response.status_code == 422
    assert fout in text(response)


def test_too_late_to_choose(ingelogd, voorbij):
    Afsluiting.objects.get().keuzes.filter(soort="intakes").update(aantal_gewist=1)

    response = ingelogd.post(PAGE, keuzes(voorbij.netwerk))

    assert response.status_code == 422
    assert "Het wissen is begonnen" in text(response)


def test_the_clock_is_seen_and_moved(ingelogd, client, voorbij):
    dag = timezone.localdate() + timedelta(days=90)

    response = ingelogd.post(f"{PAGE}dag/", {"wist_op": dag.isoformat()}, follow=True)

    assert "De gegevens worden gewist op" in text(response)
    assert Afsluiting.objects.get().wist_op == dag
    login(client, voorbij.leden[0].persoon)
    for pad in ("/mijn/", "/netwerken/samen/", "/mijn/vroeger/", MIJN):
        assert re.search(r"ordt gewist op", text(client.get(pad))), pad


@pytest.mark.parametrize(
    ("dag", "fout"), [("", "Kies een dag."), ("straks", "Vul een dag in"), ("2020-01-01", "Kies een dag van")]
)
def test_a_day_that_cannot_be(ingelogd, voorbij, dag, fout):
    response = ingelogd.post(f"{PAGE}dag/", {"wist_op": dag})

    assert response.status_code == 422
    assert fout in text(response)


def test_no_clock_before_the_end(ingelogd, vol):
    response = ingelogd.post(f"{PAGE}dag/", {"wist_op": "2027-05-05"})

    assert response.status_code == 422


def test_page_when_all_is_done(ingelogd, voorbij):
    Afsluiting.objects.update(gewist_op=timezone.now(), week_bericht_op=timezone.localdate())

    assert "Alles wat gewist moest worden, is gewist" in text(ingelogd.get(PAGE))
    assert "Dit netwerk is voorbij" in text(ingelogd.get("/netwerken/samen/"))


@pytest.mark.parametrize("item_count", [1, 3])
def test_query_count(ingelogd, vol, item_count, django_assert_num_queries):
    for _ in range(item_count):
        DeelnameFactory(netwerk=vol.netwerk)

    with django_assert_num_queries(12):
        assert ingelogd.get(PAGE).status_code == 200


# --- The file of the group --------------------------------------------------------------------------------------------


def read_zip(data):
    with zipfile.ZipFile(io.BytesIO(data)) as zip_:
        return {naam: zip_.read(naam).decode("utf-8-sig") for naam in zip_.namelist()}


def test_file_holds_what_the_group_made_and_no_private_text(ingelogd, voorbij, persoon):
    klok.choose(voorbij.netwerk, keuzes(voorbij.netwerk, deelnemers="exporteren", leervragen="exporteren",
                                        randvoorwaarden="exporteren", fasen="exporteren"), by=persoon)  # fmt: skip

    response = ingelogd.get(f"{PAGE}pakket.zip")
    bestanden = read_zip(response.content)

    assert response["Content-Disposition"] == 'attachment; filename="samen.zip"'
    assert "no-store" in response["Cache-Control"]
    assert set(bestanden) == {
        "lees-mij.txt", "netwerk.csv", "contract.csv", "bijeenkomsten.csv", "afspraken.csv", "uitslagen.csv",
        "leervragen.csv", "deelnemers.csv", "randvoorwaarden.csv", "fasen.csv",
    }  # fmt: skip
    assert "Wat hier gezegd is, blijft hier." in bestanden["contract.csv"]
    assert "Kennismaken" in bestanden["bijeenkomsten.csv"]
    assert list(csv.reader(io.StringIO(bestanden["leervragen.csv"]), delimiter=";"))[1:] == [
        [voorbij.leden[1].persoon.naam, f"{GEHEIM}1 leervraag", "bij de intake"]
    ]
    samen = "".join(bestanden.values()).replace(f"{GEHEIM}1 leervraag", "")
    assert GEHEIM not in samen
    assert voorbij.leden[0].persoon.email not in samen


def test_file_without_a_contract(persoon):
    netwerk = NetwerkFactory(gestart=True)

    assert set(read_zip(make_pakket(netwerk, {"contract": "exporteren"}))) == {
        "lees-mij.txt", "netwerk.csv", "contract.csv",
    }  # fmt: skip


# --- What stays of one person -----------------------------------------------------------------------------------------


def test_who_left_finds_the_own_words_and_nobody_elses(client, vol):
    ik = vol.leden[0].persoon
    leave(vol.netwerk, ik, toelichting="Ander werk")
    login(client, ik)

    tekst = text(client.get(MIJN))

    assert [wat for wat in ("intake", "kaart", "leervraag", "reden", "gemist", "verteld", "bezwaar",
                            "motivatie")
            if f"{GEHEIM}0 {wat}" not in tekst] == []  # fmt: skip
    assert "Ander werk" in tekst
    assert f"{GEHEIM}1" not in tekst
    assert f"{GEHEIM}2" not in tekst
    assert "Samen verder" in text(client.get("/mijn/vroeger/"))
    for pad in ("deelnemers", "contract", "bijeenkomsten", "leren", "berichten", "afsluiten"):
        assert client.get(f"/netwerken/samen/{pad}/").status_code in {403, 404}, pad


def test_download_of_the_own_words(client, voorbij):
    response = login(client, voorbij.leden[0].persoon).get(f"{MIJN}download/")

    data = json.loads(response.content)
    assert data["netwerk"] == "Samen verder"
    assert f"{GEHEIM}0 intake" in str(data)
    assert f"{GEHEIM}1" not in str(data)
    assert "no-store" in response["Cache-Control"]


def test_own_wish_goes_before_the_clock(client, voorbij):
    ik = voorbij.leden[0]
    login(client, ik.persoon)

    client.post(f"{MIJN}wissen/", {"soort": ["intakes", "leervragen", "deelnemers"], "zeker": "ja"})
    client.post(f"{MIJN}wissen/", {"soort": ["intakes"], "zeker": "ja"})

    tekst = text(client.get(MIJN))
    assert f"{GEHEIM}0 intake" not in tekst
    assert f"{GEHEIM}0 motivatie" not in tekst
    assert f"{GEHEIM}0 kaart" in tekst
    assert Intake.objects.count() == 2
    assert Deelname.objects.filter(pk=ik.pk, motivatie="").exists()


@pytest.mark.parametrize(
    ("post", "zin"),
    [
        ({"soort": "intakes"}, "Zet eerst het vinkje"),
        ({"zeker": "ja"}, "Kies wat je wilt wissen."),
        ({"soort": "bijeenkomsten", "zeker": "ja"}, "Kies wat je wilt wissen."),
        ({"soort": "x", "zeker": "ja"}, "Kies wat je wilt wissen."),
    ],
)
def test_nothing_is_erased_by_half_a_form(client, voorbij, post, zin):
    login(client, voorbij.leden[0].persoon)

    assert zin in text(client.post(f"{MIJN}wissen/", post, follow=True))
    assert Intake.objects.count() == 3


@pytest.mark.parametrize("pad", ["", "download/"])
def test_nobody_elses(client, vol, pad):
    """A member of a netwerk that goes on has the pages of the netwerk; a stranger has nothing."""
    for persoon in (vol.leden[0].persoon, DeelnameFactory().persoon):
        assert login(client, persoon).get(MIJN + pad).status_code == 404
    assert client.post(f"{MIJN}wissen/", {"soort": "intakes", "zeker": "ja"}).status_code == 404
    assert "Hier komen netwerken die voorbij zijn" in text(client.get("/mijn/vroeger/"))


def test_who_comes_back_uses_the_netwerk_again(client, vol):
    ik = vol.leden[0].persoon
    leave(vol.netwerk, ik)
    assert login(client, ik).get(MIJN).status_code == 200

    sign_up(vol.netwerk, ik)

    assert client.get(MIJN).status_code == 404


def test_nothing_left(client):
    persoon = DeelnameFactory(netwerk__slug="samen", uitgestapt=True).persoon
    Deelname.objects.all().delete()
    assert login(client, persoon).get(MIJN).status_code == 404
    with pytest.raises(DomainError):
        klok.erase_own(Netwerk.objects.get(), persoon, set())


@pytest.mark.parametrize("item_count", [1, 3])
def test_own_page_query_count(client, voorbij, item_count, django_assert_num_queries):
    ik = voorbij.leden[0].persoon
    for n in range(item_count):
        DeelnameFactory(persoon=ik, netwerk__gestopt=True, netwerk__naam=f"Oud {n}")
    login(client, ik)

    with django_assert_num_queries(13):
        assert client.get(MIJN).status_code == 200
    with django_assert_num_queries(3):
        assert text(client.get("/mijn/vroeger/")).count("Oud") == item_count
