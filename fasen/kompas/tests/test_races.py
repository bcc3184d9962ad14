"""Two facilitators press at the same moment, and two nightly rounds run at once. Needs PostgreSQL."""

import pytest

from fasen import services as fasen_services
from fasen.kompas import services
from fasen.kompas.models import Kompasreactie, Kompasstand
from fasen.kompas.tests.kleine import alleen, maak_signaal
from fasen.models import FaseVerloop
from kern.errors import DomainError
from kern.tests.races import together
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
LET_OP = maak_signaal("a", "aandacht")
KLAAR = maak_signaal("b", uit=("verkenning",), voorwaarde=True)


@pytest.fixture
def netwerk():
    netwerk = NetwerkFactory(gestart=True)
    fasen_services.create_route(netwerk)
    return netwerk


@pytest.fixture
def wie(netwerk):
    return [DeelnameFactory(netwerk=netwerk, facilitator=True).persoon for _ in range(2)]


@pytest.mark.parametrize("_", range(5))
def test_one_lays_aside_and_one_disputes(netwerk, wie, _):
    """The last word counts, and the first is kept."""
    with alleen(LET_OP):
        together(
            lambda: services.snooze(netwerk, LET_OP, by=wie[0]), lambda: services.dispute(netwerk, LET_OP, by=wie[1])
        )

    assert Kompasreactie.objects.count() == 2
    assert Kompasreactie.objects.geldig().count() == 1


@pytest.mark.parametrize("_", range(5))
def test_one_declines_and_one_moves(netwerk, wie, _):
    """Whoever comes second with «not yet» hears that it is not proposed any more."""
    with alleen(KLAAR):
        decline, move = together(
            lambda: services.decline_voorstel(netwerk, "verkenning", zin="We missen nog iets.", by=wie[0]),
            lambda: fasen_services.move_to(netwerk, "ontwikkeling", reden="Het is tijd.", by=wie[1]),
        )

    assert move.fase == FaseVerloop.objects.lopend().get(netwerk=netwerk).fase == "ontwikkeling"
    assert isinstance(decline, (Kompasreactie, DomainError))
    assert Kompasreactie.objects.count() == isinstance(decline, Kompasreactie)


@pytest.mark.parametrize("_", range(3))
def test_two_rounds_at_once_write_everything_once(netwerk, _):
    with alleen(LET_OP, KLAAR):
        together(*(services.store_standen for _ in range(2)))

    assert set(Kompasstand.objects.values_list("signaal", flat=True)) == {"a", "b"}
    assert Kompasstand.objects.count() == 2
