"""Attacks with an own question after meetings: «Hoe tevreden ben je met je school?» is about the same every time.

Who was there everybody knows. So somebody who lays two results beside each other reads what one person chose.
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory
from evaluatie import services
from evaluatie.lijsten.samenstelling import compose
from evaluatie.lijsten.services import add_vraag
from evaluatie.models import Gevraagde, Meting, Teller
from evaluatie.services.antwoorden import answer_in_zaal
from evaluatie.tests.factories import answer_ronde, make_netwerk, make_ronde, make_ronde_keuzes
from evaluatie.uitslag import get_uitslag
from evaluatie.zaal.services import open_in_zaal
from kern.tijd import nu

pytestmark = pytest.mark.django_db
VRAAG = {"soort": "tien", "tekst": "Hoe tevreden ben je met je school?", "by": None}


@pytest.fixture
def netwerk():
    return make_netwerk(14)


@pytest.fixture
def code(netwerk):
    return add_vraag(netwerk, "bijeenkomst", **VRAAG).code


@pytest.fixture
def mensen(netwerk):
    return list(netwerk.deelnemers().order_by("pk"))


def hold(netwerk, aanwezig, dagen, *, zaal=False):
    """A meeting so many days ago with these people, and its round, open."""
    begin = nu() - timedelta(days=dagen)
    bijeenkomst = BijeenkomstFactory(netwerk=netwerk, gehouden=True, begint_op=begin)
    for persoon in aanwezig:
        AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=persoon, aanwezig=True)
    if zaal:
        return open_in_zaal(bijeenkomst, aanwezig, by=netwerk.facilitators().get(), now=bijeenkomst.eindigt_op)
    return services.open_meting(bijeenkomst, now=bijeenkomst.eindigt_op + timedelta(hours=1))


def answer(meting, code, cijfers):
    """Each one mark for the own question, and the same for everything else."""
    keuzes = [make_ronde_keuzes(meting, 4) | {code: cijfer} for cijfer in cijfers]
    if meting.in_zaal:
        for zaalcode, keuze in zip(meting.zaalcodes.all(), keuzes, strict=False):
            answer_in_zaal(meting, zaalcode.pk, keuzes=keuze, now=meting.opent_op)
    else:
        answer_ronde(meting, keuzes)
    return services.close_meting(meting, now=meting.sluit_op)


def see(meting, code):
    return next(v for v in get_uitslag(Meting.objects.get(pk=meting.pk)).vragen if v.vraag.code == code)


@pytest.mark.parametrize("zaal", [(False, False), (True, False), (False, True), (True, True)])
def test_one_person_more_does_not_give_away_what_that_person_chose(netwerk, code, mensen, zaal):
    eerst = answer(hold(netwerk, mensen[:7], 60, zaal=zaal[0]), code, [7] * 7)
    later = answer(hold(netwerk, mensen[:8], 30, zaal=zaal[1]), code, [7] * 7 + [1])

    assert see(eerst, code).gemiddelde == 7
    assert see(later, code).gemiddelde is None
    for gezien in (see(eerst, code), see(later, code)):
        assert (gezien.aantal, gezien.verdeling) == (None, None)


@pytest.mark.parametrize("cijfer", [1, 5, 10])
def test_the_band_is_the_same_whatever_the_newcomer_chose(netwerk, code, mensen, cijfer):
    answer(hold(netwerk, mensen[:7], 60), code, [7] * 7)
    later = answer(hold(netwerk, mensen[:8], 30), code, [7] * 7 + [cijfer])
    assert see(later, code).band == (6.5, 7.5)


def test_what_asks_about_the_meeting_stays_exact(netwerk, code, mensen):
    answer(hold(netwerk, mensen[:7], 60), code, [7] * 7)
    later = answer(hold(netwerk, mensen[:8], 30), code, [7] * 8)
    assert all(v.gemiddelde == 4 for v in get_uitslag(later).vragen if v.vraag.is_schaal and v.vraag.code != code)


@pytest.mark.parametrize(("aantal", "exact"), [(7, True), (8, False), (11, False), (12, True)])
def test_the_same_group_or_five_others_are_shown(netwerk, code, mensen, aantal, exact):
    answer(hold(netwerk, mensen[:7], 60), code, [7] * 7)
    later = answer(hold(netwerk, mensen[:aantal], 30), code, [8] * aantal)
    assert (see(later, code).gemiddelde == 8) is exact


def test_a_chain_of_meetings_is_no_way_round(netwerk, code, mensen):
    """5, 10 and another 6: each differs in five people from the one before, together they give away one."""
    for dagen, groep in ((90, mensen[:5]), (60, mensen[:10])):
        assert see(answer(hold(netwerk, groep, dagen), code, [7] * len(groep)), code).gemiddelde == 7
    assert see(answer(hold(netwerk, mensen[5:11], 30), code, [7] * 6), code).gemiddelde is None


@pytest.mark.parametrize("eerst", ["bijeenkomst", "barometer"])
def test_the_same_question_in_another_list_is_no_way_round(netwerk, code, mensen, eerst):
    """After a meeting with all but one of the group, and in the barometer of everybody."""
    assert add_vraag(netwerk, "barometer", **VRAAG).code == code

    def barometer(dagen):
        document = compose(netwerk, "barometer")
        return make_ronde(netwerk, document=document, now=nu() - timedelta(days=dagen))

    rondes = [lambda dagen: hold(netwerk, mensen[:13], dagen), barometer]
    if eerst == "barometer":
        rondes.reverse()
    gezien = []
    for maak, dagen in zip(rondes, (60, 30), strict=True):
        meting = maak(dagen)
        gezien.append(answer(meting, code, [7] * meting.genodigden.gevraagd().count()))

    assert [see(meting, code).gemiddelde for meting in gezien] == [7, None]


def test_a_choice_is_left_out_when_the_group_changed_a_little(netwerk, mensen):
    code = add_vraag(
        netwerk, "bijeenkomst", soort="keuze", tekst="Blijf je op je school?", opties=("ja", "nee"), by=None
    ).code
    answer(hold(netwerk, mensen[:7], 60), code, [1] * 7)
    later = see(answer(hold(netwerk, mensen[:8], 30), code, [1] * 7 + [2]), code)
    assert later.is_leeg
    assert later.hoogste == ()


def test_small_rounds_together_hold_no_own_question(netwerk, code, mensen):
    """Three times the same four people is one opinion of four people, however many answers it looks like."""
    for dagen in (90, 60, 30):
        answer(hold(netwerk, mensen[:6], dagen), code, [2] * 4)

    samen = Meting.objects.get(soort="samen")
    assert samen.is_toonbaar
    assert code not in {v.vraag.code for v in get_uitslag(samen).vragen}
    assert not Teller.objects.filter(vraag=code).exists()
    later = answer(hold(netwerk, mensen[:7], 10), code, [7] * 7)
    assert see(later, code).gemiddelde == 7


def test_without_knowing_the_group_nothing_is_shown_beside_it(netwerk, code, mensen):
    """A round that opened before its group was kept."""
    eerst = answer(hold(netwerk, mensen[:7], 60), code, [7] * 7)
    Gevraagde.objects.all().delete()
    later = see(answer(hold(netwerk, mensen[:7], 30), code, [7] * 7), code)
    assert see(eerst, code).gemiddelde == 7
    assert later.is_leeg
    assert later.band is None


def test_the_group_is_kept_only_when_there_is_something_to_guard(netwerk, mensen):
    zonder = hold(netwerk, mensen[:7], 60)
    code = add_vraag(netwerk, "bijeenkomst", **VRAAG).code
    met = hold(netwerk, mensen[:7], 30)
    answer(met, code, [7] * 7)
    assert not zonder.gevraagden.exists()
    assert set(met.gevraagden.values_list("persoon", flat=True)) == {persoon.pk for persoon in mensen[:7]}


def test_the_pages_say_why(client, netwerk, code, mensen):
    answer(hold(netwerk, mensen[:7], 60), code, [7] * 7)
    later = answer(hold(netwerk, mensen[:8], 30), code, [7] * 8)
    client.force_login(netwerk.facilitators().get())

    assert (
        "zou bij een vraag van jullie zelf kunnen uitrekenen" in client.get(later.get_absolute_url()).content.decode()
    )
    html = client.get(reverse("evaluatie:vraag_create", args=[netwerk.slug, "bijeenkomst"])).content.decode()
    assert "Vraag iets over die ene keer" in html
    html = client.get(reverse("evaluatie:vraag_create", args=[netwerk.slug, "barometer"])).content.decode()
    assert "Vraag iets over die ene keer" not in html
