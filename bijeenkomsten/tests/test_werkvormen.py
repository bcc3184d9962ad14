"""What the catalogue knows of the draaiboeken, asked from above."""

import pytest

from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from werkvormen.models import Werkvorm
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gebruikt(persoon):
    """A werkvorm in a draaiboek of a netwerk of this person."""
    netwerk = NetwerkFactory(slug="mijn-netwerk")
    DeelnameFactory(netwerk=netwerk, persoon=persoon)
    werkvorm = WerkvormFactory(kaart={"naam": "Al gedaan"})
    for _ in range(2):
        ProgrammaonderdeelFactory(bijeenkomst=BijeenkomstFactory(netwerk=netwerk), werkvorm=werkvorm)
    return werkvorm


@pytest.mark.usefixtures("gebruikt")
def test_filter_shows_what_a_netwerk_did_not_use_yet(ingelogd, persoon):
    ander = NetwerkFactory(slug="ander-netwerk")
    WerkvormFactory(kaart={"naam": "Nieuw"})

    def find(slug):
        return [w.naam for w in ingelogd.get(f"/werkvormen/?nieuw_in={slug}").context["page"]]

    assert find("mijn-netwerk") == ["Nieuw"]
    assert find(ander.slug) == ["Al gedaan", "Nieuw"]  # of others one learns nothing
    assert "is nieuw voor jullie" in ingelogd.get("/werkvormen/?nieuw_in=mijn-netwerk").content.decode().lower()


def test_withdrawn_stays_readable_for_who_has_it_in_a_draaiboek(client, ingelogd, persoon, gebruikt):
    Werkvorm.objects.filter(pk=gebruikt.pk).update(status="ingetrokken")
    los = WerkvormFactory(status="ingetrokken")

    response = ingelogd.get(gebruikt.get_absolute_url())

    assert "Deze werkvorm is ingetrokken" in response.content.decode()
    assert ingelogd.get(los.get_absolute_url()).status_code == 404
    assert list(Werkvorm.objects.visible_to(persoon)) == [gebruikt]
