"""Reading what the outbox did, and in demo mode the mails themselves (var/mail)."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count

from berichten.backends import mail_dir
from berichten.models import Bericht
from berichten.soorten import alle_soorten


@dataclass(frozen=True)
class Mail:
    naam: str
    onderwerp: str
    van: str
    aan: str
    datum: datetime | None
    tekst: str
    html: str


@dataclass(frozen=True)
class Regel:
    """One line of the post list: what beheer may know of a mail."""

    op: datetime
    soort: str
    woord: str
    teken: str  # of components/status.html
    aan: str
    reden: str


_TEKENS = {Bericht.Status.VERSTUURD: "goed", Bericht.Status.MISLUKT: "fout"}


def is_demo() -> bool:
    """Mails are files here only as long as no mail server is configured."""
    return settings.EMAIL_BACKEND == "berichten.backends.MapBackend"


def count_per_status() -> list[tuple[str, int]]:
    """(word, number) for every status that occurs, in the order of a mail's life."""
    found = dict(Bericht.objects.order_by().values_list("status").annotate(Count("pk")))
    return [(status.label, found[status]) for status in Bericht.Status if status in found]


def describe(bericht: Bericht) -> Regel:
    """Without names and reasons for kinds where those say something about a person (measurements, sign-in)."""
    soorten = {soort.code: soort for soort in alle_soorten()}
    soort = soorten.get(bericht.soort)
    open_ = soort is not None and soort.namen_in_log
    return Regel(
        op=bericht.op,
        soort=soort.naam if soort else bericht.soort,
        woord=bericht.get_status_display(),
        teken=_TEKENS.get(bericht.status, "onbekend"),
        aan=(str(bericht.aan or "") or bericht.adres) if open_ else "",
        reden=bericht.reden if open_ or bericht.status == Bericht.Status.MISLUKT else "",
    )


def list_mails(limit: int = 50) -> list[Mail]:
    """The newest mails on disk, newest first; empty when real mail is sent."""
    if not is_demo() or not mail_dir().is_dir():
        return []
    namen = sorted((pad.name for pad in mail_dir().glob("[!.]*.eml")), reverse=True)[:limit]
    return [mail for mail in map(read_mail, namen) if mail]


def read_mail(naam: str) -> Mail | None:
    """One mail by its file name; None when it is not there or real mail is sent."""
    pad = mail_dir() / naam
    if not is_demo() or pad.parent != mail_dir() or naam.startswith(".") or pad.suffix != ".eml" or not pad.is_file():
        return None
    bericht = email.message_from_bytes(pad.read_bytes(), policy=email.policy.default)
    tekst, html = bericht.get_body(("plain",)), bericht.get_body(("html",))
    return Mail(
        naam=naam,
        onderwerp=str(bericht["Subject"] or "(geen onderwerp)"),
        van=str(bericht["From"] or ""),
        aan=str(bericht["To"] or ""),
        datum=bericht["Date"].datetime if bericht["Date"] else None,
        tekst=tekst.get_content() if tekst else "",
        html=html.get_content() if html else "",
    )
