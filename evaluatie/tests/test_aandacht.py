"""Until when the mails of an evaluation are of use, and what the netwerkbrief asks without keeping anything of it."""

from datetime import timedelta

import pytest
import time_machine

from berichten.aandacht import brief_moment
from berichten.acties import open_acties
from berichten.handelingen import read_token
from berichten.models import NETWERKBRIEF, Bericht
from berichten.services import carry_out_due, forget_letters, set_preference
from berichten.soorten import get_soort
from evaluatie.models import Genodigde
from evaluatie.tests.factories import make_meting
from kern.tijd import nu

pytestmark = pytest.mark.django_db


def limit(soort, aanleiding):
    uiterlijk = get_soort(f"evaluatie.{soort}").uiterlijk
    return uiterlijk and uiterlijk(Bericht(aanleiding=aanleiding))


def test_until_when_each_mail_is_of_use():
    meting = make_meting()
    aanleiding = meting.bijeenkomst.aanleiding

    found = {soort: limit(soort, aanleiding) for soort in ("vraag", "herinnering", "gemist", "uitslag")}

    assert found == {
        "vraag": meting.sluit_op, "herinnering": meting.sluit_op,
        "gemist": meting.bijeenkomst.eindigt_op + timedelta(days=21), "uitslag": None,
    }  # fmt: skip
    assert {limit(soort, "bijeenkomst:999999") for soort in found} == {None}


def test_reminders_leave_no_count_behind():
    assert not get_soort("evaluatie.herinnering").telt


def find_evaluaties(persoon, now):
    """Of all that waits for somebody."""
    return [actie for actie in open_acties(persoon, now) if actie.onderwerp == "evaluatie"]


def test_open_evaluation_is_asked_until_it_is_answered():
    meting = make_meting()
    first, second = Genodigde.objects.aanwezig().filter(meting=meting)[:2]
    Genodigde.objects.filter(pk=second.pk).update(ingevuld=True)

    [actie] = find_evaluaties(first.persoon, nu())

    handeling, ref = read_token(actie.url.split("/")[-2])
    assert (handeling.code, ref) == ("ev", (meting.pk, first.persoon_id))
    assert (actie.voor, actie.onderwerp, actie.netwerk) == (meting.sluit_op, "evaluatie", meting.netwerk.naam)
    assert find_evaluaties(second.persoon, nu()) == []
    assert find_evaluaties(first.persoon, meting.sluit_op) == []


def test_letter_keeps_nothing_of_who_was_asked(mailoutbox):
    """Its row has no subject and no facts, and a week later it is gone."""
    meting = make_meting(dagen=-3)
    first, second = Genodigde.objects.aanwezig().filter(meting=meting)[:2]
    Genodigde.objects.filter(pk=second.pk).update(ingevuld=True)
    for genodigde in (first, second):
        set_preference(genodigde.persoon, "evaluatie", "wekelijks")
    maandag = brief_moment(nu(), rust=False)

    with time_machine.travel(maandag, tick=False):
        carry_out_due()

    brief = Bericht.objects.get(soort=NETWERKBRIEF, aan=first.persoon)
    assert (brief.status, brief.onderwerp, brief.gegevens, brief.reden) == ("verstuurd", "Netwerkbrief", {}, "")
    brieven = [message for message in mailoutbox if message.body.startswith("JE NETWERKBRIEF")]
    assert [message.to[0].endswith(f"<{first.persoon.email}>") for message in brieven] == [True]
    assert not get_soort(NETWERKBRIEF).namen_in_log
    forget_letters(maandag + timedelta(days=7))
    assert not Bericht.objects.filter(soort=NETWERKBRIEF).exists()
