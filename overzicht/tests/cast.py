"""A netwerk with people in it, for the tests of this room."""

from types import SimpleNamespace

from fasen.services import create_route
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import OrganisatieFactory, PersoonFactory


def make_cast(**velden):
    """A running public netwerk with a facilitator, a penvoerder and a deelnemer."""
    netwerk = NetwerkFactory(**({"is_openbaar": True, "status": "gestart"} | velden))
    create_route(netwerk)
    cast = SimpleNamespace(netwerk=netwerk, buitenstaander=PersoonFactory())
    for rol in ("facilitator", "penvoerder", "deelnemer"):
        persoon = PersoonFactory(organisatie=OrganisatieFactory())
        DeelnameFactory(netwerk=netwerk, persoon=persoon, rol=rol)
        setattr(cast, rol, persoon)
    return cast


def tekst(response):
    return response.content.decode()
