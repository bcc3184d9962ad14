"""What a receiver would get, for the facilitator who reads along before it leaves. Nothing is kept."""

import logging
import re
from dataclasses import dataclass

from django.db import transaction

from berichten.mail import build_message
from berichten.models import Bericht, Verzending
from berichten.soorten import SlaOver, get_soort
from kern.tijd import nu

logger = logging.getLogger(__name__)
# A one-touch link acts for its owner, so nobody else may see a working one.
_TOKEN = re.compile(r"/d/[^\s/]+/")


@dataclass(frozen=True)
class Voorbeeld:
    onderwerp: str = ""
    tekst: str = ""
    uitleg: str = ""


def get_voorbeeld(verzending: Verzending, eigen_tekst: str) -> Voorbeeld:
    """The text part of the mail to one of the receivers, made by the real kind and then forgotten."""
    try:
        with transaction.atomic():  # a kind may note something while it looks up who gets the mail
            voorbeeld = _build(verzending, eigen_tekst)
            transaction.set_rollback(True)
        return voorbeeld
    except Exception:
        logger.exception("no example of verzending %s", verzending.pk)
        return Voorbeeld(uitleg="Een voorbeeld lukt nu niet. De mail zelf gaat gewoon.")


def _build(verzending, eigen_tekst):
    soort = get_soort(verzending.soort)
    ontvanger = next(iter(soort.ontvangers(verzending)), None)
    if ontvanger is None:
        return Voorbeeld(uitleg="Zoals het er nu voor staat, is er niemand die dit bericht krijgt.")
    bericht = Bericht(
        soort=soort.code, sleutel="voorbeeld", aan=ontvanger.persoon, adres=ontvanger.adres, op=verzending.op,
        probeer_op=verzending.op, context=verzending.context, aanleiding=verzending.aanleiding,
        gegevens=ontvanger.gegevens, created_at=nu(),
    )  # fmt: skip
    bericht.verzending = Verzending(
        **{veld: getattr(verzending, veld) for veld in ("soort", "sleutel", "context", "op")}
    )
    bericht.verzending.pk, bericht.verzending.aanleiding = verzending.pk, verzending.aanleiding
    bericht.verzending.eigen_tekst = eigen_tekst
    inhoud = soort.inhoud(bericht)
    if isinstance(inhoud, SlaOver):
        return Voorbeeld(uitleg=f"Zoals het er nu voor staat, gaat dit bericht niet weg. {inhoud.reden}")
    message = build_message(bericht, inhoud, soort, None)
    return Voorbeeld(onderwerp=_hide(message.subject, ontvanger, soort), tekst=_hide(message.body, ontvanger, soort))


def _hide(tekst, ontvanger, soort):
    """No working links; and no name where the list of receivers itself tells who did not answer yet."""
    tekst = _TOKEN.sub("/d/…/", tekst)
    if ontvanger.persoon and not soort.namen_in_log:
        for naam in (ontvanger.persoon.naam, ontvanger.persoon.voornaam):
            tekst = tekst.replace(naam, "…")
    return tekst
