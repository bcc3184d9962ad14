import re
from email.utils import format_datetime, formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone

from berichten.handelingen import link
from berichten.models import Onderwerp
from kern.forms import clean_line

# The number is in links that live in mailboxes for years: only ever add at the end.
AFMELD_NUMMERS = (Onderwerp.BIJEENKOMSTEN, Onderwerp.EVALUATIE, Onderwerp.NETWERK)


def afmeld_link(persoon, *onderwerpen: str) -> str:
    """One touch stops mail about these onderwerpen; also the address of the List-Unsubscribe header."""
    return link("stop", persoon.pk, *sorted(AFMELD_NUMMERS.index(onderwerp) for onderwerp in onderwerpen))


def noem_onderwerpen(onderwerpen) -> str:
    """«bijeenkomsten, evaluaties en nieuws van het netwerk», in the order of the preferences page."""
    *eerste, laatste = [onderwerp.label for onderwerp in Onderwerp if onderwerp in onderwerpen]
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


class _Mail(EmailMultiAlternatives):
    _mime = None

    def message(self):
        """Long headers stay on one line: some mail programs miss a List-Unsubscribe that begins on the second.

        Made once: trying whether it can be written and sending it are the same work.
        """
        if self._mime is None:
            self._mime = super().message()
            self._mime.policy = self._mime.policy.clone(max_line_length=998)
        return self._mime


def build_message(bericht, inhoud, soort, connection):
    """The mail of a Bericht: text and HTML, calendar part, one-click unsubscribe, and always the same Message-ID."""
    onderwerpen = inhoud.onderwerpen or tuple(filter(None, [soort.onderwerp]))
    afmeld_url = afmeld_link(bericht.aan, *onderwerpen) if bericht.aan and onderwerpen else ""
    context = {
        "onderwerp": clean_line(inhoud.onderwerp),
        "afzender": inhoud.afzender,
        "preheader": inhoud.preheader,
        "reden": inhoud.reden,
        "basis_url": settings.BASE_URL,
        "afmeld_url": afmeld_url,
        "afmeld_tekst": f"Geen mail meer over {noem_onderwerpen(onderwerpen)}" if afmeld_url else "",
        "eigen_tekst": bericht.verzending.eigen_tekst if bericht.verzending else "",
        "persoon": bericht.aan,
    } | inhoud.context
    headers = {
        "Message-ID": f"<{bericht.uuid}@{urlsplit(settings.BASE_URL).hostname}>",
        "Date": format_datetime(timezone.localtime()),
        "Auto-Submitted": "auto-generated",
    }
    if afmeld_url:
        headers |= {"List-Unsubscribe": f"<{afmeld_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    naam = clean_line(bericht.aan.naam) if bericht.aan else ""
    message = _Mail(
        subject=clean_line(inhoud.onderwerp),
        # Template tags leave empty lines behind; one between two paragraphs is enough.
        body=re.sub(r"\n{3,}", "\n\n", render_to_string(f"{inhoud.template}.txt", context).strip()) + "\n",
        from_email=formataddr((clean_line(inhoud.afzender), parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
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
