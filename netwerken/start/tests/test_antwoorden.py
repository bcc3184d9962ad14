from datetime import date, time

import pytest

from netwerken.start.antwoorden import (
    antwoorden_of_netwerk,
    clean_antwoorden,
    compute_einde,
    make_afdruk,
)
from netwerken.start.tests.factories import StartversieFactory
from netwerken.tests.factories import NetwerkFactory


@pytest.mark.parametrize(
    ("waarde", "schoon"),
    [
        ({"naam": "  Rust\x00 \u202e "}, {"naam": "Rust"}),
        ({"naam": "x" * 121}, {}),
        ({"aanleiding": "x" * 601}, {}),
        ({"sector": "po"}, {"sector": "po"}),
        ({"sector": "<script>"}, {}),
        ({"maanden": 24}, {"maanden": "24"}),
        ({"weekdagen": ["4", "1", "9"]}, {"weekdagen": ["1", "4"]}),
        ({"weekdagen": 7}, {}),
        ({"start_datum": date(2027, 9, 1)}, {"start_datum": "2027-09-01"}),
        ({"start_datum": "31 februari"}, {}),
        ({"begintijd": time(9, 5)}, {"begintijd": "09:05"}),
        ({"begintijd": "25:00"}, {}),
        ({"min_deelnemers": "zes"}, {}),
        ({"min_deelnemers": "8"}, {"min_deelnemers": 8}),
        ({"omschrijving": ""}, {}),
        ({"ritme": [1, 2, 2, 2, 1]}, {"ritme": [1, 2, 2, 2, 1]}),
        ({"ritme": [1, 2]}, {}),
        ({"ritme": "12221"}, {}),
        ({"ritme": [0, 0, 0, 0, 0]}, {}),
        ({"ritme": [True, 1, 1, 1, "1"]}, {}),
    ],
)
def test_only_what_fits_the_question_set_is_kept(waarde, schoon):
    assert clean_antwoorden(waarde) == schoon


def test_a_question_that_does_not_exist_is_a_mistake():
    with pytest.raises(ValueError, match="deelnemers"):
        clean_antwoorden({"deelnemers": ["Noor"]})


def test_the_same_answers_have_the_same_print():
    assert make_afdruk({"a": 1, "b": 2}) == make_afdruk({"b": 2, "a": 1}) != make_afdruk({"a": 1})
    assert make_afdruk({"a": 1, "b": 2}, ["a"]) == make_afdruk({"a": 1})


@pytest.mark.parametrize(
    ("begin", "maanden", "einde"),
    [
        (date(2027, 9, 1), 10, date(2028, 7, 1)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 12, 31), 24, date(2029, 12, 31)),
    ],
)
def test_last_day(begin, maanden, einde):
    assert compute_einde(begin, maanden) == einde


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("naam", "volgende"),
    [("Samen", "Samen 2"), ("Samen 2", "Samen 3"), ("2", "2 2"), ("x" * 120, "x" * 118 + " 2"), ("Groep 2026", None)],
)
def test_recipe_of_an_earlier_netwerk(naam, volgende):
    """Facts and choices come along; nothing that somebody wrote for the start of the other one."""
    netwerk = NetwerkFactory(naam=naam, start_datum=date(2025, 9, 1), eind_datum=date(2026, 7, 3), max_deelnemers=12)
    afspraken = {"inzet": "Bel Noor.", "begeleiding": "proces", "ritme": [1, 1, 1, 1, 1]}
    StartversieFactory(netwerk=netwerk, antwoorden=afspraken)

    antwoorden = antwoorden_of_netwerk(netwerk)

    assert antwoorden["naam"] == (volgende or f"{naam} 2")
    assert (antwoorden["max_deelnemers"], antwoorden["maanden"]) == (12, "10")
    assert (antwoorden["begeleiding"], antwoorden["ritme"]) == ("proces", [1, 1, 1, 1, 1])
    assert {"inzet", "start_datum", "eind_datum"} & antwoorden.keys() == set()


@pytest.mark.django_db
def test_recipe_of_a_netwerk_without_startdocument():
    assert antwoorden_of_netwerk(NetwerkFactory())["sector"] == "vo"
