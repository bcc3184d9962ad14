"""What may be shown of each kind of question, and what not."""

import pytest

from evaluatie.bevinding import make_bevinding
from evaluatie.figuur import make_figuren
from evaluatie.uitslag import VraagUitslag, make_groep_uitslag, make_vraag_uitslag
from evaluatie.vragenlijst.document import Groep, Vraag

OPTIES = ("rood", "groen", "blauw", "geel")
KEUZE = Vraag("k", "Welke kleur?", "keuze", opties=OPTIES)
MEERKEUZE = Vraag("m", "Welke kleuren?", "meerkeuze", opties=OPTIES)
RANGORDE = Vraag("r", "Welke drie?", "rangorde", opties=OPTIES)
TIENTAL = Vraag("t", "Welk cijfer?", "tien", kort="Cijfer", sterk="Een hoog cijfer", zwak="Een laag cijfer")
EENS = tuple(Vraag(f"e-{n}", f"Stelling {n}.", kort=f"Kort {n}") for n in range(3))


def telling(geen, *aantallen):
    return dict(enumerate((geen, *aantallen)))


def test_from_ten_a_choice_shows_how_many_chose_what():
    uitslag = make_vraag_uitslag(KEUZE, telling(1, 2, 6, 2, 0), 11)

    assert (uitslag.aantal, uitslag.verdeling, uitslag.hoogste) == (10, (2, 6, 2, 0), ())
    assert uitslag.per_optie == (("groen", 6), ("rood", 2), ("blauw", 2), ("geel", 0))
    assert uitslag.waarde is None


@pytest.mark.parametrize(
    ("aantallen", "hoogste"),
    [
        ((1, 6, 2, 0), ("rood", "groen", "blauw")),
        ((3, 3, 3, 0), ("rood", "groen", "blauw")),
        ((2, 4, 1, 1), ("rood", "groen")),
        ((2, 3, 2, 2), ("groen",)),
        ((2, 2, 2, 2), ()),
    ],
)
def test_below_ten_only_which_were_chosen_most_and_no_counts(aantallen, hoogste):
    uitslag = make_vraag_uitslag(KEUZE, telling(0, *aantallen), 9)

    assert (uitslag.hoogste, uitslag.aantal, uitslag.verdeling, uitslag.per_optie) == (hoogste, None, None, ())
    assert bool(uitslag.reden) == (not hoogste)


@pytest.mark.parametrize("vraag", [MEERKEUZE, RANGORDE])
def test_people_are_counted_and_not_their_choices(vraag):
    """Four people who choose four options each are four people."""
    assert make_vraag_uitslag(vraag, telling(2, 4, 4, 4, 4), 6).is_leeg
    assert make_vraag_uitslag(vraag, telling(2, 5, 9, 5, 0), 7).hoogste
    assert make_vraag_uitslag(vraag, telling(1, 5, 9, 5, 0), 11).aantal == 10
    assert make_vraag_uitslag(vraag, telling(0, 0, 0, 0, 0), 11).is_leeg  # erased at closing


def test_a_mark_out_of_ten():
    uitslag = make_vraag_uitslag(TIENTAL, telling(0, *[0] * 6, 3, 2, 0, 0))

    assert (uitslag.gemiddelde, uitslag.op_vijf) == (7.4, pytest.approx(3.84, abs=0.01))
    assert make_bevinding([uitslag]) == "Een hoog cijfer."


def test_the_guard_leaves_a_choice_out_and_makes_a_scale_a_band():
    keuze = make_vraag_uitslag(KEUZE, telling(0, 9, 9, 9, 9), 36, {"k": None})
    schaal = make_vraag_uitslag(TIENTAL, telling(0, *[2] * 10), 20, {"t": [5.0, 6.5]})

    assert (keuze.reden[:9], keuze.verdeling) == ("De groep ", None)
    assert (schaal.tekst, schaal.kort_tekst, schaal.gemiddelde, schaal.aantal) == ("5,0 tot 6,5", "5,0–6,5", None, None)


def dimensie(*vragen):
    return make_groep_uitslag(Groep("d", "Onderwerp", EENS, dimensie=True), vragen)


def test_a_dimensie_with_one_band_is_a_band():
    uitslag = dimensie(*(VraagUitslag(vraag, 3.0) for vraag in EENS[:2]), VraagUitslag(EENS[2], band=(3.5, 3.5)))

    assert (uitslag.gemiddelde, uitslag.band, uitslag.tekst, uitslag.kort_tekst) == (
        None, (3.0, 3.0), "ongeveer 3,0", "3,0",
    )  # fmt: skip


def test_a_question_of_somebody_elses_without_words_makes_no_title():
    assert make_bevinding([VraagUitslag(EENS[0], 4.9)], over_bijeenkomst=False) == "Jullie staan er sterk voor."
    assert make_bevinding([VraagUitslag(EENS[0], 3.9)]) == "Jullie oordeel is gematigd."


def test_a_band_is_drawn_as_a_band():
    groep = make_groep_uitslag(Groep("d", "Onderwerp", EENS), (VraagUitslag(EENS[0], band=(3.0, 4.0)),))

    rij = make_figuren((groep,))["gemiddelden"][0].breed.rijen[0]

    assert (rij.band, rij.stippen, rij.getal) == (("470.6", "146.2"), (), "3,0–4,0")
