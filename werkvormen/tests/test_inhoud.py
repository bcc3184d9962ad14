"""Every kaart of the catalogue is complete and leads somewhere."""

from collections import Counter

import pytest

from fasen.inhoud import FASEN, IN_ELKE_FASE
from werkvormen.inhoud import read_kaarten

KAARTEN = read_kaarten()
SLUGS = {kaart.slug for kaart in KAARTEN}
GIDS = {entry.id for part in (*FASEN, IN_ELKE_FASE) for entry in part.entries}

pytestmark = pytest.mark.once

with_each = pytest.mark.parametrize("kaart", KAARTEN, ids=lambda kaart: kaart.slug)


def test_the_whole_catalogue_is_there():
    per_soort = Counter(kaart.soort for kaart in KAARTEN)
    reeksen = Counter(kaart.code.split("-")[0] for kaart in KAARTEN)

    assert per_soort["werkvorm"] == 83
    assert per_soort["instrument"] + per_soort["informatie"] == 49
    assert reeksen == {"WV": 65, "PW": 18, "INS": 49}
    for reeks, aantal in reeksen.items():
        nummers = {int(kaart.code.split("-")[1]) for kaart in KAARTEN if kaart.code.startswith(f"{reeks}-")}
        assert nummers == set(range(1, aantal + 1))


def test_what_the_guide_points_at_is_there():
    codes = {kaart.code for kaart in KAARTEN}

    assert {punt.id for fase in FASEN for punt in (*fase.hints, *fase.hulpmiddelen)} - codes == set()


def test_the_guide_finds_help_for_its_pitfalls():
    """A pitfall without any werkvorm would leave a facilitator with a description of the trouble."""
    helpt = {code for kaart in KAARTEN for code in kaart.helpt_bij}

    assert {valkuil.id for part in (*FASEN, IN_ELKE_FASE) for valkuil in part.valkuilen} - helpt == set()


def test_no_number_twice():
    codes = [kaart.code for kaart in KAARTEN]

    assert sorted(codes) == sorted(set(codes))
    assert "" not in codes


@with_each
def test_a_kaart_has_all_one_needs_to_run_it(kaart):
    assert kaart.bronnen
    assert kaart.online
    assert kaart.let_op
    assert kaart.variaties or kaart.soort != "werkvorm"
    assert len(kaart.stappen) >= 3


@with_each
def test_a_kaart_leads_only_to_others(kaart):
    assert set(kaart.verwant) <= SLUGS - {kaart.slug}
    assert len(set(kaart.verwant)) == len(kaart.verwant)


@with_each
def test_a_kaart_helps_with_what_is_in_the_guide(kaart):
    codes = set(kaart.helpt_bij)

    assert all(code.startswith(("VK-", "TIP-")) for code in codes)
    assert codes <= GIDS


@with_each
def test_a_kaart_speaks_as_the_rest_does(kaart):
    tekst = str(kaart.as_dict())

    assert [teken for teken in ("!", "—", "–", "<", "http", "TODO") if teken in tekst] == []
