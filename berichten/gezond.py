"""Is everything alive? For /gezond/: database, queue, worker, planner and the mail that should have left."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.db.models import DateTimeField, ExpressionWrapper, F, Min

from berichten.models import Bericht, Verzending
from kern import wachtrij
from kern.models import Hartslag
from kern.tijd import nu

# (late after, gone after) in seconds. A heartbeat comes every minute; mail that is due leaves within one.
HARTSLAG = (120, 180)
MAIL = (300, 600)
IN_A_ROW = 3  # one address that refuses mail is no alarm, three mails in a row that nobody takes are

GOED, TRAAG, WEG = "goed", "traag", "weg"
_ERGHEID = [GOED, TRAAG, WEG]


def check_health() -> dict:
    """The answer of /gezond/: a word per part, and how many seconds ago each gave a sign of life.

    ``status`` is the worst of the parts; an unreachable database is an answer too.
    """
    try:
        seconden = _ages(nu())
    except DatabaseError:
        seconden = dict.fromkeys(("worker", "planner", "mail"))
        woorden = dict.fromkeys(("database", *seconden), WEG)
    else:
        woorden = {"database": GOED} | {deel: _word(deel, leeftijd) for deel, leeftijd in seconden.items()}
    woorden["wachtrij"] = GOED if wachtrij.is_reachable() else WEG
    status = max(woorden.values(), key=_ERGHEID.index)
    return {"status": status, **woorden, "versie": settings.VERSION, "seconden": seconden}


def _ages(now):
    """Seconds since the last sign of life; None when there never was one. For mail: how long the oldest waits."""
    momenten = dict(Hartslag.objects.values_list("naam", "op"))
    momenten["mail"] = _oldest_waiting(now) or now
    return {
        deel: max(0, int((now - momenten[deel]).total_seconds())) if deel in momenten else None
        for deel in ("worker", "planner", "mail")
    }


def _word(deel, seconden):
    late, gone = MAIL if deel == "mail" else HARTSLAG
    if seconden is None or seconden > gone:
        return WEG
    return TRAAG if seconden > late else GOED


def _oldest_waiting(now):
    """The moment of the oldest mail that should have left and that nobody could even try to send.

    Waiting for the end of a quiet time is not late: ``uitstel`` is what that took.
    """
    # After a mail server was away rows rest for a minute, so look a little ahead.
    due = Bericht.objects.untouched().filter(op__lte=now, probeer_op__lte=now + timedelta(minutes=2))
    planned = Verzending.objects.filter(status=Verzending.Status.GEPLAND, op__lte=now)
    allowed = ExpressionWrapper(F("op") + F("uitstel"), output_field=DateTimeField())
    moments = due.aggregate(m=Min(allowed))["m"], planned.aggregate(m=Min("op"))["m"], _oldest_refused(now)
    return min((moment for moment in moments if moment), default=None)


def _oldest_refused(now):
    """When the last ones that were tried all failed and none left since, it is the mail server: the oldest of them."""
    tried = Bericht.objects.filter(status=Bericht.Status.GEPLAND, pogingen__gt=0, op__lte=now)
    last = list(tried.order_by("-updated_at").only("op", "uitstel", "updated_at")[:IN_A_ROW])
    if len(last) < IN_A_ROW or Bericht.objects.left_since(last[-1].updated_at).exists():
        return None
    return min(row.op + row.uitstel for row in last)
