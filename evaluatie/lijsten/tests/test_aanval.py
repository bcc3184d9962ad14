"""Attacks with questions a netwerk writes itself: each states the side door, tries it, and finds nothing."""

from dataclasses import replace

import pytest

from evaluatie.lijsten import services
from evaluatie.lijsten.samenstelling import compose
from evaluatie.lijsten.tests.factories import PROEF
from evaluatie.models import Meting
from evaluatie.services import close_meting
from evaluatie.tests.factories import answer_ronde, make_netwerk, make_ronde, make_ronde_keuzes
from evaluatie.uitslag import get_uitslag, make_vraag_uitslag
from evaluatie.vragenlijst.document import Groep, Soort, Vraag
from netwerken.tests.factories import DeelnameFactory

NAMEN = ("Jan, het gaat slecht", "Jan, het gaat goed", "iemand anders")


def make_keuze(opties=NAMEN, soort="keuze", *, eigen=True):
    return Vraag("q", "Wie ben je, hoe gaat het?", soort, opties=opties, eigen=eigen)


def tel(*aantallen, geen=0):
    return {0: geen, **dict(enumerate(aantallen, start=1))}


@pytest.mark.parametrize("tellers", [(1, 0, 11), (0, 1, 9), (1, 1, 10), (4, 0, 20), (0, 1, 4), (1, 0, 5), (3, 3, 3)])
def test_an_answer_of_one_to_four_people_is_never_told(tellers):
    """A choice with the names of people in it: who knows who Jan is, would read what Jan said."""
    gevonden = make_vraag_uitslag(make_keuze(), tel(*tellers), sum(tellers))

    assert gevonden.verdeling is None
    assert gevonden.aantal is None
    assert not {"Jan, het gaat slecht", "Jan, het gaat goed"} & set(gevonden.hoogste)


@pytest.mark.parametrize(
    ("tellers", "verdeling", "hoogste"),
    [((5, 0, 6), (5, 0, 6), ()), ((5, 4, 6), None, (NAMEN[0], NAMEN[2])), ((12, 0, 0), (12, 0, 0), ()),
     ((5, 0, 0), None, (NAMEN[0],)), ((2, 2, 2), None, ())],
)  # fmt: skip
def test_what_five_or_more_said_is_told(tellers, verdeling, hoogste):
    gevonden = make_vraag_uitslag(make_keuze(), tel(*tellers), sum(tellers))

    assert (gevonden.verdeling, gevonden.hoogste) == (verdeling, hoogste)
    assert gevonden.is_leeg == (not verdeling and not hoogste)


def test_shipped_questions_are_told_as_they_were():
    assert make_vraag_uitslag(make_keuze(eigen=False), tel(1, 0, 11), 12).verdeling == (1, 0, 11)


@pytest.mark.parametrize("soort", ["eens", "tien"])
def test_of_an_own_statement_only_the_mean(soort):
    """«Schoolleiders kiezen 1 of 2, leraren 4 of 5»: a distribution would be two tables."""
    vraag = Vraag("q", "Schoolleiders kiezen 1 of 2.", soort, kort="q", eigen=True)
    gevonden = make_vraag_uitslag(vraag, dict.fromkeys(vraag.waarden, 0) | {1: 1, 4: 11}, 12)

    assert (gevonden.gemiddelde, gevonden.aantal, gevonden.verdeling) == (3.8, None, None)


def test_points_of_a_ranking_are_not_people():
    """Five points may be two people."""
    vraag = make_keuze(("a", "b", "c", "d"), Soort.RANGORDE)
    gevonden = make_vraag_uitslag(vraag, tel(30, 20, 10, 6), 11)

    assert gevonden.verdeling is None
    assert gevonden.hoogste == ("a", "b")


# --- through the whole of it ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_list_from_a_file_with_the_names_of_people_shows_no_one_of_them():
    """What a facilitator may not get by an own question, not by a file either."""
    netwerk = make_netwerk(12)
    vraag = Vraag("wie", "Wie ben je, hoe gaat het?", Soort.KEUZE, opties=NAMEN)
    lijst = replace(PROEF, groepen=(Groep("g", "Groep", (vraag,)),))
    services.add_lijst(lijst, netwerk=netwerk, by=None)
    ronde = make_ronde(netwerk, "eigen", document=compose(netwerk, "proef"))
    answer_ronde(ronde, [{"wie": 1}] + [{"wie": 3}] * 11)

    [gevonden] = get_uitslag(close(ronde)).vragen

    assert (gevonden.verdeling, gevonden.aantal, gevonden.hoogste) == (None, None, (NAMEN[2],))


def close(ronde):
    return close_meting(Meting.objects.get(pk=ronde.pk), now=ronde.sluit_op)


@pytest.mark.django_db
@pytest.mark.parametrize("hoe", ["eigen lijst", "weggehaald en opnieuw", "andere lijst"])
def test_asking_the_same_again_after_one_person_came_is_guarded(hoe):
    """A list of one question, asked of seven and then of the same seven and one more: the difference is one person."""
    netwerk = make_netwerk(7)
    tekst = "Ik voel me hier vrij."
    if hoe == "eigen lijst":
        vraag = Vraag("vrij", tekst, kort="Vrij")
        services.add_lijst(replace(PROEF, groepen=(Groep("g", "G", (vraag,)),)), netwerk=netwerk, by=None)
        code, eerste, tweede = "vrij", ("eigen", "proef"), ("eigen", "proef")
    else:
        rij = services.add_vraag(netwerk, "barometer", soort="eens", tekst=tekst, by=None)
        code, eerste = rij.code, ("barometer", "barometer")
        tweede = ("zelfevaluatie", "zelfevaluatie") if hoe == "andere lijst" else eerste

    een = make_ronde(netwerk, eerste[0], document=compose(netwerk, eerste[1]))
    answer_ronde(een, [make_ronde_keuzes(een, 2)] * 7)
    een = close(een)
    if hoe != "eigen lijst":
        services.remove_vraag(rij, by=None)
        services.add_vraag(netwerk, tweede[1], soort="eens", tekst=f"{tekst} ".upper(), by=None)
    DeelnameFactory(netwerk=netwerk)
    twee = make_ronde(netwerk, tweede[0], document=compose(netwerk, tweede[1]))
    answer_ronde(twee, [make_ronde_keuzes(twee, 2)] * 7 + [make_ronde_keuzes(twee, 5)])
    twee = close(twee)

    exact = [v for m in (een, twee) for v in get_uitslag(m).vragen if v.vraag.code == code and v.gemiddelde is not None]
    assert len(exact) == 1
