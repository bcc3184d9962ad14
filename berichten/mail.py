from email.utils import formataddr, formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from berichten.handelingen import link
from berichten.models import Onderwerp

# The number is in links that live in mailboxes for years: only ever add at the end.
AFMELD_NUMMERS = (Onderwerp.BIJEENKOMSTEN, Onderwerp.EVALUATIE, Onderwerp.NETWERK)


def afmeld_link(persoon, onderwerp: str) -> str:
    """One touch stops mail about ``onderwerp``; also the address of the List-Unsubscribe header."""
    return link("stop", persoon.pk, AFMELD_NUMMERS.index(onderwerp))


def build_message(bericht, inhoud, soort, connection):
    """The mail of a Bericht: text and HTML, calendar part, one-click unsubscribe, and always the same Message-ID."""
    afmeld_url = afmeld_link(bericht.aan, soort.onderwerp) if bericht.aan and soort.onderwerp else ""
    context = {
        "onderwerp": inhoud.onderwerp,
        "afzender": inhoud.afzender,
        "preheader": inhoud.preheader,
        "reden": inhoud.reden,
        "basis_url": settings.BASE_URL,
        "afmeld_url": afmeld_url,
        "afmeld_tekst": f"Geen mail meer over {Onderwerp(soort.onderwerp).label}" if afmeld_url else "",
        "eigen_tekst": bericht.verzending.eigen_tekst if bericht.verzending else "",
        "persoon": bericht.aan,
    } | inhoud.context
    headers = {
        "Message-ID": f"<{bericht.uuid}@{urlsplit(settings.BASE_URL).hostname}>",
        "Date": formatdate(bericht.op.timestamp(), localtime=False),
        "Auto-Submitted": "auto-generated",
    }
    if afmeld_url:
        headers |= {"List-Unsubscribe": f"<{afmeld_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    naam = bericht.aan.naam if bericht.aan else ""
    message = EmailMultiAlternatives(
        subject=" ".join(inhoud.onderwerp.split()),
        body=render_to_string(f"{inhoud.template}.txt", context).strip() + "\n",
        from_email=formataddr((" ".join(inhoud.afzender.split()), settings.DEFAULT_FROM_EMAIL)),
        to=[formataddr((naam, bericht.naar)) if naam else bericht.naar],
        headers=headers,
        connection=connection,
    )
    message.attach_alternative(render_to_string(f"{inhoud.template}.html", context), "text/html")
    if inhoud.ics:
        calendar = inhoud.ics.data.decode()
        message.attach_alternative(calendar, f"text/calendar; method={inhoud.ics.method}")
        message.attach("bijeenkomst.ics", inhoud.ics.data, "application/ics")
    return message
