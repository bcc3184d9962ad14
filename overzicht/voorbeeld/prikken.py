"""A date poll of the demo data: opened some days ago, two in three answered, not by whoever tries the demo."""

import random
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from berichten.models import Verzending
from bijeenkomsten.models import Prikantwoord, Prikdatum, Prikker
from bijeenkomsten.prikker import mails
from kern.tijd import is_werkdag, werkochtend_voor
from overzicht.voorbeeld.dagen import log_sent

ANTWOORDT = 0.7


def load_prik(netwerk, prik, *, groep, now):
    rng = random.Random(f"prik {netwerk.slug}")  # noqa: S311 - the same answers every time, no secret
    geopend = werkochtend_voor(now, dagen=-prik.geopend) + timedelta(hours=2)
    prikker = Prikker.objects.create(
        netwerk=netwerk, titel=prik.titel, doel=prik.doel, gemaakt_door=groep["facilitator"],
        sluit_dag=timezone.localdate(now) + timedelta(days=prik.sluit),
    )  # fmt: skip
    prikker.created_at = geopend
    Prikker.objects.filter(pk=prikker.pk).update(created_at=geopend)
    Prikdatum.objects.bulk_create(_make_datum(prikker, over, prik.soort, now) for over in prik.over)
    _load_antwoorden(prikker, groep, rng)
    mails.plan_mails(prikker)
    rows = Verzending.objects.waiting().filter(aanleiding=prikker.aanleiding, op__lte=now)
    for verzending in rows:
        if verzending.soort == mails.OPEN:
            log_sent(verzending, netwerk.leden().order_by("pk"))
    rows.update(status="uitgevoerd", uitgevoerd_op=F("op"))


def _make_datum(prikker, over, soort, now):
    d = timezone.localdate(now) + timedelta(days=over)
    while not is_werkdag(d):
        d += timedelta(days=1)
    begin = timezone.make_aware(datetime.combine(d, soort.begint))
    return Prikdatum(prikker=prikker, begint_op=begin, eindigt_op=begin + soort.duurt)


def _load_antwoorden(prikker, groep, rng):
    """The second day suits most people: there is something to choose."""
    datums = list(prikker.datums.all())
    rows = []
    for persoon in groep["deelnemers"]:
        antwoordt = rng.random() < ANTWOORDT
        if persoon.email.endswith("@leernetwerk.test") or not antwoordt:
            continue
        for nummer, datum in enumerate(datums):
            gewicht = (8, 2, 1) if nummer == 1 else (4, 2, 4)
            [waarde] = rng.choices(Prikantwoord.Waarde.values, gewicht)
            rows.append(Prikantwoord(datum=datum, persoon=persoon, waarde=waarde))
    Prikantwoord.objects.bulk_create(rows)
