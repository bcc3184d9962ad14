from datetime import timedelta

import pytest
from django.urls import reverse

from bijeenkomsten.sprekers.tests.factories import SpreekverzoekFactory
from evaluatie import services
from evaluatie.lijsten.services import add_lijst
from evaluatie.lijsten.tests.factories import PROEF
from evaluatie.models import Meting
from evaluatie.rondes import services as rondes
from evaluatie.rondes.aanbod import AANBOD, find_aanbod
from evaluatie.tests.factories import make_bijeenkomst, make_gesloten_ronde, make_meting, make_netwerk, make_ronde
from kern.tijd import nu, werkochtend_na
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def netwerk():
    return make_netwerk(6)


@pytest.fixture
def facilitator(client, netwerk):
    client.force_login(netwerk.facilitators().get())
    return client


def url(naam, netwerk, *args):
    return reverse(f"evaluatie:{naam}", args=[netwerk.slug, *args])


def plan(netwerk, dagen=40, **velden):
    opent = werkochtend_na(nu(), dagen=dagen)
    velden = {"naam": "Barometer", "moment": "barometer:1"} | velden
    return services.plan_ronde(netwerk, "barometer", opent_op=opent, sluit_op=opent + timedelta(days=14), **velden)


def test_the_page_tells_what_runs_what_comes_and_what_was(client, netwerk):
    make_gesloten_ronde([4] * 5, netwerk=netwerk, soort="nulmeting", naam="Nulmeting", now=nu() - timedelta(days=90))
    af = plan(netwerk, naam="Zelfevaluatie", moment="")
    services.cancel_ronde(af, "We praten <b>liever</b>.")
    komt = plan(netwerk)
    loopt = make_ronde(netwerk, soort="puls", naam="Puls: energie")
    na_bijeenkomst = make_meting(netwerk=netwerk)
    persoon = loopt.genodigden.first().persoon
    client.force_login(persoon)

    response = client.get(url("list", netwerk))

    assert response.context["lopend"] == sorted([loopt, na_bijeenkomst], key=lambda m: m.sluit_op)
    assert response.context["komend"] == [komt]
    assert [m.titel for m in response.context["geweest"]] == ["Zelfevaluatie", "Nulmeting"]
    assert "We praten &lt;b&gt;liever&lt;/b&gt;." in text(response)
    assert "Om de zoveel tijd kijken jullie" in text(response)
    assert "Vul de vragen in" in text(response)
    assert "Nog minder dan 5 antwoorden" in text(response)
    assert url("ronde", netwerk, komt.pk) not in text(response)


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_query_count_with_rounds(facilitator, netwerk, aantal, django_assert_num_queries):
    for i in range(aantal):
        make_gesloten_ronde([4] * 5, netwerk=netwerk, now=nu() - timedelta(days=90 + 30 * i))
        plan(netwerk, dagen=40 + 30 * i, moment=f"barometer:{i}")

    with django_assert_num_queries(11):
        facilitator.get(url("list", netwerk))


def test_choosing_shows_everything_one_can_ask(facilitator, netwerk):
    response = facilitator.get(url("vraag_kies", netwerk))

    for aanbod in AANBOD:
        assert url("vraag", netwerk, aanbod.code) in text(response)
    assert not response.context["kan_niet"]


def test_with_four_the_pages_say_why_not(client):
    netwerk = make_netwerk(4)
    client.force_login(netwerk.facilitators().get())

    for pagina in (url("vraag_kies", netwerk), url("vraag", netwerk, "barometer")):
        assert "Bij minder dan 5 kan niemand anoniem antwoorden" in text(client.get(pagina))
    response = client.post(url("vraag", netwerk, "barometer"), {"wanneer": "nu"})
    assert response.status_code == 422
    assert not Meting.objects.exists()


@pytest.mark.parametrize("aantal", [6, 12])
def test_before_it_starts_one_reads_what_the_group_size_means(client, aantal):
    netwerk = make_netwerk(aantal)
    client.force_login(netwerk.facilitators().get())

    pagina = text(client.get(url("vraag", netwerk, "barometer")))

    assert f"{aantal} deelnemers krijgen één mail" in pagina
    assert ("niet hoe de antwoorden verdeeld zijn" in pagina) == (aantal < 10)
    assert "Foute antwoorden zijn er niet" in pagina


def test_ask_at_once(facilitator, netwerk):
    response = facilitator.post(url("vraag", netwerk, "puls"), {"wanneer": "nu"}, follow=True)

    assert "De vragen staan open voor 6 mensen" in text(response)
    assert Meting.objects.get().status == "open"


def test_ask_a_list_of_their_own(facilitator, netwerk):
    add_lijst(PROEF, netwerk=netwerk, by=netwerk.facilitators().get())
    adres = url("vraag", netwerk, PROEF.code)
    assert adres in text(facilitator.get(url("vraag_kies", netwerk)))
    assert PROEF.titel in text(facilitator.get(adres))

    facilitator.post(adres, {"wanneer": "nu"})

    meting = Meting.objects.get()
    assert (meting.soort, meting.status, meting.document.titel) == ("eigen", "open", PROEF.titel)
    ander = make_netwerk(6)
    facilitator.force_login(ander.facilitators().get())
    assert facilitator.get(url("vraag", ander, PROEF.code)).status_code == 404
    assert facilitator.get(url("vraag", ander, "nulmeting")).status_code == 404


def test_ask_on_another_day(facilitator, netwerk):
    op = werkochtend_na(nu(), dagen=10).date()

    response = facilitator.post(url("vraag", netwerk, "barometer"), {"wanneer": "later", "op": op}, follow=True)

    assert "gaat open op" in text(response)
    assert Meting.objects.get().is_gepland


def test_bad_input_stays_at_the_field(facilitator, netwerk):
    for data, fout in (
        ({"wanneer": "later"}, "Kies een dag, of kies ‘meteen’."),
        ({"wanneer": "later", "op": "2020-01-01"}, "Kies een dag na vandaag."),
        ({}, "verplicht"),
    ):
        response = facilitator.post(url("vraag", netwerk, "barometer"), data)
        assert response.status_code == 422
        assert fout in text(response) or response.context["form"].errors
    assert not Meting.objects.exists()


def test_an_unknown_kind_is_not_there(facilitator, netwerk):
    assert facilitator.get(url("vraag", netwerk, "quiz")).status_code == 404


def test_about_a_guest_one_chooses_the_meeting(facilitator, netwerk):
    assert "Er was de laatste tijd geen gast" in text(facilitator.get(url("vraag", netwerk, "spreker")))
    bijeenkomst = make_bijeenkomst(aanwezig=5, netwerk=netwerk, dagen=-6)
    SpreekverzoekFactory(bijeenkomst=bijeenkomst, komt=True)

    adres = url("vraag", netwerk, "spreker")
    assert facilitator.post(adres, {"wanneer": "nu", "bijeenkomst": 0}).status_code == 422
    facilitator.post(adres, {"wanneer": "nu", "bijeenkomst": bijeenkomst.pk})

    assert Meting.objects.get(soort="spreker").moment == f"spreker:{bijeenkomst.pk}"


def test_move_skip_and_start(facilitator, netwerk):
    meting = plan(netwerk)
    pagina = text(facilitator.get(url("ronde", netwerk, meting.pk)))
    assert "Verzet naar een andere dag" in pagina
    op = werkochtend_na(nu(), dagen=60).date()

    facilitator.post(url("ronde_verzet", netwerk, meting.pk), {"op": op})
    meting.refresh_from_db()
    assert meting.opent_op.date() == op
    assert facilitator.post(url("ronde_verzet", netwerk, meting.pk), {"op": "2020-01-01"}).status_code == 422
    assert facilitator.post(url("ronde_verzet", netwerk, meting.pk), {"op": "morgen"}).status_code == 422

    facilitator.post(url("ronde_start", netwerk, meting.pk))
    meting.refresh_from_db()
    assert meting.status == "open"
    assert "Stop deze ronde" in text(facilitator.get(url("ronde", netwerk, meting.pk)))
    response = facilitator.post(url("ronde_start", netwerk, meting.pk), follow=True)
    assert "al begonnen" in text(response)

    assert facilitator.post(url("ronde_sla_over", netwerk, meting.pk), {"reden": " "}).status_code == 422
    facilitator.post(url("ronde_sla_over", netwerk, meting.pk), {"reden": "We praten liever."})
    meting.refresh_from_db()
    assert meting.reden == "We praten liever."
    assert "Ging niet door: We praten liever." in text(facilitator.get(url("ronde", netwerk, meting.pk)))


def test_a_closed_round_leads_to_its_result_and_cannot_be_skipped(facilitator, netwerk):
    meting = make_gesloten_ronde([4] * 5, netwerk=netwerk)

    assert meting.get_absolute_url() in text(facilitator.get(url("ronde", netwerk, meting.pk)))
    response = facilitator.post(url("ronde_sla_over", netwerk, meting.pk), {"reden": "Toch niet."}, follow=True)
    assert "al gesloten" in text(response)
    later = {"op": werkochtend_na(nu(), dagen=60).date()}
    assert "al begonnen" in text(facilitator.post(url("ronde_verzet", netwerk, meting.pk), later, follow=True))
    meting.refresh_from_db()
    assert meting.is_gesloten


def test_a_round_after_a_meeting_is_not_managed_here(facilitator, netwerk):
    meting = make_meting(netwerk=netwerk)

    assert facilitator.get(url("ronde", netwerk, meting.pk)).status_code == 404


def test_members_neither_ask_nor_manage(client, netwerk):
    meting = plan(netwerk)
    client.force_login(DeelnameFactory(netwerk=netwerk).persoon)

    assert client.get(url("vraag_kies", netwerk)).status_code == 403
    assert client.post(url("ronde_start", netwerk, meting.pk)).status_code == 403
    assert Meting.objects.get().is_gepland


def test_the_round_shows_as_a_card_and_as_an_action(client, netwerk):
    meting = rondes.ask_group(netwerk, find_aanbod("barometer"), by=netwerk.facilitators().get())
    client.force_login(meting.genodigden.first().persoon)

    pagina = text(client.get("/mijn/"))

    assert "Hoe staat ons netwerk ervoor?" in pagina
    assert "ongeveer 7 minuten" in pagina
