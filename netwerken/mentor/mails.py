"""The mail to a facilitator and the mentor: this is who you talk with."""

from datetime import timedelta

from django.conf import settings

from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from netwerken.mentor.models import Mentorvraag

PAAR = "netwerken.mentor_paar"


def tell_paar(vraag: Mentorvraag) -> None:
    for persoon in (vraag.persoon, vraag.mentor):
        queue_bericht(
            soort=PAAR, sleutel=f"{PAAR}:{vraag.pk}:{persoon.pk}", aan=persoon, aanleiding=f"mentorvraag:{vraag.pk}",
        )  # fmt: skip


def _paar(bericht):
    rows = Mentorvraag.objects.select_related("persoon", "mentor", "netwerk")
    vraag = rows.filter(pk=int(bericht.aanleiding.rsplit(":", 1)[1]), status=Mentorvraag.Status.GEKOPPELD).first()
    if vraag is None or vraag.mentor is None:
        return SlaOver("Het contact is intussen afgerond.")
    als_mentor = bericht.aan_id == vraag.mentor_id
    ander = vraag.persoon if als_mentor else vraag.mentor
    pagina = settings.BASE_URL + reverse("netwerken:begeleiders")
    return Inhoud(
        onderwerp=f"Je bent mentor van {ander.naam}" if als_mentor else f"{ander.naam} is je mentor",
        template="email/netwerken/mentor_paar",
        context={
            "vraag": vraag, "ander": ander, "als_mentor": als_mentor, "titel": "Jullie kunnen\nbeginnen",
            "knoppen": [("Bekijk het contact", pagina)],
        },
        preheader="Bel of mail elkaar deze week. Een half uur is genoeg om te beginnen.",
        reden="Je krijgt deze mail omdat je een mentor zocht." if not als_mentor
        else "Je krijgt deze mail omdat je je als mentor aanbood.",
        lees=("Bekijk het contact", pagina),
    )  # fmt: skip


def register() -> None:
    register_soort(Soort(PAAR, "Mentor gevonden", _paar, houdbaar=timedelta(days=14), bewerkbaar=False))
