from types import SimpleNamespace

import pytest

from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import OrganisatieFactory


@pytest.fixture
def cast(db):
    """A netwerk that looks for people, with two schools and a deelnemer whose school we do not know."""
    netwerk = NetwerkFactory(status="werving", slug="de-groep", min_deelnemers=2)
    scholen = [OrganisatieFactory(naam=f"{naam} <b>'t</b> College") for naam in ("Amstel", "Berkel")]
    noor, yusuf = (DeelnameFactory(netwerk=netwerk, persoon__organisatie=school).persoon for school in scholen)
    DeelnameFactory(netwerk=netwerk)
    facilitator = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    return SimpleNamespace(netwerk=netwerk, scholen=scholen, noor=noor, yusuf=yusuf, facilitator=facilitator)


def waarden(**velden):
    return {
        "status": "voldaan",
        "bewijs": "Staat <b>zwart</b> op wit.",
        "aanpak": "",
        "eigenaar": None,
        "voor": None,
    } | velden
