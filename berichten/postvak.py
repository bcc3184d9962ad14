"""Reading what the outbox did, and in demo mode the mails themselves (var/mail)."""

import email
import email.policy
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count

from berichten.backends import MAP
from berichten.models import Bericht


@dataclass(frozen=True)
class Mail:
    naam: str
    onderwerp: str
    van: str
    aan: str
    datum: object
    tekst: str
    html: str


def is_demo() -> bool:
    """Mails are files here only as long as no mail server is configured."""
    return settings.EMAIL_BACKEND == "berichten.backends.MapBackend"


def count_per_status() -> list[dict]:
    return list(Bericht.objects.order_by("status").values("status").annotate(aantal=Count("pk")))


def list_mails(limit: int = 50) -> list[Mail]:
    """The newest mails on disk, newest first; empty when real mail is sent."""
    if not is_demo() or not MAP.is_dir():
        return []
    namen = sorted((pad.name for pad in MAP.glob("[!.]*.eml")), reverse=True)[:limit]
    return [mail for mail in map(read_mail, namen) if mail]


def read_mail(naam: str) -> Mail | None:
    """One mail by its file name; None when it is not there or real mail is sent."""
    pad = MAP / naam
    if not is_demo() or pad.parent != MAP or pad.suffix != ".eml" or not pad.is_file():
        return None
    bericht = email.message_from_bytes(pad.read_bytes(), policy=email.policy.default)
    delen = {deel: bericht.get_body((deel,)) for deel in ("plain", "html")}
    inhoud = {deel: body.get_content() if body else "" for deel, body in delen.items()}
    return Mail(
        naam=naam, onderwerp=bericht["Subject"], van=bericht["From"], aan=bericht["To"],
        datum=bericht["Date"].datetime, tekst=inhoud["plain"], html=inhoud["html"],
    )  # fmt: skip
