from types import SimpleNamespace

import pytest

from netwerken.groepsbesluit import services
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

NAMEN = ("noor", "yusuf", "marit", "sem", "fenna", "daan", "lotte")


def make_cast(aantal=7, **velden):
    """A gesloten netwerk that has begun, with a facilitator, ``aantal`` deelnemers and somebody at the door."""
    velden = {"slug": "de-groep", "is_openbaar": True} | velden
    netwerk = NetwerkFactory(gestart=True, gesloten=True, **velden)
    groep = [DeelnameFactory(netwerk=netwerk, persoon__naam=naam.title()).persoon for naam in NAMEN[:aantal]]
    facilitator = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    sanne = PersoonFactory(naam="Sanne <b>d'Haan</b>", functie="teamleider")
    deelname = DeelnameFactory(netwerk=netwerk, persoon=sanne, aangemeld=True)
    return SimpleNamespace(netwerk=netwerk, facilitator=facilitator, groep=groep, sanne=sanne, deelname=deelname)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def besluit(cast):
    """The question of the group, a moment ago."""
    return services.ask_group(cast.deelname, by=cast.facilitator)


def answer_all(besluit, personen, *, bezwaren=0, teksten=()):
    """The first ``bezwaren`` object, with ``teksten`` as far as they go; the others agree."""
    for i, persoon in enumerate(personen):
        tekst = teksten[i] if i < len(teksten) else ""
        services.answer(besluit, persoon, "bezwaar" if i < bezwaren else "akkoord", tekst=tekst)


def close_at_end(besluit):
    """What Celery's clock does at the hour."""
    besluit = services.close(besluit, now=besluit.sluit_op)
    besluit.refresh_from_db()
    return besluit
