from datetime import timedelta

import pytest

from berichten.models import NETWERKBRIEF, Bericht, Verzending
from berichten.services.recovery import REDEN, hold_after_restore
from berichten.tests.factories import BerichtFactory, VerzendingFactory
from kern.tijd import nu

pytestmark = pytest.mark.django_db


def test_what_became_due_since_the_copy_is_held():
    now = nu()
    made_at = now - timedelta(hours=6)
    uren = {"voor": -7, "sinds": -5, "straks": 1}
    verzendingen = {naam: VerzendingFactory(op=now + timedelta(hours=uur)) for naam, uur in uren.items()}

    assert hold_after_restore(made_at) == 1

    statussen = {naam: Verzending.objects.get(pk=v.pk).status for naam, v in verzendingen.items()}
    assert statussen == {"voor": "gepland", "sinds": "vastgehouden", "straks": "gepland"}
    assert Verzending.objects.get(pk=verzendingen["sinds"].pk).reden == REDEN


def test_mail_to_one_person_that_waited_is_skipped():
    now = nu()
    wachtte = BerichtFactory(op=now - timedelta(hours=1), gegevens={"code": "123456"})
    later = BerichtFactory(op=now + timedelta(hours=1))

    assert hold_after_restore(now - timedelta(hours=6)) == 1

    wachtte.refresh_from_db()
    assert (wachtte.status, wachtte.reden, wachtte.gegevens) == (Bericht.Status.OVERGESLAGEN, REDEN, {})
    assert Bericht.objects.get(pk=later.pk).status == Bericht.Status.GEPLAND


def test_twice_holds_nothing_more():
    VerzendingFactory(op=nu() - timedelta(hours=1))
    hold_after_restore(nu() - timedelta(hours=2))

    assert hold_after_restore(nu() - timedelta(hours=2)) == 0


def test_letter_is_skipped_with_everything_in_it():
    brief = BerichtFactory(soort=NETWERKBRIEF, op=nu() - timedelta(hours=1))
    later = BerichtFactory(soort=NETWERKBRIEF, op=nu() + timedelta(days=3))
    mee, wacht = (BerichtFactory(status="gebundeld", bundel=letter) for letter in (brief, later))

    assert hold_after_restore(nu() - timedelta(hours=6)) == 2

    statussen = [Bericht.objects.get(pk=row.pk).status for row in (brief, mee, later, wacht)]
    assert statussen == ["overgeslagen", "overgeslagen", "gepland", "gebundeld"]
