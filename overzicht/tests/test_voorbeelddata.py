"""The demo data is what most people see first: it must load everywhere, twice, and every page must open."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from bijeenkomsten.models import Beurt, Bijeenkomst, Jaarplan
from evaluatie.models import Meting, OpenAntwoord
from fasen.models import FaseVerloop
from kern.tijd import is_werkdag, nu
from netwerken.models import Deelname, Netwerk, Startplan, Uitnodiging
from overzicht.voorbeeld import laden
from overzicht.voorbeeld.mensen import ACCOUNTS, DOMEIN, SCHOLEN, WACHTWOORD
from personen.models import Persoon

pytestmark = pytest.mark.django_db
LOGINS = [login for login, *_ in ACCOUNTS]
ROOMS = ("personen", "berichten", "netwerken", "fasen", "werkvormen", "bijeenkomsten", "leren", "evaluatie")


def load(**options):
    out = StringIO()
    call_command("laad_voorbeelddata", stdout=out, ook_in_productie=True, **options)
    return out.getvalue()


def count_rows():
    return {m._meta.label: m.objects.count() for room in ROOMS for m in apps.get_app_config(room).get_models()}


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup, django_db_blocker):
    """Loading takes seconds: once for this file, in a transaction around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def voorbeeld(_loaded_once, db):
    """The demo data; what a test changes is gone after it."""


def get_account(login):
    return Persoon.objects.get(email=f"{login}@{DOMEIN}")


def test_twice_is_once(voorbeeld):
    before = count_rows()

    uitvoer = load()

    assert count_rows() == before
    assert "stonden er al" in uitvoer


def test_again_gives_the_same_numbers(voorbeeld):
    before = count_rows()

    load(opnieuw=True)

    assert count_rows() == before


def test_again_leaves_other_people_alone(voorbeeld):
    eigen = Netwerk.objects.create(
        naam="Eigen", slug="eigen", centrale_vraag="Hoe dan?", doel="Iets", sector="vo", doelgroep="leraren",
        start_datum="2026-01-01", eind_datum="2027-01-01",
    )  # fmt: skip
    Deelname.objects.create(netwerk=eigen, persoon=get_account("buitenstaander"), begonnen_op="2026-01-01")

    load(opnieuw=True)

    assert Netwerk.objects.filter(pk=eigen.pk).exists()


def test_no_mail_leaves_when_the_workers_start(voorbeeld, mailoutbox):
    carry_out_due()

    assert mailoutbox == []
    assert not Verzending.objects.due(nu()).exists()


def test_networks_stand_in_different_fasen(voorbeeld):
    lopend = set(FaseVerloop.objects.lopend().values_list("fase", flat=True))

    assert lopend == {"verkenning", "ontwikkeling", "verdieping", "inbedding", "verankering"}


def test_results_above_ten_between_and_below_five(voorbeeld):
    gesloten = Meting.objects.filter(status="gesloten")

    assert gesloten.filter(ingevuld__gte=10).exists()
    assert gesloten.filter(ingevuld=None).exists()
    assert Meting.objects.filter(status="open").exists()
    assert OpenAntwoord.objects.filter(alleen_facilitator=True).exists()


def test_every_state_of_an_invitation(voorbeeld):
    assert {u.stand for u in Uitnodiging.objects.select_related("bericht")} == set(Uitnodiging.Stand)


def test_people_wait_apply_and_left(voorbeeld):
    statussen = set(Deelname.objects.values_list("status", flat=True))

    assert statussen == {"actief", "wachtlijst", "aangemeld", "intake", "uitgestapt", "afgerond"}


def test_no_network_is_fuller_than_full(voorbeeld):
    for netwerk in Netwerk.objects.for_list():
        assert netwerk.aantal_deelnemers <= netwerk.max_deelnemers, netwerk.slug


def test_roles_in_verbindend_vernieuwen(voorbeeld):
    netwerk = Netwerk.objects.get(slug="verbindend-vernieuwen")

    assert netwerk.rollen_of(get_account("facilitator")) == {"facilitator"}
    assert netwerk.rollen_of(get_account("deelnemer")) == {"deelnemer"}
    assert netwerk.rollen_of(get_account("penvoerder")) == {"penvoerder"}
    assert not Deelname.objects.filter(persoon=get_account("buitenstaander")).exists()


def test_meetings_behind_and_ahead(voorbeeld):
    netwerk = Netwerk.objects.get(slug="verbindend-vernieuwen")

    assert netwerk.bijeenkomsten.filter(status="gehouden").exclude(terugblik="").count() == 3
    assert netwerk.bijeenkomsten.aankomend().count() == 4
    assert Bijeenkomst.objects.afgelast().exists()


def test_a_year_plan_on_days_that_suit_with_its_one_mail(voorbeeld):
    jaarplan = Jaarplan.objects.get(netwerk__slug="verbindend-vernieuwen")
    rijen = list(jaarplan.bijeenkomsten.order_by("begint_op"))

    assert len(rijen) == 3
    assert all(b.is_in_jaarplan and b.begint_op > nu() and is_werkdag(b.datum) for b in rijen)
    [mail] = Verzending.objects.filter(aanleiding=jaarplan.aanleiding)
    assert mail.berichten.count() == jaarplan.netwerk.leden().count()
    assert not Verzending.objects.filter(soort="bijeenkomsten.vastgesteld", aanleiding=rijen[0].aanleiding).exists()


def test_a_startdocument_and_a_netwerk_in_preparation(voorbeeld):
    assert Netwerk.objects.get(slug="verbindend-vernieuwen").startversies.get().antwoorden["begeleiding"] == "proces"
    plan = Startplan.objects.get()
    assert (plan.persoon.email, plan.basis) == (f"facilitator@{DOMEIN}", "sjabloon:functie")
    assert "sector" not in plan.antwoorden  # something is left to fill in


def test_a_turn_that_runs(voorbeeld, client):
    """Two prepare the coming meeting, one passed, and who tries the demo as deelnemer is asked."""
    komend = Bijeenkomst.objects.filter(netwerk__slug="verbindend-vernieuwen").aankomend().first()
    deelnemer = get_account("deelnemer")

    assert komend.voorbereiders_nu().count() == 2
    assert komend.beurten.filter(gepast=True).count() == 1
    assert Beurt.objects.open().get(bijeenkomst=komend).persoon == deelnemer
    client.force_login(deelnemer)
    assert any("mee voor?" in kaart.titel for kaart in client.get("/mijn/").context["kaarten"])


def test_programmes_fill_the_day_but_one(voorbeeld):
    uitloop = {
        b.titel: -b.programma.over for b in Bijeenkomst.objects.prefetch_related("onderdelen") if b.onderdelen.all()
    }

    assert {titel: minuten for titel, minuten in uitloop.items() if minuten} == {"Ruimte geven en rust houden": 15}


def test_reminders_of_an_evaluation_leave_no_row(voorbeeld):
    assert not Bericht.objects.filter(soort="evaluatie.herinnering").exists()


def test_nobody_has_a_guessable_password_but_the_accounts(voorbeeld):
    anderen = Persoon.objects.exclude(email__endswith=f"@{DOMEIN}")

    assert not any(persoon.has_usable_password() for persoon in anderen)
    assert all(persoon.email.endswith(".test") for persoon in Persoon.objects.all())


def test_schools_are_unique():
    assert len({naam for naam, *_ in SCHOLEN}) == len(SCHOLEN)


@pytest.mark.parametrize("login", LOGINS)
def test_account_signs_in_with_the_password(voorbeeld, client, login):
    response = client.post(
        reverse("account_login"), {"login": f"{login}@{DOMEIN}", "password": WACHTWOORD}, follow=True
    )

    assert response.redirect_chain[-1][0] == "/mijn/"
    assert f"Dag {get_account(login).voornaam}" in response.content.decode()


SLUG = "verbindend-vernieuwen"
PAGINAS = [
    "/", "/netwerken/", "/netwerken/?fase=verdieping", "/netwerken/nieuw/", "/mijn/", "/mijn/gegevens/",
    "/mijn/agenda/", "/fasen/", "/hulp/", "/privacy/", "/toegankelijkheid/", f"/netwerken/{SLUG}/",
    *(f"/netwerken/{verhaal.slug}/" for verhaal in laden.VERHALEN if verhaal.is_openbaar),
]  # fmt: skip
BINNEN = ["fasen/", "fasen/verdieping/", "bijeenkomsten/", "deelnemers/", "evaluatie/"]


@pytest.mark.parametrize("login", LOGINS)
def test_every_main_page_opens_for_every_account(voorbeeld, client, login):
    client.force_login(get_account(login))

    for pagina in PAGINAS:
        assert client.get(pagina).status_code == 200, pagina


@pytest.mark.parametrize("login", ["deelnemer", "facilitator", "penvoerder"])
def test_every_page_inside_opens_for_members(voorbeeld, client, login):
    client.force_login(get_account(login))

    for pagina in BINNEN:
        assert client.get(f"/netwerken/{SLUG}/{pagina}").status_code == 200, pagina
    for bijeenkomst in Bijeenkomst.objects.filter(netwerk__slug=SLUG).select_related("netwerk"):
        assert client.get(bijeenkomst.get_absolute_url()).status_code == 200
    for meting in Meting.objects.filter(netwerk__slug=SLUG).select_related("netwerk"):
        assert client.get(meting.get_absolute_url()).status_code == 200


def test_every_card_leads_somewhere(voorbeeld, client):
    for login in ("deelnemer", "facilitator", "penvoerder"):
        client.force_login(get_account(login))
        kaarten = client.get("/mijn/").context["kaarten"]
        assert kaarten, login
        for actie in (a for kaart in kaarten for a in kaart.acties if not a.post):
            assert client.get(actie.url).status_code == 200, actie.url


def test_names_are_the_same_everywhere(voorbeeld):
    """The seed is fixed: a new Faker that changes the names must be noticed, for they were checked by hand."""
    namen = sorted(Persoon.objects.filter(deelnames__netwerk__slug=SLUG).values_list("naam", flat=True))

    assert namen[:3] == ["Alexander Yilmaz", "Angelina Cornelisse", "Bo Oosterveen"]
