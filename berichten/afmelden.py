"""Stopping mail with one touch, from the mail itself (RFC 8058) or the page behind the link."""

from datetime import timedelta

from berichten import services
from berichten.handelingen import Handeling, Pagina, Resultaat, register_handeling
from berichten.mail import AFMELD_NUMMERS, noem_onderwerpen
from personen.models import Persoon


def _read(ref):
    """The person and what the mail was about: one onderwerp, or several in a netwerkbrief."""
    persoon = Persoon.objects.filter(pk=ref[0], is_active=True).first()
    return persoon, [AFMELD_NUMMERS[nummer] for nummer in ref[1:]]


def _toon(ref):
    persoon, onderwerpen = _read(ref)
    return persoon and Pagina(
        titel=f"Geen mail meer over {noem_onderwerpen(onderwerpen)}?",
        tekst="Dat geldt voor al je netwerken. Bij Mijn gegevens zet je het zo weer aan, "
        "of kies je voor één mail per week.",
        knop="Stop deze mails",
    )


def _doe(ref, post):
    persoon, onderwerpen = _read(ref)
    for onderwerp in onderwerpen:
        services.stop_mail(persoon, onderwerp)
    return Resultaat(
        titel="Dat is geregeld",
        tekst=f"Je krijgt geen mail meer over {noem_onderwerpen(onderwerpen)}. Wat moet, krijg je nog wel.",
    )


def register():
    register_handeling(Handeling(code="stop", max_age=timedelta(days=3650), toon=_toon, doe=_doe))
