"""What demo groups chose to work on after they talked about a barometer."""

from evaluatie.models import Meting
from evaluatie.speerpunt.services import choose_speerpunt

# Moment of the round (see ``rondes``), subject, what they would do.
SPEERPUNTEN = {
    "verbindend-vernieuwen": (
        "voorbeeld:barometer:-285", "e", "Ieder vraagt de eigen directeur om tien minuten in het teamoverleg.",
    ),
    "eindverantwoordelijk-schoolleiders": (
        "voorbeeld:barometer:-700", "f", "We vertellen elkaar elke keer wat een collega ervan merkte.",
    ),
}  # fmt: skip


def load(netwerk, groep, now):
    """The lever of the last round but one, so that the last round says whether it moved."""
    moment, dimensie, wat = SPEERPUNTEN.get(netwerk.slug, ("", "", ""))
    meting = Meting.objects.toonbaar().filter(netwerk=netwerk, moment=moment).exclude(moment="").first()
    if meting:
        by = netwerk.facilitators().order_by("pk").first()
        choose_speerpunt(meting, dimensie=dimensie, wat=wat, versie=0, afspraak=False, by=by)
