"""What mail servers told about an address: mail comes back from it, or its owner called our mail unwanted."""

from django.db import transaction

from berichten.models import Adresmerk
from kern.log import log
from personen.models import Persoon


@transaction.atomic
def mark_address(adres: str, soort: str, *, bron: str) -> None:
    """Remember that ``adres`` is «onbereikbaar» or gave a «klacht», as ``bron`` (the mail service) says. Twice is once.

    From then on delivery skips mail to it, with the reason (berichten/services/delivery.py).
    """
    adres = adres.strip().lower()
    _, created = Adresmerk.objects.get_or_create(adres=adres, soort=soort, defaults={"bron": bron})
    persoon = Persoon.objects.filter(email=adres).first()
    if created and persoon:
        log(persoon, "berichten.address.marked", soort=soort, bron=bron)


@transaction.atomic
def clear_address(adres: str, soorten=tuple(Adresmerk.Soort), *, actor=None) -> None:
    """Mail to ``adres`` goes again: its owner showed that it works, or says so."""
    deleted, _ = Adresmerk.objects.filter(adres=adres.strip().lower(), soort__in=soorten).delete()
    if deleted and actor:
        log(actor, "berichten.address.cleared", actor=actor)
