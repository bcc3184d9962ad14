"""Every kaart of the catalogue is complete and leads somewhere."""

import pytest

from fasen.inhoud import FASEN, IN_ELKE_FASE
from werkvormen.inhoud import read_kaarten

KAARTEN = read_kaarten()
SLUGS = {kaart.slug for kaart in KAARTEN}
GIDS = {entry.id for part in (*FASEN, IN_ELKE_FASE) for entry in part.entries}

with_each = pytest.mark.parametrize("kaart", KAARTEN, ids=lambda kaart: kaart.slug)


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
    assert kaart.slug not in kaart.verwant
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
