"""Choosing it, reading it, and what the list of evaluations says about it to whom."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from evaluatie import services
from evaluatie.models import Meting
from evaluatie.rondes import services as rondes
from evaluatie.tests.factories import make_ronde
from evaluatie.vertrouwelijk.services import ask_by_name
from evaluatie.vertrouwelijk.tests.factories import make_klein, make_ronde_met_naam, make_verteld, tell_all
from kern.tijd import lokale_dag, nu, werkochtend_na
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def netwerk():
    return make_klein(3)


@pytest.fixture
def facilitator(client, netwerk):
    client.force_login(netwerk.facilitators().get())
    return client


def url(naam, netwerk, *args):
    return reverse(f"evaluatie:{naam}", args=[netwerk.slug, *args])


def test_a_small_group_is_offered_both_and_told_which_can(facilitator, netwerk):
    pagina = text(facilitator.get(url("vraag_kies", netwerk)))

    assert "Wel: een vertrouwelijke ronde" in pagina
    assert url("met_naam", netwerk, "barometer") in pagina
    assert url("met_naam", netwerk, "puls") not in pagina
    assert "Anoniem, vanaf 5 mensen" in pagina


@pytest.mark.parametrize("aantal", [0, 5])
def test_the_choice_is_not_there_for_nobody_and_from_five_on(client, aantal):
    netwerk = make_klein(aantal)
    client.force_login(netwerk.facilitators().get())

    assert "vertrouwelijke ronde" not in text(client.get(url("vraag_kies", netwerk)))


def test_before_it_starts_one_reads_what_people_will_read(facilitator, netwerk):
    pagina = text(facilitator.get(url("met_naam", netwerk, "barometer")))

    assert f"Alleen {escape(netwerk.facilitators().get().naam)} leest het." in pagina
    assert "3 deelnemers krijgen één mail" in pagina
    assert "Wat moeten we vooral zo houden?" in pagina
    assert "helemaal oneens" not in pagina


def test_asking_now_and_later(facilitator, netwerk):
    response = facilitator.post(url("met_naam", netwerk, "barometer"), {"wanneer": "nu"}, follow=True)
    assert "De vragen staan open voor 3 mensen" in text(response)
    rondes.skip_by_hand(Meting.objects.get(), "Toch niet.", by=None)

    op = lokale_dag(werkochtend_na(nu(), dagen=20))
    response = facilitator.post(
        url("met_naam", netwerk, "barometer"), {"wanneer": "later", "op": op.isoformat()}, follow=True
    )
    assert "gaat open op" in text(response)
    assert Meting.objects.filter(soort="vertrouwelijk", status="gepland").count() == 1


def test_asking_one_person(client):
    netwerk = make_klein(1)
    client.force_login(netwerk.facilitators().get())

    response = client.post(url("met_naam", netwerk, "barometer"), {"wanneer": "nu"}, follow=True)

    assert "De vragen staan open voor 1 mens," in text(response)


@pytest.mark.parametrize("data", [{}, {"wanneer": "later"}, {"wanneer": "later", "op": "2020-01-01"}])
def test_bad_input(facilitator, netwerk, data):
    assert facilitator.post(url("met_naam", netwerk, "barometer"), data).status_code == 422
    assert not Meting.objects.exists()


def test_a_crafted_post_of_a_group_of_five_is_refused(client):
    netwerk = make_klein(5)
    client.force_login(netwerk.facilitators().get())

    response = client.post(url("met_naam", netwerk, "barometer"), {"wanneer": "nu"})

    assert response.status_code == 422
    assert "Dan vragen we het alleen anoniem." in text(response)
    assert not Meting.objects.exists()


@pytest.mark.parametrize("code", ["puls", "quiz", "bestaat-niet"])
def test_a_list_that_is_not_offered_is_not_there(facilitator, netwerk, code):
    assert facilitator.get(url("met_naam", netwerk, code)).status_code == 404
    assert facilitator.post(url("met_naam", netwerk, code), {"wanneer": "nu"}).status_code == 404


def test_how_one_stays_anonymous_promises_nothing_to_a_small_group(client):
    for aantal, klein in ((3, True), (6, False)):
        netwerk = make_klein(aantal)
        client.force_login(netwerk.deelnemers().first())
        pagina = text(client.get(url("anoniem", netwerk)))
        assert ("Te klein om anoniem te zijn" in pagina) == klein
        assert ("Dat is niet anoniem." in pagina) == klein


def test_reading_per_person_after_the_closing(facilitator, netwerk):
    meting = make_ronde_met_naam(netwerk)
    tell_all(meting)
    open_nog = text(facilitator.get(url("verteld", netwerk, meting.pk)))
    assert "Nog niet te lezen" in open_nog
    assert "moe" not in open_nog

    meting = services.close_meting(meting, now=meting.sluit_op)
    response = facilitator.get(url("verteld", netwerk, meting.pk))

    assert [naam for naam, _ in response.context["mensen"]] == sorted(p.naam for p in netwerk.deelnemers())
    assert text(response).count("Ik ben &lt;b&gt;moe&lt;/b&gt; van &#x27;t rooster &amp; mis overleg.") == 3
    assert "deel dit met niemand" in text(response)


def test_what_was_taken_back_is_gone_and_then_there_is_nothing(facilitator, netwerk):
    meting = make_verteld(netwerk)
    for persoon in netwerk.deelnemers():
        services.take_back(meting, persoon)

    assert "Niemand schreef iets" in text(facilitator.get(url("verteld", netwerk, meting.pk)))


def test_after_eight_weeks_the_page_says_it_is_erased(facilitator, netwerk):
    meting = make_verteld(netwerk, dagen=100)
    services.close_due()

    pagina = text(facilitator.get(url("verteld", netwerk, meting.pk)))

    assert "De antwoorden zijn gewist" in pagina
    assert "moe" not in pagina


def test_the_page_of_a_round_that_lapsed(facilitator, netwerk):
    """Nobody was named yet, so nobody reads; the page about the round itself tells why."""
    meting = ask_by_name(netwerk, "barometer", op=lokale_dag(werkochtend_na(nu(), dagen=20)), by=None)
    pagina = text(facilitator.get(url("ronde", netwerk, meting.pk)))
    assert "Zijn jullie met 5 of meer als de vragen opengaan, dan gaat het niet door." in pagina
    assert "ziet iedereen de uitslag" not in pagina
    DeelnameFactory.create_batch(2, netwerk=netwerk)
    services.open_ronde(meting, now=meting.opent_op)

    assert "Jullie zijn nu met 5 of meer." in text(facilitator.get(url("ronde", netwerk, meting.pk)))
    assert facilitator.get(url("verteld", netwerk, meting.pk)).status_code == 403


def test_the_page_about_a_closed_round_leads_to_the_words(facilitator, netwerk):
    meting = make_verteld(netwerk)

    pagina = text(facilitator.get(url("ronde", netwerk, meting.pk)))

    assert "Lees wat deelnemers vertelden" in pagina
    assert url("verteld", netwerk, meting.pk) in pagina


def test_no_such_page_of_an_anonymous_round(client):
    meting = make_ronde()
    client.force_login(meting.netwerk.facilitators().get())

    assert client.get(url("verteld", meting.netwerk, meting.pk)).status_code == 404


def test_there_is_no_result_of_a_round_with_names(facilitator, netwerk):
    meting = make_verteld(netwerk)

    for naam in ("uitslag", "uitslag_pdf", "speerpunt"):
        assert facilitator.get(url(naam, netwerk, meting.pk)).status_code == 404
    assert facilitator.get(url("uitslag_export", netwerk, meting.pk, "csv")).status_code == 404


def test_the_list_tells_everybody_what_is_theirs(client, netwerk):
    meting = make_ronde_met_naam(netwerk)
    persoon = netwerk.deelnemers().first()
    client.force_login(persoon)
    eerst = text(client.get(url("list", netwerk)))
    assert "Vertrouwelijk: je naam staat bij je antwoord." in eerst
    assert "Je antwoord is anoniem, en" not in eerst
    tell_all(meting)
    daarna = text(client.get(url("list", netwerk)))
    assert "Lees terug of wijzig wat je vertelde" in daarna
    assert url("verteld", netwerk, meting.pk) not in daarna
    services.close_meting(meting, now=meting.sluit_op)
    gesloten = text(client.get(url("list", netwerk)))
    assert "Lees terug wat je vertelde, of trek het terug" in gesloten
    assert "moe" not in gesloten

    client.force_login(netwerk.facilitators().get())
    begeleider = text(client.get(url("list", netwerk)))
    assert "Wat deelnemers vertelden</a>" in begeleider
    client.force_login(PersoonFactory(academie=True))
    academie = text(client.get(url("list", netwerk)))
    assert "Alleen de facilitators lezen de antwoorden." in academie
    assert url("verteld", netwerk, meting.pk) not in academie
    assert "van de 3" not in academie


@pytest.mark.parametrize("aantal", [1, 3])
def test_few_queries(facilitator, netwerk, aantal, django_assert_max_num_queries):
    meting = make_verteld(netwerk)
    meting.verteld.filter(persoon__in=list(netwerk.deelnemers()[aantal:])).delete()

    with django_assert_max_num_queries(12):
        facilitator.get(url("verteld", netwerk, meting.pk))
    with django_assert_max_num_queries(14):
        facilitator.get(url("met_naam", netwerk, "barometer"))
