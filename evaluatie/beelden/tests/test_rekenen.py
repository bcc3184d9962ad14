"""The arithmetic and its attacks: no picture, and no picture minus another, says something about a few netwerken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluatie.beelden.rekenen import ANDER_DEEL, TE_GROOT, TE_WEINIG, Deel, make_beelden
from evaluatie.vragenlijst.document import Document, Groep, Soort, Vraag

LIJST = Document(
    "l", 1, "L", "L",
    (
        Groep("d", "Samen", tuple(Vraag(f"d-{n}", f"Vraag {n}.", kort="k") for n in range(3)), dimensie=True),
        Groep("k", "Kiezen", (Vraag("k-1", "Wat?", Soort.KEUZE, opties=("a", "b")), Vraag("o", "Zeg", Soort.OPEN))),
        Groep("o", "Open", (Vraag("o-2", "En?", Soort.OPEN),)),
    ),
)  # fmt: skip
SECTOREN = ("po", "vo")


def make_deel(netwerken=6, per_netwerk=10, waarde=4, **anders):
    """So many netwerken, everybody chose the same; ``d_1=(netwerken, people)`` for one question."""
    aantal = netwerken * per_netwerk
    codes = {"d-0": 5, "d-1": 5, "d-2": 5, "k-1": 2}
    telling = {code: {0: 1, min(waarde, hoogste): aantal} for code, hoogste in codes.items() if aantal}
    van = dict.fromkeys(telling, netwerken)
    for naam, (n, mensen) in anders.items():
        code = naam.replace("_", "-")
        telling[code], van[code] = {4: mensen}, n
    return Deel((per_netwerk,) * netwerken, telling, van)


def vragen(beeld):
    return {vraag["code"]: vraag for groep in beeld["inhoud"] for vraag in groep["vragen"]}


@pytest.mark.parametrize(
    ("deel", "reden"),
    [
        (Deel(), TE_WEINIG), (make_deel(4, 20), TE_WEINIG), (make_deel(5, 5), TE_WEINIG), (make_deel(5, 6), ""),
        (Deel((5, 5, 5, 5, 21)), TE_GROOT), (Deel((5, 5, 5, 5, 20)), ""),
    ],
)  # fmt: skip
def test_when_there_is_a_picture(deel, reden):
    assert make_beelden(LIJST, {"anders": deel}, SECTOREN)[""].get("reden", "") == reden


def test_what_is_in_it_is_rounded():
    beeld = make_beelden(LIJST, {"po": make_deel(7, 9)}, SECTOREN)["po"]

    assert (beeld["netwerken"], beeld["antwoorden"]) == (5, 60)
    assert vragen(beeld)["d-0"] == {
        "code": "d-0", "tekst": "Vraag 0.", "opties": [], "gemiddelde": 4.0, "delen": [0, 0, 0, 100, 0],
    }  # fmt: skip
    assert vragen(beeld)["k-1"]["delen"] == [0, 100]
    assert vragen(beeld)["k-1"]["gemiddelde"] is None
    assert "o" not in vragen(beeld)
    assert [(g["naam"], g["gemiddelde"]) for g in beeld["inhoud"]] == [("Samen", 4.0), ("Kiezen", None)]


@pytest.mark.parametrize("weinig", [(4, 60), (6, 29)])
def test_a_question_of_too_few_is_a_gap(weinig):
    een = make_beelden(LIJST, {"po": make_deel(d_1=weinig)}, SECTOREN)[""]
    twee = make_beelden(LIJST, {"po": make_deel(d_1=weinig, d_2=weinig)}, SECTOREN)[""]

    assert vragen(een)["d-1"]["gemiddelde"] is None
    assert een["inhoud"][0]["gemiddelde"] == 4.0
    assert twee["inhoud"][0]["gemiddelde"] is None


@pytest.mark.parametrize("klein", ["vo", "po_vo", "anders"])
def test_a_small_part_is_not_the_whole_minus_the_others(klein):
    delen = {"po": make_deel(), "vo": make_deel(), klein: make_deel(2)}
    beelden = make_beelden(LIJST, delen, SECTOREN)

    assert not beelden[""].get("reden")
    assert beelden["po"]["reden"] == ANDER_DEEL
    assert beelden["vo"]["reden"] in {ANDER_DEEL, TE_WEINIG}


def test_two_small_parts_make_one_rest_that_is_large_enough():
    delen = {"po": make_deel(), "po_vo": make_deel(3), "anders": make_deel(3)}
    beelden = make_beelden(LIJST, delen, SECTOREN)

    assert not beelden["po"].get("reden")
    assert beelden["vo"]["reden"] == TE_WEINIG


def test_a_question_of_which_one_part_is_small_is_in_the_whole_only():
    beelden = make_beelden(LIJST, {"po": make_deel(), "vo": make_deel(d_1=(3, 40))}, SECTOREN)

    assert vragen(beelden[""])["d-1"]["gemiddelde"] is not None
    assert vragen(beelden["po"])["d-1"]["gemiddelde"] is None
    assert vragen(beelden["vo"])["d-1"]["gemiddelde"] is None
    assert vragen(beelden["po"])["d-0"]["gemiddelde"] is not None


@given(st.dictionaries(st.sampled_from(["po", "vo", "po_vo", "anders"]), st.lists(st.integers(5, 40), max_size=9)))
def test_no_sum_of_published_pictures_is_about_few(per_sector):
    """Whatever parts there are: what is published, and every difference of it, is of enough netwerken and answers."""
    delen = {
        sector: Deel(
            tuple(rij), {v.code: {1: sum(rij)} for v in LIJST.geteld}, {v.code: len(rij) for v in LIJST.geteld}
        )
        for sector, rij in per_sector.items()
        if rij
    }
    beelden = make_beelden(LIJST, delen, SECTOREN)
    netwerken = {
        naam: [(s, i, n) for s, rij in per_sector.items() if naam in {"", s} for i, n in enumerate(rij)]
        for naam in beelden
    }
    getoond = {naam: set(netwerken[naam]) for naam, beeld in beelden.items() if not beeld.get("reden")}

    groepen = list(getoond.values())
    groepen += [getoond[""] - getoond[naam] for naam in getoond if "" in getoond and naam]
    groepen += [getoond[""] - getoond["po"] - getoond["vo"]] if {"", "po", "vo"} <= set(getoond) else []
    for groep in groepen:
        assert not groep or (len(groep) >= 5 and sum(n for *_, n in groep) >= 30)
