"""Words for when something is due, and where a round is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kern.tijd import nu
from subsidie.models import Aanvraagronde
from subsidie.regeling import pagina
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.pagina import read_regeling, sort_rondes, tell_na

VO = get_shipped("vo-leernetwerken")


@pytest.mark.parametrize(
    ("dagen", "woorden"),
    [(0, "bij het begin"), (1, "na 1 dag"), (3, "na 3 dagen"), (7, "na 1 week"), (42, "na 6 weken"),
     (70, "na 2 maanden"), (182, "na 6 maanden"), (425, "na 14 maanden"), (760, "na 25 maanden")],
)  # fmt: skip
def test_when(dagen, woorden):
    assert tell_na(dagen) == woorden


def test_a_round_is_in_one_place():
    moment = nu()
    uur = timedelta(hours=1)

    def ronde(opent, sluit):
        return Aanvraagronde(opent_op=moment + opent * uur, sluit_op=moment + sluit * uur)

    laat, vroeg, komt, dicht = ronde(0, 9), ronde(-3, 2), ronde(1, 5), ronde(-8, 0)
    kolommen = sort_rondes([komt, laat, dicht, vroeg], moment)

    assert kolommen.open == [vroeg, laat]
    assert kolommen.komt == [komt]
    assert kolommen.gesloten == [dicht]


@pytest.mark.parametrize(
    ("procent", "bedrag", "woorden"),
    [
        (25, 0, "25% van de kosten"),
        (0, 50_000, "€\u00a0500"),
        (10, 50_000, "10% van de kosten en €\u00a0500"),
        (0, 0, ""),
    ],
)
def test_own_money(procent, bedrag, woorden):
    regeling = replace(VO, geld=replace(VO.geld, eigen_procent=procent, eigen_bedrag=bedrag))

    assert read_regeling(regeling)["eigen"] == woorden


def test_an_old_version_points_at_the_newest(monkeypatch):
    nieuw = replace(VO, versie=2)
    monkeypatch.setattr(pagina, "get_shipped", lambda code: nieuw)

    assert read_regeling(VO)["nieuwste"] == nieuw
    assert read_regeling(nieuw)["nieuwste"] is None
