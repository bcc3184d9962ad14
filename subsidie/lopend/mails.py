"""The mails of the running year: the academie answered. What it answered is behind signing in, but for a new last day:
who puts that in a calendar should not have to look it up.
"""

from datetime import timedelta

from django.conf import settings

from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from kern.tijd import dag
from netwerken.rollen import EIGENAAR, FACILITATOR, PENVOERDER
from personen.models import Persoon
from subsidie.lopend.models import Nakoming, Wijziging

WIJZIGING, VOORWAARDE = "subsidie.wijziging", "subsidie.voorwaarde"
SCHRIJVERS = (PENVOERDER, EIGENAAR, FACILITATOR)


def tell_wijziging(wijziging: Wijziging) -> None:
    _tell(WIJZIGING, wijziging.aanvraag, wijziging)


def tell_nakoming(nakoming: Nakoming) -> None:
    _tell(VOORWAARDE, nakoming.voorwaarde.besluit.aanvraag, nakoming)


def _tell(soort, aanvraag, rij):
    """To everybody who guides the netwerk now."""
    wie = aanvraag.netwerk.deelnames.lid().filter(rol__in=SCHRIJVERS)
    for persoon in Persoon.objects.filter(pk__in=wie.values("persoon")).order_by("pk"):
        queue_bericht(
            soort=soort, sleutel=f"{soort}:{rij.pk}:{persoon.pk}", aan=persoon, context=aanvraag.netwerk.context,
            aanleiding=f"{rij._meta.model_name}:{rij.pk}",
        )  # fmt: skip


def _pk(bericht):
    return int(bericht.aanleiding.rsplit(":", 1)[1])


def _wijziging(bericht):
    rows = Wijziging.objects.exclude(uitkomst="").select_related("aanvraag__netwerk", "aanvraag__ronde")
    wijziging = rows.filter(pk=_pk(bericht)).first()
    if wijziging is None:
        return SlaOver("De wijziging is er niet meer.")
    wat = wijziging.get_soort_display()
    is_langer = wijziging.laatste_dag and wijziging.uitkomst == Wijziging.Uitkomst.TOEGEKEND
    return _make(
        bericht, wijziging.aanvraag, template="email/subsidie/wijziging", titel="Antwoord op\njullie wijziging",
        onderwerp="Antwoord op jullie wijziging", preheader="De academie zegt of het mag, en waarom.", wat=wat,
        laatste_dag=dag(wijziging.laatste_dag, met_jaar=True) if is_langer else "",
    )  # fmt: skip


def _voorwaarde(bericht):
    rows = Nakoming.objects.exclude(uitkomst="").select_related(
        "voorwaarde__besluit__aanvraag__netwerk", "voorwaarde__besluit__aanvraag__ronde"
    )
    nakoming = rows.filter(pk=_pk(bericht)).first()
    if nakoming is None:
        return SlaOver("De voorwaarde is er niet meer.")
    return _make(
        bericht, nakoming.voorwaarde.besluit.aanvraag, template="email/subsidie/voorwaarde",
        titel="Antwoord over\neen voorwaarde", onderwerp="Antwoord over een voorwaarde",
        preheader="De academie keek naar wat jullie deden.", wat=nakoming.voorwaarde.tekst,
    )  # fmt: skip


def _make(bericht, aanvraag, *, template, titel, onderwerp, preheader, **context):
    if not aanvraag.netwerk.rollen_of(bericht.aan) & set(SCHRIJVERS):
        return SlaOver("Deze persoon begeleidt het netwerk niet meer.")
    knop = ("Lees het antwoord", settings.BASE_URL + reverse("subsidie:jaar", args=[aanvraag.sleutel]))
    return Inhoud(
        onderwerp=f"{onderwerp}: {aanvraag.netwerk.naam}",
        template=template,
        context={"aanvraag": aanvraag, "netwerk": aanvraag.netwerk, "titel": titel, "knoppen": [knop]} | context,
        preheader=preheader,
        reden=f"Je krijgt deze mail omdat je {aanvraag.netwerk.naam} begeleidt.",
        lees=knop,
    )  # fmt: skip


def register() -> None:
    for code, naam, maak in (
        (WIJZIGING, "Antwoord op een wijziging", _wijziging),
        (VOORWAARDE, "Antwoord over een voorwaarde", _voorwaarde),
    ):
        register_soort(Soort(code, naam, maak, houdbaar=timedelta(days=14), bewerkbaar=False))
