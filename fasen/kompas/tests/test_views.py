import pytest
from django.urls import reverse
from django.utils.html import escape

from fasen import services
from fasen.inhoud import FASEN
from fasen.kompas.models import Kompasreactie
from fasen.kompas.signaal import get_signalen
from fasen.kompas.tests.kleine import alleen, maak_signaal
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = pytest.mark.django_db
LET_OP = maak_signaal("a", "aandacht", doen=("netwerken:deelnemers", "Naar de deelnemers"))
KLAAR = maak_signaal("a", uit=("verkenning",), voorwaarde=True)
VALKUIL = "Mensen zeggen af"


def url(netwerk, name="kompas", *args):
    return reverse(f"fasen:{name}", args=[netwerk.slug, *args])


def read(client, netwerk, *signalen):
    with alleen(*signalen):
        return client.get(url(netwerk)).content.decode()


@pytest.mark.parametrize("signaal", [s for s in get_signalen() if s.doen], ids=lambda s: s.code)
def test_what_can_be_done_is_a_page(signaal):
    naam, tekst = signaal.doen

    assert reverse(naam, args=["samen"])
    assert tekst


def test_card_shows_evidence_question_help_and_how_it_is_counted(client, netwerk, facilitator):
    content = read(client, netwerk, LET_OP)

    assert "Eén valkuil om te bespreken" in content
    for tekst in (VALKUIL, "Dit is het bewijs van a.", LET_OP.groepsvraag, LET_OP.gids.helpt, LET_OP.uitleg):
        assert escape(tekst) in content
    assert reverse("netwerken:deelnemers", args=[netwerk.slug]) in content
    assert "Over twee weken weer" in content
    assert "Dit klopt niet" in content
    assert "Na de volgende keer" not in content  # nothing is planned


def test_deelnemer_reads_without_buttons_and_without_what_is_about_few(client, netwerk, deelnemer):
    content = read(client, netwerk, LET_OP, maak_signaal("b", "aandacht", "Twee mensen pauzeren.", begeleiders=True))

    assert "Dit is het bewijs van a." in content
    assert "Twee mensen pauzeren." not in content
    assert "Over twee weken weer" not in content
    assert "zien alleen de begeleiders" in content


def test_proposal_with_its_evidence(client, netwerk, facilitator):
    content = read(client, netwerk, KLAAR)

    assert "Jullie zijn klaar voor Ontwikkeling" in content
    verder = reverse("fasen:move", args=[netwerk.slug, "ontwikkeling"])
    assert f"{verder}?voorstel" in content
    assert "Het kompas stelde deze stap voor" in client.get(f"{verder}?voorstel").content.decode()
    assert "Het kompas stelde deze stap voor" not in client.get(verder).content.decode()
    assert url(netwerk, "kompas_nog_niet") in content


def test_deelnemer_sees_the_proposal_but_does_not_decide(client, netwerk, deelnemer):
    content = read(client, netwerk, KLAAR)

    assert "Jullie zijn klaar voor Ontwikkeling" in content
    assert url(netwerk, "kompas_nog_niet") not in content


def test_decline_with_a_sentence(client, netwerk, facilitator):
    with alleen(KLAAR):
        assert "Waarom blijven jullie nog even?" in client.get(url(netwerk, "kompas_nog_niet")).content.decode()
        leeg = client.post(url(netwerk, "kompas_nog_niet"), {"zin": " ", "fase": "verkenning"})
        data = {"zin": "We missen <b>nog</b> twee scholen.", "fase": "verkenning"}
        response = client.post(url(netwerk, "kompas_nog_niet"), data, follow=True)

    assert leeg.status_code == 422
    assert "in een paar woorden" in leeg.content.decode()
    content = response.content.decode()
    assert escape("We missen <b>nog</b> twee scholen.") in content
    assert "Jullie zijn klaar voor" not in content
    assert facilitator.naam in response.context["beeld"].uitgang.afgewezen.door.naam


def test_decline_of_what_is_no_longer_proposed_loses_no_text(client, netwerk, facilitator):
    with alleen(LET_OP):
        data = {"zin": "We missen nog twee scholen.", "fase": "verkenning"}
        response = client.post(url(netwerk, "kompas_nog_niet"), data)
        leeg = client.get(url(netwerk, "kompas_nog_niet"))

    assert response.status_code == 422
    assert "We missen nog twee scholen." in response.content.decode()
    assert "Er is geen voorstel" in leeg.content.decode()


def test_decline_before_the_route_has_begun(client):
    netwerk = NetwerkFactory(gestart=True)
    client.force_login(DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)

    assert "Er is geen voorstel" in client.get(url(netwerk, "kompas_nog_niet")).content.decode()


def test_lay_aside_and_take_back(client, netwerk, facilitator):
    with alleen(LET_OP):
        response = client.post(url(netwerk, "kompas_snooze", "a"), {"tot": "weken"}, follow=True)
        content = response.content.decode()
        assert "komt terug na" in content
        assert "Weggelegd: 1" in content
        assert "Geen valkuilen" in content
        response = client.post(url(netwerk, "kompas_restore", "a"), follow=True)

    assert "Eén valkuil om te bespreken" in response.content.decode()


def test_lay_aside_until_a_meeting_nobody_planned(client, netwerk, facilitator):
    with alleen(LET_OP):
        response = client.post(url(netwerk, "kompas_snooze", "a"), {"tot": "bijeenkomst"}, follow=True)

    assert "geen bijeenkomst in de agenda" in response.content.decode()


def test_dispute_with_a_sentence(client, netwerk, facilitator):
    with alleen(LET_OP):
        response = client.post(url(netwerk, "kompas_dispute", "a"), {"zin": "Wij <b>kiezen</b> dit."}, follow=True)
        weer = client.post(url(netwerk, "kompas_dispute", "a"), {"zin": "x" * 501}, follow=True)

    content = response.content.decode()
    assert escape("Wij <b>kiezen</b> dit.") in content
    assert "tot de feiten veranderen" in content
    assert "500 tekens" in weer.content.decode()
    assert Kompasreactie.objects.count() == 1


def test_somebody_who_is_gone_is_not_named(client, netwerk, facilitator):
    with alleen(LET_OP):
        client.post(url(netwerk, "kompas_snooze", "a"), {"tot": "weken"})
        Kompasreactie.objects.update(door=None)
        assert "Iemand die er niet meer bij is" in client.get(url(netwerk)).content.decode()


def test_unknown_signaal(client, netwerk, facilitator):
    assert client.post(url(netwerk, "kompas_snooze", "bestaat.niet")).status_code == 404


def test_deelnemer_may_not_act(client, netwerk, deelnemer):
    for name in ("kompas_snooze", "kompas_dispute", "kompas_restore"):
        assert client.post(url(netwerk, name, "netwerken.minimum")).status_code == 403


def test_the_kompas_of_a_netwerk_that_is_over_stands_still(client, netwerk, facilitator):
    type(netwerk).objects.filter(pk=netwerk.pk).update(status="afgerond")

    assert "Het kompas staat stil" in client.get(url(netwerk)).content.decode()
    assert "Het kompas staat stil" in client.get(url(netwerk, "kompas_blok")).content.decode()


def test_a_route_that_has_not_begun(client):
    netwerk = NetwerkFactory(gestart=True)
    client.force_login(DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)

    assert client.get(url(netwerk)).status_code == 200


def test_the_last_fase(client, netwerk, facilitator):
    for fase in FASEN[1:]:
        services.move_to(netwerk, fase, reden="We zijn er klaar voor.", by=facilitator)

    assert "De laatste fase" in client.get(url(netwerk)).content.decode()


def test_block_for_the_cockpit(client, netwerk, deelnemer):
    with alleen(LET_OP, maak_signaal("k", uit=("verkenning",), voorwaarde=True)):
        content = client.get(url(netwerk, "kompas_blok")).content.decode()
    assert VALKUIL in content
    assert "klaar zijn voor" in content
    assert "<html" not in content
    with alleen(maak_signaal("k")):
        assert "1 ding gaat goed" in client.get(url(netwerk, "kompas_blok")).content.decode()


@pytest.mark.parametrize("stappen", [1, 3])
def test_query_count(client, netwerk, facilitator, stappen, django_assert_num_queries):
    DeelnameFactory.create_batch(stappen * 2, netwerk=netwerk)
    for fase in FASEN[1 : stappen + 1]:
        services.move_to(netwerk, fase, reden="We zijn er klaar voor.", by=facilitator)
    client.get(url(netwerk))  # school holidays are remembered for a minute

    # session, user, netwerk, own roles, fasen, mensen, getallen, bijeenkomsten, rondes, what was said, werkvormen
    with django_assert_num_queries(11):
        assert client.get(url(netwerk)).status_code == 200


def test_what_is_disputed_says_so_on_the_way_out(client, netwerk, facilitator):
    signalen = maak_signaal("a", "aandacht", uit=("verkenning",)), maak_signaal("b", "onbekend", uit=("verkenning",))
    with alleen(*signalen):
        client.post(url(netwerk, "kompas_dispute", "a"))
    content = read(client, netwerk, *signalen)

    assert "Iemand gaf aan dat dit niet klopt" in content
    assert "Morgen weten we het." in content
