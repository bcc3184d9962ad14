"""Two beats, a beat that was away for a day, and more tasks than there is work."""

import pytest

from config.tests.storing.groep import moment
from config.tests.storing.namen import GROOTTE

pytestmark = pytest.mark.storing
TE_LAAT = "Het was te laat om nog nuttig te zijn."


def test_two_beats_and_a_heap_of_double_tasks(wereld):
    """Two planners, four children and fifty tasks that all want the same: each mail once."""
    wanted = wereld.order("middel", times=2)
    for _ in range(50):
        wereld.nudge()
    groups = [wereld.start_worker(), wereld.start_worker(), wereld.start_beat(), wereld.start_beat()]

    wereld.wait_until_done()

    wereld.assert_all_sent(wanted)
    assert wereld.post.doubles() == {}
    assert wereld.rows("SELECT DISTINCT pogingen FROM berichten_bericht") == [(1,)]
    assert wereld.rows("SELECT count(*), count(DISTINCT naam) FROM kern_hartslag") == [(2, 2)]
    wereld.assert_everything_goes_on(groups)


def test_everything_stood_still_for_a_day_and_longer(wereld):
    """What is still of use goes at once when beat starts, what is not lapses with the reason. Nothing is left."""
    useful = wereld.order("klein", hours=30)
    wereld.order("klein", days=8)
    wereld.start_web()
    wereld.rows("INSERT INTO kern_hartslag VALUES ('worker', %s), ('planner', %s)", moment(days=1), moment(days=1))
    wereld.wait_for_health(status="weg", worker="weg", planner="weg", mail="weg", database="goed", wachtrij="goed")

    groups = [wereld.start_worker(), wereld.start_beat()]
    wereld.wait_until_done()

    sent = wereld.rows("SELECT sleutel FROM berichten_bericht WHERE status = 'verstuurd'")
    assert {key for (key,) in sent} == useful
    assert len(wereld.post.mails()) == GROOTTE["klein"]
    planned = "SELECT status, reden FROM berichten_verzending WHERE sleutel LIKE 'storing:%%' ORDER BY op"
    assert wereld.rows(planned) == [("vervallen", TE_LAAT), ("uitgevoerd", "")]
    wereld.wait_for_health(status="goed")
    wereld.assert_everything_goes_on(groups)


def test_beat_killed_again_and_again_keeps_time(wereld):
    """It has no file that could break, and whoever starts it again need not clean up first."""
    wereld.start_worker()
    wanted = set()
    for _ in range(3):
        beat = wereld.start_beat()
        wanted |= wereld.order("klein")
        wereld.wait_until_taken(len(wanted))
        wereld.wait_until_done()
        beat.kill()

    wereld.assert_all_sent(wanted)
    assert wereld.post.doubles() == {}
    assert [path.name for path in wereld.var.iterdir()] == []
