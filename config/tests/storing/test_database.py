"""The database restarts under load: clean refusals meanwhile, and afterwards everything goes on by itself."""

import signal
import threading
import time

import pytest
import requests

pytestmark = pytest.mark.storing


class Load(threading.Thread):
    """Somebody who saves one thing after the other, and remembers every answer."""

    def __init__(self, visitor, name, pause=0):
        super().__init__(daemon=True)
        self.pause = pause
        self.visitor, self.label, self.answers, self.over = visitor, name, [], threading.Event()

    def run(self):
        number = 0
        while not self.over.wait(self.pause):
            number += 1
            titel = f"Storing {self.label} {number}"
            try:
                answer = self.visitor.plan("klein", titel)
            except requests.RequestException as error:
                self.answers.append((titel, type(error).__name__, ""))
                continue
            signed_out = "login" in answer.headers.get("Location", "")
            self.answers.append((titel, "signed out" if signed_out else answer.status_code, answer.text))

    def stop(self):
        self.over.set()
        self.join(60)
        assert not self.is_alive()


@pytest.mark.parametrize("sig", [signal.SIGINT, signal.SIGQUIT], ids=["fast", "immediate"])
def test_restarted_under_load(wereld, cluster, sig):
    wanted = wereld.order("middel")
    wereld.post.play("dot", "slow", seconds=0.03)
    groups = [wereld.start_worker(), wereld.start_worker(), wereld.start_beat(), wereld.start_web()]
    people = [Load(wereld.visitor().sign_in(), name) for name in ("a", "b")]
    for somebody in people:
        somebody.start()
    wereld.wait_until_taken(60)

    cluster.stop(sig)
    wereld.wait_for_health(database="weg", worker="weg", planner="weg", mail="weg", wachtrij="goed")
    status, page = refusal(wereld)
    cluster.start()

    wereld.wait_for_health(database="goed", worker="goed", planner="goed")
    time_to_save(people)
    for somebody in people:
        somebody.stop()
    assert (status, "We kunnen nu niets bewaren" in page) == (503, True)
    answers = [answer for somebody in people for answer in somebody.answers]
    assert {status for _, status, _ in answers} <= {302, 503}
    assert {"We kunnen nu niets bewaren" in page for _, status, page in answers if status == 503} <= {True}
    saved = {titel for (titel,) in wereld.rows("SELECT titel FROM bijeenkomsten_bijeenkomst")}
    assert {titel for titel, status, _ in answers if status == 302} <= saved
    wereld.assert_nothing_half_saved()
    wereld.wait_until_done()
    wereld.assert_all_sent(wanted)
    assert set(wereld.post.doubles().values()) <= {2}
    assert len(wereld.post.doubles()) <= 4  # of every child at most the one whose commit was under way
    wereld.assert_everything_goes_on(groups)


def refusal(world):
    answer = world.visitor().get("/netwerken/")
    assert answer.headers["Retry-After"] == "60"
    return answer.status_code, answer.text


def time_to_save(people):
    """Everybody saves something after the restart, in the same session."""
    before = {somebody: len(somebody.answers) for somebody in people}
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if all(302 in {a[1] for a in somebody.answers[before[somebody] :]} for somebody in people):
            return
        time.sleep(0.05)
    raise AssertionError([somebody.answers[-3:] for somebody in people])
