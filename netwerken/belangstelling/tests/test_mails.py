from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail

from berichten.acties import open_acties
from berichten.handelingen import link
from berichten.models import Bericht
from berichten.services import carry_out_due
from kern.tijd import nu
from netwerken.belangstelling import mails, services
from netwerken.belangstelling.models import Belangstelling, Themavoorstel
from netwerken.belangstelling.tests.factories import BelangstellingFactory, ThemaFactory, make_groep
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _op_dinsdag():
    """No evening, weekend or holiday: what is due goes."""
    with time_machine.travel(datetime(2026, 11, 24, 11, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def rij():
    return BelangstellingFactory(thema__naam="Rust <b>in</b> de klas", thema__zichtbaar=True)


def send():
    carry_out_due()
    return mail.outbox


def waarom_niet():
    carry_out_due()
    return Bericht.objects.get().reden


def pad(code, rij):
    return urlsplit(link(code, rij.pk, rij.persoon_id)).path


def test_asks_once_whether_it_holds(rij):
    Belangstelling.objects.update(nagevraagd_op=nu())
    mails.ask_if_it_holds(rij)

    (bericht,) = send()

    assert bericht.subject == "Wil je nog leren over Rust <b>in</b> de klas?"
    html = bericht.alternatives[0].content
    assert "Rust &lt;b&gt;in&lt;/b&gt; de klas" in html
    for tekst in (bericht.body, html):
        assert "woensdag 24 november 2027" in tekst
        assert "Ja, bewaar het nog een jaar" in tekst
        assert "Nee, haal me van de lijst" in tekst
        assert "echt" not in tekst  # what somebody wrote stays where it is


def test_does_not_ask_who_answered_or_left(rij):
    mails.ask_if_it_holds(rij)
    assert waarom_niet() == "Heeft al geantwoord."


def test_does_not_ask_who_left(rij):
    mails.ask_if_it_holds(rij)
    rij.delete()
    assert waarom_niet() == "Staat niet meer op de lijst."


@pytest.mark.parametrize(("regio", "waar"), [("utrecht", "rond Utrecht"), ("landelijk", "in heel Nederland")])
def test_asks_who_wants_to_guide(rij, regio, waar):
    make_groep(rij.thema, 5, regio=regio)
    Belangstelling.objects.update(regio=regio, wil_trekken=False)
    Belangstelling.objects.filter(pk=rij.pk).update(wil_trekken=True)
    services.tend_themas()

    (bericht,) = send()

    assert bericht.to[0].endswith(f"<{rij.persoon.email}>")
    assert bericht.subject == "Begin jij een netwerk over Rust <b>in</b> de klas?"
    assert "6 mensen uit 4 scholen willen leren" in bericht.body
    assert waar in " ".join(bericht.body.split())
    (actie,) = open_acties(rij.persoon, nu())
    assert actie.titel == bericht.subject


def test_asked_by_the_academie_says_so(rij):
    make_groep(rij.thema, 5)
    services.tend_themas()
    services.assign_voorstel(Themavoorstel.objects.get(), rij.persoon, by=PersoonFactory())

    assert "De academie denkt dat jij" in send()[0].body
    assert open_acties(rij.persoon, nu()) == []


@pytest.mark.parametrize(
    ("daarna", "reden"),
    [
        ({"status": "vervallen"}, "Het voorstel geldt niet meer."),
        ({"status": "bezig", "begonnen_op": datetime(2026, 1, 1, tzinfo=UTC)}, "Iemand anders begint het netwerk."),
    ],
)
def test_does_not_ask_for_what_is_gone(rij, daarna, reden):
    voorstel = Themavoorstel.objects.create(thema=rij.thema, sector="vo", regio="utrecht", mensen=6, scholen=3)
    mails.ask_trekker(voorstel, rij.persoon)
    trekker = {"trekker": PersoonFactory()} if daarna["status"] == "bezig" else {}
    Themavoorstel.objects.update(**daarna, **trekker)

    assert waarom_niet() == reden


@pytest.fixture
def uitgenodigd(rij):
    rij.netwerk = NetwerkFactory(naam="Rust", slug="rust", toegang="gesloten", status="in_oprichting")
    rij.save()
    mails.invite_to_apply(rij, rij.netwerk)
    return rij


def test_invites_to_apply(uitgenodigd):
    (bericht,) = send()

    assert bericht.subject == "Er begint een netwerk over Rust <b>in</b> de klas: doe je mee?"
    for tekst in (bericht.body, bericht.alternatives[0].content):
        assert "Je hebt nog geen plek" in tekst
        assert "Ik wil meedoen" in tekst
        assert "Nu niet, ik wacht nog" in tekst


@pytest.mark.parametrize("stop", ["weg", "voorbij", "wacht"])
def test_invitation_that_is_of_no_use(uitgenodigd, stop):
    if stop == "weg":
        uitgenodigd.delete()
    elif stop == "wacht":
        services.wait_on(uitgenodigd)
    else:
        type(uitgenodigd.netwerk).objects.update(status="gestopt", reden_afsluiting="Klaar.")

    assert waarom_niet() in {"Doet al mee, of staat niet meer op de lijst.", "Het netwerk is voorbij."}
    assert not mail.outbox


def test_tells_why_a_theme_is_not_taken_over(rij):
    services.reject_thema(rij.thema, "Te <b>breed</b>.", by=PersoonFactory())

    (bericht,) = send()

    assert "Te <b>breed</b>." in bericht.body
    assert "Te &lt;b&gt;breed" in bericht.alternatives[0].content


def test_theme_that_was_taken_over_after_all(rij):
    services.reject_thema(rij.thema, "Te breed.", by=PersoonFactory())
    services.publish_thema(rij.thema, by=PersoonFactory())

    assert waarom_niet() == "Staat niet meer op de lijst."


@pytest.mark.parametrize("code", [mails.BEWAAR, mails.WEG, mails.MEEDOEN, mails.WACHTEN])
def test_opening_a_link_changes_nothing_and_a_stranger_cannot_use_it(client, uitgenodigd, code):
    assert client.get(pad(code, uitgenodigd)).status_code == 200
    before = Belangstelling.objects.values().get()

    ander = urlsplit(link(code, uitgenodigd.pk, PersoonFactory().pk)).path

    assert client.get(ander).status_code in {404, 410}
    client.post(ander)
    assert Belangstelling.objects.values().get() == before


def test_one_touch_to_keep(client, rij):
    Belangstelling.objects.update(geldig_tot="2026-12-01", nagevraagd_op=nu())

    assert "Je staat op de lijst tot en met" in client.post(pad(mails.BEWAAR, rij)).content.decode()

    rij.refresh_from_db()
    assert rij.nagevraagd_op is None


def test_one_touch_to_leave_twice(client, rij):
    assert "Je staat niet meer op de lijst" in client.post(pad(mails.WEG, rij)).content.decode()
    assert client.post(pad(mails.WEG, rij)).status_code in {200, 404, 410, 422}
    assert not Belangstelling.objects.exists()


@pytest.mark.parametrize(("toegang", "titel"), [("gesloten", "je aanmelding is binnen"), ("open", "Je doet mee aan")])
def test_one_touch_to_apply(client, uitgenodigd, toegang, titel):
    type(uitgenodigd.netwerk).objects.update(toegang=toegang)
    assert ("gesprek" in client.get(pad(mails.MEEDOEN, uitgenodigd)).content.decode()) == (toegang == "gesloten")

    assert titel in client.post(pad(mails.MEEDOEN, uitgenodigd)).content.decode()

    assert Belangstelling.objects.exists() == (toegang == "gesloten")


def test_one_touch_to_apply_after_the_end(client, uitgenodigd):
    type(uitgenodigd.netwerk).objects.update(status="gestopt", reden_afsluiting="Klaar.")

    assert client.get(pad(mails.MEEDOEN, uitgenodigd)).status_code in {404, 410}
    assert client.post(pad(mails.MEEDOEN, uitgenodigd)).status_code in {404, 410, 422}


def test_one_touch_to_wait(client, uitgenodigd):
    assert "Je blijft op de lijst" in client.post(pad(mails.WACHTEN, uitgenodigd)).content.decode()

    uitgenodigd.refresh_from_db()
    assert uitgenodigd.netwerk is None


def test_academie_reads_in_the_letter_what_waits(rij):
    academie = PersoonFactory(academie=True, academie_sector="vo")
    assert open_acties(academie, nu()) == []
    ThemaFactory()
    make_groep(rij.thema, 5)
    services.tend_themas()

    titels = [actie.titel for actie in open_acties(academie, nu())]

    assert titels == ["1 nieuw thema wacht op je oordeel", "1 netwerk kan beginnen"]
    assert open_acties(PersoonFactory(academie=True, academie_sector="po"), nu() + timedelta(days=1)) == []
