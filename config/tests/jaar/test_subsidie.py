"""A season in which netwerken ask for a contribution, while people come, go and lose their account (docs/testen.md)."""

from datetime import date, timedelta

import pytest
from django.db import connection

from config.tests.jaar.engine import Engine, Size
from config.tests.jaar.granting import Granting
from config.tests.jaar.grants import GRANTED, LATE, REFUSED, SUBSIDIE
from config.tests.jaar.life import Life
from config.tests.jaar.moments import at
from config.tests.jaar.test_jaar import SEED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_server")]

DAY = timedelta(days=1)
SEASON = Size(date(2026, 10, 1), days=235, networks=(5, 7, 8, 9), outages=5)


class Season(Life):
    """Nobody meets and nobody is asked anything; what happens to an aanvraag happens as in a year."""

    def __call__(self, engine):
        engine.has_rounds = False
        self.world.build()
        people, leaders, r = self.people, self.leaders, self.random
        daily = {
            people.leave: 0.008, people.join: 0.01, people.close_account: 0.006, people.open_account: 0.02,
            people.bounce: 0.003, people.recover: 0.006, leaders.change_role: 0.008,
        }  # fmt: skip
        for n in range(engine.size.days):
            for network in self.oracle.networks:
                for do, chance in daily.items():
                    if r.random() < chance:
                        engine.plan(at(engine.size.first + n * DAY, r.randint(7, 22), r.randrange(60)), do, network)
        Granting(self).plan()


def live(seed, client):
    engine = Engine(seed, SEASON)
    engine.run(Season(engine, client))
    return engine


@pytest.mark.skipif(connection.vendor != "sqlite", reason="once is enough, as a year is")
def test_season(client):
    engine = live(SEED, client)

    assert engine.verifier.sent.keys() >= SUBSIDIE
    stages = {one.stage for network in engine.oracle.networks for one in network.applications}
    assert stages >= {GRANTED, LATE}
    assert engine.verifier.reasons


@pytest.mark.soak
def test_many_seasons(client):
    stages = set()
    for seed in range(101, 121):
        networks = live(seed, client).oracle.networks
        stages |= {one.stage for network in networks for one in network.applications}

    assert stages >= {GRANTED, REFUSED, LATE}
