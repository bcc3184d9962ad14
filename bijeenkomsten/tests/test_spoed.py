"""A change close to the meeting, in the evening: it goes at once, to everybody."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from berichten.models import Bericht
from berichten.services import carry_out_due
from bijeenkomsten import services
from bijeenkomsten.tests.cast import Cast, make_waarden

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")
AVOND = datetime(2026, 10, 21, 21, tzinfo=NL)
BEGIN = datetime(2026, 10, 23, 16, tzinfo=NL)


def test_refused_once_still_goes_at_once_though_the_others_know(settings):
    settings.RUSTTIJDEN = True
    cast = Cast()
    with time_machine.travel(datetime(2026, 10, 8, 12, tzinfo=NL), tick=False) as clock:
        waarden = make_waarden() | {"begint_op": BEGIN, "eindigt_op": BEGIN + timedelta(hours=2)}
        b = services.plan_bijeenkomst(cast.netwerk, waarden, by=cast.facilitator)
        carry_out_due()
        clock.move_to(AVOND)
        later = {"begint_op": BEGIN + timedelta(days=4), "eindigt_op": BEGIN + timedelta(days=4, hours=2)}
        services.update_bijeenkomst(b, later, by=cast.facilitator, versie=b.versie)
        carry_out_due()
        # The mail server of one receiver was busy.
        rij = Bericht.objects.filter(soort="bijeenkomsten.verplaatst", aan=cast.deelnemer)
        rij.update(status="gepland", verstuurd_op=None, probeer_op=AVOND + timedelta(minutes=1))
        mail.outbox.clear()
        clock.move_to(AVOND + timedelta(minutes=1))
        carry_out_due()

    assert [cast.deelnemer.email in m.to[0] for m in mail.outbox] == [True]
