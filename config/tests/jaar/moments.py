"""When automatic mails should go, worked out anew from the rules and not from the code that follows them.

Working mornings are nine o'clock Dutch time, Monday to Friday, not on a Dutch holiday.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from config.tests.jaar.kinds import KINDS

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REST = timedelta(hours=4)  # after a mail that tells all, nothing else about the meeting for so long
DAYS_BEFORE = {"morgen": 1, "programma": 7, "voorbereiders": 21}
KEEPS = {  # days that a message may be late and still be of use
    "bijeenkomsten.vastgesteld": 7, "bijeenkomsten.verplaatst": 7, "bijeenkomsten.afgelast": 7,
    "bijeenkomsten.voorbereiders": 7, "bijeenkomsten.programma": 7, "bijeenkomsten.morgen": 3,
    "evaluatie.vraag": 7, "evaluatie.gemist": 7, "evaluatie.herinnering": 1, "evaluatie.uitslag": 14,
    "evaluatie.te_klein": 7, "netwerken.herinnering": 3,
}  # fmt: skip


def keeps(kind):
    return timedelta(days=KINDS[kind].keeps if kind in KINDS else KEEPS.get(kind, 7))


def dutch(moment):
    return moment.astimezone(AMSTERDAM)


def at(day, hour, minute=0):
    """A Dutch time of day as a moment in UTC, in which moments can be compared and counted."""
    return datetime.combine(day, time(hour, minute), AMSTERDAM).astimezone(UTC)


def easter(year):
    """The Sunday by Gauss' rule, good for 1900 to 2099."""
    a, b, c = year % 19, year % 4, year % 7
    d = (19 * a + 24) % 30
    e = (2 * b + 4 * c + 6 * d + 5) % 7
    days = 22 + d + e
    if d == 29 and e == 6 or d == 28 and e == 6 and a > 10:
        days -= 7
    return date(year, 3, 1) + timedelta(days=days - 1)


def holidays(year):
    """Days off: New Year, Good Friday to Easter Monday, the King, Liberation once in five years, and so on."""
    sunday = easter(year)
    king = date(year, 4, 27)
    days = {date(year, 1, 1), king - timedelta(days=1) if king.weekday() == 6 else king}
    days |= {sunday + timedelta(days=n) for n in (-2, 0, 1, 39, 49, 50)}
    days |= {date(year, 12, 25), date(year, 12, 26)}
    return days | ({date(year, 5, 5)} if year % 5 == 0 else set())


_free = {}


def is_working(day):
    if day.year not in _free:
        _free[day.year] = holidays(day.year)
    return day.weekday() < 5 and day not in _free[day.year]


def morning_after(day, days=1):
    """The first working morning at least ``days`` later."""
    day += timedelta(days=days)
    while not is_working(day):
        day += timedelta(days=1)
    return at(day, 9)


def morning_before(day, days):
    """The last working morning at least ``days`` earlier."""
    day -= timedelta(days=days)
    while not is_working(day):
        day -= timedelta(days=1)
    return at(day, 9)


def around_meeting(begin, fixed):
    """The mails before a meeting that begins at ``begin`` and about which all was told at ``fixed``.

    21, 7 and 1 days before. What falls within the rest after ``fixed`` moves to the next working morning, as long as
    that is before the next mail in line; the last one falls away, for who was told just now knows.
    """
    day, told = dutch(begin).date(), fixed + REST
    eve = morning_before(day, DAYS_BEFORE["morgen"])
    plan, limit = ({"morgen": eve} if eve > told else {}), min(eve, begin)
    for name in ("programma", "voorbereiders"):
        moment = morning_before(day, DAYS_BEFORE[name])
        if moment <= told:
            moment = morning_after(dutch(fixed).date())
        if moment < limit:
            plan[name] = limit = moment
    return plan


def after_meeting(end, opened=None):
    """(question, first reminder, second reminder, closing): days 1, 5, 10 and 14, counted from the meeting.

    Who was asked more than four days late gets as much time: then the days count from the asking.
    """
    question, day = morning_after(dutch(end).date()), dutch(end).date()
    asked = dutch(opened or question).date()
    if asked > day + timedelta(days=4):
        day = asked - timedelta(days=1)
    first = morning_after(day, 5)
    second = max(morning_after(day, 10), morning_after(dutch(first).date()))
    closing = max(morning_after(day, 14), morning_after(dutch(second).date()))
    return question, first, second, closing
