import json
from pathlib import Path

import pytest

from netwerken.leidinggevende import inhoud
from netwerken.models import Contactmoment

TEKST = (Path(inhoud.__file__).parent / "gesprekken.json").read_text(encoding="utf-8")


def test_every_moment_has_its_questions():
    assert list(inhoud.GESPREKKEN) == Contactmoment.Soort.values
    assert all(gesprek.vragen for gesprek in inhoud.GESPREKKEN.values())


def test_all_five_questions_of_the_set_are_asked():
    bronnen = " ".join(vraag.bron for gesprek in inhoud.GESPREKKEN.values() for vraag in gesprek.vragen)

    assert {f"LEI-{nr}" for nr in range(1, 6)} <= set(bronnen.replace(";", "").split())


def test_nothing_shouts():
    assert "!" not in TEKST


@pytest.mark.parametrize(
    "fout",
    [
        lambda rows: rows[0].update(kop=""),
        lambda rows: rows[0]["vragen"][0].update(voorbeeld=""),
        lambda rows: rows[0]["vragen"][0].update(van="iedereen"),
        lambda rows: rows[0]["vragen"].append(rows[0]["vragen"][0]),
    ],
)
def test_an_entry_that_is_not_complete_stops_the_start(fout):
    rows = json.loads(TEKST)
    fout(rows)

    with pytest.raises(ValueError, match="toezegging"):
        inhoud.read(json.dumps(rows))


def test_a_missing_part_stops_the_start():
    rows = json.loads(TEKST)
    del rows[1]["vragen"][0]["uitleg"]

    with pytest.raises(TypeError):
        inhoud.read(json.dumps(rows))
