"""The questions of the set: complete, in our own words, with a source."""

import json
from pathlib import Path

import pytest

from netwerken.contract import inhoud
from netwerken.contract.inhoud import VRAGEN, Voorbeeldvraag

MAP = Path(inhoud.__file__).parent


def test_eight_questions_in_order():
    assert [vraag.code for vraag in VRAGEN] == [f"CON-{i}" for i in range(1, 9)]


@pytest.mark.parametrize("vraag", VRAGEN, ids=lambda vraag: vraag.code)
def test_every_question_is_complete_and_quiet(vraag):
    assert vraag.vraag.endswith("?")
    assert len(vraag.vraag) <= 200
    for tekst in (vraag.waarom, vraag.voorbeeld):
        assert tekst.endswith((".", "?"))
        assert "!" not in tekst
        assert len(tekst) <= 260


@pytest.mark.parametrize("leeg", ["code", "bron", "vraag", "waarom", "voorbeeld"])
def test_an_empty_part_stops_the_start(leeg):
    row = json.loads((MAP / "vragen.json").read_text())[0]

    with pytest.raises(ValueError, match="misses"):
        Voorbeeldvraag(**row | {leeg: " "})
