import json
import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from fasen import inhoud
from fasen.inhoud import FASEN, IN_ELKE_FASE, find_fase
from fasen.inhoud.soorten import Tip

PARTS = (*FASEN, IN_ELKE_FASE)
COUNTS = {"FV": 31, "TIP": 73, "VK": 50}


def texts_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in {"id", "bron", "slug"}:
                yield from texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)


def test_every_entry_has_one_place():
    ids = [entry.id for part in PARTS for entry in part.entries]

    assert len(ids) == len(set(ids))
    for kind, count in COUNTS.items():
        assert sorted(i for i in ids if i.startswith(kind)) == [f"{kind}-{n:02}" for n in range(1, count + 1)]


def test_every_entry_is_of_its_kind_and_keeps_its_bron():
    for part in PARTS:
        assert {entry.id.split("-")[0] for entry in part.vragen} == {"FV"}
        assert {entry.id.split("-")[0] for entry in part.tips} == {"TIP"}
        assert {entry.id.split("-")[0] for entry in part.valkuilen} == {"VK"}
        assert all(re.match(r"00[0-4] ?", entry.bron) for entry in part.entries)


def test_seizoenen_overlap_like_the_drawing():
    assert [fase.seizoen for fase in FASEN] == [
        "zaaien",
        "zaaien en cultiveren",
        "cultiveren",
        "cultiveren en oogsten",
        "oogsten",
    ]


def test_hints_and_hulpmiddelen_are_unique_and_named():
    for fase in FASEN:
        assert len({hint.id for hint in fase.hints}) == len(fase.hints) >= 5
        assert len({middel.id for middel in fase.hulpmiddelen}) == len(fase.hulpmiddelen) >= 3


def test_questions_are_questions_and_sentences_end():
    for part in PARTS:
        assert all(vraag.vraag.rstrip(".").endswith("?") for vraag in part.vragen if vraag.id != "FV-06")
        assert all(valkuil.vraag.endswith("?") for valkuil in part.valkuilen if valkuil.id != "VK-49")
        for entry in (*part.vragen, *part.valkuilen, *part.tips):
            closing = getattr(entry, "tekst", None) or getattr(entry, "helpt", None) or entry.waarom
            assert closing.endswith((".", "?")), closing


@pytest.mark.parametrize("path", sorted(Path(inhoud.__file__).parent.glob("*.json")), ids=lambda path: path.stem)
def test_texts_keep_the_voice(path):
    """No exclamation marks, no emoji, no «u», no English quotes; every text is trimmed."""
    for text in texts_of(json.loads(path.read_text(encoding="utf-8"))):
        assert text == text.strip()
        assert not re.search(r"[!“”\"]|\bu\b|\bUw\b|\buw\b|[\U0001F000-\U0001FFFF]", text), text


def test_only_the_first_fase_has_something_to_arrange_before():
    assert [bool(fase.vooraf) for fase in FASEN] == [True, False, False, False, False]


def test_find_fase():
    assert find_fase("inbedding").nummer == 4
    assert find_fase("zomer") is None
    assert str(find_fase("inbedding")) == "Inbedding"
    assert find_fase("inbedding").icoon == "fase-4"


def test_content_can_not_be_changed_by_accident():
    with pytest.raises(FrozenInstanceError):
        FASEN[0].naam = "Begin"


def test_an_empty_text_stops_the_start():
    with pytest.raises(ValueError, match="Tip.tekst is empty"):
        Tip(id="TIP-01", bron="002", titel="Lees", tekst=" ")


def test_the_same_entry_twice_stops_the_start():
    with pytest.raises(ValueError, match="Placed twice"):
        inhoud._check((*FASEN[:4], FASEN[4]), FASEN[0])


def test_a_missing_fase_stops_the_start():
    with pytest.raises(ValueError, match="numbered 1 to 5"):
        inhoud._check(FASEN[:4], IN_ELKE_FASE)


@pytest.mark.parametrize(("name", "value"), [("seizoenen", ("winter",)), ("seizoenen", ()), ("hints", ())])
def test_a_gap_in_a_fase_stops_the_start(name, value):
    fase = FASEN[0]
    broken = type(fase)(**{field: getattr(fase, field) for field in fase.__dataclass_fields__} | {name: value})

    with pytest.raises(ValueError, match="verkenning"):
        inhoud._check((broken, *FASEN[1:]), IN_ELKE_FASE)
