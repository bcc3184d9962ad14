import json
from dataclasses import replace

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from evaluatie.lijsten import services
from evaluatie.lijsten.samenstelling import get_samenstelling
from evaluatie.lijsten.tests.factories import PROEF, make_eigen
from evaluatie.lijsten.uitwisseling import (
    GROOTSTE_BESTAND,
    LANGSTE_FOUT,
    MEESTE_FOUTEN,
    BestandFout,
    read_bestand,
    write_bestand,
)
from evaluatie.vragenlijst.bron import get_shipped, list_shipped
from evaluatie.vragenlijst.document import Document, Groep, Soort, Vraag, dump
from netwerken.tests.factories import NetwerkFactory


def as_file(inhoud):
    return json.dumps(inhoud if isinstance(inhoud, dict | list) else dump(inhoud)).encode()


def fouten(data):
    with pytest.raises(BestandFout) as fout:
        read_bestand(data if isinstance(data, bytes) else as_file(data))
    return list(fout.value.fouten)


def with_vraag(**velden):
    return with_vragen({"code": "q", "tekst": "Hoe is het nu?", "kort": "k"} | velden)


def with_vragen(*vragen, groep="g"):
    return dump(PROEF) | {"groepen": [{"code": groep, "naam": "G", "vragen": list(vragen)}]}


def test_a_good_file_is_read_with_and_without_a_bom():
    assert read_bestand(as_file(PROEF)) == PROEF
    assert read_bestand(b"\xef\xbb\xbf" + as_file(PROEF)) == PROEF


def test_the_example_in_the_docs_can_be_read():
    tekst = (settings.BASE_DIR / "docs/vragenlijsten.md").read_text()
    voorbeeld = tekst.partition("```json\n")[2].partition("```")[0]

    document = read_bestand(voorbeeld.encode())

    assert {vraag.soort for vraag in document.vragen} == set(Soort)


def test_the_docs_know_every_field():
    tekst = (settings.BASE_DIR / "docs/vragenlijsten.md").read_text()
    velden = {veld for klasse in (Document, Groep, Vraag) for veld in klasse.__dataclass_fields__}

    assert {veld for veld in velden if f"| `{veld}` |" not in tekst} == set()


@pytest.mark.parametrize(
    ("data", "bericht"),
    [
        (b"", "geen JSON-bestand"), (b"hallo", "geen JSON-bestand"), (b'{"a": 1', "Op regel 1, plaats"),
        (b"\xff\xfe\x00a", "geen tekst"), (b"PK\x03\x04", "geen JSON"), (b"[]", "De lijst is geen blok"),
        (b"null", "De lijst is geen blok"), (b'"tekst"', "De lijst is geen blok"),
        (b"[" * 150_000, "te veel blokken"), (b'{"a":' * 30_000, "te veel blokken"),
        (b'{"versie": ' + b"9" * 5000 + b"}", "getal dat te groot is"), (b'{"versie": NaN}', "NaN is geen getal"),
        (b'{"versie": -Infinity}', "is geen getal"), (b'{"code": "a", "code": "b"}', "Het veld code staat twee keer"),
        (b" " * (GROOTSTE_BESTAND + 1), "te groot"), (b"{}", "hier hoort een rij"),
    ],
)  # fmt: skip
def test_what_is_no_list(data, bericht):
    gevonden = fouten(data)

    assert len(gevonden) == 1
    assert bericht in gevonden[0]


@pytest.mark.parametrize(
    ("anders", "bericht"),
    [
        ({"formaat": "iets/2"}, "niet het formaat"), ({"vreemd": 1}, "het veld vreemd kennen we niet"),
        ({"versie": -1}, "De versie is een getal"), ({"versie": True}, "De versie is een getal"),
        ({"minuten": 99}, "1 tot 30 minuten"), ({"minuten": "1"}, "1 tot 30 minuten"),
        ({"naam": ""}, "hier staat niets"), ({"naam": 5}, "hier hoort tekst"), ({"naam": "x" * 81}, "langer dan 80"),
        ({"naam": "a\u202eb"}, "tekens in die we niet kunnen laten zien"), ({"titel": "a\nb"}, "tekens in"),
        ({"titel": "\ud800"}, "tekens in"), ({"schaal": ["a"]}, "5 woorden"), ({"schaal": 5}, "hier hoort een rij"),
        ({"code": "Met Hoofdletters"}, "kleine letters"), ({"code": "importeren"}, "kleine letters"),
        ({"code": "barometer"}, "heeft elk netwerk al"), ({"herhaald": "ja"}, "herhaald is waar of niet waar"),
        (with_vragen({"code": "q", "tekst": "Zo?", "soort": "open"}, groep="eigen"), "voor vragen van"),
        ({"groepen": [5]}, "Een groep is geen blok"),
        ({"groepen": [{"code": "g", "naam": "G", "vragen": 5}]}, "hier hoort een rij"),
        ({"groepen": [{"code": "g", "naam": "G"}]}, "hier hoort een rij"), ({"groepen": []}, "1 tot 60 vragen"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_list_is_said(anders, bericht):
    assert bericht in " ".join(fouten(dump(PROEF) | anders))


BAR = get_shipped("barometer").vragen[0]


@pytest.mark.parametrize(
    ("velden", "bericht"),
    [
        ({"soort": "raar"}, "geen soort vraag"), ({"soort": []}, "geen soort vraag"),
        ({"soort": "keuze"}, "2 tot 12 opties"), ({"soort": "keuze", "opties": ["a", ["b"]]}, "hier hoort tekst"),
        ({"soort": "keuze", "opties": ["a", "a"]}, "twee keer"), ({"opties": "ab"}, "opties is geen rij"),
        ({"tekst": "x" * 301}, "langer dan 300"), ({"code": "Q!"}, "kleine letters"),
        ({"code": None}, "kleine letters"), ({"kort": ""}, "hier staat niets"),
        ({"eigen": True}, "geeft het platform zelf uit"),
        ({"code": "eigen-123"}, "geeft het platform zelf uit"), ({"code": "wv-3"}, "geeft het platform zelf uit"),
        ({"code": BAR.code}, "hoort bij een andere vraag"), ({"tekst": BAR.tekst}, f"Gebruik de code {BAR.code}"),
        ({"code": BAR.code, "tekst": BAR.tekst, "soort": "tien"}, "hoort bij een andere vraag"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_question_is_said(velden, bericht):
    assert bericht in " ".join(fouten(with_vraag(**velden)))


def test_a_question_everybody_knows_may_come_along_under_its_own_code():
    inhoud = with_vraag(code=BAR.code, tekst=BAR.tekst, kort=BAR.kort)

    assert read_bestand(as_file(inhoud)).vragen[0].code == BAR.code
    omgekeerd = inhoud | {"schaal": list(reversed(PROEF.schaal))}
    assert "andere woorden" in fouten(omgekeerd)[0]


@pytest.mark.parametrize("herhaald", ["code", "tekst"])
def test_the_same_question_twice_in_one_file(herhaald):
    een, twee = {"code": "a", "tekst": "Hoe is het?", "kort": "k"}, {"code": "b", "tekst": "hoe is het", "kort": "k"}
    if herhaald == "code":
        twee = {"code": "a", "tekst": "Iets anders.", "kort": "k"}
    inhoud = with_vragen(een, twee)

    assert ("vragen hetzelfde" if herhaald == "tekst" else "staat er twee keer") in fouten(inhoud)[0]


def test_codes_that_would_share_a_field_of_the_form():
    rij = {"code": "top", "tekst": "Wat eerst?", "soort": "rangorde", "opties": ["a", "b", "c"]}
    ander = {"code": "top-1", "tekst": "En dit?", "kort": "k"}
    inhoud = with_vragen(rij, ander)

    assert "bijna dezelfde code" in fouten(inhoud)[0]


def test_all_that_is_wrong_is_told_at_once_but_not_endlessly():
    slecht = {"code": "X", "tekst": "", "soort": "open"}
    groep = {"code": "g", "naam": "", "vragen": [slecht] * 30}

    gevonden = fouten(dump(PROEF) | {"naam": "", "groepen": [groep]})

    assert len(gevonden) == MEESTE_FOUTEN + 1
    assert gevonden[0].startswith("Naam van de lijst")
    assert gevonden[1].startswith("Groep")
    assert gevonden[-1] == "En nog 12 andere dingen."


def test_a_message_that_quotes_the_file_is_one_readable_line():
    regel = fouten({"\ud800\u202e" + "x" * 5000: 1} | dump(PROEF))[0]

    assert len(regel) <= LANGSTE_FOUT + 1
    assert "\u202e" not in regel
    regel.encode()


def test_too_many_questions_leave_no_room_for_own_ones():
    vragen = [{"code": f"q-{n}", "tekst": f"Vraag {n}?", "soort": "open"} for n in range(56)]
    assert "hooguit 55 vragen" in fouten(with_vragen(*vragen))[0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda deel: st.lists(deel, max_size=3) | st.dictionaries(st.text(max_size=5), deel, max_size=3),
    max_leaves=6,
)
PLEKKEN = [
    *((naam,) for naam in Document.__dataclass_fields__),
    *(("groepen", 0, naam) for naam in Groep.__dataclass_fields__),
    *(("groepen", 0, "vragen", 0, naam) for naam in Vraag.__dataclass_fields__),
]


@given(st.sampled_from(PLEKKEN))
def test_without_any_field_it_is_a_list_or_a_clear_refusal(plek):
    inhoud = with_vraag()
    doel = inhoud
    for stap in plek[:-1]:
        doel = doel[stap]
    doel.pop(plek[-1], None)

    try:
        document = read_bestand(as_file(inhoud))
    except BestandFout:
        return
    assert read_bestand(as_file(document)) == document


@given(st.sampled_from(PLEKKEN), JSON)
def test_anything_in_any_place_is_a_list_or_a_clear_refusal(plek, waarde):
    inhoud = with_vraag()
    doel = inhoud
    for stap in plek[:-1]:
        doel = doel[stap]
    doel[plek[-1]] = waarde

    try:
        document = read_bestand(as_file(inhoud))
    except BestandFout:
        return
    assert read_bestand(as_file(document)) == document


@pytest.mark.django_db
@pytest.mark.parametrize("document", list_shipped(), ids=lambda d: d.code)
def test_every_list_goes_out_as_it_is(document):
    netwerk = NetwerkFactory()
    if document.code.startswith("competenties"):
        return
    uit = write_bestand(get_samenstelling(netwerk, document.code))

    assert json.loads(uit) == json.loads(json.dumps(dump(document)))
    assert "heeft elk netwerk al" in fouten(uit)[0]


@pytest.mark.django_db
def test_a_list_with_own_questions_goes_to_another_netwerk_and_on_from_there():
    een, ander = NetwerkFactory(), NetwerkFactory()
    rij = make_eigen(een, "Wat kies jij?", soort="keuze", opties=["a", "b"])

    document = read_bestand(write_bestand(get_samenstelling(een, "barometer")))
    services.add_lijst(document, netwerk=ander, by=None)
    verder = read_bestand(write_bestand(get_samenstelling(ander, document.code)))

    assert document.code == "barometer-eigen"
    assert document.vragen[-1].tekst == rij.tekst
    assert rij.code not in {vraag.code for vraag in document.vragen}
    assert replace(verder, herhaald=document.herhaald) == document
    make_eigen(ander, "Nog een vraag.", lijst=document.code)
    assert read_bestand(write_bestand(get_samenstelling(ander, document.code))).vragen[-1].tekst == "Nog een vraag."
