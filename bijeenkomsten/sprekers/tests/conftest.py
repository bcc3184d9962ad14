from datetime import datetime, timedelta

import pytest
from django.core import mail

from berichten.services import carry_out_due
from bijeenkomsten.services import plan_bijeenkomst
from bijeenkomsten.sprekers import services
from bijeenkomsten.sprekers.tests.gast import BEGIN, GAST, NL, WAARDEN
from bijeenkomsten.tests.cast import Cast, make_waarden


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def begeleider(client, cast):
    client.force_login(cast.facilitator)
    return client


@pytest.fixture
def clock(time_machine):
    def go(*moment):
        time_machine.move_to(datetime(2026, *moment, tzinfo=NL), tick=False)
        carry_out_due()

    time_machine.move_to(datetime(2026, 11, 2, 14, tzinfo=NL), tick=False)
    return go


@pytest.fixture
def verzoek(clock, cast):
    waarden = make_waarden() | {"begint_op": BEGIN, "eindigt_op": BEGIN + timedelta(hours=3)}
    b = plan_bijeenkomst(cast.netwerk, waarden, by=cast.facilitator)
    clock(11, 3, 10)
    mail.outbox.clear()
    verzoek = services.ask_gast(b, GAST, WAARDEN, by=cast.facilitator)
    carry_out_due()
    return verzoek
