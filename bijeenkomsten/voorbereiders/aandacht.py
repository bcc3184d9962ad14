"""What the turns ask of somebody: to say whether they prepare a meeting."""

from datetime import datetime

from django.db.models import Count

from berichten.acties import Actie
from bijeenkomsten.voorbereiders.mails import MEEST, beurt_links, is_useful
from bijeenkomsten.voorbereiders.models import Beurt
from kern.tijd import dag


def ask_beurt(persoon, now: datetime):
    """Meetings this person is asked to prepare."""
    rows = Beurt.objects.open(now=now).filter(persoon=persoon).annotate(al=Count("bijeenkomst__voorbereiders"))
    rows = rows.filter(al__lt=MEEST).select_related("bijeenkomst__netwerk").order_by("bijeenkomst__begint_op", "pk")
    for b in (beurt.bijeenkomst for beurt in rows):
        if not is_useful(b, now):
            continue
        ja, pas = beurt_links(b, persoon)
        yield Actie(
            titel=f"Bereid jij {dag(b.begint_op)} mee voor?", knop="Ik doe mee", url=ja, anders=("Deze keer niet", pas),
            voor=b.begint_op, tekst=b.titel, netwerk=b.netwerk.naam, onderwerp="bijeenkomsten",
        )  # fmt: skip
