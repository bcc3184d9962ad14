"""Reading the mails that left."""

from datetime import datetime
from email.utils import parseaddr

from django.utils import timezone


def moment(tekst):
    """«10T13:30», in November 2026."""
    return timezone.make_aware(datetime.fromisoformat(f"2026-11-{tekst}"))


def subjects(mails):
    """Each subject once, in order of the alphabet."""
    return sorted({mail.subject for mail in mails})


def receivers(mails):
    """Each address, as often as it got a mail."""
    return sorted(parseaddr(adres)[1] for mail in mails for adres in mail.to)
