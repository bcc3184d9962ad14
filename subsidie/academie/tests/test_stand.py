"""The numbers of the academie: what counts, what does not, and what it costs."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from kern.tijd import lokale_dag, nu
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from subsidie.academie.stand import Keuze, Rondestand, read_stand
from subsidie.academie.tests.factories import (
    BIJDRAGE,
    besluit,
    make_gegund,
    make_klaar,
    make_ronde,
    make_staf,
    set_status,
)
from subsidie.besluit.models import Uitkomst
from subsidie.tests.factories import AanvraagFactory
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db
ADRES = reverse("subsidie:academie")


@pytest.fixture
def staf(client):
    persoon = make_staf()
    client.force_login(persoon)
    return persoon


def read(persoon, **keuze):
    return read_stand(persoon, Keuze(**keuze), nu())


def test_the_money_of_a_round(staf):
    ronde = make_ronde()
    make_klaar(ronde, gevraagd=BIJDRAGE)
    make_gegund(ronde, bedrag=5_000_00)
    besluit(make_klaar(ronde, gevraagd=BIJDRAGE), bedrag=2_000_00)  # not told
    besluit(make_klaar(ronde, gevraagd=1_00), uitkomst=Uitkomst.AFGEWEZEN)
    [rij] = read(staf).rijen

    assert rij.ingediend == 4
    assert (rij.toegekend, rij.klaargezet) == (5_000_00, 2_000_00)
    assert rij.over == ronde.budget - 7_000_00
    assert rij.gevraagd == 3 * BIJDRAGE + 1_00
    assert rij.wacht == 3
    assert read(staf).geld["over"] == rij.over


def test_the_funnel_counts_who_came_at_least_so_far(staf):
    ronde = make_ronde()
    aanvragen = [make_klaar(ronde, gevraagd=100) for _ in range(9)]
    statussen = (
        "ingediend", "aanvulling", "in_beoordeling", "advies_klaar", "besloten", "afgewezen", "toegekend", "lopend",
        "ingetrokken",
    )  # fmt: skip
    for aanvraag, status in zip(aanvragen, statussen, strict=True):
        set_status(aanvraag, status)
    stand = read(staf)

    assert [(trede.naam, trede.aantal) for trede in stand.trechter] == [
        ("Ingediend", 9), ("Compleet", 6), ("Adviezen binnen", 5), ("Besloten", 4), ("Toegekend", 2),
    ]  # fmt: skip
    assert [trede.procent for trede in stand.trechter] == [100, 67, 56, 44, 22]
    assert stand.ernaast == [("wacht op aanvulling", 1), ("afgewezen", 1), ("ingetrokken", 1)]
    assert stand.rijen[0].gevraagd == 800  # not of who withdrew
    assert stand.rijen[0].wacht == 5


def test_a_concept_and_another_sector_are_in_no_number(staf):
    AanvraagFactory(ronde=make_ronde(), gevraagd=100)
    andere = AanvraagFactory(ronde__regelingversie__sector="po", binnen="toegekend", gevraagd=100)
    stand = read(staf)

    assert andere.ronde not in stand.rondes
    assert (stand.trechter[0].aantal, stand.trechter[0].procent, stand.geld["gevraagd"]) == (0, 0, 0)


def test_of_ones_own_netwerk_nothing_is_counted_before_it_is_told(staf):
    ronde = make_ronde()
    geheim = make_klaar(ronde, gevraagd=100)
    besluit(geheim, bedrag=3_000_00)
    verteld = make_gegund(ronde, bedrag=1_000_00)
    for aanvraag in (geheim, verteld.aanvraag):
        DeelnameFactory(netwerk=aanvraag.netwerk, persoon=staf)
    [rij] = read(staf).rijen

    assert (rij.ingediend, rij.gevraagd, rij.klaargezet, rij.toegekend) == (0, 0, 0, 1_000_00)
    assert read(staf).kaart.som[0] == 0


def test_one_round_or_one_year(staf):
    oud, nieuw = make_ronde(naam="Oud"), make_ronde(naam="Nieuw")
    type(oud).objects.filter(pk=oud.pk).update(opent_op=nu() - timedelta(days=800), sluit_op=nu() - timedelta(days=750))
    jaar = lokale_dag(nieuw.sluit_op).year

    assert [rij.ronde.naam for rij in read(staf, jaar=jaar).rijen] == ["Nieuw"]
    assert [rij.ronde.naam for rij in read(staf, ronde=oud.pk).rijen] == ["Oud"]
    assert len(read(staf).rijen) == 2
    assert read(staf).jaren[0] == jaar
    assert Keuze.read({"ronde": "x", "jaar": "<b>"}) == Keuze()
    assert (Keuze().query, Keuze(ronde=3, jaar=2026).query) == ("", "?ronde=3&jaar=2026")


@pytest.mark.parametrize(
    ("dagen", "per_status", "zin"),
    [
        ((3, 9, 20, 30), {}, "Gaat open op"),
        ((-3, 9, 20, 30), {}, "Sluit op"),
        ((-9, -3, 20, 30), {}, "Klaar: er was niets ingediend"),
        ((-9, -3, 20, 30), {Status.TOEGEKEND: 1, Status.INGETROKKEN: 1}, "Klaar: alles is bekendgemaakt"),
        ((-9, -3, 20, 30), {Status.INGEDIEND: 1}, "Adviezen klaar op"),
        ((-9, -3, -1, 30), {Status.ADVIES_KLAAR: 1}, "Besluit op"),
        ((-9, -3, -2, -1), {Status.BESLOTEN: 1}, "Besluit had er moeten zijn op"),
    ],
)
def test_what_comes_next(dagen, per_status, zin):
    opent, sluit, advies, besluit_voor = (nu() + timedelta(days=n) for n in dagen)
    ronde = make_ronde(opent_op=opent, sluit_op=sluit, advies_voor=advies.date(), besluit_voor=besluit_voor.date())
    rij = Rondestand(ronde)
    rij.per_status.update(per_status)

    assert rij.find_volgende(nu()).startswith(zin)


def test_where_in_the_country(staf):
    gegund = make_gegund(netwerk__regio="zeeland", netwerk__sector="vo").aanvraag
    make_gegund(gegund.ronde, netwerk__regio="zeeland", netwerk__sector="vo")
    NetwerkFactory(regio="zeeland", sector="vo", status="afgerond")
    NetwerkFactory(regio="zeeland", sector="po")
    kaart = read(staf).kaart
    [zeeland] = [tegel for tegel in kaart.tegels if tegel.provincie == "zeeland"]

    assert (zeeland.toegekend, zeeland.netwerken, zeeland.tint) == (2, 3, 2)


def test_the_page_says_it_in_words(client, staf):
    assert "Er is nog geen ronde" in client.get(ADRES).content.decode()
    gegund = make_gegund(netwerk__regio="zeeland")
    html = client.get(ADRES).content.decode()

    assert "Toegekend" in html
    assert "Samen" in html
    assert gegund.aanvraag.netwerk.naam not in html
    assert "Geen ronde gevonden" in client.get(ADRES, {"jaar": "1999"}).content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_page_takes_as_many_queries_for_one_as_for_three(client, staf, aantal, django_assert_num_queries):
    for _ in range(aantal):
        make_gegund()
    client.get(ADRES)

    with django_assert_num_queries(7):
        client.get(ADRES)


def test_the_list_for_excel_has_no_decision_that_was_not_told(client, staf):
    gegund = make_gegund(bedrag=1_234_56, netwerk__naam="Verteld").aanvraag
    besluit(make_klaar(gegund.ronde, gevraagd=BIJDRAGE, netwerk__naam="Stil"), bedrag=4_321_00)
    make_klaar(make_ronde(naam="Elders"), netwerk__naam="Andere ronde")
    adres = reverse("subsidie:academie_export", args=["csv"])
    inhoud = client.get(adres, {"ronde": gegund.ronde_id}).content.decode("utf-8-sig")
    rijen = {rij["Netwerk"]: rij for rij in csv.DictReader(io.StringIO(inhoud, newline=""), delimiter=";")}

    assert set(rijen) == {"Verteld", "Stil"}
    assert rijen["Verteld"]["Toegekend in euro"] == "1234,56"
    assert rijen["Stil"]["Toegekend in euro"] == rijen["Stil"]["Besluit bekend op"] == ""
    assert rijen["Stil"]["Gevraagd in euro"] == "9600,00"
    assert client.get(reverse("subsidie:academie_export", args=["xlsx"])).status_code == 200
