from datetime import UTC, datetime
from email.utils import parseaddr

import pytest
import time_machine
from django.core import mail

from berichten.acties import open_acties
from berichten.handelingen import make_token
from berichten.models import Bericht
from berichten.services import carry_out_due
from kern.tijd import nu
from netwerken import services as netwerken
from netwerken.models import Netwerk
from netwerken.taken import services
from netwerken.taken.mails import JA, PAS, VRAAG
from netwerken.taken.tests.conftest import ask
from netwerken.taken.tests.test_views import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _op_dinsdag():
    """No evening, weekend or holiday: what is due goes."""
    with time_machine.travel(datetime(2026, 11, 24, 11, tzinfo=UTC), tick=False):
        yield


def send():
    carry_out_due()
    return {parseaddr(m.to[0])[1]: m for m in mail.outbox}


def redenen():
    return set(Bericht.objects.filter(soort=VRAAG).values_list("status", "reden"))


def page(client, code, taak, persoon):
    return client.get(f"/d/{make_token(code, taak.pk, persoon.pk)}/")


def touch(client, code, taak, persoon):
    return client.post(f"/d/{make_token(code, taak.pk, persoon.pk)}/")


def test_one_task_asks_by_name(cast, taken):
    ask(taken["T-07"], cast.noor, by=cast.facilitator)
    brief = send()[cast.noor.email]

    assert brief.subject == "Doe jij dit: Een plek en wat te eten regelen?"
    for tekst in (brief.body, brief.alternatives[0].content):
        assert "Reserveer een ruimte" in tekst
        assert "Liever niet" in tekst


def test_more_tasks_are_one_mail_with_buttons_for_each(cast, taken):
    keuzes = {taken[code].pk: ("", str(cast.noor.pk)) for code in ("T-07", "T-08")}
    services.divide(cast.netwerk, keuzes, by=cast.facilitator)
    ask(taken["T-09"], cast.noor, by=cast.facilitator)
    brief = send()[cast.noor.email]

    assert brief.subject == f"Wil jij 3 taken doen in {cast.netwerk.naam}?"
    assert brief.body.count("Ik doe het:") == 3
    ask(taken["T-12"], cast.noor, by=cast.facilitator)
    send()
    assert len(mail.outbox) == 2  # what was asked later is a new question, about all that is open


def test_question_stays_home_when_it_is_answered(cast, taken):
    services.take(ask(taken["T-07"], cast.noor, by=cast.facilitator), cast.noor)
    send()

    assert redenen() == {("overgeslagen", "De vraag is beantwoord of ingetrokken.")}


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        (lambda cast: netwerken.leave(cast.netwerk, cast.noor), "Doet niet meer mee aan het netwerk."),
        (lambda cast: Netwerk.objects.update(status="afgerond"), "Het netwerk is voorbij."),
        (lambda cast: Bericht.objects.update(aanleiding="taken:0"), "Het netwerk is voorbij."),
    ],
)
def test_question_stays_home_when_it_cannot_be_answered(cast, taken, anders, reden):
    ask(taken["T-07"], cast.noor, by=cast.facilitator)
    anders(cast)
    send()

    assert redenen() == {("overgeslagen", reden)}


def test_two_questions_before_the_mail_left_are_one_mail(cast, taken):
    ask(taken["T-07"], cast.noor, by=cast.facilitator)
    ask(taken["T-08"], cast.noor, by=cast.facilitator)

    assert Bericht.objects.filter(soort=VRAAG).count() == 1


def test_yes_and_no_from_the_mail(client, cast, taken):
    taak = ask(taken["T-07"], cast.noor, by=cast.facilitator)

    assert "Een plek en wat te eten regelen: doe jij dat?" in text(page(client, JA, taak, cast.noor))
    taak.refresh_from_db()
    assert taak.persoon is None  # opening does nothing
    assert "Fijn, de taak is van jou" in text(touch(client, JA, taak, cast.noor))
    assert "Je hebt al gezegd dat je dit doet." in text(page(client, JA, taak, cast.noor))
    assert "weer vrij" in text(page(client, PAS, taak, cast.noor))
    assert "Goed dat je het zegt" in text(touch(client, PAS, taak, cast.noor))
    assert "liever niet?" in text(page(client, PAS, taak, cast.noor))  # after passing it says so again
    assert "doe jij dat?" in text(page(client, JA, taak, cast.noor))  # and there is a way back
    taak.refresh_from_db()
    assert taak.is_vrij


def test_page_tells_who_does_it_now(client, cast, taken):
    services.take(taken["T-07"], cast.yusuf)
    taak = ask(taken["T-07"], cast.noor, by=cast.facilitator, was=str(cast.yusuf.pk))

    assert "Nu doet Yusuf" in text(page(client, JA, taak, cast.noor))


def test_old_links_tell_why(client, cast, taken):
    taak = ask(taken["T-07"], cast.noor, by=cast.facilitator)
    services.divide(cast.netwerk, {taak.pk: (str(cast.noor.pk), str(cast.yusuf.pk))}, by=cast.facilitator)
    assert "intussen ingetrokken" in text(page(client, JA, taak, cast.noor))
    services.take(taak, cast.yusuf)
    assert "doet deze taak intussen" in text(page(client, JA, taak, cast.noor))
    services.divide(cast.netwerk, {taak.pk: (str(cast.yusuf.pk), "weg")}, by=cast.facilitator)
    assert "niet meer nodig" in text(page(client, JA, taak, cast.noor))
    Netwerk.objects.update(status="afgerond")
    assert "Dit netwerk is voorbij" in text(page(client, JA, taak, cast.noor))


def test_links_are_of_one_person_who_takes_part(client, cast, taken):
    taak = ask(taken["T-07"], cast.noor, by=cast.facilitator)

    assert "intussen ingetrokken" in text(touch(client, JA, taak, cast.yusuf))
    netwerken.leave(cast.netwerk, cast.noor)
    cast.yusuf.is_active = False
    cast.yusuf.save()
    for persoon in (cast.noor, cast.yusuf):
        assert "Een plek" not in text(page(client, JA, taak, persoon))


def test_brief_asks_who_was_asked_and_tells_who_divides(cast, taken):
    ask(taken["T-07"], cast.noor, by=cast.facilitator)
    assert "Een plek en wat te eten regelen: doe jij dat?" in [a.titel for a in open_acties(cast.noor, nu())]
    services.pass_taak(taken["T-07"], cast.noor)
    assert "Een taak is weer vrij" in [a.titel for a in open_acties(cast.facilitator, nu())]
    services.give_back(services.take(taken["T-08"], cast.noor), cast.noor)
    assert "2 taken zijn weer vrij" in [a.titel for a in open_acties(cast.facilitator, nu())]
    assert not [a for a in open_acties(cast.noor, nu()) if "vrij" in a.titel]
    Netwerk.objects.update(status="afgerond")
    assert not [a for a in open_acties(cast.facilitator, nu()) if "vrij" in a.titel]
