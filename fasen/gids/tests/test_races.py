"""Two facilitators tick at the same moment. Needs PostgreSQL."""

import pytest

from fasen.gids import services
from fasen.gids.models import Vinkje
from fasen.inhoud import find_fase
from kern.tests.races import together
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
FASE = find_fase("verkenning")


@pytest.fixture
def netwerk():
    return NetwerkFactory(gestart=True)


@pytest.fixture
def wie(netwerk):
    return [DeelnameFactory(netwerk=netwerk, facilitator=True).persoon for _ in range(2)]


@pytest.mark.parametrize("_", range(5))
def test_both_tap_and_it_is_ticked_once(netwerk, wie, _):
    together(*(lambda by=by: services.tick(netwerk, FASE, "kennen", soort="gedaan", by=by) for by in wie))

    assert Vinkje.objects.count() == 1


@pytest.mark.parametrize("_", range(5))
def test_one_says_done_and_one_not_needed(netwerk, wie, _):
    """The last word counts, and the first is kept."""
    together(
        lambda: services.tick(netwerk, FASE, "kennen", soort="gedaan", by=wie[0]),
        lambda: services.tick(netwerk, FASE, "kennen", soort="niet_nodig", zin="Dat deden we al.", by=wie[1]),
    )

    assert Vinkje.objects.count() == 2
    assert Vinkje.objects.geldig().count() == 1
