"""A year of several networks, day by day, and every ten minutes when the clock changes (docs/testen.md)."""

import os
from datetime import date

import pytest
from django.db import connection

from config.tests.jaar import nights
from config.tests.jaar.engine import Engine, Size
from config.tests.jaar.grants import SUBSIDIE
from config.tests.jaar.kinds import KINDS
from config.tests.jaar.life import Life
from config.tests.jaar.report import make_report
from config.tests.jaar.rounds import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_server")]

SEED = int(os.environ.get("LEERNETWERK_JAAR_SEED", "1"))
YEAR = Size()
AUTUMN = Size(date(2026, 10, 12), days=45, networks=(6, 9), meetings=4, outages=4)
SOAK = range(101, 121)


def live(seed, size, client):
    engine = Engine(seed, size)
    engine.run(Life(engine, client))
    return engine


def test_autumn_with_a_change_of_the_clock(client):
    """Short, on both databases."""
    engine = live(SEED, AUTUMN, client)

    assert engine.verifier.sent["bijeenkomsten.vastgesteld"] > 0
    assert engine.verifier.sent["evaluatie.ronde"] > 0
    assert engine.jobs.keys() == set(nights.nightly())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a year once is enough; make soak lives many on PostgreSQL")
def test_year(client):
    engine = live(SEED, YEAR, client)

    assert engine.verifier.sent["evaluatie.uitslag"] > 0
    assert engine.verifier.sent.keys() >= KINDS.keys() - SUBSIDIE  # nothing that can happen was left out of the year
    assert engine.verifier.reasons
    surveys = [m.survey for network in engine.oracle.networks for m in network.meetings if m.survey]
    assert {len(one.answered) >= 5 for one in surveys if one.in_room and one.closed} == {True, False}
    assert any(one.kind == AFTER and one.stage == "closed" for n in engine.oracle.networks for one in n.rounds)
    stages = {one.stage for network in engine.oracle.networks for one in network.rounds}
    assert stages >= {"closed", "lapsed", "gone"}  # answered, too small or skipped, and overtaken


def test_no_job_is_forgotten(settings):
    """Every job of the schedule runs in the year, or is named with the reason why not."""
    schedule = settings.CELERY_BEAT_SCHEDULE.keys()
    special = nights.BY_THE_MINUTE | nights.LEFT_OUT.keys()

    assert special <= schedule
    assert {*nights.nightly(), *special} == schedule
    assert nights.nightly()[-1] == nights.LAST
    assert all(nights.LEFT_OUT.values())


@pytest.mark.soak
@pytest.mark.parametrize("seed", SOAK)
def test_many_years(client, seed, capsys):
    engine = live(seed, YEAR, client)

    with capsys.disabled():
        print(f"\n{make_report(engine)}")  # noqa: T201 - what make soak is read for
    assert engine.verifier.sent["evaluatie.uitslag"] > 0
