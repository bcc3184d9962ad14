"""Small rounds after meetings, shown together when there are enough, and never in a way that gives one of them away."""

from datetime import timedelta

import pytest

from evaluatie import services
from evaluatie.models import Meting, OpenAntwoord, Teller
from evaluatie.services.samen import HOOGSTENS, TE_LANG, drop_stale
from evaluatie.tests.factories import answer_all, make_gesloten, make_keuzes, make_meting, make_netwerk
from evaluatie.uitslag import get_uitslag
from kern.errors import DomainError
from netwerken.tests.factories import NetwerkFactory

pytestmark = pytest.mark.django_db


def close_small(netwerk, waarden, teksten=(), dagen=-30):
    return make_gesloten(waarden, teksten, aanwezig=6, netwerk=netwerk, dagen=dagen)


def collect(netwerk, *aantallen):
    return [close_small(netwerk, [4] * aantal, dagen=-90 + 20 * n) for n, aantal in enumerate(aantallen)]


def get_samen(netwerk):
    return Meting.objects.get(netwerk=netwerk, soort="samen")


@pytest.fixture
def netwerk():
    return NetwerkFactory(gestart=True)


@pytest.mark.parametrize(
    ("aantallen", "status"),
    [
        ((4,), "verzamelt"),
        ((4, 4), "verzamelt"),
        ((3, 3, 3), "verzamelt"),
        ((4, 3, 3), "gesloten"),
        ((1, 1, 4, 4), "gesloten"),
    ],
)
def test_shown_from_three_rounds_and_ten_answers(netwerk, aantallen, status):
    collect(netwerk, *aantallen)

    samen = get_samen(netwerk)

    assert samen.status == status
    assert get_uitslag(samen).is_toonbaar is (status == "gesloten")
    if status == "gesloten":
        assert (samen.genodigd, samen.ingevuld) == (6 * len(aantallen), sum(aantallen))
        assert samen.naam.startswith(f"{len(aantallen)} bijeenkomsten samen, ")


def test_the_small_round_itself_stays_closed_and_empty(netwerk):
    meting = close_small(netwerk, [5, 5, 1], ["weg"])

    assert (meting.status, meting.ingevuld, meting.is_toonbaar) == ("gesloten", None, False)
    assert not meting.tellers.exists()
    assert not meting.open_antwoorden.exists()
    assert Meting.objects.get(pk=meting.pk).samen == get_samen(netwerk)


def test_figures_are_of_all_rounds_and_never_a_distribution(netwerk):
    for n in range(3):
        close_small(netwerk, [5, 5, 1, 1], dagen=-90 + 20 * n)

    vragen = get_uitslag(get_samen(netwerk)).vragen

    assert {vraag.gemiddelde for vraag in vragen} == {3.0}
    assert not any(vraag.verdeling for vraag in vragen)
    assert {vraag.aantal for vraag in vragen} == {None}


def test_a_question_with_too_few_opinions_is_erased(netwerk):
    for n in range(3):
        close_small(netwerk, [make_keuzes(4, ev1_5=0)] * 3 + [make_keuzes(4)], dagen=-90 + 20 * n)

    samen = get_samen(netwerk)

    assert not samen.tellers.filter(vraag="ev1-5").exists()
    assert samen.tellers.filter(vraag="ev1-4").exists()


def test_windows_do_not_overlap(netwerk):
    eerste = collect(netwerk, 4, 4, 4)
    samen = get_samen(netwerk)
    getoond = get_uitslag(samen)

    volgende = close_small(netwerk, [1], dagen=-10)

    assert {Meting.objects.get(pk=deel.pk).samen for deel in eerste} == {samen}
    volgende = Meting.objects.get(pk=volgende.pk)
    assert (volgende.samen != samen, volgende.samen.status) == (True, "verzamelt")
    assert get_uitslag(Meting.objects.get(pk=samen.pk)) == getoond


def test_each_netwerk_and_each_version_apart(netwerk):
    ander = NetwerkFactory(gestart=True)
    collect(netwerk, 4, 4)
    collect(ander, 4)

    assert Meting.objects.filter(soort="samen", status="verzamelt").count() == 2


def test_no_answers_no_collection(netwerk):
    make_gesloten([], aanwezig=6, netwerk=netwerk)

    assert not Meting.objects.filter(soort="samen").exists()


def test_a_round_to_the_whole_netwerk_is_never_collected():
    netwerk = make_netwerk(6)
    meting = services.plan_ronde(
        netwerk, "barometer", opent_op=(nu := netwerk.created_at), sluit_op=nu + timedelta(days=1), naam="Barometer"
    )
    meting = services.open_ronde(meting, now=nu)
    services.close_meting(meting, now=meting.sluit_op)

    assert not Meting.objects.filter(soort="samen").exists()


def test_after_a_year_it_is_erased(netwerk):
    close_small(netwerk, [4] * 3, ["weg"])
    samen = get_samen(netwerk)
    assert drop_stale(samen.sluit_op - timedelta(seconds=1)) == 0

    services.close_due(now=samen.opent_op + HOOGSTENS)

    samen.refresh_from_db()
    assert (samen.status, samen.reden) == ("vervallen", TE_LANG)
    assert not samen.tellers.exists()
    assert not samen.open_antwoorden.exists()


# --- attacks -------------------------------------------------------------------------------------------------------


def test_a_collection_knows_no_people(netwerk):
    collect(netwerk, 4, 1)

    samen = get_samen(netwerk)

    assert not samen.genodigden.exists()
    assert not samen.gevraagden.exists()
    assert not samen.zaalcodes.exists()


def test_texts_do_not_tell_their_round(netwerk):
    sleutels = set()
    for n, tekst in enumerate(["een", "twee", "drie"]):
        close_small(netwerk, [4] * 4, [tekst], dagen=-90 + 20 * n)
        nu = set(OpenAntwoord.objects.values_list("uuid", flat=True))
        assert not nu & sleutels
        sleutels |= nu

    rij = get_uitslag(get_samen(netwerk)).open_antwoorden[0]

    assert sorted(rij.teksten) == ["drie", "een", "twee"]
    assert list(rij.teksten) == list(OpenAntwoord.objects.order_by("uuid").values_list("tekst", flat=True))


def test_nobody_sees_a_collection_before_it_is_shown(netwerk, client):
    close_small(netwerk, [4] * 4)
    samen, lid = get_samen(netwerk), netwerk.leden().first()
    client.force_login(lid)

    assert client.get(samen.get_absolute_url()).status_code == 404
    assert samen not in Meting.objects.filter(netwerk=netwerk).for_list()
    assert not Teller.objects.toonbaar().exists()
    assert not Meting.objects.open().filter(pk=samen.pk).exists()
    assert not Meting.objects.due(samen.sluit_op + timedelta(days=1)).filter(pk=samen.pk).exists()


def test_nobody_can_answer_a_collection(netwerk):
    close_small(netwerk, [4] * 4)
    samen = get_samen(netwerk)

    with pytest.raises(DomainError):
        services.answer(samen, netwerk.deelnemers().first(), keuzes=make_keuzes(1), now=samen.opent_op)


def test_an_open_round_of_five_is_not_collected(netwerk):
    meting = make_gesloten([4] * 5, aanwezig=6, netwerk=netwerk)

    assert (meting.is_toonbaar, meting.samen) == (True, None)
    assert not Meting.objects.filter(soort="samen").exists()


def test_a_round_of_fewer_than_five_people_is_erased_for_good(netwerk):
    """After people said that they were not there."""
    meting = make_meting(5, netwerk=netwerk)
    answer_all(meting, [4] * 3)
    over = meting.genodigden.filter(ingevuld=False).first()
    services.switch_soort(meting, over.persoon, "afwezig", now=meting.opent_op)

    meting = services.close_meting(meting, now=meting.sluit_op)

    assert (meting.genodigd, meting.samen) == (4, None)
    assert not Meting.objects.filter(soort="samen").exists()
    assert not Teller.objects.exists()


def test_the_page_says_where_the_answers_went(netwerk, client):
    meting = close_small(netwerk, [4] * 4)
    client.force_login(netwerk.leden().first())

    assert (
        "Ze tellen mee met een paar andere bijeenkomsten samen"
        in client.get(meting.get_absolute_url()).content.decode()
    )
    Meting.objects.update(samen=None)
    assert "De antwoorden zijn weggegooid" in client.get(meting.get_absolute_url()).content.decode()
