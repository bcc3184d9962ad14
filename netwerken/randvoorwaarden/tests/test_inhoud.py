"""The points: complete, in our own words, each with a source."""

import pytest

from netwerken.randvoorwaarden.inhoud import BY_CODE, PUNTEN, VAN_NETWERK, VAN_ORGANISATIE, Punt


def test_the_four_come_first_and_are_needed():
    assert [punt.code for punt in VAN_ORGANISATIE[:4]] == ["RV-01", "RV-02", "RV-03", "RV-04"]
    assert [punt.nodig for punt in VAN_ORGANISATIE] == [True] * 4 + [False] * 3
    assert sum(punt.nodig for punt in VAN_NETWERK) == 3
    assert len(BY_CODE) == len(PUNTEN) == len(VAN_NETWERK) + len(VAN_ORGANISATIE)


@pytest.mark.parametrize("punt", PUNTEN, ids=lambda punt: punt.code)
def test_every_point_is_complete_and_quiet(punt):
    assert len(punt.naam) <= 40
    for tekst in (punt.uitleg, punt.bewijs):
        assert tekst.endswith(".")
        assert "!" not in tekst
        assert len(tekst) <= 140


@pytest.mark.parametrize("fout", [{"naam": " "}, {"bron": ""}, {"bewijs": ""}, {"voor": "iedereen"}])
def test_a_mistake_stops_the_start(fout):
    with pytest.raises(ValueError, match="RV-01"):
        Punt(**vars(BY_CODE["RV-01"]) | fout)
