"""SIGTERM in the middle of a batch: the mail in hand is finished, the rest goes back, and nobody waits for a lease."""

import os
import signal

import pytest

from config.tests.storing.groep import until

pytestmark = pytest.mark.storing


@pytest.mark.parametrize("whom", ["the parent", "the whole group"])
def test_asked_to_stop_in_the_middle_of_a_batch(wereld, whom):
    """As a deploy does it. Some send the signal to the first process only, some to all of them."""
    wanted = wereld.order("middel")
    wereld.post.play("dot", "slow", seconds=0.05)
    worker = wereld.start_worker()
    wereld.nudge()
    wereld.wait_until_taken(10)

    if whom == "the parent":
        os.kill(worker.process.pid, signal.SIGTERM)
    else:
        worker.send(signal.SIGTERM)

    assert worker.process.wait(30) == 0
    left = wereld.value("SELECT count(*) FROM berichten_bericht WHERE status = 'gepland'")
    assert left > 0
    # Nobody has to wait: no claim, no attempt counted.
    free = "SELECT count(*) FROM berichten_bericht WHERE status = 'gepland' AND claim IS NULL AND pogingen = 0"
    assert wereld.value(free) == left
    assert len(wereld.post.mails()) == len(wanted) - left
    wereld.post.clear()
    wereld.start_worker()
    wereld.start_beat()
    wereld.wait_until_done()
    wereld.assert_all_sent(wanted)
    assert wereld.post.doubles() == {}


def test_parent_killed_alone_leaves_no_children_behind(wereld):
    """As the kernel does when memory is short. Its children would hold the old code for ever."""
    wanted = wereld.order("middel")
    wereld.post.play("dot", "slow", seconds=0.02)
    worker = wereld.start_worker()
    wereld.nudge()
    wereld.wait_until_taken(10)

    os.kill(worker.process.pid, signal.SIGKILL)
    worker.process.wait()

    until(lambda: not worker.has_processes(), about="its children end by themselves")
    wereld.start_worker()
    wereld.start_beat()
    wereld.wait_until_done()
    wereld.assert_all_sent(wanted)
    assert len(wereld.post.doubles()) <= 2


def test_one_child_killed_is_replaced_and_its_mails_follow(wereld):
    wanted = wereld.order("middel")
    wereld.post.play("dot", "slow", seconds=0.02)
    worker = wereld.start_worker()
    beat = wereld.start_beat()
    wereld.wait_until_taken(10)

    for child in worker.children():
        os.kill(child, signal.SIGKILL)

    wereld.wait_until_done()
    wereld.assert_all_sent(wanted)
    assert len(wereld.post.doubles()) <= 2
    wereld.assert_everything_goes_on([worker, beat])
