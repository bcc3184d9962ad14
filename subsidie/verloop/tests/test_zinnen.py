"""Every step that is written anywhere has a sentence."""

import ast
from datetime import date
from pathlib import Path

import pytest

import subsidie
from kern.tijd import dag
from subsidie.toestand import Rol, Stap
from subsidie.verloop.zinnen import ONBEKEND, VOOR_NETWERK, ZINNEN, fill, find_zin

ROOM = Path(subsidie.__file__).parent
# What is not written down as such: every outcome it can have.
SAMENGESTELD = {"voorwaarde {}": ("akkoord", "terug")}


def _calls():
    for path in ROOM.rglob("*.py"):
        if "tests" in path.parts:
            continue
        boom = ast.parse(path.read_text())
        namen = {doel.id: node.value for node in ast.walk(boom) if isinstance(node, ast.Assign)
                 for doel in node.targets if isinstance(doel, ast.Name)}  # fmt: skip
        for node in ast.walk(boom):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "write" and len(node.args) > 1:
                code = node.args[1]
                yield namen.get(code.id, code) if isinstance(code, ast.Name) else code


def _codes(node):
    if isinstance(node, ast.JoinedStr):
        vorm = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        return {vorm.format(waarde) for waarde in SAMENGESTELD[vorm]}
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def test_every_step_has_a_sentence():
    geschreven = {str(stap) for stap in Stap} | {code for node in _calls() for code in _codes(node)}
    assert "toegewezen" in geschreven
    assert geschreven - set(ZINNEN) == set()


@pytest.mark.parametrize("code", sorted(ZINNEN))
def test_a_sentence_is_whole(code):
    zin = ZINNEN[code]
    for tekst in filter(None, (zin.academie, zin.netwerk)):
        assert tekst[0].isupper() or tekst[0] == "{"
        assert tekst.endswith(".")


def test_nothing_of_judging_or_of_a_decision_is_for_the_netwerk():
    niet = {"oordeel", "advies", "besproken", "toegewezen", "toewijzing_vervallen", "belang", "besluiten", "terugnemen"}
    assert niet & set(VOOR_NETWERK) == set()
    assert all(not zin.netwerk for zin in ZINNEN.values() if zin.is_blind)


def test_who_took_the_step_can_matter():
    assert find_zin("intrekken", Rol.SYSTEEM).netwerk.endswith("omdat het netwerk stopte.")
    assert find_zin("intrekken", Rol.INDIENER).netwerk == "De aanvraag is ingetrokken."


def test_a_step_of_later_is_there_and_not_for_the_netwerk():
    assert find_zin("nieuw", Rol.ACADEMIE) is ONBEKEND
    assert ONBEKEND.netwerk == ""


@pytest.mark.parametrize(
    ("zin", "feiten", "tekst"),
    [
        ("{persoon} leest", {"persoon": 7}, "Noor leest"),
        ("{persoon} leest", {"persoon": 8}, "iemand van wie het account weg is leest"),
        ("{bedrag}", {"bedrag": 1_000_50}, "€ 1.000,50"),
        ("{dag}", {"dag": "2026-11-22"}, dag(date(2026, 11, 22))),
        ("{reden}", {"reden": "belang"}, "heeft een belang"),
        ("{reden}", {"reden": "anders"}, "anders"),
        ("Termijn {termijn}", {"termijn": 2}, "Termijn 2"),
        ("Termijn {termijn}", {}, "Termijn onbekend"),
    ],
)
def test_facts_in_words(zin, feiten, tekst):
    assert fill(zin, feiten, {7: "Noor"}).replace("\xa0", " ") == tekst
