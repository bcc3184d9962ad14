"""Everything at once, for minutes: a seeded storm of faults over thousands of mails and over people who save.

The seed is printed; ``STORING_SEED=…`` plays the same storm again.
"""

import os
import random
import signal
import time

import pytest

from config.tests.storing.test_database import Load, time_to_save

pytestmark = pytest.mark.soak
ROUNDS, FAULTS_PER_ROUND, SECONDS_BETWEEN = 4, 15, 3


class Storm:
    """Two workers, two beats and a web server, and what may happen to them."""

    def __init__(self, world, chance):
        self.world, self.chance, self.cut = world, chance, 0
        self.workers = [world.start_worker(), world.start_worker()]
        self.beats = [world.start_beat(), world.start_beat()]
        self.web = world.start_web()
        self.faults = [
            self.kill_worker, self.kill_worker, self.stop_worker, self.kill_child, self.kill_beat, self.kill_web_child,
            self.empty_redis, self.restart_redis, self.restart_database, self.annoy, self.hang_up,
        ]  # fmt: skip

    def strike(self):
        fault = self.chance.choice(self.faults)
        print(f"{time.monotonic():.0f} {fault.__name__}", flush=True)  # noqa: T201 - what make soak is read for
        fault()

    def kill_worker(self):
        number = self.chance.randrange(2)
        self.workers[number].kill()
        self.cut += 2
        self.workers[number] = self.world.start_worker(wait=False)

    def stop_worker(self):
        number = self.chance.randrange(2)
        self.workers[number].send(signal.SIGTERM)
        self.workers[number].process.wait(120)
        self.workers[number] = self.world.start_worker(wait=False)

    def kill_child(self):
        children = self.workers[0].children()
        if children:
            os.kill(self.chance.choice(children), signal.SIGKILL)
            self.cut += 1

    def kill_beat(self):
        number = self.chance.randrange(2)
        self.beats[number].kill()
        self.beats[number] = self.world.start("beat", self.beats[number].command)

    def kill_web_child(self):
        children = self.web.children()
        if children:
            os.kill(self.chance.choice(children), signal.SIGKILL)

    def empty_redis(self):
        self.world.broker.flush()

    def restart_redis(self):
        self.world.broker.stop()
        time.sleep(self.chance.random() * 3)
        self.world.broker.start()

    def restart_database(self):
        self.world.cluster.stop(self.chance.choice([signal.SIGINT, signal.SIGQUIT]))
        self.cut += 4
        time.sleep(self.chance.random() * 3)
        self.world.cluster.start()

    def annoy(self):
        """The mail server is busy for a handful of mails."""
        step = self.chance.choice(["mail", "rcpt", "data", "dot"])
        self.world.post.play_first(step, "451 4.3.0 busy", times=self.chance.randrange(1, 6))

    def hang_up(self):
        self.world.post.play_first(self.chance.choice(["ehlo", "rcpt", "data", "dot"]), "drop", times=2)


def test_storm(wereld):
    seed = int(os.environ.get("STORING_SEED", time.time()))
    print(f"\nSTORING_SEED={seed}")  # noqa: T201 - what make soak is read for
    wereld.post.play("dot", "slow", seconds=0.02)
    storm = Storm(wereld, random.Random(seed))  # noqa: S311 - chance makes a storm, not a secret
    people = [Load(wereld.visitor().sign_in(), name, pause=1) for name in ("a", "b")]
    for somebody in people:
        somebody.start()

    wanted = set()
    for _ in range(ROUNDS):
        wanted |= wereld.order("groot")
        for _ in range(FAULTS_PER_ROUND):
            time.sleep(SECONDS_BETWEEN)
            storm.strike()
    time_to_save(people)
    for somebody in people:
        somebody.stop()
    wereld.wait_until_done(seconds=1200)  # the storm hardly let anybody work

    wereld.assert_all_sent(wanted)
    doubles = sum(wereld.post.doubles().values()) - len(wereld.post.doubles())
    report = f"{len(wereld.post.counts())} mails, {doubles} of them twice, {storm.cut} sendings may have been cut off"
    print(report)  # noqa: T201 - what make soak is read for
    assert doubles <= storm.cut
    answers = [status for somebody in people for _, status, _ in somebody.answers]
    assert set(answers) <= {302, 503, "ConnectionError"}
    assert answers.count(302) > len(answers) / 2
    wereld.assert_nothing_half_saved()
    wereld.assert_everything_goes_on([*storm.workers, *storm.beats, storm.web])
