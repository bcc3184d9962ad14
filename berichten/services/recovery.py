"""After an old copy of the database was put back: it does not know which mails left since it was made."""

from datetime import datetime

from django.db import transaction

from berichten.models import Bericht, Verzending
from kern.tijd import nu

REDEN = "Er is een reservekopie teruggezet. Misschien ging deze mail daarvoor al weg."


@transaction.atomic
def hold_after_restore(made_at: datetime) -> int:
    """Keep back what became due after ``made_at``, the moment of the copy; returns how many messages that are.

    A mail to one person that waited is skipped with the reason, a netwerkbrief with everything in it. A message to a
    group is held: its facilitator sees it and says whether it goes. What is due from now on is not touched.
    """
    now = nu()
    skipped = {
        "status": Bericht.Status.OVERGESLAGEN, "reden": REDEN, "claim": None, "claim_tot": None, "gegevens": {},
        "updated_at": now,
    }  # fmt: skip
    waiting = Bericht.objects.filter(status=Bericht.Status.GEPLAND, op__lte=now)
    in_letters = Bericht.objects.filter(status=Bericht.Status.GEBUNDELD, bundel__in=waiting)
    berichten = in_letters.update(**skipped) + waiting.update(**skipped)
    verzendingen = Verzending.objects.filter(status=Verzending.Status.GEPLAND, op__gte=made_at, op__lte=now).update(
        status=Verzending.Status.VASTGEHOUDEN, reden=REDEN, updated_at=now
    )
    return berichten + verzendingen
