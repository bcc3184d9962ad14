"""Days and times the way Dutch people say them, and the working days of a Dutch school."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kern.feestdagen import find_feestdagen

DAGEN = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
KORT = ["jan", "feb", "mrt", "apr", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "dec"]
ZATERDAG = 5  # date.weekday()
OCHTEND = time(9, 0)  # automatic mails leave at nine


def nu():
    return timezone.now()


def lokale_dag(moment):
    """The calendar day in the Netherlands of a moment (aware datetime) or of a date."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def dag(moment, *, met_jaar=None):
    """«donderdag 26 november»; the year is added when it is not this year (or always, or never)."""
    d = lokale_dag(moment)
    if met_jaar is None:
        met_jaar = d.year != timezone.localdate().year
    return f"{DAGEN[d.weekday()]} {d.day} {MAANDEN[d.month - 1]}" + (f" {d.year}" if met_jaar else "")


def dag_kort(moment):
    d = lokale_dag(moment)
    return f"{d.day} {KORT[d.month - 1]}"


def maand_jaar(moment):
    d = lokale_dag(moment)
    return f"{MAANDEN[d.month - 1]} {d.year}"


def klok(moment):
    """«13.30»"""
    t = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return f"{t.hour}.{t.minute:02}"


def tijdvak(begin, eind):
    """«13.30 tot 17.00 uur», with the second day named when it is another one."""
    if lokale_dag(begin) == lokale_dag(eind):
        return f"{klok(begin)} tot {klok(eind)} uur"
    return f"{klok(begin)} uur tot {dag(eind, met_jaar=False)} {klok(eind)} uur"


def feestdag(d: date) -> str:
    """The Dutch name of the public holiday on that day; empty when it is none."""
    return find_feestdagen(d.year).get(d, "")


def is_werkdag(d: date) -> bool:
    """Monday to Friday and not a day off (national holidays and Good Friday, when many schools are closed)."""
    return d.weekday() < ZATERDAG and d not in find_feestdagen(d.year)


def ochtend(d: date) -> datetime:
    """Nine o'clock Dutch time on that day, also on the days the clock changes."""
    return timezone.make_aware(datetime.combine(d, OCHTEND))


def werkochtend_na(moment, *, dagen=1) -> datetime:
    """Nine o'clock on the first working day that is at least ``dagen`` days later."""
    d = lokale_dag(moment) + timedelta(days=dagen)
    while not is_werkdag(d):
        d += timedelta(days=1)
    return ochtend(d)


def werkochtend_voor(moment, *, dagen=0) -> datetime:
    """Nine o'clock on the last working day that is at least ``dagen`` days earlier; that day itself counts."""
    d = lokale_dag(moment) - timedelta(days=dagen)
    while not is_werkdag(d):
        d -= timedelta(days=1)
    return ochtend(d)
