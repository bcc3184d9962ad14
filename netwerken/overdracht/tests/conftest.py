from types import SimpleNamespace

import pytest

from netwerken.overdracht import services
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory


@pytest.fixture
def cast(db):
    """A running netwerk with one facilitator and two deelnemers."""
    netwerk = NetwerkFactory(gestart=True, slug="de-groep", is_openbaar=False)
    rollen = {"marit": "facilitator", "noor": "deelnemer", "yusuf": "deelnemer"}
    personen = {
        naam: DeelnameFactory(netwerk=netwerk, rol=rol, persoon__naam=f"{naam.title()} <b>d'Haan</b>").persoon
        for naam, rol in rollen.items()
    }
    return SimpleNamespace(netwerk=netwerk, **personen)


def ask(cast, persoon, *, van=None, **velden):
    """``van`` asks this member to take over."""
    gegevens = {"email": persoon.email, "naam": persoon.naam, "notitie": "Let op de <b>stilte</b>."} | velden
    return services.propose(cast.netwerk, van=van or cast.marit, **gegevens)


def rollen(cast, persoon):
    return set(cast.netwerk.deelnames.lid().filter(persoon=persoon).values_list("rol", flat=True))
