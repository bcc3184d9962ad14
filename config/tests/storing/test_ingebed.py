"""Everything on one machine, on SQLite and with a folder as broker, as `make start` runs it."""

import pytest

from config.tests.storing.test_kill import assert_doubles_were_in_flight

pytestmark = pytest.mark.storing


def test_three_hundred_mails_while_the_worker_is_killed(ingebed):
    wanted = ingebed.order("middel")
    ingebed.post.play("dot", "slow", seconds=0.01)
    worker, beat, web = ingebed.start_worker(), ingebed.start_beat(), ingebed.start_web()

    for taken in (40, 100, 160, 220):
        ingebed.wait_until_taken(taken)
        ingebed.post.play_first("dot", "hold", times=1)
        ingebed.post.wait_until_held()
        worker.kill()
        ingebed.post.release()
        worker = ingebed.start_worker()
    beat.kill()
    beat = ingebed.start_beat()

    ingebed.wait_until_done()
    ingebed.assert_all_sent(wanted)
    assert_doubles_were_in_flight(ingebed, kills=4, children=4)
    ingebed.assert_everything_goes_on([worker, beat, web])
    assert not any("locked" in group.log.read_text() for group in ingebed.groups)
