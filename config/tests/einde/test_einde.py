"""The three ends of a netwerk: what is told beforehand, who hears it, and that it happens once."""

import html
import re
from datetime import timedelta

import pytest

from berichten.models import Bericht
from berichten.services import carry_out_due, plan_verzending
from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.prikker.tests.factories import PrikkerFactory
from bijeenkomsten.tests.factories import BijeenkomstFactory
from evaluatie.tests.factories import MetingFactory
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from leren.models import Leervraag
from netwerken.einde import gevolgen, services
from netwerken.einde.gevolgen import Stap, find_gevolgen, find_open
from netwerken.models import Afsluiting, Intake, Netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory

pytestmark = pytest.mark.django_db
UITKOMSTEN = ("afgerond", "zelfstandig", "gestopt")


@pytest.fixture
def netwerk(persoon):
    netwerk = NetwerkFactory(slug="samen", naam="Samen verder", gestart=True, is_openbaar=True)
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    return netwerk


def page(uitkomst):
    return f"/netwerken/samen/einde/{uitkomst}/"


def text(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def fill(netwerk):
    """Something open in every room."""
    lid = DeelnameFactory(netwerk=netwerk)
    DeelnameFactory(netwerk=netwerk, wachtend=True)
    UitnodigingFactory(netwerk=netwerk)
    komt = BijeenkomstFactory(netwerk=netwerk, begint_op=nu() + timedelta(days=9))
    was = BijeenkomstFactory(netwerk=netwerk, begint_op=nu() - timedelta(days=2), status="gehouden")
    AfspraakFactory(netwerk=netwerk, bijeenkomst=was)
    PrikkerFactory(netwerk=netwerk)
    MetingFactory(bijeenkomst=was, opent_op=nu(), sluit_op=nu() + timedelta(days=9))
    Leervraag.objects.create(netwerk=netwerk, persoon=lid.persoon)
    Intake.objects.create(deelname=lid, gevraagd_dag=nu(), verstuurd_op=nu())
    plan_verzending(
        soort="netwerken.contract_herzien", sleutel="x", op=nu() + timedelta(days=2), context=netwerk.context,
        titel="x", aanleiding="contract:0",
    )  # fmt: skip
    return komt


@pytest.mark.parametrize(
    ("uitkomst", "zinnen"),
    [
        ("gestopt", ["1 automatisch bericht vervalt", "1 bijeenkomst gaat niet door", "1 mens wacht nog op antwoord",
                     "1 uitnodiging vervalt", "1 open datumprikker", "1 evaluatie loopt nog", "geen herinneringen"]),
        ("afgerond", ["1 bericht staat nog klaar", "1 bijeenkomst in de agenda", "Die loopt gewoon af", "afgerond",
                      "Kies nog een dag, of trek hem in"]),
        ("zelfstandig", ["1 bericht staat nog klaar", "gaat zelfstandig verder", "Wie meedoet krijgt een mail"]),
    ],
)  # fmt: skip
def test_page_tells_what_will_happen(ingelogd, netwerk, uitkomst, zinnen):
    fill(netwerk)

    tekst = text(ingelogd.get(page(uitkomst)))

    for zin in zinnen:
        assert zin in tekst
    assert not Netwerk.objects.get(pk=netwerk.pk).is_beeindigd


def test_what_is_open_comes_from_every_room(netwerk):
    fill(netwerk)

    titels = [gevolg.titel for gevolg in find_open(netwerk)]

    assert titels == [
        "1 aanmelding wacht op antwoord", "1 intake zonder uitkomst", "1 deelnemer zonder gesprek over borging",
        "1 bijeenkomst komt nog", "1 afspraak staat nog open", "1 leervraag zonder uitkomst", "1 evaluatie loopt nog",
    ]  # fmt: skip


def test_nothing_open(netwerk):
    assert find_open(netwerk) == []
    assert [g.titel for g in find_gevolgen(netwerk, Stap("gestopt"))] == [
        "De pagina blijft in de openbare lijst", "Iedereen hoort het één keer",
    ]  # fmt: skip
    Netwerk.objects.update(is_openbaar=False)
    netwerk.refresh_from_db()
    assert len(find_gevolgen(netwerk, Stap("afgerond"))) == 1


def test_registering_twice_is_once():
    eerst = (list(gevolgen._GEVOLGEN), list(gevolgen._OPEN))
    gevolgen.register_gevolgen(eerst[0][0])
    gevolgen.register_open(eerst[1][0])
    assert eerst == (gevolgen._GEVOLGEN, gevolgen._OPEN)


@pytest.mark.parametrize("uitkomst", UITKOMSTEN)
def test_end_tells_every_member_once(ingelogd, netwerk, persoon, uitkomst, mailoutbox):
    lid = DeelnameFactory(netwerk=netwerk).persoon
    post = {"reden": "We <b>zijn</b> er.", "besloten_door": "groep"}

    for _ in range(2):
        ingelogd.post(page(uitkomst), post)
    carry_out_due()

    assert Netwerk.objects.get().status == uitkomst
    assert Afsluiting.objects.get().besloten_door == "groep"
    einde = [mail for mail in mailoutbox if "Samen verder" in mail.subject]
    assert len(einde) == 1
    assert lid.email in einde[0].to[0]
    assert "We <b>zijn</b> er." in einde[0].body
    assert Logregel.objects.filter(actie="netwerken.netwerk.ended").count() == 1


def test_second_facilitator_with_another_end_is_told(netwerk, persoon):
    services.end_netwerk(netwerk, "afgerond", by=persoon)

    with pytest.raises(DomainError, match="het netwerk is nu “afgerond”"):
        services.end_netwerk(netwerk, "zelfstandig", by=persoon)


def test_mail_of_an_end_that_was_undone_stays_home(netwerk, persoon, mailoutbox):
    DeelnameFactory(netwerk=netwerk)
    services.end_netwerk(netwerk, "afgerond", by=persoon)
    Netwerk.objects.update(status="gestart")

    carry_out_due()

    assert mailoutbox == []
    assert Bericht.objects.get(soort="netwerken.afgesloten").status == "overgeslagen"


@pytest.mark.parametrize(
    ("uitkomst", "post", "fout"),
    [
        ("gestopt", {"reden": " "}, "Schrijf in een zin waarom het netwerk stopt."),
        ("gestopt", {"besloten_door": ""}, "Kies er een."),
        ("afgerond", {"besloten_door": "de baas"}, "Selecteer een geldige keuze"),
        ("afgerond", {"reden": "y" * 501}, "y" * 501),
    ],
)
def test_bad_input(ingelogd, netwerk, uitkomst, post, fout):
    response = ingelogd.post(page(uitkomst), {"reden": "Op.", "besloten_door": "groep"} | post)

    assert response.status_code == 422
    assert fout in response.content.decode()
    assert not Netwerk.objects.get().is_beeindigd


def test_refused_under_the_lock_is_shown(ingelogd, netwerk):
    Netwerk.objects.update(status="werving")

    response = ingelogd.post(page("afgerond"), {"besloten_door": "groep"})

    assert response.status_code == 422
    assert "Dit kan nog niet" in text(response)


@pytest.mark.parametrize(
    ("status", "uitkomst", "zin"),
    [("werving", "afgerond", "Dit kan nog niet"), ("afgerond", "gestopt", "Dit netwerk is al voorbij")],
)
def test_page_when_it_cannot(ingelogd, netwerk, status, uitkomst, zin):
    Netwerk.objects.update(status=status)

    tekst = text(ingelogd.get(page(uitkomst)))

    assert zin in tekst
    assert "Ja, het" not in tekst


def test_status_page_leads_to_all_of_it(ingelogd, netwerk):
    html = ingelogd.get("/netwerken/samen/status/").content.decode()

    for pad in ("pauze", "einde/afgerond", "einde/zelfstandig", "einde/gestopt"):
        assert f"/netwerken/samen/{pad}/" in html


@pytest.mark.parametrize("item_count", [1, 3])
def test_query_count(ingelogd, netwerk, item_count, django_assert_num_queries):
    for _ in range(item_count):
        BijeenkomstFactory(netwerk=netwerk, begint_op=nu() + timedelta(days=9))

    with django_assert_num_queries(12):
        assert ingelogd.get(page("gestopt")).status_code == 200
