"""The days of an aanvraag that is not decided yet, for ``subsidie/datums.py``."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from kern.adres import reverse
from kern.tijd import klok, lokale_dag, nu
from netwerken.models import Netwerk
from subsidie.aanvragen.services import find_mist_of
from subsidie.datums import Datum, datums
from subsidie.toestand import Status

EEN_TEL = timedelta(seconds=1)


def _midnight(dag):
    return timezone.make_aware(datetime.combine(dag, time.min))


def _between(vanaf, tot):
    """What closes at midnight closes on the day before it."""
    return max(_midnight(vanaf) + EEN_TEL, nu()), _midnight(tot + timedelta(days=1))


def _say(wat, moment):
    return wat if klok(moment) == "0.00" else f"{wat} voor {klok(moment)} uur"


def _say_mist(aanvraag):
    mist = find_mist_of(aanvraag)
    if not mist:
        return "Alles is ingevuld. Alleen indienen moet nog."
    if len(mist) == 1:
        return f"Er mist nog één ding: {mist[0].tekst}"
    return f"Er missen nog {len(mist)} dingen."


def _lopend(aanvragen, status):
    rows = aanvragen.with_ronde().filter(status=status)
    return rows.exclude(netwerk__status__in=Netwerk.BEEINDIGD)


@datums("ronde")
def sluit(aanvragen, vanaf, tot):
    """A round closes, and the aanvraag was not handed in."""
    for aanvraag in _lopend(aanvragen, Status.CONCEPT).filter(ronde__sluit_op__range=_between(vanaf, tot)):
        moment = aanvraag.ronde.sluit_op
        yield Datum(
            aanvraag, lokale_dag(moment - EEN_TEL), _say("Dien de aanvraag in", moment),
            reverse("subsidie:indienen", args=[aanvraag.sleutel]), _say_mist(aanvraag), lokale_dag(aanvraag.created_at),
        )  # fmt: skip


@datums("aanvulling")
def vul_aan(aanvragen, vanaf, tot):
    """The academie asked something, and the netwerk did not hand in again."""
    for aanvraag in _lopend(aanvragen, Status.AANVULLING).filter(aanvullen_voor__range=_between(vanaf, tot)):
        moment = aanvraag.aanvullen_voor
        yield Datum(
            aanvraag, lokale_dag(moment - EEN_TEL), _say("Vul de aanvraag aan en dien haar weer in", moment),
            aanvraag.get_absolute_url(), "De academie stelde een vraag.", lokale_dag(aanvraag.status_sinds),
        )  # fmt: skip
