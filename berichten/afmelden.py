"""Stopping mail with one touch, from the mail itself (RFC 8058) or the page behind the link."""

from datetime import timedelta

from berichten import services
from berichten.handelingen import Handeling, Pagina, Resultaat, register_handeling
from berichten.mail import AFMELD_NUMMERS
from personen.models import Persoon


def _read(ref):
    persoon = Persoon.objects.filter(pk=ref[0], is_active=True).first()
    return persoon, AFMELD_NUMMERS[ref[1]]


def _toon(ref):
    persoon, onderwerp = _read(ref)
    return persoon and Pagina(
        titel=f"Geen mail meer over {onderwerp.label}?",
        tekst="Dat geldt voor al je netwerken. Bij Mijn gegevens zet je het zo weer aan.",
        knop="Stop deze mails",
    )


def _doe(ref, post):
    persoon, onderwerp = _read(ref)
    services.stop_mail(persoon, onderwerp)
    return Resultaat(
        titel="Dat is geregeld", tekst=f"Je krijgt geen mail meer over {onderwerp.label}. Wat moet, krijg je nog wel."
    )


def register():
    register_handeling(Handeling(code="stop", max_age=timedelta(days=3650), toon=_toon, doe=_doe))
