"""A netwerk with people in every role, and the values of a form."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from bijeenkomsten.tests.factories import op_werkdag
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory


@dataclass
class Cast:
    netwerk: object = field(default_factory=NetwerkFactory)

    def __post_init__(self):
        self.facilitator = self.add(rol="facilitator")
        self.deelnemer = self.add()

    def add(self, **kwargs):
        return DeelnameFactory(netwerk=self.netwerk, **kwargs).persoon

    @property
    def buitenstaander(self):
        return PersoonFactory()


def make_persoon(cast, wie, b):
    """Somebody in the role ``wie``; a voorbereider prepares ``b``."""
    if wie == "voorbereider":
        persoon = cast.add()
        b.voorbereiders.add(persoon)
        return persoon
    if wie in {"academie", "beheer"}:
        return PersoonFactory(**{wie: True})
    if wie in {"penvoerder", "eigenaar"}:
        return cast.add(rol=wie)
    return cast.add(wachtend=True) if wie == "wachtlijst" else getattr(cast, wie)


def make_waarden(dagen=35, **kwargs):
    """What a service gets for a meeting ``dagen`` days from now."""
    begin = op_werkdag(dagen)
    return {
        "titel": "Ideeën die <b>bleven</b> liggen",
        "doel": "",
        "begint_op": begin,
        "eindigt_op": begin + timedelta(hours=3, minutes=30),
        "inloop_minuten": 15,
        "vorm": "fysiek",
        "locatie": "Lyceum Overtuin",
        "adres": "Kastanjelaan 8",
        "plaats": "Zutphen",
        "online_link": "",
        "voorbereiding": "",
        "meenemen": "",
        "voorbereiders": [],
    } | kwargs


def make_post(dagen=35, **kwargs):
    """What a browser posts for a meeting ``dagen`` days from now."""
    begin = timezone.localtime(op_werkdag(dagen))
    return {
        "titel": "Ideeën die <b>bleven</b> liggen",
        "doel": "",
        "datum": begin.date().isoformat(),
        "begin": "13:30",
        "einde": "17:00",
        "einddatum": "",
        "inloop_minuten": "15",
        "vorm": "fysiek",
        "locatie": "Lyceum Overtuin",
        "adres": "Kastanjelaan 8",
        "plaats": "Zutphen",
        "online_link": "",
        "voorbereiding": "",
        "meenemen": "",
    } | kwargs


def url(naam, b, *args):
    """The address of a page about one meeting."""
    return reverse(f"bijeenkomsten:{naam}", args=[b.netwerk.slug, b.pk, *args])


def text(response):
    return response.content.decode()
