from datetime import timedelta

import pytest
from django.urls import reverse

from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.models import Aanwezigheid
from bijeenkomsten.tests.factories import AanwezigheidFactory, AgendalinkFactory, BijeenkomstFactory
from fasen.services import create_route
from kern.tijd import dag, lokale_dag, nu
from netwerken.start.tests.factories import StartplanFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from overzicht.mijn import make_lead
from overzicht.tests.cast import make_cast, tekst
from overzicht.watnu.kaart import Kaart
from personen.tests.factories import PersoonFactory
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db
MIJN = "/mijn/"


@pytest.mark.parametrize(("rol", "aantal"), [("deelnemer", 11), ("facilitator", 10), ("penvoerder", 11)])
@pytest.mark.parametrize("item_count", [1, 3])
def test_query_count(ingelogd, persoon, django_assert_num_queries, *, rol, aantal, item_count):
    for i in range(item_count):
        netwerk = NetwerkFactory(gestart=True, gesloten=True)
        create_route(netwerk)
        DeelnameFactory(netwerk=netwerk, persoon=persoon, rol=rol)
        DeelnameFactory(netwerk=netwerk, aangemeld=True)
        BijeenkomstFactory(netwerk=netwerk, dagen=10 + i, voorbereiders=[persoon])
        geweest = BijeenkomstFactory(netwerk=netwerk, dagen=-10 - i)
        AfspraakFactory(bijeenkomst=geweest, wie=persoon, voor=lokale_dag(nu()))

    with django_assert_num_queries(aantal):
        response = ingelogd.get(MIJN)

    assert len(response.context["netwerken"]) == item_count


def test_somebody_without_network_reads_what_to_do(ingelogd, persoon, django_assert_num_queries):
    with django_assert_num_queries(6):
        response = ingelogd.get(MIJN)

    html = tekst(response)
    assert "Je zit nog niet in een netwerk" in html
    assert "Zoek een netwerk met jouw vraag" in html
    assert reverse("netwerken:create") in html
    assert reverse("overzicht:netwerken") in html


@pytest.mark.parametrize(
    ("rol", "zin"), [("academie", "Bekijk welke netwerken er zijn"), ("beheer", "Kijk of de post gaat")]
)
def test_platform_roles_get_their_own_start(client, rol, zin):
    client.force_login(PersoonFactory(**{rol: True}))

    assert zin in tekst(client.get(MIJN))


@pytest.mark.parametrize(("aantal", "nog"), [(1, 0), (3, 2)])
def test_a_netwerk_in_preparation_waits_for_its_maker(ingelogd, persoon, aantal, nog):
    plannen = [StartplanFactory(persoon=persoon, antwoorden={"naam": f"Rust {n}"}) for n in range(aantal)]
    StartplanFactory(antwoorden={"naam": "Van een ander"})

    html = tekst(ingelogd.get(MIJN))

    assert f"Ga verder met Rust {aantal - 1}" in html
    assert plannen[-1].get_absolute_url() in ingelogd.get(MIJN).content.decode()
    assert (f"Nog {nog} in voorbereiding" in html) == bool(nog)
    assert "Van een ander" not in html


def test_a_netwerk_in_preparation_stands_with_the_others(ingelogd, persoon):
    """Also when so much else waits that its card is not among the first."""
    DeelnameFactory(persoon=persoon, netwerk=NetwerkFactory(gestart=True))
    plan = StartplanFactory(persoon=persoon, antwoorden={"naam": "Rust"})

    assert ingelogd.get(MIJN).content.decode().count(plan.get_absolute_url()) == 2


def test_a_netwerk_in_preparation_without_a_name(ingelogd, persoon):
    StartplanFactory(persoon=persoon)

    assert "Ga verder met je nieuwe netwerk" in tekst(ingelogd.get(MIJN))


@pytest.mark.parametrize("item_count", [1, 3])
def test_academie_reads_what_was_offered(client, item_count, django_assert_num_queries):
    for n in range(item_count):
        WerkvormFactory(status="aangeboden", aangeboden_op=nu() - timedelta(days=2 + n))
    WerkvormFactory(status="eigen")
    client.force_login(PersoonFactory(academie=True))

    # session, user, own netwerken and themes, plans for one, whom they mentor, what is offered, themes, voorstellen
    with django_assert_num_queries(9):
        response = client.get(MIJN)

    html = tekst(response)
    oudste = dag(nu() - timedelta(days=1 + item_count), met_jaar=False)
    wacht = "1 werkvorm wacht" if item_count == 1 else "3 werkvormen wachten"
    assert f"{wacht} op je oordeel" in html
    assert f"Sinds {oudste}" in html
    assert "Eén ding voor jou. Ongeveer 10 minuten." in html
    assert 'href="/werkvormen/beoordelen/"' in response.content.decode()
    assert "Bekijk welke netwerken er zijn" in html


def test_academie_that_takes_part_too_sees_it_among_the_rest(client):
    persoon = PersoonFactory(academie=True)
    netwerk = DeelnameFactory(persoon=persoon, rol="facilitator", netwerk=NetwerkFactory(gestart=True)).netwerk
    create_route(netwerk)
    WerkvormFactory(status="aangeboden")
    client.force_login(persoon)

    html = tekst(client.get(MIJN))

    assert "1 werkvorm wacht op je oordeel" in html
    assert "voor jou." in html
    assert "op je oordeel" not in tekst(client.get(netwerk.get_absolute_url()))


@pytest.mark.parametrize("rol", ["", "beheer"])
def test_others_do_not_hear_of_it(client, rol):
    WerkvormFactory(status="aangeboden")
    client.force_login(PersoonFactory(**{rol: True} if rol else {}))

    assert "op je oordeel" not in tekst(client.get(MIJN))


def test_anonymous_goes_to_login(client):
    response = client.get(MIJN)

    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={MIJN}"


def test_shows_networks_and_agenda_of_this_person_only(client):
    cast, ander = make_cast(), make_cast()
    eigen = BijeenkomstFactory(netwerk=cast.netwerk, dagen=12)
    vreemd = BijeenkomstFactory(netwerk=ander.netwerk, dagen=12)
    client.force_login(cast.deelnemer)

    response = client.get(MIJN)

    assert [rij["netwerk"] for rij in response.context["netwerken"]] == [cast.netwerk]
    assert response.context["agenda"] == [eigen]
    assert f"/bijeenkomsten/{vreemd.pk}/" not in tekst(response)


def test_agenda_is_in_order_and_leaves_out_cancelled(client):
    cast = make_cast()
    later = BijeenkomstFactory(netwerk=cast.netwerk, dagen=40)
    eerder = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10)
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=20, afgelast=True)
    AanwezigheidFactory(bijeenkomst=eerder, persoon=cast.deelnemer, komt=True)
    client.force_login(cast.deelnemer)

    response = client.get(MIJN)

    assert response.context["agenda"] == [eerder, later]
    assert "<b>Je komt</b>" in tekst(response)


@pytest.mark.parametrize(
    ("trait", "zin"), [("wachtend", "Je staat op de wachtlijst"), ("aangemeld", "Je bent aangemeld op")]
)
def test_who_waits_sees_for_what(ingelogd, persoon, trait, zin):
    DeelnameFactory(persoon=persoon, **{trait: True})

    html = tekst(ingelogd.get(MIJN))

    assert "Je wacht nog op" in html
    assert zin in html
    assert "Je netwerken" not in html


def test_ended_networks_stand_last(ingelogd, persoon):
    klaar = DeelnameFactory(persoon=persoon, netwerk=NetwerkFactory(naam="Aap", status="afgerond")).netwerk
    loopt = DeelnameFactory(persoon=persoon, netwerk=NetwerkFactory(naam="Zee", gestart=True)).netwerk

    netwerken = [rij["netwerk"] for rij in ingelogd.get(MIJN).context["netwerken"]]

    assert netwerken == [loopt, klaar]


def test_who_left_sees_nothing_of_it(ingelogd, persoon):
    deelname = DeelnameFactory(persoon=persoon, uitgestapt=True)
    BijeenkomstFactory(netwerk=deelname.netwerk, dagen=10)

    html = tekst(ingelogd.get(MIJN))

    assert deelname.netwerk.slug not in html


def test_calendar_link_says_when_there_is_one(ingelogd, persoon):
    DeelnameFactory(persoon=persoon)
    assert "Zet alles in je eigen agenda" in tekst(ingelogd.get(MIJN))

    AgendalinkFactory(persoon=persoon)

    assert "De koppeling met je eigen agenda" in tekst(ingelogd.get(MIJN))


def test_button_of_the_card_answers_and_comes_back(client):
    cast = make_cast()
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10)
    client.force_login(cast.deelnemer)
    actie = client.get(MIJN).context["kaarten"][0].acties[0]

    response = client.post(actie.url, {actie.naam: actie.waarde})

    assert response.url == MIJN
    assert Aanwezigheid.objects.get(bijeenkomst=bijeenkomst, persoon=cast.deelnemer).antwoord == "komt"
    assert client.get(MIJN).context["kaarten"] == []


def _kaarten(*minuten):
    return [Kaart(rang=1, titel="", tekst="", acties=(), minuten=m) for m in minuten]


@pytest.mark.parametrize(
    ("minuten", "zin"),
    [
        ((), "Er wacht nu niets op je."),
        ((1,), "Eén ding voor je netwerken. Ongeveer een minuut."),
        ((5,), "Eén ding voor je netwerken. Ongeveer 5 minuten."),
        ((1, 1), "Twee dingen voor je netwerken. Samen ongeveer 2 minuten."),
        ((1, 2, 2), "Drie dingen voor je netwerken. Samen ongeveer 5 minuten."),
        ((1, 2, 2, 60, 60), "Drie dingen voor je netwerken. Samen ongeveer 5 minuten. Daarna wacht er nog 2."),
    ],
)
def test_lead(minuten, zin):
    assert make_lead(_kaarten(*minuten)) == zin
