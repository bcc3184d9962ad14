import json
from dataclasses import replace

import pytest

from evaluatie.inhoud import VRAGENLIJST, Vraag, read

VRAAG = VRAGENLIJST.vragen[0]


def test_vragenlijst_has_eight_statements_and_one_open_question():
    assert VRAGENLIJST.codes == ("ev1-1", "ev1-2", "ev1-3", "ev1-4", "ev1-5", "ev1-6", "ev2-1", "ev2-2")
    assert VRAGENLIJST.open.code == "ev2-3"
    assert VRAGENLIJST.schaal == ("helemaal oneens", "oneens", "niet eens, niet oneens", "eens", "helemaal eens")
    assert list(VRAGENLIJST.waarden) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "velden",
    [
        {"code": ""},
        {"code": "EV1"},
        {"code": "x" * 21},
        {"kort": "x" * 25},
        {"tekst": " "},
        {"sterk": ""},
        {"zwak": ""},
    ],
)
def test_vraag_refuses_what_cannot_be_shown(velden):
    with pytest.raises(ValueError, match="code|empty|figure"):
        replace(VRAAG, **velden)


def test_vragenlijst_refuses_two_questions_with_one_code():
    with pytest.raises(ValueError, match="twice"):
        replace(VRAGENLIJST, vragen=(VRAAG, VRAAG, *VRAGENLIJST.vragen[1:7]))


def test_vragenlijst_refuses_another_scale():
    with pytest.raises(ValueError, match="scale"):
        replace(VRAGENLIJST, schaal=("oneens", "eens"))


def test_vragenlijst_refuses_a_set_without_questions():
    with pytest.raises(ValueError, match="sets"):
        replace(VRAGENLIJST, vragen=VRAGENLIJST.vragen[:6])


def test_vragenlijst_refuses_what_takes_longer_than_a_minute():
    with pytest.raises(ValueError, match="minute"):
        replace(VRAGENLIJST, vragen=(*VRAGENLIJST.vragen, replace(VRAAG, code="ev1-9")))


def test_read_refuses_an_unknown_field():
    vraag = {naam: getattr(VRAAG, naam) for naam in Vraag.__dataclass_fields__} | {"kleur": "groen"}
    data = {"schaal": [], "geen_oordeel": "", "sets": {}, "vragen": [vraag], "open": {}, "gemist": {"tekst": ""}}

    with pytest.raises(TypeError):
        read(json.loads(json.dumps(data)))
