"""What a guest asks of who makes the meeting: a word of thanks afterwards."""

from datetime import datetime, timedelta

from django.conf import settings

from berichten.acties import Actie
from bijeenkomsten.models import Bijeenkomst, Spreekverzoek
from kern.tijd import dag
from netwerken.models import Deelname

BEDANK_TOT = timedelta(days=21)
MAKERS = (Deelname.Rol.FACILITATOR, Deelname.Rol.PENVOERDER)


def ask_bedanken(persoon, now: datetime):
    """Guests who were at a meeting of the past three weeks and were not thanked yet."""
    van_mij = Deelname.objects.actief().filter(persoon=persoon, rol__in=MAKERS).values("netwerk")
    rows = Spreekverzoek.objects.filter(
        status=Spreekverzoek.Status.BEVESTIGD, bedankt_op=None, bijeenkomst__netwerk__in=van_mij,
        bijeenkomst__eindigt_op__lte=now, bijeenkomst__eindigt_op__gt=now - BEDANK_TOT,
    ).exclude(bijeenkomst__status=Bijeenkomst.Status.AFGELAST)  # fmt: skip
    for verzoek in rows.with_all().order_by("bijeenkomst__eindigt_op", "pk"):
        if not verzoek.komt:
            continue
        b = verzoek.bijeenkomst
        yield Actie(
            titel=f"Bedank {verzoek.spreker.naam}", knop="Schrijf een bedankje",
            url=settings.BASE_URL + verzoek.get_absolute_url(), voor=b.eindigt_op + BEDANK_TOT,
            tekst=f"Je gast op {dag(b.begint_op)}.", netwerk=b.netwerk.naam, onderwerp="bijeenkomsten",
        )  # fmt: skip
