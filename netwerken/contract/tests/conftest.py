from datetime import timedelta
from types import SimpleNamespace

import pytest

from kern.tijd import lokale_dag, nu
from netwerken.contract import services
from netwerken.contract.stand import make_stand_code
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory


@pytest.fixture
def cast(db):
    """A running netwerk with a facilitator and two deelnemers."""
    netwerk = NetwerkFactory(gestart=True, slug="de-groep")
    rollen = {"facilitator": "facilitator", "noor": "deelnemer", "yusuf": "deelnemer"}
    personen = {
        naam: DeelnameFactory(netwerk=netwerk, rol=rol, persoon__naam=f"{naam.title()} <b>d'Haan</b>").persoon
        for naam, rol in rollen.items()
    }
    return SimpleNamespace(netwerk=netwerk, **personen, allen=list(personen.values()))


@pytest.fixture
def contract(cast):
    return services.begin_contract(cast.netwerk, by=cast.noor)


@pytest.fixture
def versie(cast, contract):
    """Version 1, on the table."""
    return settle(contract, by=cast.facilitator)


def settle(contract, *, by, tekst="We noemen <b>'s</b> geen namen.", **velden):
    """Fill what is empty, and put the version before the group."""
    contract.refresh_from_db()
    contract.vragen.filter(tekst="").update(tekst=tekst)
    gegevens = {"herzien_op": lokale_dag(nu()) + timedelta(days=100)} | velden
    return services.settle_versie(contract, gelezen=make_stand_code(contract, contract.vragen.all()), by=by, **gegevens)
