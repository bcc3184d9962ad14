"""The questions and the templates: complete, in our own words, with a source, and fitting the netwerk."""

import json
from pathlib import Path

import pytest

from netwerken.forms import VELDEN
from netwerken.models import Netwerk
from netwerken.start import inhoud
from netwerken.start.antwoorden import STANDAARD, clean_antwoorden, get_lengte
from netwerken.start.forms import read_heel
from netwerken.start.inhoud import AFSPRAKEN, KERN, SJABLONEN, STAPPEN, VRAGEN, Sjabloon, Vraag, _make_stappen

MAP = Path(inhoud.__file__).parent
ROW = {
    "code": "x", "stap": "doel", "soort": "tekst", "bron": "000", "vraag": "Waarom?", "kort": "Waarom",
    "waarom": "Daarom.", "voorbeelden": ("Zo.",), "lengte": 10,
}  # fmt: skip


def test_every_column_of_the_form_is_a_question_and_the_other_way_round():
    assert {code for code, vraag in VRAGEN.items() if vraag.kolom} == set(VELDEN)


def test_what_a_netwerk_cannot_do_without_must_be_filled_in():
    nodig = {
        veld
        for veld in VELDEN
        if not Netwerk._meta.get_field(veld).blank and not Netwerk._meta.get_field(veld).has_default()
    }

    assert {code for code, vraag in VRAGEN.items() if vraag.verplicht} == nodig - {"eind_datum"}


@pytest.mark.parametrize("vraag", VRAGEN.values(), ids=lambda vraag: vraag.code)
def test_every_question_is_complete_and_quiet(vraag):
    assert get_lengte(vraag) if vraag.soort in {"regel", "tekst"} else True
    assert vraag.waarom.endswith((".", "?"))
    for tekst in (vraag.vraag, vraag.waarom, *vraag.voorbeelden):
        assert "!" not in tekst
        assert len(tekst) <= 260


def test_one_subject_per_screen():
    assert len(STAPPEN) == 8
    assert all(3 <= len(stap.vragen) <= 7 or stap.code == "vertellen" for stap in STAPPEN)
    assert not set(AFSPRAKEN) & set(KERN.vragen)


@pytest.mark.django_db
@pytest.mark.parametrize("sjabloon", SJABLONEN.values(), ids=lambda sjabloon: sjabloon.code)
def test_with_a_template_five_answers_are_enough(sjabloon):
    """The measure of «under five minutes»: nothing but the five of the first screen has to be filled in."""
    assert clean_antwoorden(sjabloon.antwoorden) == sjabloon.antwoorden
    vijf = {"naam": "x", "centrale_vraag": "y?", "sector": "po", "doelgroep": "z", "start_datum": "2027-09-01"}
    assert set(vijf) == {vraag.code for vraag in KERN.vragen}

    form = read_heel(STANDAARD | sjabloon.antwoorden | vijf)

    assert form.errors == {}
    missend = read_heel(STANDAARD | sjabloon.antwoorden)
    assert set(missend.errors) == set(vijf) - set(sjabloon.antwoorden)
    assert form.values["eind_datum"] > form.values["start_datum"]


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"bron": " "}, "not complete"),
        ({"voorbeelden": ()}, "not complete"),
        ({"soort": "kleur"}, "no known kind"),
        ({"soort": "keuze"}, "needs choices"),
        ({"keuzes": (("a", "b"),)}, "needs choices"),
        ({"lengte": 0}, "needs a length"),
    ],
)
def test_a_question_that_is_not_whole_stops_the_start(fout, zin):
    with pytest.raises(ValueError, match=zin):
        Vraag(**ROW | fout)


def test_a_step_without_questions_stops_the_start():
    data = json.loads((MAP / "vragen.json").read_text())
    data["stappen"].append({"code": "leeg", "titel": "Leeg", "zin": "Leeg."})

    with pytest.raises(ValueError, match="leeg"):
        _make_stappen(data)


@pytest.mark.parametrize(("fout", "zin"), [({"zin": " "}, "not complete"), ({"ritme": (1, 1, 1, 1, 1)}, "add up")])
def test_a_template_that_is_not_whole_stops_the_start(fout, zin):
    row = json.loads((MAP / "sjablonen.json").read_text())[0]

    with pytest.raises(ValueError, match=zin):
        Sjabloon(**row | fout)
