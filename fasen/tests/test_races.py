"""Two facilitators press at the same moment. Needs two transactions that really meet, so PostgreSQL."""

import pytest

from fasen import services
from fasen.models import Fasestap, FaseVerloop
from kern.errors import DomainError
from kern.tests.races import together
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def netwerk():
    return NetwerkFactory()


def mover(netwerk, fase, seen):
    by = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    return lambda: services.move_to(netwerk, fase, reden="Het is tijd.", by=by, seen=seen)


@pytest.mark.parametrize("_", range(5))
def test_both_move_to_the_same_fase(netwerk, _):
    services.create_route(netwerk)

    results = together(*(mover(netwerk, "ontwikkeling", "verkenning") for _ in range(2)))

    assert [result.fase for result in results] == ["ontwikkeling", "ontwikkeling"]
    assert Fasestap.objects.exclude(van="").count() == 1


@pytest.mark.parametrize("_", range(5))
def test_one_moves_forward_and_one_back(netwerk, _):
    """One of them wins, the other is told and decides again; nothing is half done."""
    services.create_route(netwerk)
    services.move_to(netwerk, "ontwikkeling", reden="Het is tijd.", by=None)

    results = together(mover(netwerk, "verdieping", "ontwikkeling"), mover(netwerk, "verkenning", "ontwikkeling"))

    refused = [result for result in results if isinstance(result, DomainError)]
    (moved,) = [result for result in results if not isinstance(result, DomainError)]
    assert len(refused) == 1
    assert "Intussen" in str(refused[0])
    assert FaseVerloop.objects.lopend().get(netwerk=netwerk).fase == moved.fase
    assert Fasestap.objects.count() == 3


@pytest.mark.parametrize("_", range(5))
def test_route_is_made_once(netwerk, _):
    together(*(lambda: services.create_route(netwerk) for _ in range(4)))

    assert FaseVerloop.objects.filter(netwerk=netwerk).count() == 5
    assert Fasestap.objects.count() == 1
