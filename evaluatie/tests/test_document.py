"""The format of a questionnaire: what it takes, what it refuses, and what an answer counts for."""

import json
from dataclasses import replace

import pytest

from evaluatie.vragenlijst.bron import MAP, get_document, get_shipped, list_shipped
from evaluatie.vragenlijst.document import (
    FORMAAT,
    Document,
    Groep,
    OngeldigeVragenlijst,
    Soort,
    Vraag,
    dump,
    fingerprint,
    parse,
)
from evaluatie.vragenlijst.woorden import describe

STELLING = Vraag("v-1", "We helpen elkaar.", kort="Helpen")
KEUZE = Vraag("v-2", "Waar leer je het meest van?", Soort.KEUZE, opties=("Praten", "Doen", "Lezen", "Kijken"))
OPEN = Vraag("v-3", "Wat wil je nog kwijt?", Soort.OPEN)


def make_document(*vragen, **velden):
    groep = Groep("a", "Samen", tuple(vragen) or (STELLING, KEUZE, OPEN))
    return Document(
        **({"code": "proef", "versie": 1, "naam": "Proef", "titel": "Hoe is het?", "groepen": (groep,)} | velden)
    )


def make_inhoud(**velden):
    return {
        "formaat": FORMAAT, "code": "proef", "versie": 1, "naam": "Proef", "titel": "Hoe is het?",
        "groepen": [{"code": "a", "naam": "Samen", "vragen": [{"code": "v-1", "tekst": "Samen.", "kort": "Samen"}]}],
    } | velden  # fmt: skip


# --- what ships ----------------------------------------------------------------------------------------------------


def test_every_shipped_file_reads_and_writes_the_same():
    for pad in MAP.glob("*.json"):
        document = parse(json.loads(pad.read_text(encoding="utf-8")))
        assert pad.stem == f"{document.code}-{document.versie}"
        assert parse(dump(document)) == document
        assert get_document(fingerprint(document)) == document


def test_what_ships_never_changes():
    """Metingen point at these fingerprints. Another text is another version: a new file, and a new line here."""
    vast = json.loads((MAP.parent / "tests" / "vingerafdrukken.json").read_text(encoding="utf-8"))

    assert (
        vast.items()
        <= {
            f"{d.code}-{d.versie}": fingerprint(d)
            for d in (parse(json.loads(pad.read_text(encoding="utf-8"))) for pad in MAP.glob("*.json"))
        }.items()
    )
    assert vast.keys() == {pad.stem for pad in MAP.glob("*.json")}


def test_a_question_is_the_same_in_every_list():
    teksten = {}
    for document in list_shipped():
        for vraag in document.vragen:
            assert teksten.setdefault(vraag.code, (vraag.tekst, vraag.soort)) == (vraag.tekst, vraag.soort)


def test_every_statement_can_be_shown_and_has_a_source():
    for document in list_shipped():
        korte = [vraag.kort for vraag in document.stellingen]
        assert len(set(korte)) == len(korte), document.code
        for vraag in document.vragen:
            assert vraag.bron, vraag.code
        for vraag in document.stellingen:
            assert vraag.sterk, vraag.code
            assert vraag.zwak, vraag.code
            assert "!" not in vraag.tekst + vraag.sterk + vraag.zwak
        for groep in document.dimensies:
            assert groep.sterk, groep.code
            assert groep.zwak, groep.code


def test_the_list_after_a_meeting():
    document = get_shipped("bijeenkomst")

    assert [vraag.code for vraag in document.geteld] == [
        "ev1-1", "ev1-2", "ev1-3", "ev1-4", "ev1-5", "ev1-6", "ev2-1", "ev2-2",
    ]  # fmt: skip
    assert [vraag.code for vraag in document.open_vragen] == ["ev2-3"]
    assert [groep.niveau for groep in document.groepen] == [1, 2]
    assert describe(document) == "Acht keer kiezen en één open vraag. Ongeveer één minuut."


def test_unknown_list():
    with pytest.raises(KeyError):
        get_shipped("bestaat-niet")


# --- what it takes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vraag", "keuze", "geteld"),
    [
        (STELLING, 5, {5: 1}),
        (STELLING, 0, {0: 1}),
        (STELLING, 6, None),
        (STELLING, -1, None),
        (STELLING, "4", None),
        (STELLING, [4], None),
        (replace(STELLING, soort=Soort.TIEN), 10, {10: 1}),
        (replace(STELLING, soort=Soort.TIEN), 11, None),
        (KEUZE, 4, {4: 1}),
        (KEUZE, 5, None),
        (replace(KEUZE, soort=Soort.MEERKEUZE), [1, 3], {1: 1, 3: 1}),
        (replace(KEUZE, soort=Soort.MEERKEUZE), [], {0: 1}),
        (replace(KEUZE, soort=Soort.MEERKEUZE), [1, 1], None),
        (replace(KEUZE, soort=Soort.MEERKEUZE), [0], None),
        (replace(KEUZE, soort=Soort.MEERKEUZE), 1, None),
        (replace(KEUZE, soort=Soort.RANGORDE), (2, 4, 1), {2: 3, 4: 2, 1: 1}),
        (replace(KEUZE, soort=Soort.RANGORDE), (2, 4), None),
        (replace(KEUZE, soort=Soort.RANGORDE), (2, 4, 2), None),
        (replace(KEUZE, soort=Soort.RANGORDE), (2, 4, 5), None),
        (replace(KEUZE, soort=Soort.RANGORDE), (), {0: 1}),
    ],
)
def test_what_an_answer_counts_for(vraag, keuze, geteld):
    assert vraag.tel(keuze) == geteld


def test_an_open_question_has_no_counters():
    assert list(OPEN.waarden) == []
    assert OPEN.tel(0) is None


@pytest.mark.parametrize(
    ("vragen", "minuten", "zin"),
    [
        ((STELLING,), 1, "Één keer kiezen. Ongeveer één minuut."),
        ((OPEN, replace(OPEN, code="v-4")), 2, "Twee open vragen. Ongeveer twee minuten."),
        (tuple(replace(STELLING, code=f"v-{n}") for n in range(14)), 7, "14 keer kiezen. Ongeveer zeven minuten."),
    ],
)
def test_what_we_say_beforehand(vragen, minuten, zin):
    assert describe(make_document(*vragen, minuten=minuten)) == zin


def test_fingerprint_tells_content_and_owner_apart():
    een = make_document()

    assert fingerprint(een) == fingerprint(parse(json.loads(json.dumps(dump(een)))))
    assert fingerprint(een) != fingerprint(replace(een, versie=2))
    assert len({fingerprint(een), fingerprint(een, 1), fingerprint(een, 2)}) == 3


# --- what it refuses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("velden", "bericht"),
    [
        ({"code": ""}, "code"),
        ({"code": "EV1"}, "code"),
        ({"code": "x" * 21}, "code"),
        ({"code": 4}, "code"),
        ({"kort": "x" * 25}, "langer dan 24"),
        ({"kort": ""}, "kort"),
        ({"tekst": " "}, "tekst"),
        ({"tekst": 7}, "hoort tekst"),
        ({"tekst": "twee\nregels"}, "tekens"),
        ({"tekst": "x" * 301}, "langer dan 300"),
        ({"sterk": "x" * 301}, "langer dan 300"),
        ({"soort": "sterren"}, "geen soort vraag"),
        ({"opties": ("ja", "nee")}, "opties horen"),
        ({"soort": "keuze", "opties": ("ja",)}, "2 tot 12"),
        ({"soort": "keuze", "opties": ("ja", "ja")}, "twee keer"),
        ({"soort": "keuze", "opties": ("ja", "")}, "staat niets"),
        ({"soort": "keuze", "opties": tuple("abcdefghijklm")}, "2 tot 12"),
        ({"soort": "rangorde", "opties": ("ja", "nee")}, "3 tot 12"),
    ],
)
def test_a_question_that_cannot_be_asked(velden, bericht):
    with pytest.raises(OngeldigeVragenlijst, match=bericht):
        replace(STELLING, **velden)


@pytest.mark.parametrize(
    ("velden", "bericht"),
    [
        ({"formaat": "iets anders"}, "formaat"),
        ({"formaat": None}, "formaat"),
        ({"versie": 0}, "versie"),
        ({"versie": True}, "versie"),
        ({"versie": "1"}, "versie"),
        ({"minuten": 31}, "minuten"),
        ({"naam": ""}, "Naam"),
        ({"schaal": ["oneens", "eens"]}, "5 woorden"),
        ({"schaal": "oneens"}, "rij"),
        ({"schaal": ["a", "b", "c", "d", 5]}, "hoort tekst"),
        ({"groepen": []}, "1 tot 60 vragen"),
        ({"groepen": None}, "rij"),
        ({"groepen": {}}, "rij"),
        ({"groepen": [{"code": "a", "naam": "A", "vragen": []}]}, "geen vragen"),
        ({"groepen": [{"code": "a", "naam": "A"}]}, "rij"),
        ({"groepen": [{"naam": "A", "vragen": [{"code": "v", "tekst": "T", "kort": "T"}]}]}, "ontbreekt"),
        ({"groepen": ["a"]}, "geen blok"),
        ({"kleur": "groen"}, "kleur"),
        ({"herhaald": "ja"}, "waar of niet waar"),
    ],
)
def test_a_file_that_cannot_be_read(velden, bericht):
    with pytest.raises(OngeldigeVragenlijst, match=bericht):
        parse(make_inhoud(**velden))


@pytest.mark.parametrize("inhoud", [None, 4, "tekst", [], {}, {"groepen": [[]]}])
def test_a_file_with_something_else(inhoud):
    with pytest.raises(OngeldigeVragenlijst):
        parse(inhoud)


@pytest.mark.parametrize(
    ("groep", "bericht"),
    [
        ({"niveau": 5}, "niveau"),
        ({"dimensie": True}, "alleen stellingen"),
        ({"naam": "x" * 81}, "langer dan 80"),
    ],
)
def test_a_group_that_cannot_be_shown(groep, bericht):
    with pytest.raises(OngeldigeVragenlijst, match=bericht):
        Groep(**({"code": "a", "naam": "A", "vragen": (STELLING, OPEN)} | groep))


def test_a_code_twice():
    with pytest.raises(OngeldigeVragenlijst, match="twee keer"):
        make_document(STELLING, STELLING)
    with pytest.raises(OngeldigeVragenlijst, match="groep"):
        make_document(groepen=(Groep("a", "A", (STELLING,)), Groep("a", "B", (OPEN,))))
