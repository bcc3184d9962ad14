import json
from dataclasses import replace

import pytest
from django.conf import settings

from netwerken.intake.inhoud import AANTAL, GROEPEN, LEERVRAAG, VRAGEN, check


def test_fifteen_questions_each_with_help_example_and_something_to_ask_on():
    assert len(VRAGEN) == AANTAL == 15
    assert {vraag.nr for groep in GROEPEN if groep.slug == "leervraag" for vraag in groep.vragen} == set(LEERVRAAG)
    for vraag in VRAGEN.values():
        assert vraag.vraag.endswith("?")
        assert vraag.uitleg.endswith((".", "?"))
        assert vraag.voorbeeld.endswith(".") or vraag.voorbeeld.endswith("?")
        assert all(door.endswith("?") for door in vraag.doorvragen)
        assert vraag.bron


def test_plain_words():
    for vraag in VRAGEN.values():
        tekst = " ".join([vraag.vraag, vraag.uitleg, vraag.voorbeeld, *vraag.doorvragen])
        assert "!" not in tekst
        assert " u " not in tekst.lower()
        assert "  " not in tekst


def test_a_missing_question_stops_the_start():
    with pytest.raises(ValueError, match="each once and in order"):
        check(GROEPEN[1:])


def test_an_empty_part_stops_the_start():
    leeg = replace(GROEPEN[0].vragen[0], voorbeeld="")
    groep = replace(GROEPEN[0], vragen=(leeg, *GROEPEN[0].vragen[1:]))

    with pytest.raises(ValueError, match="voorbeeld"):
        check((groep, *GROEPEN[1:]))


def test_file_is_readable_json():
    data = json.loads((settings.BASE_DIR / "netwerken/intake/inhoud/intake.json").read_text())

    assert [groep["groep"] for groep in data] == [groep.groep for groep in GROEPEN]
