from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from berichten.handelingen import make_token
from netwerken.groepsbesluit import services
from netwerken.groepsbesluit.tests.conftest import answer_all, close_at_end, make_cast
from netwerken.groepsbesluit.vrij import find_krap
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.models import Deelname, Groepsbesluit, Netwerk
from netwerken.tests.factories import DeelnameFactory, UitnodigingFactory
from personen.models import Schoolvakantie
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db
DEELNEMERS = "/netwerken/de-groep/deelnemers/"


@pytest.fixture
def als(client):
    def log_in(persoon):
        client.force_login(persoon)
        return client

    return log_in


def ask_url(cast):
    return f"{DEELNEMERS}{cast.deelname.pk}/vraag-de-groep/"


def in_days(dagen):
    return (timezone.localdate() + timedelta(days=dagen)).isoformat()


def zinnen(response):
    return [str(bericht) for bericht in get_messages(response.wsgi_request)]


# --- Asking -----------------------------------------------------------------------------------------------------------


def test_the_facilitator_asks_instead_of_admitting(cast, als):
    client = als(cast.facilitator)
    html = client.get(DEELNEMERS).content.decode()
    assert "Vraag het de groep" in html
    assert "Laat toe" not in html

    response = client.post(ask_url(cast), {"tot": in_days(14)})

    besluit = Groepsbesluit.objects.get()
    assert response.url == besluit.get_absolute_url()
    assert besluit.laatste_dag == timezone.localdate() + timedelta(days=14)
    assert "De groep antwoordt tot en met" in client.get(DEELNEMERS).content.decode()


def test_the_penvoerder_leaves_it_to_the_facilitator(cast, als):
    client = als(DeelnameFactory(netwerk=cast.netwerk, penvoerder=True).persoon)

    assert "De facilitator vraagt het de groep" in client.get(DEELNEMERS).content.decode()
    assert client.post(ask_url(cast), {"tot": in_days(7)}).status_code == 403


@pytest.mark.parametrize("tot", ["", "gisteren", in_days(1), in_days(90)])
def test_a_wrong_day_says_why(cast, als, tot):
    response = als(cast.facilitator).post(ask_url(cast), {"tot": tot})

    assert response.status_code == 422
    assert not Groepsbesluit.objects.exists()


def test_a_holiday_warns_and_does_not_refuse(cast, als):
    school = OrganisatieFactory(vakantieregio="noord")
    for persoon in cast.groep[:2]:
        persoon.organisatie = school
        persoon.save()
    Schoolvakantie.objects.all().delete()
    Schoolvakantie.objects.create(
        regio="noord", schooljaar="2026-2027", naam="meivakantie", bron_datum=timezone.localdate(),
        begin=timezone.localdate(), eind=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip
    client = als(cast.facilitator)

    response = client.post(ask_url(cast), {"tot": in_days(10)})
    html = response.content.decode()
    assert response.status_code == 200
    assert "meivakantie" in html
    assert not Groepsbesluit.objects.exists()

    client.post(ask_url(cast), {"tot": in_days(10), "gezien": in_days(10)})
    assert Groepsbesluit.objects.exists()


def test_too_few_working_days():
    zaterdag = timezone.datetime(2027, 1, 9).date()
    assert "werkdagen" in find_krap([], zaterdag, zaterdag + timedelta(days=2))[0]
    assert find_krap([], zaterdag, zaterdag + timedelta(days=5)) == []


def test_asking_about_who_was_declined_says_so(cast, als):
    Deelname.objects.filter(pk=cast.deelname.pk).update(status="afgewezen")

    response = als(cast.facilitator).post(ask_url(cast), {"tot": in_days(7)})

    assert response.status_code == 422
    assert "al afgehandeld" in response.content.decode()


# --- What the group sees ----------------------------------------------------------------------------------------------


def test_a_deelnemer_reads_who_it_is_and_answers(cast, besluit, als):
    client = als(cast.groep[0])
    assert besluit.get_absolute_url() in client.get(DEELNEMERS).content.decode()
    html = client.get(besluit.get_absolute_url()).content.decode()
    assert "Sanne &lt;b&gt;d&#x27;Haan&lt;/b&gt;" in html
    assert "vertrouwelijk, niet anoniem" in html
    assert "leren" not in html.split("Wie het is")[1].split("</section>")[0], "written for the facilitator alone"

    response = client.post(f"{besluit.get_absolute_url()}antwoord/", {"antwoord": "akkoord"}, follow=True)
    assert "Je antwoord is binnen" in response.content.decode()
    again = client.post(f"{besluit.get_absolute_url()}antwoord/", {"antwoord": "bezwaar"})
    assert again.status_code == 422
    assert "veranderen kan niet" in again.content.decode()


def test_the_motivatie_when_the_form_said_so(cast, besluit, als):
    Deelname.objects.filter(pk=cast.deelname.pk).update(groep_leest=True, motivatie="Ik zoek <rust>.")

    assert "Ik zoek &lt;rust&gt;." in als(cast.groep[0]).get(besluit.get_absolute_url()).content.decode()


def test_a_text_that_is_too_long_comes_back(cast, besluit, als):
    response = als(cast.groep[0]).post(
        f"{besluit.get_absolute_url()}antwoord/", {"antwoord": "bezwaar", "tekst": "x" * 601}
    )

    assert response.status_code == 422
    assert "x" * 601 in response.content.decode()


def test_a_small_group_is_told_and_not_asked_why(als):
    cast = make_cast(4)
    besluit = services.ask_group(cast.deelname, by=cast.facilitator)

    html = als(cast.groep[0]).get(besluit.get_absolute_url()).content.decode()

    assert "minder dan 5" in html
    assert "<textarea" not in html


def test_who_came_later_or_belongs_elsewhere_sees_nothing(cast, besluit, als):
    later = DeelnameFactory(netwerk=cast.netwerk, begonnen_op=timezone.localdate() + timedelta(days=1)).persoon

    assert als(later).get(besluit.get_absolute_url()).status_code == 404
    assert als(PersoonFactory()).get(besluit.get_absolute_url()).status_code == 403


# --- Going on ---------------------------------------------------------------------------------------------------------


def test_closing_early(cast, besluit, als):
    client, url = als(cast.facilitator), f"{besluit.get_absolute_url()}sluiten/"
    assert "Nog niet iedereen" in zinnen(client.post(url))[0]
    answer_all(besluit, cast.groep)
    assert "Tel de antwoorden" in client.get(besluit.get_absolute_url()).content.decode()

    html = client.post(url, follow=True).content.decode()

    assert "mag erbij" in html
    assert "Niemand had bezwaar" in html


@pytest.mark.parametrize(("waarheen", "status"), [("verlengen", "loopt"), ("niet-verlengen", "beraad")])
def test_too_few(cast, besluit, als, waarheen, status):
    close_at_end(besluit)
    client = als(cast.facilitator)
    assert "Geef een week langer" in client.get(besluit.get_absolute_url()).content.decode()

    assert client.post(f"{besluit.get_absolute_url()}{waarheen}/").status_code == 302

    besluit.refresh_from_db()
    assert besluit.status == status
    assert client.get(besluit.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("toelaten", "kop"), [("ja", "mag erbij"), ("nee", "komt er niet bij")])
def test_deciding(cast, besluit, als, toelaten, kop):
    answer_all(besluit, cast.groep, bezwaren=1, teksten=["Wij zijn net veilig."])
    close_at_end(besluit)
    client, url = als(cast.facilitator), f"{besluit.get_absolute_url()}besluiten/"
    html = client.get(url).content.decode()
    assert "Wij zijn net veilig." in html
    assert "6 mensen zijn akkoord, 1 mens heeft bezwaar" in html
    assert client.post(url, {"toelaten": toelaten, "reden": ""}).status_code == 422

    html = client.post(url, {"toelaten": toelaten, "reden": "We <b>spraken</b> erover."}, follow=True).content.decode()

    assert kop in html
    assert "We &lt;b&gt;spraken&lt;/b&gt; erover." in html
    anders = {"ja": "nee", "nee": "ja"}[toelaten]
    assert client.post(url, {"toelaten": anders, "reden": "Toch."}).status_code == 422


def test_a_lapsed_question_says_why(cast, besluit, als):
    Netwerk.objects.update(max_deelnemers=30)
    services.follow_netwerk(Netwerk.objects.get(), ["thema"])
    Netwerk.objects.update(toegang="open")
    services.follow_netwerk(Netwerk.objects.get(), ["toegang"])

    html = als(cast.groep[0]).get(besluit.get_absolute_url()).content.decode()

    assert "is vervallen" in html
    assert "De groep is nu open" in html


def test_between_the_hour_and_the_count(cast, besluit, als):
    Groepsbesluit.objects.update(opent_op=timezone.now() - timedelta(days=9), sluit_op=timezone.now())

    html = als(cast.facilitator).get(besluit.get_absolute_url()).content.decode()

    assert "De antwoorden worden geteld." in html


# --- Told beforehand --------------------------------------------------------------------------------------------------


def test_the_form_tells_that_the_group_reads_it(cast, als):
    client, nieuw = als(PersoonFactory()), "/netwerken/de-groep/meedoen/"
    html = client.get(nieuw).content.decode()
    assert "De facilitator en de deelnemers van de groep lezen dit." in html

    html = client.post(nieuw, {"motivatie": "Ik zoek rust.", "groep_leest": "True"}, follow=True).content.decode()

    deelname = Deelname.objects.latest("pk")
    assert (deelname.status, deelname.groep_leest) == ("aangemeld", True)


def test_a_form_of_before_the_start_promised_something_else(cast, als):
    als(PersoonFactory()).post("/netwerken/de-groep/meedoen/", {"motivatie": "Ik zoek rust."})

    assert not Deelname.objects.latest("pk").groep_leest


def test_the_invitation_tells_it(cast, client):
    uitnodiging = UitnodigingFactory(netwerk=cast.netwerk, via_groep=True)
    token = make_token("uit", uitnodiging.pk)

    assert "De groep besluit mee" in client.get(f"/d/{token}/").content.decode()
    html = client.post(f"/uitnodiging/{token}/aanvaarden/", {"naam": "Nieuw Mens"}, follow=True).content.decode()
    assert "je aanmelding bij" in html


def test_the_intake_tells_it(cast, als):
    IntakeFactory(deelname=cast.deelname, verstuurd=True)
    client = als(cast.facilitator)
    url = f"/netwerken/de-groep/deelnemers/{cast.deelname.pk}/intake/besluit/past/"
    html = client.get(url).content.decode()
    assert "De groep besluit mee" in html

    response = client.post(url, {"bericht": "Fijn.", "verstuur": "ja"})

    assert "De groep krijgt nu de vraag" in zinnen(response)[0]


# --- Speed ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_deelnemers_page_query_count(cast, als, aantal, django_assert_num_queries):
    for _ in range(aantal):
        services.ask_group(DeelnameFactory(netwerk=cast.netwerk, aangemeld=True), by=cast.facilitator)
    client = als(cast.facilitator)
    client.get(DEELNEMERS)

    with django_assert_num_queries(11):
        client.get(DEELNEMERS)


@pytest.mark.parametrize("aantal", [1, 3])
def test_page_query_count(cast, besluit, als, aantal, django_assert_num_queries):
    answer_all(besluit, cast.groep, bezwaren=aantal, teksten=["Een."] * aantal)
    close_at_end(besluit)
    client = als(cast.facilitator)
    client.get(besluit.get_absolute_url())

    with django_assert_num_queries(7):
        client.get(besluit.get_absolute_url())
