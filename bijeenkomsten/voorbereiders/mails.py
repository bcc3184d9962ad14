"""The mail that asks somebody to prepare a meeting, with two buttons."""

from datetime import timedelta

from django.utils.text import capfirst

from berichten.handelingen import link
from berichten.models import Bericht
from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from bijeenkomsten import aandacht
from bijeenkomsten.links import page_link
from bijeenkomsten.mailtekst import opsomming
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.voorbereiders.models import Beurt
from kern.tijd import dag, tijdvak

BEURT = "bijeenkomsten.beurt"
JA, PAS = "beurt", "pas"  # of the one-touch links
MEEST = 3


def beurt_links(bijeenkomst, persoon) -> tuple[str, str]:
    """«Ik doe mee» and «Deze keer niet»."""
    return tuple(link(code, bijeenkomst.pk, persoon.pk) for code in (JA, PAS))


def make_aanleiding(bijeenkomst) -> str:
    """Of its own: what is planned anew about the meeting leaves these mails be."""
    return f"beurt:{bijeenkomst.pk}"


def is_useful(bijeenkomst, now) -> bool:
    """Is there still time to ask somebody?"""
    return now < bijeenkomst.begint_op - aandacht.OP_TIJD


def queue_beurt(bijeenkomst, persoon) -> None:
    """Once for every time somebody is asked; not while the mail of an earlier time still has to go."""
    aanleiding = make_aanleiding(bijeenkomst)
    eerder = Bericht.objects.filter(aanleiding=aanleiding, aan=persoon)
    if eerder.filter(status__in=[Bericht.Status.GEPLAND, Bericht.Status.GEBUNDELD]).exists():
        return
    queue_bericht(
        soort=BEURT, sleutel=f"{aanleiding}:persoon:{persoon.pk}:{eerder.count() + 1}", aan=persoon,
        context=bijeenkomst.netwerk.context, aanleiding=aanleiding,
    )  # fmt: skip


def _why_not(b, bericht):
    """Why this mail need not go any more, or nothing."""
    if b is None:
        return "Deze bijeenkomst bestaat niet meer."
    if b.is_afgelast:
        return "De bijeenkomst is afgelast."
    if b.is_begonnen:
        return "De bijeenkomst is al begonnen."
    if not b.netwerk.leden().filter(pk=bericht.aan_id).exists():
        return "Doet niet meer mee aan het netwerk."
    if not Beurt.objects.open().filter(bijeenkomst=b, persoon=bericht.aan_id).exists():
        return "De vraag is beantwoord of ingetrokken."
    return "Er zijn al genoeg voorbereiders." if b.voorbereiders_nu().count() >= MEEST else ""


def _inhoud(bericht):
    b = Bijeenkomst.objects.select_related("netwerk").filter(pk=int(bericht.aanleiding.rsplit(":", 1)[1])).first()
    if reden := _why_not(b, bericht):
        return SlaOver(reden)
    wanneer, tijden = dag(b.begint_op), tijdvak(b.begint_op, b.eindigt_op)
    ja, pas = beurt_links(b, bericht.aan)
    return Inhoud(
        onderwerp=f"Bereid jij {wanneer} mee voor?",
        template="email/bijeenkomsten/beurt",
        context={
            "titel": wanneer.capitalize().replace(" ", "\n", 1),
            "regels": [b.titel, tijden, capfirst(b.waar_kort)],
            "samen_met": opsomming([p.naam for p in b.voorbereiders_nu()]),
            "knoppen": [("Ik doe mee", ja), ("Deze keer niet", pas)],
            "pagina": page_link(b),
        },
        afzender=b.netwerk.naam,
        preheader=f"{b.titel}, {tijden}. Eén klik is genoeg.",
        reden=f"Je krijgt deze mail omdat je meedoet aan {b.netwerk.naam}.",
        lees=("Zeg of je meedoet", ja),
    )


def register() -> None:
    register_soort(
        Soort(
            BEURT, "Vraag om mee voor te bereiden", _inhoud, onderwerp="bijeenkomsten", houdbaar=timedelta(days=7),
            uiterlijk=aandacht.before_last_day, aanloop=timedelta(days=6), is_vraag=True,
        )
    )  # fmt: skip
