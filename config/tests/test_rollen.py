"""docs/rollen.md tells people who may do what; this holds it beside the rules themselves."""

import re

import pytest
from django.conf import settings
from rules.permissions import permissions

from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.prikker.tests.factories import PrikkerFactory
from bijeenkomsten.tests.factories import BijeenkomstFactory
from evaluatie.tests.factories import MetingFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory
from subsidie.tests.factories import AanvraagFactory
from werkvormen.tests.factories import WerkvormFactory

ROW = re.compile(r"^\| `([a-z_.]+)` .*?\|(.*)\|$", re.MULTILINE)
AFTERWARDS = {"bijeenkomsten.change_terugblik", "bijeenkomsten.register_aanwezigheid", "bijeenkomsten.rate_werkvormen"}
OF_A_NETWERK = {"bijeenkomsten.open_prikker", "subsidie.begin_aanvraag"}
OF_A_POLL = {
    f"bijeenkomsten.{what}"
    for what in ("view_prikker", "answer_prikker", "change_prikker", "view_prikantwoorden", "choose_datum")
}
OF_AN_AFSPRAAK = {"bijeenkomsten.change_afspraak", "bijeenkomsten.close_afspraak"}


def read_table():
    text = (settings.BASE_DIR / "docs" / "rollen.md").read_text()
    header = next(line for line in text.splitlines() if line.startswith("| mag "))
    who = [cell.strip() for cell in header.strip("|").split("|")][1:]
    cells = {perm: [cell.strip() for cell in row.split("|")] for perm, row in ROW.findall(text)}
    return {perm: {name for name, cell in zip(who, row, strict=True) if cell == "ja"} for perm, row in cells.items()}


@pytest.fixture
def cast(db):
    netwerk = NetwerkFactory(gestart=True)
    people = {rol: PersoonFactory() for rol in ("deelnemer", "facilitator", "penvoerder", "eigenaar", "voorbereider")}
    for rol, persoon in people.items():
        DeelnameFactory(netwerk=netwerk, persoon=persoon, rol="deelnemer" if rol == "voorbereider" else rol)
    people |= {
        "academie": PersoonFactory(academie=True),
        "beheer": PersoonFactory(beheer=True),
        "buitenstaander": PersoonFactory(),
    }
    return netwerk, people


# The state in which something can be done with a werkvorm at all.
WERKVORM = {
    "publish_werkvorm": "aangeboden", "send_back_werkvorm": "aangeboden", "take_back_werkvorm": "aangeboden",
    "withdraw_werkvorm": "gepubliceerd", "edit_werkvorm": "aangeboden",
}  # fmt: skip


def make_object(perm, netwerk, voorbereider):
    room = perm.split(".")[0]
    if room == "werkvormen":
        facilitator = netwerk.deelnames.get(rol="facilitator").persoon
        return WerkvormFactory(status=WERKVORM.get(perm.split(".")[1], "eigen"), eigenaar=facilitator)
    if room == "subsidie":
        return netwerk if perm in OF_A_NETWERK else AanvraagFactory(netwerk=netwerk, binnen="ingediend")
    if room in {"netwerken", "fasen", "leren"}:
        return netwerk
    if room == "evaluatie":
        BijeenkomstFactory(netwerk=netwerk, voorbereiders=[voorbereider])
        return MetingFactory(bijeenkomst=BijeenkomstFactory(netwerk=netwerk, gehouden=True))
    if perm in OF_A_POLL:
        return PrikkerFactory(netwerk=netwerk)
    bijeenkomst = BijeenkomstFactory(netwerk=netwerk, geweest=perm in AFTERWARDS, voorbereiders=[voorbereider])
    ding = netwerk if perm in OF_A_NETWERK else bijeenkomst
    return AfspraakFactory(bijeenkomst=bijeenkomst) if perm in OF_AN_AFSPRAAK else ding


def test_every_permission_has_a_row():
    assert set(read_table()) == set(permissions)


@pytest.mark.parametrize("perm", sorted(read_table()))
def test_row_tells_what_the_rules_say(cast, perm):
    netwerk, people = cast
    obj = make_object(perm, netwerk, people["voorbereider"])

    may = {name for name, persoon in people.items() if persoon.has_perm(perm, obj)}

    assert may == read_table()[perm]
