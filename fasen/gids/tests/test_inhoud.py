import re

import pytest

from fasen.gids import inhoud
from fasen.gids.inhoud import GIDSEN, make_gids
from fasen.inhoud import FASEN

GOED = {
    "fase": "verkenning",
    "nu": "Maak tijd.",
    "kern": ["FV-02", "FV-03", "FV-28"],
    "doen": [{"titel": "Bel", "tekst": "Bel iedereen.", "bron": ["RT-11"]}],
    "punten": [{"code": "bellen", "titel": "Gebeld", "tekst": "Je belde.", "bron": ["FV-02"]}],
}
PUNT = GOED["punten"][0]


def texts_of(gids):
    yield gids.nu
    for deel in (*gids.doen, *gids.punten):
        yield deel.titel
        yield deel.tekst


def test_every_fase_has_a_guide_with_something_of_both_kinds():
    assert list(GIDSEN) == [fase.slug for fase in FASEN]
    for gids in GIDSEN.values():
        van_mensen = [punt for punt in gids.punten if not punt.meter]
        assert len(gids.punten) >= 7, gids.fase.slug
        assert len(van_mensen) >= 2, gids.fase.slug
        assert len(van_mensen) < len(gids.punten), gids.fase.slug
        assert 3 <= len(gids.doen) <= 5, gids.fase.slug
        assert [vraag.id for vraag in gids.kernvragen] == list(gids.kern)
        assert sorted([*gids.kern, *(vraag.id for vraag in gids.verder)]) == sorted(v.id for v in gids.fase.vragen)


@pytest.mark.parametrize("gids", GIDSEN.values(), ids=GIDSEN)
def test_texts_keep_the_voice(gids):
    """No exclamation marks, no emoji, no «u», no English quotes, and nothing that runs on."""
    for tekst in texts_of(gids):
        assert tekst == tekst.strip()
        assert len(tekst) <= 140, tekst
        assert not re.search(r"[!“”\"]|\bu\b|\buw\b|[\U0001F000-\U0001FFFF]", tekst), tekst
    assert all(deel.tekst.endswith((".", "?")) for deel in (*gids.doen, *gids.punten))
    assert not any(deel.titel.endswith(".") for deel in (*gids.doen, *gids.punten))


def test_everything_has_a_source_that_is_no_word_on_the_page():
    for gids in GIDSEN.values():
        for deel in (*gids.doen, *gids.punten):
            assert deel.bron
            assert not any(bron in tekst for bron in deel.bron for tekst in texts_of(gids))


def test_a_point_is_found_by_its_code():
    assert make_gids(GOED).find("bellen").titel == "Gebeld"
    assert make_gids(GOED).find("mailen") is None


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"fase": "zomer"}, "no fase"),
        ({"nu": ""}, "gap"),
        ({"kern": ["FV-02"]}, "gap"),
        ({"kern": ["FV-02", "FV-03", "FV-08"]}, "gap"),
        ({"doen": []}, "gap"),
        ({"punten": []}, "gap"),
        ({"punten": [PUNT, PUNT]}, "twice"),
        ({"punten": [PUNT | {"tekst": ""}]}, "misses"),
        ({"punten": [PUNT | {"bron": []}]}, "misses"),
        ({"punten": [PUNT | {"bron": ["FV-99"]}]}, "no entry"),
        ({"punten": [PUNT | {"bron": ["vraag"]}]}, "no entry"),
        ({"punten": [PUNT | {"code": "Met Spatie"}]}, "no code"),
        ({"punten": [PUNT | {"code": "a" * 41}]}, "no code"),
    ],
)
def test_a_mistake_stops_the_start(anders, fout):
    with pytest.raises(ValueError, match=fout):
        make_gids(GOED | anders)


def test_a_missing_file_stops_the_start():
    with pytest.raises(ValueError, match="one guide"):
        inhoud.check_whole({"verkenning": GIDSEN["verkenning"]})
