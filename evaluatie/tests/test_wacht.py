"""The guard at the closing of real rounds, and what the result then holds."""

import pytest

from evaluatie import services
from evaluatie.models import Gevraagde, Meting
from evaluatie.tests.factories import answer_ronde, make_gesloten_ronde, make_netwerk, make_ronde, make_ronde_keuzes
from evaluatie.uitslag import get_uitslag
from evaluatie.vragenlijst.bron import get_shipped
from netwerken.models import Deelname
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def sluit(netwerk, waarden, **velden):
    return make_gesloten_ronde(waarden, netwerk=netwerk, **velden)


def erbij(netwerk, aantal):
    DeelnameFactory.create_batch(aantal, netwerk=netwerk)


def test_the_same_group_is_exact_twice():
    netwerk = make_netwerk(6)

    rondes = [sluit(netwerk, [3] * 6), sluit(netwerk, [4] * 6)]

    assert [ronde.banden for ronde in rondes] == [{}, {}]
    assert [get_uitslag(ronde).dimensies[0].gemiddelde for ronde in rondes] == [3.0, 4.0]


def test_one_newcomer_makes_the_round_grof():
    netwerk = make_netwerk(6)
    sluit(netwerk, [3] * 6)
    erbij(netwerk, 1)

    uitslag = get_uitslag(sluit(netwerk, [3] * 6 + [5]))

    assert uitslag.is_grof
    assert {vraag.band for vraag in uitslag.vragen} == {(2.5, 3.5)}
    assert {(vraag.gemiddelde, vraag.aantal, vraag.verdeling) for vraag in uitslag.vragen} == {(None, None, None)}
    assert {dimensie.tekst for dimensie in uitslag.dimensies} == {"2,5 tot 3,5"}
    assert uitslag.bevinding == "Jullie oordeel is gematigd."


def test_five_newcomers_make_it_exact_again():
    netwerk = make_netwerk(6)
    sluit(netwerk, [3] * 6)
    erbij(netwerk, 1)
    sluit(netwerk, [3] * 7)
    erbij(netwerk, 4)

    assert not get_uitslag(sluit(netwerk, [4] * 11)).is_grof


def test_no_distribution_of_a_grof_round_of_ten():
    netwerk = make_netwerk(12)
    sluit(netwerk, [3] * 12)
    Deelname.objects.filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER).first().delete()

    uitslag = get_uitslag(sluit(netwerk, [3] * 11))

    assert uitslag.met_verdeling == ()
    assert {vraag.aantal for vraag in uitslag.vragen} == {None}


def test_a_question_that_was_not_shown_before_is_exact():
    """The eindmeting asks the questions of the barometer and some of its own."""
    netwerk = make_netwerk(6)
    sluit(netwerk, [3] * 6)
    erbij(netwerk, 2)

    uitslag = get_uitslag(sluit(netwerk, [4] * 8, soort="eindmeting", naam="Eindmeting"))

    barometer = {vraag.code for vraag in get_shipped("barometer").geteld}
    for vraag in uitslag.vragen:
        assert vraag.is_grof == (vraag.vraag.code in barometer)


def test_other_lists_and_other_networks_do_not_count():
    netwerk = make_netwerk(6)
    sluit(make_netwerk(6), [3] * 6)
    sluit(netwerk, [3] * 6, soort="zelfevaluatie", naam="Zelfevaluatie")
    sluit(netwerk, [3] * 3)  # below the threshold: nobody saw a figure
    erbij(netwerk, 1)

    assert sluit(netwerk, [3] * 7).banden == {}


def test_an_account_that_is_removed_changes_nothing_that_was_published():
    netwerk = make_netwerk(6)
    sluit(netwerk, [3] * 6)
    erbij(netwerk, 1)
    ronde = sluit(netwerk, [3] * 7)
    was = ronde.banden

    Gevraagde.objects.filter(meting=ronde).update(persoon=None)

    assert Meting.objects.get(pk=ronde.pk).banden == was
    assert get_uitslag(Meting.objects.get(pk=ronde.pk)).is_grof


def test_a_question_with_too_few_opinions_before_is_no_reference():
    netwerk = make_netwerk(6)
    meting = make_ronde(netwerk)
    answer_ronde(meting, [make_ronde_keuzes(meting, 3, bar_1=0)] * 2 + [3] * 4)
    services.close_meting(meting, now=meting.sluit_op)
    erbij(netwerk, 1)

    uitslag = get_uitslag(sluit(netwerk, [4] * 7))

    grof = {vraag.vraag.code: vraag.is_grof for vraag in uitslag.vragen}
    assert (grof["bar-1"], grof["bar-2"]) == (False, True)


def test_a_question_with_too_few_opinions_now_needs_no_band():
    netwerk = make_netwerk(6)
    sluit(netwerk, [3] * 6)
    erbij(netwerk, 1)
    meting = make_ronde(netwerk)
    answer_ronde(meting, [make_ronde_keuzes(meting, 3, bar_1=0)] * 3 + [3] * 4)
    meting = services.close_meting(meting, now=meting.sluit_op)

    assert "bar-1" not in meting.banden
    assert get_uitslag(meting).vragen[0].reden.startswith("Minder dan 5 mensen")


def test_no_opinions_cannot_be_found_by_subtracting_from_the_mean_of_a_dimensie():
    """Of four questions one has too few opinions: the mean of the dimensie is that of the three that are shown."""
    meting = make_ronde(make_netwerk(6))
    keuzes = make_ronde_keuzes(meting, 4, bar_2=3, bar_3=2)
    answer_ronde(meting, [keuzes | {"bar-1": 0}] * 2 + [keuzes | {"bar-1": 5}] * 4)
    dimensie = get_uitslag(services.close_meting(meting, now=meting.sluit_op)).dimensies[0]

    getoond = [vraag.gemiddelde for vraag in dimensie.vragen]
    assert getoond == [None, 3.0, 2.0, 4.0]
    assert dimensie.gemiddelde == 3.0


def test_a_dimensie_with_too_many_gaps_has_no_figure():
    meting = make_ronde(make_netwerk(6))
    keuzes = make_ronde_keuzes(meting, 4, bar_1=0, bar_2=0)
    answer_ronde(meting, [keuzes] * 2 + [4] * 4)
    dimensie = get_uitslag(services.close_meting(meting, now=meting.sluit_op)).dimensies[0]

    assert (dimensie.gemiddelde, dimensie.tekst, dimensie.reden) == (
        None, "", "Van te veel vragen van dit onderwerp is er niets te tonen.",
    )  # fmt: skip
