import re

import pytest

from netwerken.taken.inhoud import BY_CODE, GROEPEN, PUNTEN, Groep, Punt

# The tasks of the sources that are no work of a group: where they are done instead.
ELDERS = {
    2: "the application, by a school",
    20: "the mentor of a facilitator",
    32: "the leidinggevende", 33: "the leidinggevende", 34: "the leidinggevende", 35: "the leidinggevende",
    36: "the leidinggevende", 37: "the leidinggevende",
    38: "the academie", 39: "the academie", 40: "the academie", 41: "the academie", 42: "the academie",
    44: "the organisation itself",
}  # fmt: skip


def read_refs():
    """The numbers of the tasks in the sources that the list answers, ranges included."""
    nummers = set()
    for punt in PUNTEN:
        for van, tot in re.findall(r"RT-(\d+)(?: – RT-(\d+))?", punt.bron):
            nummers |= set(range(int(van), int(tot or van) + 1))
    return nummers


def test_every_task_of_the_sources_is_in_the_list_or_elsewhere():
    assert read_refs() | set(ELDERS) == set(range(1, 45))
    assert not read_refs() & set(ELDERS)


def test_every_task_is_complete_and_short_enough():
    assert len(BY_CODE) == len(PUNTEN) == 22
    for punt in PUNTEN:
        assert re.fullmatch(r"T-\d\d", punt.code)
        assert re.match(r"RT-\d\d", punt.bron)
        assert len(punt.naam) <= 60
        assert len(punt.uitleg) <= 220
        assert punt.uitleg.endswith((".", "?"))
        assert "!" not in punt.naam + punt.uitleg
    assert {groep.code for groep in GROEPEN} == {punt.groep for punt in PUNTEN}


@pytest.mark.parametrize(
    "velden",
    [{"bron": ""}, {"uitleg": ""}, {"groep": "weg"}, {"past_bij": ()}, {"past_bij": ("baas",)}],
)
def test_a_task_that_is_not_complete_is_refused(velden):
    goed = {"code": "T-99", "bron": "x", "groep": "regelen", "past_bij": ("deelnemer",), "naam": "x", "uitleg": "x."}

    Punt(**goed)
    with pytest.raises(ValueError, match="T-99"):
        Punt(**goed | velden)


def test_a_group_that_is_not_complete_is_refused():
    with pytest.raises(ValueError, match="regelen"):
        Groep(code="regelen", naam="Regelen", uitleg="")
