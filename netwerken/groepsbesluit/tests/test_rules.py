from itertools import product

import pytest

from netwerken.groepsbesluit.nodig import find_stemmers, is_nodig, is_nodig_voor_nieuwe
from netwerken.groepsbesluit.rules import Uitslag, judge, may_tell, needs_group
from netwerken.groepsbesluit.tests.conftest import make_cast
from netwerken.models import Deelname, Netwerk
from netwerken.tests.factories import DeelnameFactory

NODIG = {
    "gesloten": True, "gestart": True, "als_deelnemer": True, "doet_mee": False, "akkoord": False, "stemmers": 7,
}  # fmt: skip
# The one combination that needs the group, and each reason why not.
TABEL = [
    ({}, True),
    ({"stemmers": 1}, True),
    ({"gesloten": False}, False),
    ({"gestart": False}, False),
    ({"als_deelnemer": False}, False),  # a facilitator, penvoerder or eigenaar
    ({"doet_mee": True}, False),  # returns from pauze, or takes another role
    ({"akkoord": True}, False),  # the group said yes, or invited before the start
    ({"stemmers": 0}, False),  # nobody to ask
]


@pytest.mark.parametrize(("anders", "nodig"), TABEL)
def test_when_the_group_decides(anders, nodig):
    assert needs_group(**NODIG | anders) is nodig


def test_every_combination_but_one_is_free():
    ja_nee = [dict(zip(list(NODIG)[:5], keuze, strict=True)) for keuze in product([True, False], repeat=5)]
    nodig = [geval for geval in ja_nee if needs_group(**geval, stemmers=3)]

    assert nodig == [{k: v for k, v in NODIG.items() if k != "stemmers"}]


@pytest.mark.parametrize(
    ("gevraagd", "akkoord", "bezwaar", "uitslag"),
    [
        (7, 7, 0, Uitslag.GEEN_BEZWAAR),
        (7, 4, 0, Uitslag.GEEN_BEZWAAR),
        (7, 3, 0, Uitslag.TE_WEINIG),
        (8, 4, 0, Uitslag.GEEN_BEZWAAR),
        (7, 3, 1, Uitslag.BEZWAAR),
        (7, 0, 3, Uitslag.TE_WEINIG),
        (7, 0, 7, Uitslag.BEZWAAR),
        (7, 0, 0, Uitslag.TE_WEINIG),
        (1, 1, 0, Uitslag.GEEN_BEZWAAR),
        (0, 0, 0, Uitslag.TE_WEINIG),
    ],
)
def test_what_came_out(gevraagd, akkoord, bezwaar, uitslag):
    assert judge(gevraagd=gevraagd, akkoord=akkoord, bezwaar=bezwaar) == uitslag


@pytest.mark.parametrize(("geantwoord", "mag"), [(0, False), (4, False), (5, True), (12, True)])
def test_what_may_be_told(geantwoord, mag):
    assert may_tell(geantwoord) is mag


@pytest.mark.parametrize("status", Netwerk.Status.values)
@pytest.mark.parametrize("toegang", Netwerk.Toegang.values)
def test_facts_of_a_netwerk(db, status, toegang):
    cast = make_cast(2, toegang=toegang, reden_afsluiting="Klaar.")
    Netwerk.objects.update(status=status)
    cast.netwerk.refresh_from_db()
    cast.deelname.netwerk = cast.netwerk
    verwacht = toegang == "gesloten" and status in ("gestart", "afronden")

    assert is_nodig(cast.deelname) is verwacht
    assert is_nodig_voor_nieuwe(cast.netwerk) is verwacht
    assert is_nodig_voor_nieuwe(cast.netwerk, "facilitator") is False


def test_who_is_in_already_needs_nobody(cast):
    DeelnameFactory(netwerk=cast.netwerk, persoon=cast.sanne, penvoerder=True)

    assert is_nodig(cast.deelname) is False


def test_who_is_asked(cast):
    Deelname.objects.filter(persoon=cast.groep[0]).update(status="pauze")
    DeelnameFactory(netwerk=cast.netwerk, persoon=cast.groep[1], facilitator=True)
    type(cast.sanne).objects.filter(pk=cast.groep[2].pk).update(is_active=False)
    DeelnameFactory(netwerk=cast.netwerk, penvoerder=True)

    assert set(find_stemmers(cast.netwerk)) == set(cast.groep[3:])
