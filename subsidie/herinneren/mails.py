"""The mail with what a netwerk must still do for its aanvraag, and by when."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.tijd import dag, lokale_dag, nu
from subsidie.aanvragen.rules import may_submit
from subsidie.datums import find_datums
from subsidie.herinneren.services import DATUM, find_stap
from subsidie.models import Aanvraag

RUIM = timedelta(days=3)  # before the end of the day: a school holiday does not hold it longer


def _dag(bericht):
    return date.fromisoformat(bericht.gegevens["dag"])


def _end(bericht):
    return timezone.make_aware(datetime.combine(_dag(bericht) + timedelta(days=1), time.min))


def _datum(bericht):
    rows = Aanvraag.objects.filter(pk=int(bericht.aanleiding.rsplit(":", 1)[1]))
    op, vandaag = _dag(bericht), lokale_dag(nu())
    if find_stap(max((op - vandaag).days, 0)) != bericht.gegevens["stap"]:
        return SlaOver("Er gaat al een nieuwere herinnering.")
    datums = find_datums(rows, op, op)
    if not datums:
        return SlaOver("Dit is al gedaan, of het hoeft niet meer.")
    aanvraag = datums[0].aanvraag
    if not may_submit(bericht.aan, aanvraag.netwerk):
        return SlaOver("Deze persoon dient niet meer in voor het netwerk.")
    wanneer = {0: "vandaag", 1: "morgen"}.get((op - vandaag).days, dag(op))
    pagina = settings.BASE_URL + (datums[0].url if len(datums) == 1 else aanvraag.get_absolute_url())
    return Inhoud(
        onderwerp=f"Uiterlijk {wanneer}: {datums[0].wat[0].lower()}{datums[0].wat[1:]}"
        if len(datums) == 1
        else f"Uiterlijk {wanneer}: {len(datums)} dingen voor de aanvraag",
        template="email/subsidie/datum",
        context={
            "aanvraag": aanvraag, "datums": datums, "op": dag(op), "wanneer": wanneer,
            "titel": "Dit moet nog\nvoor de aanvraag", "knoppen": [("Naar de aanvraag", pagina)],
        },
        preheader=f"Voor de aanvraag van {aanvraag.netwerk.naam}.",
        reden="Je krijgt deze mail omdat je de aanvraag van dit netwerk indient.",
        lees=("Naar de aanvraag", pagina),
    )  # fmt: skip


def register() -> None:
    register_soort(
        Soort(
            DATUM, "Datum voor de aanvraag", _datum, houdbaar=timedelta(days=7), bewerkbaar=False, uiterlijk=_end,
            aanloop=RUIM,
        )
    )  # fmt: skip
