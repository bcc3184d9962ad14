"""A file with werkvormen: what comes back the same, and what is refused with which words."""

import json

import pytest
from django.conf import settings

from werkvormen.inhoud.soorten import (
    DOELEN,
    ENERGIE,
    FASE_SLUGS,
    HERKOMST,
    MOMENTEN,
    PLEKKEN,
    SOORTEN,
    TIJDEN,
    VELDEN,
    Gebaseerd,
    make_kaart,
)
from werkvormen.tests.factories import make_data
from werkvormen.uitwisselen import (
    FORMAAT,
    GROOTSTE_BESTAND,
    MEESTE,
    NOEM_FOUTEN,
    BestandError,
    find_html,
    read_bestand,
    write_bestand,
)

DATA = make_data()
ORIGINEEL = {"naam": "Tafels", "slug": "tafels", "versie": 3}


def _with_origin(werkvorm):
    return {"gebaseerd_op": None} | werkvorm if isinstance(werkvorm, dict) else werkvorm


def bestand(*werkvormen, **anders):
    inhoud = {"formaat": "leernetwerken-werkvormen", "versie": 2, "werkvormen": [_with_origin(w) for w in werkvormen]}
    return json.dumps(inhoud | anders).encode()


def fouten(data):
    with pytest.raises(BestandError) as gevangen:
        read_bestand(data)
    return gevangen.value.fouten


def test_what_was_written_comes_back_the_same():
    kaarten = [
        make_kaart(DATA),
        make_kaart(DATA | {"naam": "Ideeën “ophalen” 🌱", "plek": ["online"], "online": "Zo."}),
    ]

    bestand = write_bestand(kaart.as_dict() | {"gebaseerd_op": None} for kaart in kaarten).encode()
    assert read_bestand(bestand) == [(kaart, None) for kaart in kaarten]


def test_byte_order_mark_of_an_editor_is_no_fault():
    assert len(read_bestand(b"\xef\xbb\xbf" + bestand(DATA))) == 1


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        (b"", "We kunnen dit bestand niet lezen"),
        (b"\x00\x01\x02", "We kunnen dit bestand niet lezen"),
        (b"PK\x03\x04 een zip", "We kunnen dit bestand niet lezen"),
        (b"\xff\xfe\x00d", "We kunnen dit bestand niet lezen"),
        (b'{"formaat": ', "We kunnen dit bestand niet lezen"),
        (b"[" * 100_000, "We kunnen dit bestand niet lezen"),
        (b'{"versie": 1' + b"0" * 5000 + b"}", "We kunnen dit bestand niet lezen"),
        (b'{"versie": NaN}', "We kunnen dit bestand niet lezen"),
        (bestand(DATA | {"naam": "half \ud800"}), "We kunnen dit bestand niet lezen"),
        (b" " * (GROOTSTE_BESTAND + 1), "Dit bestand is te groot. Het mag hooguit 1 MB zijn."),
        (b"[]", "Dit is geen bestand met werkvormen"),
        (b"null", "Dit is geen bestand met werkvormen"),
        (b'"tekst"', "Dit is geen bestand met werkvormen"),
        (bestand(DATA, formaat="iets-anders"), "Dit is geen bestand met werkvormen"),
        (bestand(DATA, versie=3), "Wij lezen versie 1 en 2."),
        (bestand(DATA, versie=0), "Wij lezen versie 1 en 2."),
        (bestand(DATA, versie=2.0), "Wij lezen versie 1 en 2."),
        (bestand(DATA, versie="2"), "Wij lezen versie 1 en 2."),
        (bestand(DATA, versie=[]), "Wij lezen versie 1 en 2."),
        (bestand(DATA, versie=True), "Wij lezen versie 1"),
        (bestand(DATA, eigenaar="ik"), "Het veld “eigenaar” kennen we niet"),
        (bestand(), "horen 1 tot 200 werkvormen"),
        (bestand(*[DATA] * (MEESTE + 1)), "horen 1 tot 200 werkvormen"),
        (bestand(werkvormen={"0": DATA}), "horen 1 tot 200 werkvormen"),
        (b'{"formaat": "x", "formaat": "leernetwerken-werkvormen"}', "Het veld “formaat” staat er twee keer in"),
    ],
)
def test_what_is_no_file_of_ours(data, zin):
    [fout] = fouten(data)

    assert zin in fout


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"status": "gepubliceerd"}, "Werkvorm 1 (“Tafels <b>wisselen</b> 's middags”). Bij “status”: Dit veld kennen"),
        ({"eigenaar": 1}, "Bij “eigenaar”: Dit veld kennen we niet."),
        ({"\u202e\nlang" * 40: ""}, "Dit veld kennen we niet."),
        ({"naam": ""}, "Werkvorm 1. Bij naam: Vul dit in."),
        ({"naam": 7}, "Werkvorm 1. Bij naam: Hier hoort tekst te staan."),
        ({"naam": "x" * 81}, "Bij naam: Dit is te lang. Er passen 80 tekens, je hebt er 81."),
        ({"doelen": ["geld"]}, "Bij doelen: Kies uit:"),
        ({"doelen": [[]]}, "Bij doelen: Kies uit:"),
        ({"stappen": "niet"}, "Bij stappen: Beschrijf 1 tot 12 stappen."),
        ({"stappen": [{"titel": "Praat", "tekst": "Vertel het.", "minuten": True}]}, "Bij stappen: Vul een heel getal"),
        ({"stappen": [{"titel": "Praat", "tekst": "Vertel het.", "minuten": 10**30}]}, "Bij stappen: Vul een heel"),
        ({"stappen": [{"titel": "Praat", "tekst": "Vertel het.", "minuten": 5}]}, "De stappen duren samen 5 minuten"),
        ({"duur": {"min": 30, "max": 20, "toelichting": ""}}, "Bij duur: Het grootste getal is kleiner"),
        ({"eigen_versie": "nee"}, "Bij eigen_versie: Kies ja of nee."),
        ({"slug": "../../beheer"}, "Bij slug: Gebruik kleine letters"),
    ],
)
def test_what_does_not_fit_is_named_with_its_werkvorm(anders, zin):
    [fout] = fouten(bestand(DATA | anders))

    assert zin in fout
    assert "\n" not in fout
    assert "\u202e" not in fout


def test_partly_good_is_refused_and_every_fault_told():
    [een, twee] = fouten(bestand(DATA, DATA | {"naam": ""}, 7, DATA | {"naam": "Goed"}))

    assert een == "Werkvorm 2. Bij naam: Vul dit in."
    assert twee == "Werkvorm 3. Bij “kaart”: Hier hoort één werkvorm te staan."


def test_of_many_faults_the_first_are_told_and_the_rest_counted():
    gevonden = fouten(bestand(*[DATA | {"naam": ""}] * 25))

    assert len(gevonden) == NOEM_FOUTEN + 1
    assert gevonden[-1] == "Er zijn nog 15 werkvormen waar iets niet klopt."


def test_the_same_werkvorm_twice():
    [fout] = fouten(bestand(DATA, DATA | {"naam": "Anders"}, DATA | {"slug": "elders", "code": "X"}))

    assert fout.endswith("is precies hetzelfde als werkvorm 1. Haal er één weg.")


def test_html_is_text_and_is_told():
    naam, tekst = "<script>alert(1)</script>", '<img src=x onerror="alert(1)"> en 3 < 4'
    gelezen = read_bestand(bestand(DATA | {"naam": naam, "doel": tekst}, DATA | {"naam": "Als x <3 of 3 < 4"}))

    assert (gelezen[0].kaart.naam, gelezen[0].kaart.doel) == (naam, tekst)
    assert find_html(gelezen) == [naam]
    [met_origineel] = read_bestand(bestand(DATA | {"naam": "Goed", "gebaseerd_op": ORIGINEEL | {"naam": naam}}))
    assert find_html([met_origineel]) == ["Goed"]


def test_what_is_invisible_is_left_out_as_in_a_form():
    [(kaart, _)] = read_bestand(bestand(DATA | {"naam": "Kring\u202e\x00\u0007", "materiaal": ["  Pen\u2066 "]}))

    assert (kaart.naam, kaart.materiaal) == ("Kring", ("Pen",))


def test_older_file_has_no_origin():
    oud = {"formaat": "leernetwerken-werkvormen", "versie": 1, "werkvormen": [DATA]}
    [gelezen] = read_bestand(json.dumps(oud).encode())

    assert gelezen == (make_kaart(DATA), None)
    oud["werkvormen"] = [DATA | {"gebaseerd_op": None}]
    assert fouten(json.dumps(oud).encode())[0].endswith("Bij gebaseerd_op: Dit veld kennen we niet.")


def test_origin_comes_along():
    [gelezen] = read_bestand(bestand(DATA | {"gebaseerd_op": ORIGINEEL | {"naam": " Tafels\n  \u202ewisselen "}}))

    assert gelezen.gebaseerd == Gebaseerd("Tafels wisselen", "tafels", 3)


@pytest.mark.parametrize(
    ("origineel", "zin"),
    [
        ("Tafels", "Hier horen precies deze velden: naam, slug, versie."),
        ([], "Hier horen precies deze velden"),
        (False, "Hier horen precies deze velden"),
        ({"naam": "Tafels"}, "Hier horen precies deze velden"),
        (ORIGINEEL | {"pk": 1}, "Hier horen precies deze velden"),
        (ORIGINEEL | {"naam": ""}, "Vul dit in."),
        (ORIGINEEL | {"naam": "x" * 81}, "Dit is te lang."),
        (ORIGINEEL | {"naam": ["Tafels"]}, "Hier hoort tekst te staan."),
        (ORIGINEEL | {"slug": "../../beheer"}, "Een adres heeft kleine letters"),
        (ORIGINEEL | {"slug": "javascript:alert(1)"}, "Een adres heeft kleine letters"),
        (ORIGINEEL | {"slug": "a" * 61}, "Dit is te lang."),
        (ORIGINEEL | {"slug": None}, "Hier hoort tekst te staan."),
        (ORIGINEEL | {"versie": 0}, "Vul een heel getal in van 1 tot 100000."),
        (ORIGINEEL | {"versie": 10**30}, "Vul een heel getal in"),
        (ORIGINEEL | {"versie": True}, "Vul een heel getal in"),
        (ORIGINEEL | {"versie": "3"}, "Vul een heel getal in"),
    ],
)
def test_origin_that_does_not_fit(origineel, zin):
    [fout] = fouten(bestand(DATA | {"gebaseerd_op": origineel}))

    assert f"Bij gebaseerd_op: {zin}" in fout


def test_origin_is_asked_for():
    [fout] = fouten(json.dumps({"formaat": FORMAAT, "versie": 2, "werkvormen": [DATA]}).encode())

    assert fout.endswith("Bij gebaseerd_op: Dit veld ontbreekt.")


def test_docs_name_every_field_and_every_word():
    tekst = (settings.BASE_DIR / "docs" / "werkvormen.md").read_text()
    woorden = [
        *VELDEN,
        "gebaseerd_op",
        *SOORTEN,
        *DOELEN,
        *FASE_SLUGS,
        *MOMENTEN,
        *TIJDEN,
        *ENERGIE,
        *PLEKKEN,
        *HERKOMST,
        FORMAAT,
    ]

    assert [woord for woord in woorden if f"`{woord}`" not in tekst and f'"{woord}"' not in tekst] == []
