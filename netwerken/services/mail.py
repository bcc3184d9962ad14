"""Puts the mails of this room in the outbox. Each hangs on the log line of what happened, so it goes once."""

from berichten.services import queue_bericht
from kern.models import Logregel
from netwerken.models import Deelname


def mail_deelnemer(soort: str, deelname: Deelname, regel: Logregel) -> None:
    """To the person of this deelname."""
    _queue(soort, deelname, regel, deelname.persoon)


def mail_facilitators(soort: str, deelname: Deelname, regel: Logregel) -> None:
    """To everyone who guides the netwerk now, except the person it is about and who did it."""
    weten_het_al = {deelname.persoon_id, regel.actor_id} - {None}
    for persoon in deelname.netwerk.facilitators().exclude(pk__in=weten_het_al):
        _queue(soort, deelname, regel, persoon)


def _queue(soort, deelname, regel, aan):
    queue_bericht(
        soort=f"netwerken.{soort}",
        sleutel=f"netwerken.{soort}:{regel.pk}:{aan.pk}",
        aan=aan,
        context=deelname.netwerk.context,
        aanleiding=deelname.netwerk.context,
        # An answer to what the receiver did just now goes in quiet times too.
        gegevens={"deelname": deelname.pk} | ({"zelf": True} if regel.actor_id == aan.pk else {}),
    )
