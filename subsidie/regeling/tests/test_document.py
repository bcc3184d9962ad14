"""The documents that ship, a fictional one with other rules, and documents that are wrong."""

import copy
import json
from pathlib import Path

import pytest

from subsidie.regeling.bron import get_regeling, get_shipped, list_shipped
from subsidie.regeling.document import OngeldigeRegeling, Wie, dump, fingerprint, parse
from subsidie.regeling.models import Regelingversie

HIER = Path(__file__).parent
PROEFTUIN = json.loads((HIER / "proeftuin-1.json").read_text(encoding="utf-8"))
AFDRUKKEN = json.loads((HIER / "vingerafdrukken.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("regeling", list_shipped(), ids=lambda r: r.code)
def test_what_ships_reads_back_and_never_changes(regeling):
    """Another text is another version: rounds and aanvragen point at this fingerprint."""
    assert parse(json.loads(json.dumps(dump(regeling)))) == regeling
    assert AFDRUKKEN[f"{regeling.code}-{regeling.versie}"] == fingerprint(regeling)


def test_the_vo_regeling_has_the_eleven_criteria_and_own_investment():
    """003 §3.1."""
    regeling = get_shipped("vo-leernetwerken")

    assert [c.bron for c in regeling.criteria] == [*(f"003 §3.1 ({n})" for n in range(1, 12)), "003 §3.1 slot"]
    assert regeling.kader.jaren[0].bijdrage
    assert not regeling.kader.jaren[1].bijdrage


def test_a_regeling_with_other_rules_is_content_only():
    regeling = parse(PROEFTUIN)

    assert (len(regeling.criteria), regeling.beoordeling.beoordelaars, len(regeling.kader.jaren)) == (3, 1, 3)
    assert regeling.per_code["durf"].wie == Wie.OORDEEL
    assert [nummer for nummer, _ in regeling.genummerd] == [1, 2, 3]
    assert parse(dump(regeling)) == regeling


def test_unknown_codes_and_versions():
    assert get_shipped("bestaat-niet") is None
    assert get_shipped("vo-leernetwerken", 99) is None


@pytest.mark.django_db
def test_a_row_keeps_what_a_round_used(django_assert_num_queries):
    regeling = parse(PROEFTUIN)
    rij = Regelingversie.of(regeling)

    assert Regelingversie.of(regeling) == rij
    assert Regelingversie.objects.count() == 1
    assert rij.regeling == regeling
    with django_assert_num_queries(0):
        assert get_regeling(rij.pk) == regeling


WEG = object()
FOUT = [
    ("formaat", "anders", "formaat"),
    ("code", "Hoofdletters", "kleine letters"),
    ("versie", 0, "heel getal"),
    ("versie", True, "iets anders"),
    ("sector", "mbo", "sector"),
    ("naam", " ", "hier staat niets"),
    ("naam", "a\x00b", "niet kunnen laten zien"),
    ("naam", "x" * 121, "langer dan"),
    ("vreemd", 1, "kennen we niet"),
    ("criteria", [], "heeft criteria"),
    ("criteria", "abc", "hier hoort een rij"),
    ("criteria", [1], "geen blok"),
    ("onderdelen", [], "onderdelen om in te vullen"),
    ("geld", WEG, "ontbreekt"),
    ("betalingen", [{"wanneer": "Nu", "procent": 60}], "100 procent"),
    ("criteria.0.wie", "niemand", "kennen we niet"),
    ("criteria.0.vraag", "", "hier staat niets"),
    ("criteria.1.toets", "", "een code"),
    ("criteria.1.grens", -1, "heel getal"),
    ("criteria.1.code", "groep", "twee keer"),
    ("criteria.1.knockout", "ja", "iets anders"),
    ("onderdelen.0.code", "begroting", "vast onderdeel"),
    ("onderdelen.0.velden", [], "geen velden"),
    ("onderdelen.0.velden.0.soort", "foto", "geen soort veld"),
    ("onderdelen.0.velden.0.langste", 0, "heel getal"),
    ("onderdelen.0.velden.1.keuzes", [], "keuzes horen bij"),
    ("geld.jaren", [False], "waarvan een met bijdrage"),
    ("geld.jaren", [True] * 5, "1 tot 4 jaren"),
    ("geld.bijdrage_hoogst", 0, "heel getal"),
    ("geld.bijdrage_hoogst", 10**12, "heel getal"),
    ("geld.posten", [{"code": "feest", "naam": "Feest", "bijdrage": False}], "post nodig"),
    ("geld.posten.0.hoogste_aandeel", 101, "heel getal"),
    ("beoordeling.beoordelaars", 0, "heel getal"),
    ("mijlpalen", [{"code": "a", "naam": "A", "na_dagen": 1, "wie": "iedereen"}], "is van het netwerk"),
    ("brieven.afgewezen.slot", "{naam.__class__}", "niet invullen"),
    ("brieven.afgewezen.slot", "{", "niet gesloten"),
    ("brieven.afgewezen.slot", "{0}", "niet invullen"),
]


@pytest.mark.parametrize(("plek", "waarde", "bericht"), FOUT)
def test_what_is_wrong_is_told(plek, waarde, bericht):
    document = copy.deepcopy(PROEFTUIN)
    *pad, naam = plek.split(".")
    deel = document
    for stap in pad:
        deel = deel[int(stap) if isinstance(deel, list) else stap]
    if waarde is WEG:
        del deel[naam]
    else:
        deel[naam] = waarde

    with pytest.raises(OngeldigeRegeling, match=bericht):
        parse(document)


@pytest.mark.parametrize("document", [None, [], "tekst", 3])
def test_no_document_at_all(document):
    with pytest.raises(OngeldigeRegeling, match="geen blok"):
        parse(document)
