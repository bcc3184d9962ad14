"""No order of things that people can do leads to a netwerk that can not exist."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from config.tests.levensloop.leven import Leven
from config.tests.levensloop.regels import NETWERK
from netwerken.models import Netwerk


def live(**how):
    still = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    # Making a found order shorter takes minutes; reading forty steps takes less.
    how |= still | {"phases": [Phase.generate], "report_multiple_bugs": False}
    run_state_machine_as_test(Leven, settings=settings(**how))


@pytest.mark.once
def test_no_order_of_steps_leads_to_an_illegal_state(db):
    live(max_examples=15, stateful_step_count=40, derandomize=True)


@pytest.mark.soak
def test_no_order_of_steps_leads_to_an_illegal_state_for_long(db):
    live(max_examples=150, stateful_step_count=60)


def test_every_status_has_its_steps():
    assert NETWERK.keys() == set(Netwerk.Status.values)
