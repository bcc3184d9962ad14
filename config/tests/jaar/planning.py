"""What must be planned about a meeting, by the rules."""

from config.tests.jaar.facts import Occasion, Survey
from config.tests.jaar.moments import after_meeting, around_meeting

CHANGED = "Door een wijziging niet meer nodig."
OFF = "De bijeenkomst is afgelast."
NO_ROUND = "Er is geen evaluatie verstuurd, want er waren minder dan 5 deelnemers."
OPEN = ("open", "held")
MORE = []  # meeting → what a topic of its own has to plan about it


def wanted(meeting):
    """[(kind, tag, moment)] for this meeting as it is now."""
    return [*_own(meeting), *_survey(meeting), *(one for more in MORE for one in more(meeting))]


def _own(meeting):
    if meeting.begin <= meeting.fixed:  # put in, or called off, after the fact
        return []
    if meeting.cancelled:
        return [("bijeenkomsten.afgelast", ("afgelast",), meeting.fixed)]
    kind = "bijeenkomsten.verplaatst" if meeting.sequence else "bijeenkomsten.vastgesteld"
    plan = [] if meeting.in_plan else [(kind, ("uitnodiging", meeting.sequence), meeting.fixed)]
    for name, moment in around_meeting(meeting.begin, meeting.fixed).items():
        plan.append((f"bijeenkomsten.{name}", (name, _turn(meeting, name)), moment))
    return plan


def _turn(meeting, name):
    """Told once for every day the meeting is on: what was told about a day that is off is told again."""
    told = [o for o in meeting.occasions if o.tag[0] == name]
    if not told:
        return 1
    last = told[-1]
    return last.tag[1] + (last.stage == "done" and last.done_at < meeting.day_fixed)


def _asked(meeting):
    return [o for o in meeting.occasions if o.kind == "evaluatie.vraag" and o.stage == "done"]


def survey_turn(meeting):
    """How often people were asked about a day that then turned out not to be the day."""
    return sum(o.due <= meeting.end for o in _asked(meeting))


def _survey(meeting):
    if meeting.cancelled:
        return []
    turn, survey = survey_turn(meeting), meeting.survey
    if survey and survey.in_room and survey.opened >= meeting.begin:
        return _in_room(meeting, turn)
    survey = survey if survey and survey.opened >= meeting.end else None
    question, *_ = after_meeting(meeting.end)
    plan = [("evaluatie.vraag", ("vraag", turn), question), ("evaluatie.gemist", ("gemist", turn), question)]
    nobody_asked = survey is None and len(_asked(meeting)) > turn
    return plan if nobody_asked else plan + _rest(meeting, turn, survey)


def _in_room(meeting, turn):
    """Nobody is asked again. Closed by the facilitator, the result goes the next working morning."""
    question, _, _, closing = after_meeting(meeting.end)
    by_hand = meeting.survey.closed and meeting.survey.closes < closing
    return [
        ("evaluatie.gemist", ("gemist", turn), question),
        ("evaluatie.uitslag", ("uitslag", turn), question if by_hand else closing),
    ]


def _rest(meeting, turn, survey):
    _, first, second, closing = after_meeting(meeting.end, survey and survey.opened)
    return [
        ("evaluatie.herinnering", ("herinnering", turn, 1), first),
        ("evaluatie.herinnering", ("herinnering", turn, 2), second),
        ("evaluatie.uitslag", ("uitslag", turn), closing),
    ]


def replan(oracle, meeting):
    """After a change: what is still wanted moves along, the rest lapses with the reason."""
    plan = wanted(meeting)
    tags = {tag for _, tag, _ in plan}
    reason = OFF if meeting.cancelled else CHANGED
    for occasion in meeting.occasions:
        if occasion.stage in OPEN and occasion.tag not in tags:
            occasion.stage, occasion.reason = "lapsed", reason
    for letter in oracle.waiting:
        if letter.about is meeting and letter.tag not in tags and not letter.must_lapse:
            letter.must_lapse = reason
    put(meeting, plan)


def stop(oracle, source, reason):
    """Nothing about ``source`` leaves any more, if anything was still planned about it."""
    waiting = [o for o in source.occasions if o.stage in (*OPEN, "skipped")]
    for occasion in waiting:
        if occasion.stage in OPEN:
            occasion.stage, occasion.reason = "lapsed", reason
    for letter in oracle.waiting if waiting else ():
        if letter.about is source:
            letter.must_lapse = letter.must_lapse or reason


def put(meeting, plan):
    for kind, tag, due in plan:
        occasion = next((o for o in meeting.occasions if o.tag == tag), None)
        if occasion is None:
            meeting.occasions.append(Occasion(kind, tag, due, meeting))
        elif occasion.stage != "done":
            occasion.due, occasion.kind = due, kind
            if occasion.stage == "lapsed":
                occasion.stage, occasion.reason = "open", ""


def make_round(oracle, meeting, now):
    """Open the survey at ``now``. None when fewer than five can be asked."""
    if meeting.overtaken():
        meeting.survey = None
    network = meeting.network
    leaders = [p for p, roles in network.roles.items() if "facilitator" in roles]
    there = [p for p in meeting.was_there() if p not in leaders]
    if meeting.survey is None and len(there) >= 5:
        away = [p for p in network.with_role("deelnemer") if p not in leaders and p not in meeting.was_there()]
        asked = dict.fromkeys(there, True) | dict.fromkeys(away, False)
        meeting.survey = Survey(opened=now, closes=after_meeting(meeting.end, now)[3], asked=asked)
        oracle.diary.note(now, f"evaluatie open voor {len(there)}, tot {meeting.survey.closes:%Y-%m-%d %H:%M}", meeting)
    if meeting.survey is not None:
        put(meeting, _rest(meeting, survey_turn(meeting), meeting.survey))
    return meeting.survey


def no_round(meeting):
    for occasion in meeting.occasions:
        if occasion.stage in OPEN and occasion.kind in ("evaluatie.herinnering", "evaluatie.uitslag"):
            occasion.stage, occasion.reason = "lapsed", NO_ROUND


def open_occasions(oracle):
    for network in oracle.networks:
        for source in network.sources():
            yield from (o for o in source.occasions if o.stage in OPEN)
