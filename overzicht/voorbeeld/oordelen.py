"""Which werkvormen the demo meetings held, and what people said of them; enough for figures at a few of them."""

import random
from datetime import timedelta

from bijeenkomsten.models import Oordeel, Programmaonderdeel
from bijeenkomsten.oordeel.services import count_oordelen
from evaluatie.services import count_hielp
from evaluatie.werkvormen import CODE
from werkvormen.models import Werkvorm

# The block of the demo programmes → the werkvorm it is.
WERKVORM = {
    "Casus van een van ons, in drietallen": "troika-consult",
    "Wat neem je mee naar school?": "15-procent-stappen",
    "Terug naar je eigen school: eerste stap": "15-procent-stappen",
    "Vertellen in tweetallen: wat probeerde je uit?": "ervaringen-uitwisselen",
    "Aan het werk met het thema": "worldcafe",
    "Wat betekent dit voor onze scholen?": "ervaringen-uitwisselen",
    "De vraag van ieder aan de muur": "ideeenmuur",
    "De leervraag die ieder meebrengt": "ideeenmuur",
    "Twee casussen met de hele groep": "intervisie",
}
VERS = timedelta(days=21)  # of what is more recent somebody who tries the demo still says how it went
DOEL = ("ja",) * 6 + ("deels", "deels", "nee")
NOG_EENS = ("nog_eens",) * 6 + ("anders", "anders", "niet_meer")


def load_werkvormen(bijeenkomst) -> None:
    """Link the blocks to the catalogue, as far as it is loaded."""
    slugs = dict(Werkvorm.objects.filter(slug__in=set(WERKVORM.values())).values_list("slug", "pk"))
    onderdelen = list(bijeenkomst.onderdelen.filter(titel__in=WERKVORM))
    for onderdeel in onderdelen:
        onderdeel.werkvorm_id = slugs.get(WERKVORM[onderdeel.titel])
    Programmaonderdeel.objects.bulk_update(onderdelen, ["werkvorm"])


def count_taps(meting, aantal: int, rng: random.Random) -> None:
    """Of those who answered most tapped most of it."""
    for teller in meting.tellers.filter(vraag__startswith=CODE):
        teller.aantal = sum(rng.random() < 0.75 for _ in range(aantal))  # noqa: PLR2004 - most, not all
        teller.save()


def load_oordelen(bijeenkomst, now) -> None:
    """The two taps of the facilitator, of a meeting some weeks ago."""
    if bijeenkomst.is_afgelast or bijeenkomst.eindigt_op > now - VERS:
        return
    lot = random.Random(f"{bijeenkomst.titel}")  # noqa: S311 - the same every time, no secret
    werkvormen = Werkvorm.objects.filter(onderdelen__bijeenkomst=bijeenkomst).order_by("slug")
    Oordeel.objects.bulk_create(
        Oordeel(bijeenkomst=bijeenkomst, werkvorm=werkvorm, doel=lot.choice(DOEL), nog_eens=lot.choice(NOG_EENS))
        for werkvorm in werkvormen
    )


def count_all(now) -> None:
    """As the night would: what is enough together becomes visible at the werkvorm."""
    count_oordelen(now=now)
    count_hielp()
