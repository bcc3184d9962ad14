"""Which mails a meeting plans, and what becomes of them when it moves or is cancelled."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due, hold_verzending
from bijeenkomsten import services
from bijeenkomsten.planning import reschedule
from bijeenkomsten.tests.factories import AanwezigheidFactory
from bijeenkomsten.tests.test_mails import GEPLAND, NL, ics_of, mails_to, nl, plan, update

pytestmark = pytest.mark.django_db


def planned(bijeenkomst):
    """Kind → (moment, status) of what still exists about this meeting."""
    rows = Verzending.objects.filter(aanleiding=bijeenkomst.aanleiding, soort__startswith="bijeenkomsten.")
    return {v.soort.removeprefix("bijeenkomsten."): (v.op.astimezone(NL), v.status) for v in rows.order_by("pk")}


def test_planned_early_all_mails_on_working_mornings(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)

    assert planned(b) == {
        "vastgesteld": (GEPLAND, "gepland"),
        "voorbereiders": (nl(2026, 11, 5), "gepland"),
        "programma": (nl(2026, 11, 19), "gepland"),
        "morgen": (nl(2026, 11, 25), "gepland"),
    }


@pytest.mark.parametrize(
    ("vast", "verwacht"),
    [
        # inside 21 days: the voorbereiders hear it the next working morning
        (
            nl(2026, 11, 9, 10),
            {"voorbereiders": nl(2026, 11, 10), "programma": nl(2026, 11, 19), "morgen": nl(2026, 11, 25)},
        ),
        # friday evening before the programme's morning: monday
        (
            nl(2026, 11, 13, 22),
            {"voorbereiders": nl(2026, 11, 16), "programma": nl(2026, 11, 19), "morgen": nl(2026, 11, 25)},
        ),
        # inside 7 days: one mail the next morning, and not two to a voorbereider at the same minute
        (nl(2026, 11, 20, 12), {"programma": nl(2026, 11, 23), "morgen": nl(2026, 11, 25)}),
        # three days before: programme next morning, then the day before
        (nl(2026, 11, 23, 8), {"programma": nl(2026, 11, 24), "morgen": nl(2026, 11, 25)}),
        # two days before: only the mail of the day before is left
        (nl(2026, 11, 24, 8), {"morgen": nl(2026, 11, 25)}),
        # the day before, an hour before nine: the invitation told everything
        (nl(2026, 11, 25, 8), {}),
        (nl(2026, 11, 26, 10), {}),
        # just before the programme would go: the invitation is fresh, so it waits a day
        (nl(2026, 11, 19, 7), {"programma": nl(2026, 11, 20), "morgen": nl(2026, 11, 25)}),
    ],
)
def test_planned_late_only_what_is_of_use(cast, vast, verwacht):
    with time_machine.travel(vast, tick=False):
        b = plan(cast)

    momenten = {naam: op for naam, (op, _) in planned(b).items() if naam != "vastgesteld"}
    assert momenten == verwacht


def test_day_before_a_monday_is_the_friday(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast, begint_op=nl(2026, 12, 28, 13), eindigt_op=nl(2026, 12, 28, 15))

    # the 25th and 26th are holidays, the 27th a sunday
    assert planned(b)["morgen"][0] == nl(2026, 12, 24)
    assert planned(b)["programma"][0] == nl(2026, 12, 21)


def test_everything_moves_along(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
    verplaatst = nl(2026, 10, 20, 16)
    with time_machine.travel(verplaatst, tick=False):
        update(b, cast.facilitator, begint_op=nl(2026, 12, 3, 13, 30), eindigt_op=nl(2026, 12, 3, 17))

    assert planned(b) == {
        "vastgesteld": (GEPLAND, "vervallen"),
        "verplaatst": (verplaatst, "gepland"),
        "voorbereiders": (nl(2026, 11, 12), "gepland"),
        "programma": (nl(2026, 11, 26), "gepland"),
        "morgen": (nl(2026, 12, 2), "gepland"),
    }
    assert Verzending.objects.filter(soort__endswith="programma").count() == 1


def test_hold_survives_a_move(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        hold_verzending(Verzending.objects.get(soort="bijeenkomsten.programma"), by=cast.facilitator)
    with time_machine.travel(GEPLAND + timedelta(days=1), tick=False):
        update(b, cast.facilitator, begint_op=nl(2026, 12, 3, 13, 30), eindigt_op=nl(2026, 12, 3, 17))

    assert planned(b)["programma"] == (nl(2026, 11, 26), "vastgehouden")


def test_moved_after_the_day_before_mail_reminds_again(cast, django_capture_on_commit_callbacks):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)
    with time_machine.travel(nl(2026, 11, 25, 9, 1), tick=False):
        carry_out_due()
    with time_machine.travel(nl(2026, 11, 25, 20), tick=False):
        update(b, cast.facilitator, begint_op=nl(2026, 12, 10, 13, 30), eindigt_op=nl(2026, 12, 10, 17))

    rows = Verzending.objects.filter(soort="bijeenkomsten.morgen").order_by("pk")
    assert [(v.status, v.op.astimezone(NL)) for v in rows] == [
        ("uitgevoerd", nl(2026, 11, 25)),
        ("gepland", nl(2026, 12, 9)),
    ]


def test_another_place_on_the_same_day_does_not_repeat_the_programme(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
    with time_machine.travel(nl(2026, 11, 19, 9, 1), tick=False):
        carry_out_due()
    with time_machine.travel(nl(2026, 11, 20, 12), tick=False):
        update(b, cast.facilitator, locatie="Wilgenkamp College")

    assert Verzending.objects.filter(soort="bijeenkomsten.programma").count() == 1
    assert planned(b)["morgen"] == (nl(2026, 11, 25), "gepland")


def test_reschedule_twice_is_once(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        carry_out_due()
    voor = list(Verzending.objects.order_by("pk").values("sleutel", "op", "status"))
    berichten = Bericht.objects.count()

    with time_machine.travel(nl(2026, 11, 1, 12), tick=False):
        reschedule(b)
        reschedule(b)

    assert list(Verzending.objects.order_by("pk").values("sleutel", "op", "status")) == voor
    assert Bericht.objects.count() == berichten


def test_cancelled_everything_to_come_lapses(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        carry_out_due()
    with time_machine.travel(nl(2026, 11, 10, 15), tick=False):
        services.cancel_bijeenkomst(b, reden="De zaal is bezet.", by=cast.facilitator)
        services.cancel_bijeenkomst(b, reden="Nog eens.", by=cast.facilitator)
        carry_out_due()

    redenen = Verzending.objects.filter(status="vervallen").values_list("reden", flat=True)
    assert set(redenen) == {"De bijeenkomst is afgelast."}
    assert {naam: status for naam, (_, status) in planned(b).items()} == {
        "vastgesteld": "uitgevoerd", "voorbereiders": "vervallen", "programma": "vervallen", "morgen": "vervallen",
        "afgelast": "uitgevoerd",
    }  # fmt: skip
    laatste = mails_to(cast.deelnemer)[-1]
    assert laatste.subject == f"Gaat niet door: donderdag 26 november, {cast.netwerk.naam}"
    assert "De zaal is bezet." in laatste.body
    assert "METHOD:CANCEL" in ics_of(laatste)
    assert "STATUS:CANCELLED" in ics_of(laatste)


def test_cancelled_after_the_day_nobody_gets_mail(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        carry_out_due()
    mail.outbox.clear()
    with time_machine.travel(nl(2026, 12, 10), tick=False):
        services.cancel_bijeenkomst(b, reden="Ging niet door.", by=cast.facilitator)
        carry_out_due()

    assert mail.outbox == []
