from django.db import transaction

from berichten.aandacht import Keuze
from berichten.models import Voorkeur
from kern.log import log


@transaction.atomic
def set_preference(persoon, onderwerp: str, keuze: str) -> None:
    """What this person wants about ``onderwerp`` from now on; the same choice again changes nothing.

    Mails that wait follow the choice when their moment comes: ``niet`` skips them, also out of a netwerkbrief.
    """
    rows = Voorkeur.objects.filter(persoon=persoon, onderwerp=onderwerp)
    if keuze == Keuze.DIRECT:
        changed, _ = rows.delete()
    elif rows.filter(keuze=keuze).exists():
        changed = False
    else:
        Voorkeur.objects.update_or_create(persoon=persoon, onderwerp=onderwerp, defaults={"keuze": keuze})
        changed = True
    if changed:
        log(persoon, "berichten.voorkeur.set", actor=persoon, onderwerp=onderwerp, keuze=keuze)


def stop_mail(persoon, onderwerp: str) -> None:
    """No more mail about ``onderwerp`` for this person: the one touch in a mail. Stopping twice is fine."""
    set_preference(persoon, onderwerp, Keuze.NIET)


@transaction.atomic
def set_preferences(persoon, keuzes: dict[str, str]) -> None:
    """A keuze per onderwerp; what already was so stays so, without a log line."""
    for onderwerp, keuze in keuzes.items():
        set_preference(persoon, onderwerp, keuze)
