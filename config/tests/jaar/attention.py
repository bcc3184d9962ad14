"""When a mail may ask for attention, by the rules: quiet times, three mails a week, one letter for who wants that.

``verdict`` says of one letter at one moment: it goes, it waits until, it goes along in the netwerkbrief of, or that
letter asks the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from config.tests.jaar.facts import Letter
from config.tests.jaar.kinds import KINDS, topic_of
from config.tests.jaar.moments import at, dutch, is_working

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MORNING, EVENING, LETTER_HOUR = 8, 19, 9
PER_WEEK = 3
SOON = 48 * HOUR  # a change this close goes at any hour
GO, WAIT, LETTER, ASK = "go", "wait", "letter", "ask"
NEWS = ("bijeenkomsten.vastgesteld", "bijeenkomsten.verplaatst", "bijeenkomsten.afgelast")
TELLING = (*NEWS[:2], "bijeenkomsten.jaarplan")
QUESTIONS = ("evaluatie.vraag", "evaluatie.herinnering")
# Days before a mail is of no use any more at which it should be there: a school holiday gives way to that.
LEAD = dict.fromkeys(NEWS, 14) | {
    "bijeenkomsten.voorbereiders": 6, "bijeenkomsten.programma": 2, "bijeenkomsten.morgen": 1,
    "evaluatie.vraag": 3, "evaluatie.herinnering": 1,
}  # fmt: skip
TOPICS = {f"bijeenkomsten.{name}": "bijeenkomsten" for name in ("voorbereiders", "programma", "morgen")} | {
    f"evaluatie.{name}": "evaluatie" for name in ("vraag", "gemist", "herinnering", "uitslag", "te_klein")
}
ANSWERS = ("welkom", "wachtlijst")  # to who asked for it this very moment


@dataclass(frozen=True)
class Verdict:
    what: str
    until: datetime | None = None


class Attention:
    """``free``: region → [(first day, last day)] of the school holidays."""

    def __init__(self, free):
        self.free = free

    # --- quiet times ---------------------------------------------------------------------------------

    def is_free(self, day, region):
        return any(first <= day <= last for first, last in self.free.get(region, ()))

    def allowed(self, moment, region=""):
        """The first moment outside quiet times; without ``region`` the school holidays do not count."""
        local = dutch(moment)
        day = local.date()
        if is_working(day) and not self.is_free(day, region) and MORNING <= local.hour < EVENING:
            return moment
        if local.hour >= EVENING:
            day += DAY
        while not is_working(day) or self.is_free(day, region):
            day += DAY
        return max(at(day, MORNING), moment)

    def letter_moment(self, now, region):
        """Monday at nine, or the first allowed moment after that."""
        monday = monday_of(now)
        for week in (0, 1):
            moment = self.allowed(at(monday + 7 * week * DAY, LETTER_HOUR), region)
            moment = max(moment, at(monday_of(moment), LETTER_HOUR))
            if moment > now:
                break
        return moment

    @staticmethod
    def useful(letter, now):
        return useful_until(letter, now)

    # --- one letter ----------------------------------------------------------------------------------

    def verdict(self, letter: Letter, now) -> Verdict:
        person = letter.to
        region = person.region if person else ""
        if is_urgent(letter, now):
            return Verdict(GO)
        useful, topic = useful_until(letter, now), topic_of(letter.kind, TOPICS)
        along = self._along(letter, now, region, useful) if topic and letter.kind != "bijeenkomsten.morgen" else None
        if along and person.choices.get(topic) == "wekelijks":
            return along
        until = self._until(now, region, useful, timedelta(days=lead_of(letter.kind)))
        if until > now:
            return Verdict(WAIT, until)
        if along and mails_this_week(person, now) >= PER_WEEK:
            return along
        return Verdict(GO)

    def _along(self, letter, now, region, useful):
        moment = self.letter_moment(now, region)
        if useful is not None and moment >= useful:
            return None
        asks = code_of(letter.kind) and not letter.facts.get("edited")
        return Verdict(ASK if asks else LETTER, moment)

    def _until(self, now, region, useful, lead):
        """Quiet times give way to use: first the school holiday, then all."""
        moment = self.allowed(now, region)
        if useful is None or moment == now or moment < useful - lead:
            return moment
        without_school = self.allowed(now)
        return without_school if without_school < useful else now


def lead_of(kind):
    return KINDS[kind].lead if kind in KINDS else LEAD.get(kind, 0)


def code_of(kind):
    """Of the link with which the netwerkbrief asks the same by itself."""
    return KINDS[kind].code if kind in KINDS else "ev" if kind in QUESTIONS else ""


def monday_of(moment):
    day = dutch(moment).date()
    return day - timedelta(days=day.weekday())


def mails_this_week(person, now):
    return sum(moment >= at(monday_of(now), 0) for moment in person.counted)


def is_urgent(letter, now):
    if letter.kind in KINDS:
        return KINDS[letter.kind].urgent(letter, now)
    room, _, name = letter.kind.partition(".")
    if room == "netwerken":
        return letter.facts.get("answer", name in ANSWERS and letter.facts.get("who") is None)
    return letter.kind in NEWS and any(now <= moment <= now + SOON for moment in setting_out(letter.about))


def setting_out(meeting):
    """When somebody may go there: the beginning, and beginnings that were told and not yet taken back.

    What others heard of the change this is about does not help who has not heard it.
    """
    news = [m for mails in meeting.mailed.values() for m, kind in mails if kind in TELLING and m < meeting.fixed]
    told = max(news, default=None)
    return [meeting.begin, *(begin for moment, begin in meeting.was if told and moment > told)]


def useful_until(letter, now):
    if letter.kind in KINDS:
        return KINDS[letter.kind].useful(letter, now)
    meeting = letter.about
    if letter.kind in NEWS:
        return min((moment for moment in setting_out(meeting) if moment > now), default=None)
    if letter.kind == "bijeenkomsten.morgen":
        return meeting.begin
    if letter.kind in TOPICS and letter.kind.startswith("bijeenkomsten."):
        return meeting.begin - DAY
    if letter.kind in QUESTIONS:
        return meeting.survey.closes if meeting.survey else None
    return meeting.end + 21 * DAY if letter.kind == "evaluatie.gemist" else None
