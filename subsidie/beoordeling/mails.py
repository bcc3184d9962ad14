"""The mails about judging. None of them says what somebody thinks of an aanvraag."""

from datetime import timedelta

from django.conf import settings

from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from kern.tijd import dag
from netwerken.models import Deelname
from netwerken.rollen import EIGENAAR, FACILITATOR, PENVOERDER
from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling.models import Toewijzing
from subsidie.toestand import VOORBIJ, Status

VRAAG, TOEGEWEZEN = "subsidie.vraag", "subsidie.toegewezen"
SCHRIJVERS = (PENVOERDER, EIGENAAR, FACILITATOR)


def tell_vraag(aanvraag, inzending) -> None:
    """To who writes the aanvraag: the academie wants to know something."""
    rows = Deelname.objects.actief().filter(netwerk=aanvraag.netwerk_id, rol__in=SCHRIJVERS)
    for persoon in {rij.persoon for rij in rows.select_related("persoon")}:
        queue_bericht(
            soort=VRAAG, sleutel=f"{VRAAG}:{aanvraag.pk}:{inzending.nummer if inzending else 0}:{persoon.pk}",
            aan=persoon, context=aanvraag.netwerk.context, aanleiding=f"aanvraag:{aanvraag.pk}",
        )  # fmt: skip


def tell_toegewezen(toewijzing) -> None:
    queue_bericht(
        soort=TOEGEWEZEN, sleutel=f"{TOEGEWEZEN}:{toewijzing.pk}", aan=toewijzing.persoon,
        aanleiding=f"toewijzing:{toewijzing.pk}",
    )  # fmt: skip


def _pk(bericht):
    return int(bericht.aanleiding.rsplit(":", 1)[1])


def _vraag(bericht):
    aanvraag = Aanvraag.objects.with_ronde().filter(pk=_pk(bericht), status=Status.AANVULLING).first()
    if aanvraag is None:
        return SlaOver("De aanvraag is al aangevuld of ingetrokken.")
    if not aanvraag.netwerk.rollen_of(bericht.aan) & set(SCHRIJVERS):
        return SlaOver("Deze persoon schrijft de aanvraag niet meer.")
    laatste = aanvraag.aanvulvragen.order_by("-op").first()
    pagina = settings.BASE_URL + aanvraag.get_absolute_url()
    return Inhoud(
        onderwerp=f"Een vraag over de aanvraag van {aanvraag.netwerk.naam}",
        template="email/subsidie/vraag",
        context={
            "aanvraag": aanvraag, "vragen": aanvraag.aanvulvragen.filter(op=laatste.op) if laatste else (),
            "voor": dag(aanvraag.aanvullen_voor), "titel": "De academie wil\nnog iets weten",
            "knoppen": [("Naar de aanvraag", pagina)],
        },
        preheader=f"Vul de aanvraag aan voor {dag(aanvraag.aanvullen_voor)}.",
        reden="Je krijgt deze mail omdat je de aanvraag van dit netwerk schrijft.",
        lees=("Naar de aanvraag", pagina),
    )  # fmt: skip


def _toegewezen(bericht):
    rows = Toewijzing.objects.open_for(bericht.aan).with_aanvraag().filter(pk=_pk(bericht))
    toewijzing = rows.exclude(aanvraag__status__in=VOORBIJ).first()
    if toewijzing is None:
        return SlaOver("Deze persoon beoordeelt de aanvraag niet (meer).")
    aanvraag = toewijzing.aanvraag
    pagina = settings.BASE_URL + reverse("subsidie:werk")
    return Inhoud(
        onderwerp=f"Wil je de aanvraag van {aanvraag.netwerk.naam} beoordelen?",
        template="email/subsidie/toegewezen",
        context={
            "aanvraag": aanvraag, "voor": dag(aanvraag.ronde.advies_voor), "titel": "Een aanvraag\nom te lezen",
            "knoppen": [("Naar mijn werk", pagina)],
        },
        preheader=f"Je advies is nodig voor {dag(aanvraag.ronde.advies_voor)}.",
        reden="Je krijgt deze mail omdat de academie je deze aanvraag gaf.",
        lees=("Naar mijn werk", pagina),
    )  # fmt: skip


def register() -> None:
    register_soort(Soort(VRAAG, "Vraag over de aanvraag", _vraag, houdbaar=timedelta(days=7), bewerkbaar=False))
    register_soort(
        Soort(TOEGEWEZEN, "Aanvraag om te beoordelen", _toegewezen, houdbaar=timedelta(days=14), bewerkbaar=False)
    )
