"""The mail that asks somebody to do one or more tasks, each with two buttons."""

from datetime import timedelta

from django.conf import settings

from berichten.handelingen import link
from berichten.models import Bericht
from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from netwerken.models import Netwerk
from netwerken.taken.models import Taak

VRAAG = "netwerken.taak_vraag"
JA, PAS = "taak", "taakpas"  # of the one-touch links


def taak_links(taak, persoon) -> tuple[str, str]:
    """«Ik doe het» and «Liever niet»."""
    return tuple(link(code, taak.pk, persoon.pk) for code in (JA, PAS))


def page_of(netwerk) -> str:
    return settings.BASE_URL + reverse("netwerken:taken", args=[netwerk.slug])


def queue_vraag(netwerk, persoon) -> None:
    """One mail for everything this person is asked; not while one of an earlier time still has to go."""
    aanleiding = f"taken:{netwerk.pk}"
    eerder = Bericht.objects.filter(aanleiding=aanleiding, aan=persoon)
    if eerder.filter(status__in=[Bericht.Status.GEPLAND, Bericht.Status.GEBUNDELD]).exists():
        return
    queue_bericht(
        soort=VRAAG, sleutel=f"{VRAAG}:{netwerk.pk}:{persoon.pk}:{eerder.count() + 1}", aan=persoon,
        context=netwerk.context, aanleiding=aanleiding,
    )  # fmt: skip


def _vraag(bericht):
    netwerk = Netwerk.objects.filter(pk=int(bericht.aanleiding.rsplit(":", 1)[1])).first()
    if netwerk is None or netwerk.is_beeindigd:
        return SlaOver("Het netwerk is voorbij.")
    if not netwerk.leden().filter(pk=bericht.aan_id).exists():
        return SlaOver("Doet niet meer mee aan het netwerk.")
    taken = list(Taak.objects.filter(netwerk=netwerk, gevraagd=bericht.aan_id))
    if not taken:
        return SlaOver("De vraag is beantwoord of ingetrokken.")
    eerste, meer = taken[0], len(taken) > 1
    return Inhoud(
        onderwerp=f"Wil jij {len(taken)} taken doen in {netwerk.naam}?" if meer else f"Doe jij dit: {eerste.titel}?",
        template="email/netwerken/taak_vraag",
        context={
            "netwerk": netwerk,
            "titel": "Doe jij mee\nmet het werk?",
            "taken": [
                (taak, [("Ik doe het", ja), ("Liever niet", nee)])
                for taak in taken
                for ja, nee in [taak_links(taak, bericht.aan)]
            ],
            "pagina": page_of(netwerk),
        },
        afzender=netwerk.naam,
        preheader="Eén klik is genoeg. Je hoeft niet in te loggen.",
        reden=f"Je krijgt deze mail omdat je meedoet aan {netwerk.naam}.",
        lees=("Zeg ja of nee", page_of(netwerk) if meer else taak_links(eerste, bericht.aan)[0]),
    )


def register() -> None:
    register_soort(
        Soort(
            VRAAG, "Vraag om een taak te doen", _vraag, onderwerp="netwerk", houdbaar=timedelta(days=14),
            is_vraag=True, bewerkbaar=False,
        )
    )  # fmt: skip
