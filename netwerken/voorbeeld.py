"""What a receiver would get, for the facilitator who reads along before it leaves. Nothing is kept."""

import logging
import re
from dataclasses import dataclass

from django.db import transaction

from berichten.mail import build_message
from berichten.models import Bericht, Verzending
from berichten.soorten import Ontvanger, SlaOver, get_soort

logger = logging.getLogger(__name__)
# A signed link acts for its owner, so nobody else may see a working one. The sign stands behind a tilde.
_TOKEN = re.compile(r"/[^\s/]*~[^\s/]*")


@dataclass(frozen=True)
class Voorbeeld:
    """The mail as text, or in ``uitleg`` why there is none."""

    onderwerp: str = ""
    tekst: str = ""
    uitleg: str = ""


def get_voorbeeld(verzending: Verzending, eigen_tekst: str, *, by) -> Voorbeeld:
    """The text part of the mail to one of the receivers, made by the real kind and then forgotten.

    As long as nobody would get it, ``by`` stands in for the receiver where the kind allows that.
    """
    try:
        with transaction.atomic():  # a kind may note something while it looks up who gets the mail
            voorbeeld = _build(verzending, eigen_tekst, by)
            transaction.set_rollback(True)
        return voorbeeld
    except Exception:
        logger.exception("no example of verzending %s", verzending.pk)
        return Voorbeeld(uitleg="Een voorbeeld lukt nu niet. De mail zelf gaat gewoon.")


def get_voorbeeld_of(bericht: Bericht) -> Voorbeeld:
    """The text part of one mail as it would leave now. Nothing is kept."""
    soort = get_soort(bericht.soort)
    inhoud = soort.inhoud(bericht)
    if isinstance(inhoud, SlaOver):
        return Voorbeeld(uitleg=f"Zoals het er nu voor staat, gaat dit bericht niet weg. {inhoud.reden}")
    message = build_message(bericht, inhoud, soort, None)
    return Voorbeeld(onderwerp=_hide(message.subject, []), tekst=_hide(message.body, []))


def _build(verzending, eigen_tekst, by):
    soort = get_soort(verzending.soort)
    if soort.voorbeeld:
        return _build_general(soort, verzending, eigen_tekst)
    ontvanger = next(iter(soort.ontvangers(verzending)), None)
    bericht = _make_bericht(verzending, eigen_tekst, ontvanger or Ontvanger(persoon=by))
    if ontvanger is None:
        try:
            inhoud = soort.inhoud(bericht)
        except (KeyError, AttributeError):  # this kind needs to know more about its receiver
            inhoud = SlaOver("")
        if isinstance(inhoud, SlaOver):
            return Voorbeeld(uitleg="Zoals het er nu voor staat, is er niemand die dit bericht krijgt.")
    else:
        inhoud = soort.inhoud(bericht)
    if isinstance(inhoud, SlaOver):
        return Voorbeeld(uitleg=f"Zoals het er nu voor staat, gaat dit bericht niet weg. {inhoud.reden}")
    message = build_message(bericht, inhoud, soort, None)
    geheim = _names_to_hide(ontvanger, soort)
    return Voorbeeld(onderwerp=_hide(message.subject, geheim), tekst=_hide(message.body, geheim))


def _make_bericht(verzending, eigen_tekst, ontvanger):
    feiten = {veld: getattr(verzending, veld) for veld in ("soort", "context", "aanleiding", "op")}
    bericht = Bericht(
        **feiten,
        sleutel="voorbeeld",
        probeer_op=verzending.op,
        aan=ontvanger.persoon,
        adres=ontvanger.adres,
        gegevens=ontvanger.gegevens,
    )
    bericht.verzending = Verzending(**feiten, pk=verzending.pk, sleutel=verzending.sleutel, eigen_tekst=eigen_tekst)
    return bericht


def _names_to_hide(ontvanger, soort):
    """Where the list of receivers itself tells who did not answer yet, the example names nobody."""
    if ontvanger is None or soort.namen_in_log:
        return []
    persoon = ontvanger.persoon
    return [persoon.naam, persoon.voornaam] if persoon else [ontvanger.adres]


def _build_general(soort, verzending, eigen_tekst):
    """A kind that makes its own example, because looking up its receivers would do or tell something."""
    inhoud = soort.voorbeeld(verzending)
    if isinstance(inhoud, str):
        return Voorbeeld(uitleg=inhoud)
    verzending = Verzending(soort=verzending.soort, op=verzending.op, eigen_tekst=eigen_tekst)
    bericht = Bericht(soort=soort.code, adres="voorbeeld@leernetwerk.test", op=verzending.op, verzending=verzending)
    message = build_message(bericht, inhoud, soort, None)
    return Voorbeeld(onderwerp=message.subject, tekst=_hide(message.body, []))


def _hide(tekst, geheim):
    tekst = _TOKEN.sub("/…", tekst)
    for naam in filter(None, geheim):
        tekst = tekst.replace(naam, "…")
    return tekst
