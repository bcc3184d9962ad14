"""The mails about a pause and an end. All are necessary: who takes part must know that nothing comes any more."""

from datetime import timedelta

from django.conf import settings

from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from kern.tijd import dag
from netwerken.models import Deelname, Netwerk
from personen.models import Persoon

GEPAUZEERD, HERVAT, AFGESLOTEN, WISSEN = (
    f"netwerken.{wat}" for wat in ("gepauzeerd", "hervat", "afgesloten", "wissen")
)
GEWEEST = (Deelname.Status.UITGESTAPT, Deelname.Status.AFGEROND)
ANDERS = "Er is intussen iets veranderd."
ZINNEN = {
    Netwerk.Status.AFGEROND: "is afgerond",
    Netwerk.Status.ZELFSTANDIG: "gaat zelfstandig verder",
    Netwerk.Status.GESTOPT: "is gestopt",
}


def tell(soort: str, netwerk: Netwerk, mensen, regel, **gegevens) -> None:
    """To each of ``mensen``, once per log line."""
    for persoon in mensen:
        queue_bericht(
            soort=soort, sleutel=f"{soort}:{regel.pk}:{persoon.pk}", aan=persoon, context=netwerk.context,
            gegevens={"netwerk": netwerk.pk} | gegevens,
        )  # fmt: skip


def find_betrokkenen(netwerk: Netwerk):
    """Everybody who took part, also who left before the end: they too have something here. Each once."""
    mee = Deelname.objects.filter(netwerk=netwerk, status__in=[*Deelname.LID, *GEWEEST])
    return Persoon.objects.filter(pk__in=mee.values("persoon"), is_active=True).order_by("pk")


def _of(bericht, klopt):
    netwerk = Netwerk.objects.filter(pk=bericht.gegevens["netwerk"]).first()
    return netwerk if netwerk is not None and klopt(netwerk) else None


def _mail(netwerk, soort, *, onderwerp, kort, knop, wie="meedoet aan", **context):
    pagina = settings.BASE_URL + knop[1]
    return Inhoud(
        onderwerp=onderwerp,
        template=f"email/netwerken/einde/{soort}",
        context={"netwerk": netwerk, "knoppen": [(knop[0], pagina)]} | context,
        afzender=netwerk.naam,
        preheader=kort,
        reden=f"Je krijgt deze mail omdat je {wie} {netwerk.naam}.",
        lees=(knop[0], pagina),
    )


def _gepauzeerd(bericht):
    netwerk = _of(bericht, lambda n: n.is_gepauzeerd)
    if netwerk is None:
        return SlaOver(ANDERS)
    tot = dag(netwerk.gepauzeerd_tot)
    return _mail(
        netwerk, "gepauzeerd", onderwerp=f"{netwerk.naam} pauzeert tot {tot}", tot=tot, titel="Even\npauze",
        kort="Je hoeft niets te doen. Tot die dag krijg je geen vragen en geen herinneringen.",
        knop=("Ga naar het netwerk", netwerk.get_absolute_url()),
    )  # fmt: skip


def _hervat(bericht):
    netwerk = _of(bericht, lambda n: not n.is_gepauzeerd and not n.is_beeindigd)
    if netwerk is None:
        return SlaOver(ANDERS)
    return _mail(
        netwerk, "hervat", onderwerp=f"De pauze van {netwerk.naam} is voorbij", titel="Jullie gaan\nweer verder",
        kort="Herinneringen en vragen gaan weer weg.", wie="de begeleider bent van",
        knop=("Ga naar het netwerk", netwerk.get_absolute_url()),
    )  # fmt: skip


def _afgesloten(bericht):
    netwerk = _of(bericht, lambda n: n.is_beeindigd)
    if netwerk is None:
        return SlaOver(ANDERS)
    zin, op = ZINNEN[netwerk.status], dag(netwerk.klok.wist_op, met_jaar=True) if netwerk.klok else ""
    return _mail(
        netwerk, "afgesloten", onderwerp=f"{netwerk.naam} {zin}", zin=zin, op=op, wie="meedeed aan",
        titel="Dank voor\nje inzet", kort="Wat jullie deden, kun je nog lezen.",
        knop=("Kijk terug", reverse("overzicht:netwerk", args=[netwerk.slug])),
    )  # fmt: skip


def _wissen(bericht):
    netwerk = _of(bericht, lambda n: n.klok is not None and n.klok.wist_op.isoformat() == bericht.gegevens["wist_op"])
    if netwerk is None:
        return SlaOver(ANDERS)
    op = dag(netwerk.klok.wist_op, met_jaar=True)
    return _mail(
        netwerk, "wissen", onderwerp=f"De gegevens van {netwerk.naam} worden gewist op {op}", op=op, wie="meedeed aan",
        titel="Bewaar wat je\nwilt houden", kort=f"Tot {op} kun je downloaden wat je zelf schreef.",
        knop=("Bekijk wat van jou is", reverse("netwerken:vroeger", args=[netwerk.slug])),
    )  # fmt: skip


def register() -> None:
    week, maand = timedelta(days=7), timedelta(days=30)
    for code, naam, inhoud, houdbaar in (
        (GEPAUZEERD, "Netwerk pauzeert", _gepauzeerd, week),
        (HERVAT, "Pauze voorbij", _hervat, week),
        (AFGESLOTEN, "Netwerk voorbij", _afgesloten, maand),
        (WISSEN, "Gegevens worden gewist", _wissen, week),
    ):
        register_soort(Soort(code, naam, inhoud, houdbaar=houdbaar, bewerkbaar=False, aanloop=week))
