"""What changed between the making of a mail and its sending: it stays home, with the true reason."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due, resume_verzending, skip_verzending
from bijeenkomsten import planning as bijeenkomst_planning
from evaluatie import planning, services
from evaluatie.models import Meting
from evaluatie.tests.factories import make_bijeenkomst

pytestmark = pytest.mark.django_db
EIND = timezone.make_aware(datetime(2026, 11, 10, 17))


@pytest.fixture
def bijeenkomst(time_machine):
    time_machine.move_to(EIND, tick=False)
    bijeenkomst = make_bijeenkomst(aanwezig=6, afwezig=1, begint_op=EIND - timedelta(hours=3), eindigt_op=EIND)
    bijeenkomst_planning.reschedule(bijeenkomst)
    return bijeenkomst


def wait_in_queue(bijeenkomst, soort, persoon, op):
    """A mail that was made and could not leave yet."""
    return Bericht.objects.create(
        sleutel=f"wacht:{soort}", soort=soort, aan=persoon, aanleiding=bijeenkomst.aanleiding, op=op, probeer_op=op
    )


def test_asked_after_all_and_then_the_skipped_question_resumed_asks_once(bijeenkomst, time_machine, mailoutbox):
    facilitator = bijeenkomst.netwerk.facilitators().get()
    vraag = Verzending.objects.get(soort=planning.VRAAG)
    skip_verzending(vraag, by=facilitator)
    time_machine.move_to(EIND + timedelta(days=2), tick=False)
    services.send_now(bijeenkomst, by=facilitator)
    carry_out_due()
    resume_verzending(vraag, by=facilitator)
    carry_out_due()

    gevraagd = [mail.to[0] for mail in mailoutbox if mail.subject.startswith("Hoe was het")]
    assert len(gevraagd) == len(set(gevraagd)) == 6


@pytest.mark.parametrize("soort", [planning.GEMIST, planning.UITSLAG, planning.HERINNERING])
def test_who_left_meanwhile_gets_nothing_of_the_inside(bijeenkomst, time_machine, mailoutbox, soort):
    meting = services.open_meting(bijeenkomst, now=EIND + timedelta(days=1))
    persoon = meting.genodigden.aanwezig().first().persoon
    op = meting.sluit_op if soort == planning.UITSLAG else EIND + timedelta(days=5)
    time_machine.move_to(op, tick=False)
    if soort == planning.UITSLAG:
        services.close_meting(meting)
    Verzending.objects.update(status="vervallen")
    bericht = wait_in_queue(bijeenkomst, soort, persoon, op)
    bijeenkomst.netwerk.deelnames.filter(persoon=persoon).update(
        status="uitgestapt", beeindigd_op=op.date(), reden_einde="tijd"
    )

    carry_out_due()

    bericht.refresh_from_db()
    assert (bericht.status, bericht.reden) == ("overgeslagen", "Doet niet meer mee aan het netwerk.")
    assert mailoutbox == []


def test_closed_meanwhile_says_so(bijeenkomst, time_machine, mailoutbox):
    meting = services.open_meting(bijeenkomst, now=EIND + timedelta(days=1))
    Verzending.objects.update(status="vervallen")
    persoon = meting.genodigden.aanwezig().first().persoon
    bericht = wait_in_queue(bijeenkomst, planning.VRAAG, persoon, meting.sluit_op - timedelta(hours=1))
    time_machine.move_to(meting.sluit_op, tick=False)

    carry_out_due()

    bericht.refresh_from_db()
    assert (bericht.status, bericht.reden) == ("overgeslagen", "De evaluatie is al gesloten.")
    assert mailoutbox == []
    assert Meting.objects.get().status == "open"  # the clock of evaluatie had not looked yet


def test_too_few_for_a_round_leaves_mails_about_other_things_alone(bijeenkomst, time_machine, mailoutbox):
    """A mail that its receiver's server refused for a while still goes."""
    gemist = Verzending.objects.get(soort=planning.GEMIST)
    Verzending.objects.filter(pk=gemist.pk).update(status="uitgevoerd", uitgevoerd_op=EIND)
    persoon = services.who_is_asked(bijeenkomst)[1][0]
    later = EIND + timedelta(days=1, hours=4)
    wacht = Bericht.objects.create(
        sleutel=f"{gemist.sleutel}:persoon:{persoon.pk}", soort=planning.GEMIST, verzending=gemist, aan=persoon,
        aanleiding=bijeenkomst.aanleiding, op=EIND, probeer_op=later,
    )  # fmt: skip
    bijeenkomst.aanwezigheden.filter(aanwezig=True).update(aanwezig=False)
    time_machine.move_to(later - timedelta(hours=1), tick=False)

    carry_out_due()

    wacht.refresh_from_db()
    assert (wacht.status, wacht.reden) == ("gepland", "")
    assert Verzending.objects.get(soort=planning.UITSLAG).reden == planning.GEEN_RONDE
