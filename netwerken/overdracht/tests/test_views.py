from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from berichten.acties import open_acties
from berichten.models import Bericht
from berichten.services import carry_out_due
from berichten.tests.factories import VerzendingFactory
from kern.tijd import nu
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.models import Netwerk, Overdracht
from netwerken.overdracht import services
from netwerken.overdracht.models import GELDIG
from netwerken.overdracht.tests.conftest import ask, rollen
from netwerken.taken import services as taken
from netwerken.taken.tests.test_views import login, text
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
VELDEN = {"notitie": "Let op de stilte.", "blijft": "weg"}


def url(wat="overdracht", *args):
    return reverse(f"netwerken:{wat}", args=["de-groep", *args])


def send():
    carry_out_due()
    return {parseaddr(m.to[0])[1]: m for m in mail.outbox}


def fill(cast):
    """Something of every kind to hand over."""
    taken.begin_taken(cast.netwerk, by=cast.marit)
    taken.take(cast.netwerk.taken.first(), cast.marit)
    DeelnameFactory(netwerk=cast.netwerk, aangemeld=True)
    IntakeFactory(deelname__netwerk=cast.netwerk, verstuurd=True)
    VerzendingFactory(context=cast.netwerk.context, titel="Vastgehouden", status="vastgehouden")


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_lists_what_there_is(client, cast, item_count, django_assert_max_num_queries):
    for _ in range(item_count):
        fill(cast)
    login(client, cast.marit)

    with django_assert_max_num_queries(16):
        pagina = text(client.get(url()))
    for wat in ("1 taak", "aanmelding", "intake", "houd je vast", "Eén keer samen"):
        assert wat in pagina


def test_nothing_open_is_told(client, cast):
    assert "Er staat niets open." in text(login(client, cast.marit).get(url()))


def test_asked_shown_and_withdrawn(client, cast):
    login(client, cast.marit)
    antwoord = client.post(url(), VELDEN | {"lid": str(cast.noor.pk)}, follow=True)
    assert "krijgt een mail. Tot het ja verandert er niets." in text(antwoord)
    assert "stop je met dit netwerk" in text(antwoord)
    assert "Let op de stilte." in text(antwoord)
    pk = Overdracht.objects.get().pk
    assert "De vraag is ingetrokken." in text(client.post(url("overdracht_withdraw", pk), follow=True))
    assert "ingetrokken" in text(client.get(url()))


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({}, "Kies iemand uit de groep, of vul een mailadres in."),
        ({"email": "geen adres", "naam": "Sam"}, "Dit is geen mailadres."),
        ({"email": "sam@elders.test"}, "Vul een naam in."),
        ({"lid": "99999"}, "99999"),
        ({"email": "sam@elders.test", "naam": "Sam", "blijft": ""}, "Kies er een."),
    ],
)
def test_bad_input_is_refused_at_the_field(client, cast, anders, fout):
    antwoord = login(client, cast.marit).post(url(), VELDEN | anders)

    assert antwoord.status_code == 422
    assert fout in text(antwoord)
    assert not Overdracht.objects.exists()


def test_somebody_from_outside_reads_only_the_question(client, cast):
    nieuw = PersoonFactory(email="sam@elders.test")
    EmailAddress.objects.create(user=nieuw, email="sam@elders.test", verified=True)
    login(client, cast.marit).post(url(), VELDEN | {"email": "sam@elders.test", "naam": "Sam"})
    overdracht = Overdracht.objects.get()

    pagina = text(login(client, nieuw).get(overdracht.get_absolute_url()))
    assert "Wil jij deze groep begeleiden?" in pagina
    assert "stilte" not in pagina
    assert client.get(cast.netwerk.get_absolute_url()).status_code == 404
    pagina = text(client.post(url("overdracht_accept", overdracht.pk), follow=True))
    assert "Let op de stilte." in pagina
    assert client.get(cast.netwerk.get_absolute_url()).status_code == 200


def test_note_is_for_the_successor_only(client, cast):
    overdracht = ask(cast, cast.noor)
    adres = overdracht.get_absolute_url()

    assert login(client, cast.yusuf).get(adres).status_code == 404
    assert "stilte" not in text(login(client, cast.noor).get(adres))
    services.accept(overdracht, cast.noor)
    assert "stilte" in text(client.get(adres))
    DeelnameFactory(netwerk=cast.netwerk, facilitator=True)
    cast.netwerk.deelnames.filter(persoon=cast.noor, rol="facilitator").update(
        status="uitgestapt", beeindigd_op="2026-01-01"
    )
    assert "Nu begeleid je dit netwerk niet meer." in text(client.get(adres))


def test_no_and_old_and_over_are_told(client, cast):
    overdracht = ask(cast, cast.noor)
    login(client, cast.noor)
    assert "Goed dat je het zegt." in text(client.post(url("overdracht_decline", overdracht.pk), follow=True))
    assert "Je zei dat je het niet overneemt" in text(client.get(overdracht.get_absolute_url()))
    for wat in ("overdracht_accept",):
        assert "geldt niet meer" in text(client.post(url(wat, overdracht.pk), follow=True))

    tweede = ask(cast, cast.noor)
    Overdracht.objects.filter(pk=tweede.pk).update(verloopt_op=nu() - timedelta(days=1))
    assert "De vraag was geldig tot en met" in text(client.get(tweede.get_absolute_url()))
    assert "geldt niet meer" in text(client.post(url("overdracht_decline", tweede.pk), follow=True))
    assert "antwoordde niet op tijd" in text(login(client, cast.marit).get(url()))
    Netwerk.objects.update(status="afgerond")
    assert "Dit netwerk is voorbij." in text(login(client, cast.noor).get(tweede.get_absolute_url()))


def test_withdrawing_too_late_is_told(client, cast):
    DeelnameFactory(netwerk=cast.netwerk, persoon=cast.marit)
    overdracht = ask(cast, cast.noor)
    Overdracht.objects.filter(pk=overdracht.pk).update(antwoord="ja", beantwoord_op=nu())

    assert "heeft al ja gezegd" in text(
        login(client, cast.marit).post(url("overdracht_withdraw", overdracht.pk), follow=True)
    )


def test_asking_twice_is_told_on_the_form(client, cast):
    ask(cast, cast.noor)
    antwoord = login(client, cast.marit).post(url(), VELDEN | {"lid": str(cast.yusuf.pk)})

    assert antwoord.status_code == 422


def test_leaving_page_shows_the_way(client, cast):
    pagina = login(client, cast.marit).get(url("leave"))

    assert url() in pagina.content.decode()
    assert url() not in login(client, cast.noor).get(url("leave")).content.decode()


def test_mails_tell_the_question_the_no_and_the_change(cast):
    with time_machine.travel(datetime(2026, 11, 24, 11, tzinfo=UTC), tick=False):
        overdracht = ask(cast, cast.noor)
        brief = send()[cast.noor.email]
        assert brief.subject == f"Neem jij de begeleiding van {cast.netwerk.naam} over?"
        assert overdracht.get_absolute_url() in brief.body
        services.decline(overdracht, cast.noor)
        assert "neemt" in send()[cast.marit.email].subject
        mail.outbox.clear()
        services.accept(ask(cast, cast.yusuf, blijft=True), cast.yusuf)
        brieven = send()

    assert brieven[cast.noor.email].subject.endswith(f"begeleidt nu {cast.netwerk.naam}")
    assert "blijft in de groep" in brieven[cast.marit.email].body
    assert all("stilte" not in brief.body for brief in mail.outbox)


@pytest.mark.parametrize("soort", ["vraag", "nee", "klaar"])
def test_mail_that_came_too_late_stays_home(cast, soort):
    with time_machine.travel(datetime(2026, 11, 24, 11, tzinfo=UTC), tick=False):
        overdracht = ask(cast, cast.noor)
        if soort != "vraag":
            (services.decline if soort == "nee" else services.accept)(overdracht, cast.noor)
        overdracht.delete()
        send()

    assert not Bericht.objects.filter(soort=f"netwerken.overdracht_{soort}").exclude(status="overgeslagen").exists()


def test_brief_asks_and_tells_what_nobody_answered(cast):
    ask(cast, cast.noor)
    assert "Wil jij deze groep begeleiden?" in [a.titel for a in open_acties(cast.noor, nu())]
    later = nu() + GELDIG + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        assert not [a for a in open_acties(cast.noor, later) if "begeleiden" in a.titel]
        assert [a for a in open_acties(cast.marit, later) if "antwoordde niet op je vraag" in a.titel]
    assert rollen(cast, cast.marit) == {"facilitator"}
