"""kill -9 of whole groups of processes, again and again, while a thousand mails leave."""

import pytest

pytestmark = pytest.mark.storing
KILLS = 8


def assert_doubles_were_in_flight(world, kills, children=2):
    """Twice only what was the last on a line that was cut off: the answer was on its way, or our commit was."""
    mails = world.post.mails()
    doubles = world.post.doubles()
    last_on_line = {mail["line"]: mail for mail in mails}
    for number, times in doubles.items():
        first = next(mail for mail in mails if mail["id"] == number)
        assert times == 2
        assert not first["quit"]
        assert last_on_line[first["line"]] == first
    assert len(doubles) <= kills * children


def test_a_thousand_mails_while_two_groups_are_killed_eight_times(wereld):
    wanted = wereld.order("groot")
    wereld.post.play("dot", "slow", seconds=0.02)
    groups = [wereld.start_worker(), wereld.start_worker()]
    beat = wereld.start_beat()

    for kill in range(KILLS):
        enough = (kill + 1) * len(wanted) // (KILLS + 2)
        wereld.wait_until_taken(enough)
        if kill % 2:  # precisely while a mail is in DATA
            wereld.post.play_first("dot", "hold", times=1)
            wereld.post.wait_until_held()
        groups[kill % 2].kill()
        wereld.post.release()
        groups[kill % 2] = wereld.start_worker()
    beat.kill()
    wereld.start_beat()

    wereld.wait_until_done()
    wereld.assert_all_sent(wanted)
    assert_doubles_were_in_flight(wereld, KILLS)
    assert wereld.value("SELECT max(pogingen) FROM berichten_bericht") <= KILLS
