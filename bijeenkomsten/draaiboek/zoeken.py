"""Looking for a werkvorm beside a draaiboek: what fits the time that is left, the group, the fase and the room."""

from dataclasses import dataclass

from django.db.models import Count, Window

from bijeenkomsten.draaiboek.access import find_werkvormen
from werkvormen.models import Werkvorm
from werkvormen.zoeken import search

TOONT = 6  # the rest comes after «Nog …»
HOOGSTENS = 60
GEWOON = 30  # minutes to look for when there is no room left in the programme
VELDEN = ("naam", "slug", "samenvatting", "duur_min", "duur_max", "status", "eigenaar")


@dataclass(frozen=True)
class Chip:
    naam: str
    label: str
    aan: bool


@dataclass(frozen=True)
class Zoekpaneel:
    q: str
    chips: list[Chip]
    treffers: list[Werkvorm]
    totaal: int
    meer: bool  # all of them are shown, or nearly

    @property
    def rest(self):
        return self.totaal - len(self.treffers)


def make_zoekpaneel(bijeenkomst, user, data, *, mensen: tuple[int, int], fase=None) -> Zoekpaneel:
    """``data``: the query of the request. ``mensen``: fewest and most who may come. ``fase``: where the netwerk is."""
    chips = _make_chips(bijeenkomst, data, mensen, fase)
    aan = {chip.naam for chip in chips if chip.aan}
    hooguit = _minuten(bijeenkomst) if "tijd" in aan else bijeenkomst.duur_minuten
    rows = find_werkvormen(user).filter(duur_min__lte=hooguit)
    if "mensen" in aan:
        rows = rows.filter(groep_min__lte=mensen[1], groep_max__gte=mensen[0])
    if "fase" in aan:
        rows = rows.with_kenmerk("fasen", [fase.slug])
    if "online" in aan:
        rows = rows.with_kenmerk("plek", ["online"])
    q, meer = data.get("q", "").strip()[:100], bool(data.get("meer"))
    rows = search(rows, q)
    rows = rows.only(*VELDEN).annotate(totaal=Window(Count("pk"))).order_by("-rang", "naam", "pk")
    treffers = list(rows[: HOOGSTENS if meer else TOONT])
    return Zoekpaneel(q, chips, treffers, treffers[0].totaal if treffers else 0, meer)


def _make_chips(bijeenkomst, data, mensen, fase):
    """The first time as the meeting suggests; after that as they were set."""
    gezet = "zoek" in data
    van, tot = mensen
    voor = f"Voor {van} mensen" if van == tot else f"Voor {van} tot {tot} mensen"
    vooraf = {
        "tijd": bijeenkomst.programma.vrij > 0,
        "mensen": True,
        "fase": False,
        "online": not bijeenkomst.heeft_plek,
    }
    labels = {"tijd": f"Tot {_minuten(bijeenkomst)} min", "mensen": voor, "online": "Online"}
    if fase is not None:
        labels["fase"] = fase.naam
    namen = [naam for naam in ("tijd", "mensen", "fase", "online") if naam in labels]
    return [Chip(naam, labels[naam], naam in data if gezet else vooraf[naam]) for naam in namen]


def _minuten(bijeenkomst):
    return bijeenkomst.programma.vrij or GEWOON
