import pytest

from evaluatie import services
from evaluatie.bevinding import make_bevinding
from evaluatie.figuur import beschrijf, make_figuren
from evaluatie.models import Meting, OpenAntwoord, Teller
from evaluatie.tests.factories import CODES, LIJST, TellerFactory, answer_all, make_gesloten, make_keuzes, make_meting
from evaluatie.uitslag import VraagUitslag, add_bevindingen, get_uitslag, make_vraag_uitslag

VRAAG = LIJST.geteld[0]


def telling(*scores, geen=0):
    return dict(zip(range(1, 6), scores, strict=True)) | {0: geen}


@pytest.mark.parametrize(
    ("scores", "geen", "gemiddelde", "aantal", "verdeling"),
    [
        ((0, 0, 0, 4, 0), 0, None, None, None),  # four scores: nothing
        ((0, 0, 0, 4, 0), 20, None, None, None),  # no opinions do not help
        ((0, 0, 0, 5, 0), 0, 4.0, None, None),  # five: the mean
        ((1, 0, 0, 8, 0), 3, 3.7, None, None),  # nine: still no distribution
        ((1, 0, 0, 9, 0), 0, 3.7, 10, (1, 0, 0, 9, 0)),  # ten: the distribution
        ((0, 0, 3, 1, 0), 0, None, None, None),
        ((0, 0, 6, 2, 0), 0, 3.3, None, None),  # 3,25 becomes 3,3
    ],
)
def test_question_thresholds(scores, geen, gemiddelde, aantal, verdeling):
    uitslag = make_vraag_uitslag(VRAAG, telling(*scores, geen=geen))

    assert (uitslag.gemiddelde, uitslag.aantal, uitslag.verdeling) == (gemiddelde, aantal, verdeling)
    assert bool(uitslag.reden) == (gemiddelde is None)


def vragen(*gemiddelden):
    """Question results with these means, in the order of the list."""
    return [
        VraagUitslag(vraag, gemiddelde, 8) if gemiddelde else VraagUitslag(vraag, reden="te weinig")
        for vraag, gemiddelde in zip(LIJST.geteld, gemiddelden, strict=False)
    ]


@pytest.mark.parametrize(
    ("gemiddelden", "titel"),
    [
        ((), "Te weinig meningen voor een uitslag"),
        ((None, None), "Te weinig meningen voor een uitslag"),
        ((4.2, 4.6, 4.0), "Een sterke bijeenkomst. Het onderwerp raakte jullie vragen."),
        ((4.2, 3.5, 3.9), "De bijeenkomst was jullie tijd waard."),
        ((4.2, 3.2, 3.9), "De bijeenkomst was jullie tijd waard. Het onderwerp kan dichter bij jullie vragen."),
        ((3.6, 3.2, 2.9), "De bijeenkomst was jullie tijd waard. De manier van werken kan beter passen."),
        ((3.5, 3.2, 2.9), "De manier van werken kan beter passen."),
        ((2.2, 3.2, 3.0), "Was het jullie tijd wel waard?"),
        ((3.5, 3.2, 3.0), "Jullie oordeel is gematigd."),
        ((None, 3.9, 3.9), "Het onderwerp raakte jullie vragen."),
        ((3.0, 3.0, 3.0), "Jullie oordeel is gematigd."),
    ],
)
def test_finding_in_words(gemiddelden, titel):
    assert make_bevinding(vragen(*gemiddelden)) == titel


@pytest.mark.django_db
@pytest.mark.parametrize("aantal", [0, 1, 4])
def test_nothing_below_five_completed(aantal, django_assert_num_queries):
    meting = make_gesloten([5] * aantal, ["geheim"] * aantal, aanwezig=9)

    with django_assert_num_queries(0):
        uitslag = get_uitslag(meting, voor_facilitator=True)

    assert not uitslag.is_toonbaar
    assert (uitslag.groepen, uitslag.open_antwoorden, uitslag.has_alleen_facilitator, uitslag.ingevuld) == (
        (),
        (),
        False,
        None,
    )
    assert uitslag.bevinding == "Te weinig antwoorden voor een uitslag"
    assert make_figuren(uitslag.groepen) == {"gemiddelden": [], "verdeling": None}


@pytest.mark.django_db
def test_from_five_means_from_ten_distribution(django_assert_num_queries):
    with_five, with_nine, with_ten = (make_gesloten([4] * n) for n in (5, 9, 10))

    with django_assert_num_queries(2):
        assert [v.gemiddelde for v in get_uitslag(with_five).vragen] == [4.0] * 8
    assert get_uitslag(with_nine).met_verdeling == ()
    assert get_uitslag(with_ten).met_verdeling[0].verdeling == (0, 0, 0, 10, 0)


@pytest.mark.django_db
def test_nothing_at_all_while_it_is_open():
    meting = make_meting(aanwezig=12)
    answer_all(meting, [4] * 12, ["een", "twee"])

    uitslag = get_uitslag(Meting.objects.get(pk=meting.pk), voor_facilitator=True)

    assert uitslag.bevinding == "De uitslag komt nog"
    assert (uitslag.is_toonbaar, uitslag.ingevuld, uitslag.open_antwoorden) == (False, None, ())
    assert not Teller.objects.toonbaar().exists()
    assert not OpenAntwoord.objects.toonbaar().exists()


@pytest.mark.django_db
def test_nothing_past_the_closing_hour_until_it_is_closed():
    meting = make_meting(aanwezig=6, dagen=-40)
    answer_all(meting, [4] * 6, ["een"])

    assert meting.sluit_op < meting.opent_op + (meting.sluit_op - meting.opent_op) * 2
    assert not get_uitslag(Meting.objects.get(pk=meting.pk)).is_toonbaar


@pytest.mark.django_db
def test_counters_of_a_question_that_is_no_longer_asked_are_left_out():
    meting = make_gesloten([4] * 5)
    TellerFactory(meting=meting, vraag="ev0-1", aantal=5)

    assert [v.vraag.code for v in get_uitslag(meting).vragen] == list(CODES)


@pytest.mark.django_db
def test_a_question_with_too_few_opinions_is_a_gap():
    keuzes = [make_keuzes(4, ev1_5=0 if i < 2 else 3) for i in range(6)]

    uitslag = get_uitslag(make_gesloten(keuzes))

    assert [v.vraag.code for v in uitslag.gaten] == ["ev1-5"]
    figuur = make_figuren(uitslag.groepen)["gemiddelden"][0]
    gat = figuur.breed.rijen[4]
    assert (gat.gat, gat.getal, gat.stippen) == (True, "", ())


@pytest.mark.django_db
def test_texts_for_facilitators_only():
    meting = make_meting(aanwezig=6)
    answer_all(meting, [4], ["voor allen"])
    answer_all(meting, [4], ["voor Marit"], alleen=True)
    answer_all(meting, [4] * 4)
    meting = services.close_meting(meting, now=meting.sluit_op)

    gewoon, alles = get_uitslag(meting), get_uitslag(meting, voor_facilitator=True)

    rij, alle = gewoon.open_antwoorden[0], alles.open_antwoorden[0]
    assert (rij.teksten, rij.alleen_facilitator, rij.aantal_alleen) == (("voor allen",), (), 1)
    assert (alle.alleen_facilitator, gewoon.has_alleen_facilitator, alles.has_alleen_facilitator) == (
        ("voor Marit",), False, True,
    )  # fmt: skip
    assert list(OpenAntwoord.objects.toonbaar().readable_for(facilitator=False).values_list("tekst", flat=True)) == [
        "voor allen"
    ]
    assert OpenAntwoord.objects.toonbaar().readable_for(facilitator=True).count() == 2


@pytest.mark.django_db
def test_findings_for_a_list_in_one_query(django_assert_num_queries):
    metingen = [make_gesloten([4] * 5), make_gesloten([4] * 3), make_gesloten([2] * 5), make_meting()]

    with django_assert_num_queries(1):
        add_bevindingen(metingen)

    assert [m.bevinding for m in metingen] == [
        "Een sterke bijeenkomst. De bijeenkomst was jullie tijd waard.", "", "Was het jullie tijd wel waard?", "",
    ]  # fmt: skip


@pytest.mark.django_db
def test_figures_show_the_number_beside_the_mark():
    figuren = make_figuren(get_uitslag(make_gesloten([3] * 5 + [4] * 5)).groepen)

    ev1, ev2 = figuren["gemiddelden"]
    assert (len(ev1.breed.rijen), len(ev2.smal.rijen)) == (6, 2)
    assert {rij.getal for rij in ev1.breed.rijen} == {"3,5"}
    assert ev1.breed.rijen[0].stippen[0].x == "543.8"
    assert ev1.beschrijving == "Overal 3,5. De tabel onder de figuur geeft alle getallen."
    assert [(stip.label, stip.r) for stip in figuren["verdeling"].breed.rijen[0].stippen] == [
        ("5", "16.0"),
        ("5", "16.0"),
    ]


@pytest.mark.django_db
def test_figure_description_names_highest_and_lowest():
    figuren = make_figuren(get_uitslag(make_gesloten([make_keuzes(3, ev1_2=5, ev1_6=1)] * 5)).groepen)

    assert figuren["gemiddelden"][0].beschrijving == (
        "Het hoogst is Past bij je vraag met 5,0, het laagst Plaats en organisatie met 1,0. "
        "De tabel onder de figuur geeft alle getallen."
    )


def test_figure_description_without_numbers():
    assert beschrijf(vragen(None)) == "Bij geen van deze vragen is er een cijfer om te tonen."
