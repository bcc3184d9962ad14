import pytest
from django.core.exceptions import ImproperlyConfigured

from fasen.inhoud import FASEN
from fasen.kompas.signaal import Peiling, Staat, Uitkomst, find_signaal, get_signalen, meet, onbekend, signaal
from fasen.kompas.tests.kleine import alleen, maak_signaal
from kern.tijd import nu
from netwerken.models import Netwerk


@pytest.mark.parametrize(
    ("staat", "bewijs", "wanneer"),
    [
        (Staat.GOED, "", ""),
        (Staat.GOED, "Ja.", "Morgen."),
        (Staat.AANDACHT, "Ja.", "Morgen."),
        (Staat.ONBEKEND, "Ja.", ""),
    ],
)
def test_uitkomst_tells_when_and_only_when_unknown(staat, bewijs, wanneer):
    with pytest.raises(ValueError, match="when it will be"):
        Uitkomst(staat, bewijs, wanneer)


def test_onbekend():
    assert onbekend("Er was één keer.", "Na twee keer.").staat == "onbekend"


@pytest.mark.parametrize(
    "fout",
    [
        {"valkuil": "VK-99"}, {"tips": ("TIP-99",)}, {"tips": ()}, {"ernst": 4}, {"uit": ("ergens",)},
        {"uit": ("verkenning",), "begeleiders": True}, {"voorwaarde": True},
    ],
)  # fmt: skip
def test_signaal_must_fit_the_guide(fout):
    with pytest.raises(ImproperlyConfigured):
        maak_signaal("x.y", **fout)


def test_two_signalen_with_one_code_are_refused():
    with alleen(maak_signaal("x.y")), pytest.raises(ImproperlyConfigured):
        signaal(lambda peiling: {}, code="x.y")(lambda feiten, netwerk, peiling: None)


def test_facts_are_read_once_and_nothing_to_say_is_left_out():
    gelezen = []

    def lees(peiling):
        gelezen.append(peiling.ids)
        return dict.fromkeys(peiling.ids, 4)

    velden = {"naam": "n", "ernst": 1, "valkuil": "VK-01", "tips": ("TIP-12",), "uitleg": "u"}
    peiling = Peiling([Netwerk(pk=1), Netwerk(pk=2)], nu())
    with alleen():
        signaal(lees, code="a", **velden)(lambda feit, netwerk, p: onbekend(f"{feit}.", "Later."))
        signaal(lees, code="b", **velden)(
            lambda feit, netwerk, p: None if netwerk.pk == 1 else onbekend("b.", "Later.")
        )
        gemeten = meet(peiling)

    assert gelezen == [[1, 2]]
    assert {pk: set(uitkomsten) for pk, uitkomsten in gemeten.items()} == {1: {"a"}, 2: {"a", "b"}}


def test_the_most_serious_comes_first():
    signalen = get_signalen()
    assert [s.ernst for s in signalen] == sorted((s.ernst for s in signalen), reverse=True)


@pytest.mark.parametrize("signaal_", get_signalen(), ids=lambda s: s.code)
def test_every_signaal_can_be_explained(signaal_):
    assert signaal_.naam
    assert signaal_.uitleg.endswith((".", "lezen we niet."))
    assert signaal_.gids.helpt
    assert signaal_.groepsvraag.endswith("?")
    assert find_signaal(signaal_.code) is signaal_
    for tekst in (signaal_.naam, signaal_.uitleg, signaal_.groepsvraag):
        assert "!" not in tekst


@pytest.mark.parametrize("fase", FASEN, ids=str)
def test_every_fase_has_a_way_out_of_which_something_must_be_known(fase):
    uit = [s for s in get_signalen() if fase.slug in s.uit]

    assert any(s.voorwaarde for s in uit)
    assert len(uit) >= (1 if fase.nummer == 5 else 3)
