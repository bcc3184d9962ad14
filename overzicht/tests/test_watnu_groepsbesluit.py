import pytest

from netwerken.groepsbesluit import services
from netwerken.groepsbesluit.tests.conftest import answer_all, close_at_end, make_cast
from netwerken.tests.factories import DeelnameFactory
from overzicht.feiten import Feiten
from overzicht.mijn import find_own
from overzicht.vragen import read_leden
from overzicht.watnu import collect

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def titels(persoon):
    return [kaart.titel for kaart in collect(Feiten(persoon, find_own(persoon)))]


def titels_cockpit(persoon, netwerk):
    feiten = Feiten(persoon, [netwerk], deelnames=read_leden(netwerk, Feiten(persoon, []).now))
    return [kaart.titel for kaart in collect(feiten)]


def test_cards_follow_the_question(cast):
    vraag, besluit_nodig = f"Mag {cast.sanne.naam} bij de groep?", f"Komt {cast.sanne.naam} bij de groep?"
    assert "1 aanmelding wacht op jou" in titels(cast.facilitator)

    besluit = services.ask_group(cast.deelname, by=cast.facilitator)
    for lees in (titels, lambda p: titels_cockpit(p, cast.netwerk)):
        assert vraag in lees(cast.groep[0])
        assert not {vraag, besluit_nodig, "1 aanmelding wacht op jou"} & set(lees(cast.facilitator))
    services.answer(besluit, cast.groep[0], "bezwaar")
    assert vraag not in titels(cast.groep[0])

    answer_all(besluit, cast.groep[1:])
    close_at_end(besluit)
    assert besluit_nodig in titels(cast.facilitator)
    assert not {vraag, besluit_nodig} & set(titels(cast.groep[1]))


def test_too_few_and_never_about_oneself(cast):
    besluit = services.ask_group(cast.deelname, by=cast.facilitator)
    close_at_end(besluit)

    kaarten = collect(Feiten(cast.facilitator, find_own(cast.facilitator)))
    assert any("een week langer" in kaart.tekst for kaart in kaarten)
    assert titels(cast.sanne) == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_it_costs_one_query(cast, aantal, django_assert_num_queries):
    for _ in range(aantal):
        services.ask_group(DeelnameFactory(netwerk=cast.netwerk, aangemeld=True), by=cast.facilitator)
    feiten = Feiten(cast.groep[0], find_own(cast.groep[0]))

    with django_assert_num_queries(1):
        assert len(feiten.groepsvragen(feiten.binnen[0])) == aantal
