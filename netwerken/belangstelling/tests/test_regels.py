"""When a netwerk can begin, as tables: how many people, of how many schools, of which sector, from where."""

import pytest

from netwerken.belangstelling.regels import (
    BUREN,
    Drempel,
    Wens,
    can_reach,
    find_dichtstbij,
    find_groepen,
    is_alike,
    make_groep,
    make_sleutel,
)
from personen.models import Provincie


def wensen(scholen, sector="vo", regio="utrecht", vanaf=1):
    """One wens for every letter: «aab» is two people of school a and one of b; «-» did not tell a school."""
    return [Wens(vanaf + n, "" if s == "-" else s, sector, regio) for n, s in enumerate(scholen)]


@pytest.mark.parametrize(
    ("scholen", "genoeg", "mist_mensen", "mist_scholen"),
    [
        ("", False, 6, 3),
        ("aabbc", False, 1, 0),
        ("aabbcc", True, 0, 0),  # two of each of three schools
        ("abcdef", True, 0, 0),  # everybody alone
        ("aaabbb", False, 0, 1),  # two schools
        ("aaaabc", True, 0, 0),  # four of one school still count
        ("aaaaab", False, 1, 1),
        ("aaaaaabb", False, 0, 1),
        ("aaaaaaaabc", True, 0, 0),  # eight of one school count as four
        ("aaaaaaaab", False, 1, 1),
        ("------", False, 0, 3),  # nobody told a school
        ("abc---", True, 0, 0),
        ("ab----", False, 0, 1),
    ],
)
def test_enough_people_of_enough_schools(scholen, genoeg, mist_mensen, mist_scholen):
    groep = make_groep(wensen(scholen), "vo", "utrecht")

    assert (groep.is_genoeg, groep.mist_mensen, groep.mist_scholen) == (genoeg, mist_mensen, mist_scholen)


def test_group_counts_everybody_it_is_for():
    groep = make_groep(wensen("aaaaabc-"), "vo", "utrecht")

    assert (groep.mensen, groep.scholen, groep.telt, groep.alleen) == (8, 3, 7, 2)


def test_other_minimum():
    groep = make_groep(wensen("ab"), "vo", "utrecht", Drempel(mensen=2, scholen=2))

    assert groep.is_genoeg


@pytest.mark.parametrize(
    ("van", "naar", "kan"),
    [
        ("utrecht", "utrecht", True),
        ("utrecht", "gelderland", True),
        ("gelderland", "utrecht", True),
        ("groningen", "utrecht", False),
        ("landelijk", "zeeland", True),
        ("landelijk", "landelijk", True),
        ("utrecht", "landelijk", False),  # only who travels through the country
        ("", "utrecht", False),
    ],
)
def test_who_can_get_where(van, naar, kan):
    assert can_reach(van, naar) == kan


def test_beside_works_both_ways_and_names_real_provincies():
    provincies = set(Provincie.values) - {"landelijk"}

    assert set(BUREN) == provincies
    assert all(set(buren) <= provincies for buren in BUREN.values())
    assert all(can_reach(buur, regio) for regio, buren in BUREN.items() for buur in buren)
    assert all(regio not in buren for regio, buren in BUREN.items())


@pytest.mark.parametrize(
    ("lijst", "groepen"),
    [
        (wensen("aabbcc"), [("vo", "utrecht", 6)]),
        (wensen("aabb") + wensen("cc", regio="gelderland", vanaf=5), [("vo", "utrecht", 6)]),
        (wensen("aabb") + wensen("cc", regio="groningen", vanaf=5), []),  # too far
        (wensen("aabb") + wensen("cc", sector="po", vanaf=5), []),  # another sector
        (wensen("aabb") + wensen("cc", regio="landelijk", vanaf=5), [("vo", "utrecht", 6)]),
        (wensen("aabbcc", regio="landelijk"), [("vo", "landelijk", 6)]),
        # Nobody lives in Drenthe, and everybody can meet there.
        (wensen("aab", regio="groningen") + wensen("bcc", regio="overijssel", vanaf=4), [("vo", "drenthe", 6)]),
        # Two regions far apart are two netwerken, the largest first.
        (
            wensen("aabbcc", regio="zeeland") + wensen("ddeeffg", regio="groningen", vanaf=7),
            [("vo", "groningen", 7), ("vo", "zeeland", 6)],
        ),
        (wensen("aabbcc") + wensen("ddeeff", sector="po", vanaf=7), [("po", "utrecht", 6), ("vo", "utrecht", 6)]),
        # Who is left over after the first is not enough for a second.
        (wensen("aabbcc") + wensen("dd", regio="groningen", vanaf=7), [("vo", "utrecht", 6)]),
        ([], []),
    ],
)
def test_which_netwerken_could_begin(lijst, groepen):
    gevonden = find_groepen(lijst)

    assert [(groep.sector, groep.regio, groep.mensen) for groep in gevonden] == groepen
    pks = [wens.pk for groep in gevonden for wens in groep.wensen]
    assert len(pks) == len(set(pks))


def test_order_of_the_list_does_not_matter():
    lijst = wensen("aabbcc") + wensen("ddee", regio="gelderland", vanaf=7)

    assert [(g.regio, {w.pk for w in g.wensen}) for g in find_groepen(lijst)] == [
        (g.regio, {w.pk for w in g.wensen}) for g in find_groepen(lijst[::-1])
    ]


def test_nearest_is_what_lacks_least():
    dichtbij = find_dichtstbij(wensen("aabb") + wensen("c", regio="groningen", vanaf=5))

    assert (dichtbij.regio, dichtbij.mist_mensen, dichtbij.mist_scholen) == ("utrecht", 2, 1)
    assert find_dichtstbij([]) is None


@pytest.mark.parametrize(
    ("naam", "sleutel"),
    [
        ("  Rust in  de KLAS! ", "rust in de klas"),
        ("Coöperatief léren", "cooperatief leren"),
        ("21e-eeuwse vaardigheden", "21e eeuwse vaardigheden"),
        ("ﬁlosoferen", "filosoferen"),
        ("العربية", "العربية"),
        ("?! — …", ""),
    ],
)
def test_key_forgets_how_it_is_written(naam, sleutel):
    assert make_sleutel(naam) == sleutel


@pytest.mark.parametrize(
    ("een", "ander", "lijkt"),
    [
        ("veilig toetsen", "veilig toetsten", True),
        ("toetsen", "veilig toetsen", True),
        ("veilig toetsen", "toetsen veilig", True),
        ("veilig toetsen", "burgerschap", False),
    ],
)
def test_alike_is_probably_the_same(een, ander, lijkt):
    assert is_alike(een, ander) == is_alike(ander, een) == lijkt
