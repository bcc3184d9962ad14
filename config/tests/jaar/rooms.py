"""Answering in the meeting itself, by the rules (docs/taken.md, Invullen in de bijeenkomst)."""

from datetime import timedelta

from config.tests.jaar.facts import LEADER, MEMBER, Survey
from config.tests.jaar.moments import after_meeting
from config.tests.jaar.planning import replan

AFTER = timedelta(hours=2)  # so long after the end people may still be in the room
LEAST = 5


def group(meeting):
    """Who can be in the room: deelnemers, without who facilitates too."""
    leaders = [p for p, roles in meeting.network.roles.items() if LEADER in roles]
    return [p for p in meeting.network.with_role(MEMBER) if p not in leaders]


def may_open(meeting, people, now):
    if meeting.cancelled or meeting.survey is not None or not meeting.begin <= now <= meeting.end + AFTER:
        return False
    return len([p for p in group(meeting) if p in people]) >= LEAST


def opened(oracle, meeting, people, now):
    """Nobody is asked by mail any more; who is not in the room hears the next morning what happened there."""
    asked = {p: p in people for p in group(meeting)}
    meeting.survey = Survey(opened=now, closes=after_meeting(meeting.end)[3], asked=asked, in_room=True)
    oracle.diary.note(now, f"in de zaal gevraagd: {sum(asked.values())} van {len(asked)}", meeting)
    replan(oracle, meeting)


def may_hand_out(meeting, now):
    """A code for every chair, and no more."""
    survey = meeting.survey
    return is_open(meeting, now) and len(survey.codes) < sum(survey.asked.values())


def is_open(meeting, now):
    return meeting.survey is not None and meeting.survey.is_open(now) and not meeting.overtaken()


def may_close(meeting, now):
    """The facilitator, before its hour. Once closed it stays closed and nobody is told that again."""
    return not is_open(meeting, now) or len(meeting.survey.answered) >= LEAST


def closed(oracle, meeting, now):
    if meeting.survey.is_open(now):
        meeting.survey.closes = now
        oracle.close(meeting, now)
        replan(oracle, meeting)
