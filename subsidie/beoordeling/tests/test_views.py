"""The pages of the academie and of a beoordelaar."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from kern.tijd import lokale_dag, nu
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.beoordeling import services
from subsidie.beoordeling.tests.factories import (
    FEITEN,
    UITLEG,
    file,
    hand_in_again,
    judge,
    make_aanvraag,
    make_toewijzing,
)
from subsidie.models import Advies, Bespreekpunt, Inzending

pytestmark = pytest.mark.django_db
GELD = {
    "begroting.tarief": 5000, "begroting.1.zaal.bijdrage": 960000, "begroting.1.zaal.eigen": 240000,
    "begroting.1.zaal.uren": 8, "begroting.1.zaal.toelichting": "Zaalhuur",
}  # fmt: skip


def url(naam, aanvraag, **meer):
    return reverse(f"subsidie:{naam}", kwargs={"sleutel": aanvraag.sleutel} | meer)


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def staf(client):
    persoon = PersoonFactory(academie=True)
    client.force_login(persoon)
    return persoon


@pytest.fixture
def mijn(client):
    """An assignment, and its beoordelaar signed in."""
    toewijzing = make_toewijzing()
    client.force_login(toewijzing.persoon)
    return toewijzing


# --- the list -----------------------------------------------------------------------------------


def names(response):
    return [aanvraag.netwerk.naam for aanvraag in response.context["page"].object_list]


def test_the_list_shows_what_was_handed_in_and_nothing_else(client, staf):
    for binnen, naam in (("ingediend", "Een"), ("in_beoordeling", "Twee"), ("", "Concept")):
        make_aanvraag(binnen, netwerk__naam=naam)
    ander = make_aanvraag("ingediend", netwerk__naam="Eigen")
    DeelnameFactory(netwerk=ander.netwerk, persoon=staf)
    lijst = reverse("subsidie:academie_aanvragen")

    assert sorted(names(client.get(lijst))) == ["Een", "Twee"]
    assert names(client.get(lijst, {"status": "ingediend"})) == ["Een"]
    assert names(client.get(lijst, {"q": "twe"})) == ["Twee"]
    assert names(client.get(lijst, {"mijn": "ja"})) == []
    een = ander.__class__.objects.get(netwerk__naam="Een")
    assert names(client.get(lijst, {"ronde": een.ronde_id})) == ["Een"]
    assert names(client.get(lijst, {"q": str(een.nummer)})) == ["Een"]
    assert "Niets gevonden" in text(client.get(lijst, {"q": "\x00zzz"}))
    assert len(names(client.get(lijst, {"status": "zomaar", "ronde": "x"}))) == 2
    assert client.get(url("academie_aanvraag", ander)).status_code == 404


def test_the_empty_list_says_so(client, staf):
    assert "Er is nog niets ingediend" in text(client.get(reverse("subsidie:academie_aanvragen")))
    assert "Er wacht nu geen aanvraag" in text(client.get(reverse("subsidie:werk")))


def test_of_another_sector_nothing_is_there(client):
    client.force_login(PersoonFactory(academie=True, academie_sector="po"))
    aanvraag = make_aanvraag()
    assert names(client.get(reverse("subsidie:academie_aanvragen"))) == []
    assert client.get(url("academie_aanvraag", aanvraag)).status_code == 404


def test_the_list_for_excel(client, mijn):
    file(mijn)
    response = client.get(reverse("subsidie:academie_aanvragen_export", args=["csv"]), {"mijn": "ja"})
    rijen = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rijen[0][:4] == ["Ronde", "Nummer", "Netwerk", "Stand"]
    assert rijen[1][3] == "in beoordeling"
    assert rijen[1][-2:] == ["1", "1"]


@pytest.mark.parametrize("hoeveel", [1, 3])
def test_the_list_asks_the_same_of_the_database_for_every_number(client, django_assert_num_queries, hoeveel):
    persoon = PersoonFactory(beoordelaar=True)
    client.force_login(persoon)
    for _ in range(hoeveel):
        make_toewijzing(persoon=persoon)
    for lijst in ("academie_aanvragen", "werk"):  # what a process reads once
        client.get(reverse(f"subsidie:{lijst}"))
    with django_assert_num_queries(10):  # three are for the criteria of all of them
        assert len(names(client.get(reverse("subsidie:academie_aanvragen")))) == hoeveel
    with django_assert_num_queries(9):
        assert len(client.get(reverse("subsidie:werk")).context["wacht"]) == hoeveel


# --- one aanvraag -------------------------------------------------------------------------------


def test_staff_completes_and_hands_out(client, staf):
    aanvraag = make_aanvraag("ingediend")
    DeelnameFactory(netwerk=aanvraag.netwerk, rol="penvoerder")
    twee = PersoonFactory.create_batch(2, beoordelaar=True)
    weg = PersoonFactory(beoordelaar=True, naam="Pia")
    services.declare_conflict(aanvraag, by=weg)
    pagina = text(client.get(url("academie_aanvraag", aanvraag)))
    assert "Ja, alles staat erin" in pagina
    assert "Pia zei een belang te hebben." in pagina

    client.post(url("academie_compleet", aanvraag))
    antwoord = client.post(url("academie_toewijzen", aanvraag), {"persoon": [p.pk for p in twee]}, follow=True)

    assert "Ze krijgen een mail" in text(antwoord)
    aanvraag.refresh_from_db()
    assert aanvraag.status == "in_beoordeling"
    eerste = aanvraag.toewijzingen.first()
    client.post(url("academie_toewijzing_weg", aanvraag, pk=eerste.pk))
    assert aanvraag.toewijzingen.geldig().count() == 1
    assert client.post(url("academie_toewijzing_weg", aanvraag, pk=eerste.pk)).status_code == 404
    assert "Kies wie" in text(client.post(url("academie_toewijzen", aanvraag), {"persoon": "x"}, follow=True))


def test_staff_asks_for_more(client, staf):
    aanvraag = make_aanvraag("ingediend")
    adres, dag = url("academie_vragen", aanvraag), lokale_dag(nu()) + timedelta(days=10)
    assert client.get(adres).status_code == 200
    assert client.post(adres, {"voor": "gisteren"}).status_code == 422
    assert "Schrijf op" in text(client.post(adres, {"voor": dag}))
    assert "komende drie maanden" in text(client.post(adres, {"voor": lokale_dag(nu())}))

    antwoord = client.post(adres, {"voor": dag, "algemeen": "Wie betaalt?", "c-veld": "Wie vroeg het?"}, follow=True)

    assert "Wie vroeg het?" in text(antwoord)
    assert "Het netwerk heeft tot" in text(antwoord)


def test_the_money_is_drawn(client, mijn):
    Inzending.objects.filter(aanvraag=mijn.aanvraag).update(antwoorden=GELD)
    pagina = text(client.get(url("beoordelen", mijn.aanvraag)))
    assert "eigen inleg € 2.500" in pagina
    assert "Jaar 1: bijdrage € 9.600, eigen inleg € 2.500. Jaar 2: nog niet ingevuld." in pagina


# --- judging ------------------------------------------------------------------------------------


def test_save_and_next_walks_through_the_criteria(client, mijn):
    pagina = client.get(url("beoordelen", mijn.aanvraag))
    assert (pagina.context["gekozen"], [r.criterium.code for r in pagina.context["klopt"]]) == ("veld", ["keren"])
    assert "Je kunt indienen als alle 3" in text(pagina)

    fout = client.post(url("oordeel", mijn.aanvraag, criterium="veld"), {"waarde": "voldoende", "reden": "Ja."})
    assert fout.status_code == 422
    assert "minstens één hele zin" in text(fout)
    leeg = client.post(url("oordeel", mijn.aanvraag, criterium="veld"), {})
    assert "Kies een oordeel" in text(leeg)

    data = {"waarde": "voldoende", "reden": UITLEG}
    verder = client.post(url("oordeel", mijn.aanvraag, criterium="veld"), data, follow=True)
    assert verder.context["gekozen"] == "mensen"
    client.post(url("oordeel", mijn.aanvraag, criterium="mensen"), data)
    klaar = client.post(url("oordeel", mijn.aanvraag, criterium="keren"), {"waarde": "voldoende"}, follow=True)
    assert "Schrijf je advies" in text(klaar)
    assert client.post(url("oordeel", mijn.aanvraag, criterium="bestaat-niet"), data).status_code == 302
    assert client.get(url("beoordelen", mijn.aanvraag), {"criterium": "keren"}).context["gekozen"] == "keren"
    assert client.get(url("beoordelen", mijn.aanvraag), {"criterium": "zomaar"}).context["form"] is None


def test_filing_and_talking(client, mijn):
    assert client.get(url("bespreken", mijn.aanvraag)).status_code == 403
    assert "nog 3 criteria" in text(
        client.post(url("advies", mijn.aanvraag), {"uitkomst": "toekennen", "tekst": UITLEG})
    )
    judge(mijn)
    assert client.get(url("advies", mijn.aanvraag)).status_code == 200
    assert client.post(url("advies", mijn.aanvraag), {}).status_code == 422

    antwoord = client.post(url("advies", mijn.aanvraag), {"uitkomst": "toekennen", "tekst": UITLEG}, follow=True)

    assert "De ander is nog bezig" in text(antwoord)
    assert "Je oordelen liggen vast" in text(client.get(url("beoordelen", mijn.aanvraag)))
    laat = client.post(
        url("oordeel", mijn.aanvraag, criterium="veld"), {"waarde": "voldoende", "reden": UITLEG}, follow=True
    )
    assert "liggen vast" in text(laat)
    assert "Ingediend" in text(client.get(url("advies", mijn.aanvraag)))
    ander = make_toewijzing(mijn.aanvraag)
    judge(ander)
    services.save_oordeel(ander, "veld", "onvoldoende", UITLEG, by=ander.persoon)
    services.file_advies(ander, "afwijzen", UITLEG, by=ander.persoon)
    assert "Over 1 denken jullie anders" in text(client.get(url("bespreken", mijn.aanvraag)))
    client.post(url("bespreken", mijn.aanvraag), {"tekst": "Zullen we bellen?"})
    assert Bespreekpunt.objects.get().tekst == "Zullen we bellen?"
    assert client.post(url("bespreken", mijn.aanvraag), {}).status_code == 422
    assert "Samen bespreken" in text(client.get(reverse("subsidie:werk")))
    type(mijn.aanvraag).objects.update(status="besloten")
    assert "tot er besloten is" in text(client.post(url("bespreken", mijn.aanvraag), {"tekst": "Toch?"}, follow=True))


def test_a_question_goes_to_the_netwerk_and_what_was_added_is_flagged(client, mijn):
    judge(mijn)
    services.save_oordeel(mijn, "veld", "vraag", "Welke scholen vroegen hierom?", by=mijn.persoon)
    assert "Stuur je vragen" in text(client.get(url("beoordelen", mijn.aanvraag)))
    antwoord = client.post(url("beoordelen_vragen", mijn.aanvraag), follow=True)
    assert "ziet niet wie het vroeg" in text(antwoord)
    assert "Oordelen kan nu niet" in text(antwoord)
    assert "Schrijf op" not in text(client.post(url("beoordelen_vragen", mijn.aanvraag), follow=True))

    nieuw = hand_in_again(mijn.aanvraag, {"waarom.behoefte": "Vier scholen."})
    Inzending.objects.filter(pk=nieuw.pk).update(criteria=FEITEN | {"mensen": {"stand": "goed"}})

    pagina = client.get(url("beoordelen", mijn.aanvraag))
    assert [rij.criterium.code for rij in pagina.context["rijen"] if rij.aangevuld] == ["veld", "mensen"]
    assert "Klopt het nog?" in text(pagina)
    assert "Wat er veranderde" in text(pagina)
    assert "Vier scholen." in text(pagina)


def test_stepping_back(client, mijn):
    assert client.get(url("belang", mijn.aanvraag)).status_code == 200
    client.post(url("belang", mijn.aanvraag))
    assert client.get(url("beoordelen", mijn.aanvraag)).status_code == 403
    assert client.get(url("advies", mijn.aanvraag)).status_code == 403
    assert not Advies.objects.exists()


def test_stepping_back_is_for_a_beoordelaar(client, staf):
    assert client.get(url("belang", make_aanvraag())).status_code == 403


def test_without_anything_handed_in_the_page_still_opens(client, mijn):
    Inzending.objects.all().delete()
    assert client.get(url("beoordelen", mijn.aanvraag)).status_code == 200


def test_a_beslisser_sees_what_is_ready(client):
    toewijzing = make_toewijzing()
    file(toewijzing)
    file(make_toewijzing(toewijzing.aanvraag))
    client.force_login(PersoonFactory(beslisser=True))
    assert "Klaar voor een besluit" in text(client.get(reverse("subsidie:werk")))
    assert client.get(url("bespreken", toewijzing.aanvraag)).status_code == 200
    assert client.post(url("bespreken", toewijzing.aanvraag), {"tekst": "Ik ook"}).status_code == 302
    assert not Bespreekpunt.objects.exists()


def test_after_the_decision_nothing_is_taken_away_or_asked(client, staf):
    aanvraag = make_toewijzing(make_aanvraag("toegekend")).aanvraag
    assert "Haal weg" not in text(client.get(url("academie_aanvraag", aanvraag)))
    assert "Vragen aan het netwerk kan nu niet." in text(client.get(url("academie_vragen", aanvraag), follow=True))
