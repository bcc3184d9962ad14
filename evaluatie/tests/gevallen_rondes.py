"""For every signaal about rounds a netwerk of which it says goed, aandacht and onbekend."""

from datetime import timedelta

from bijeenkomsten.tests.gevallen import maak_keren
from evaluatie.models import Speerpunt
from evaluatie.tests.factories import make_gesloten_ronde, make_netwerk
from evaluatie.tests.gevallen import geval
from kern.tijd import nu


def maak_rondes(*rondes, netwerk=None, soort="barometer", speerpunt=False):
    """Rounds: (days ago, answers). Speerpunt: about «Ruimte en steun», chosen after the first."""
    netwerk = netwerk or make_netwerk(10)
    for nummer, (dagen, waarden) in enumerate(rondes):
        meting = make_gesloten_ronde(waarden, netwerk=netwerk, soort=soort, now=nu() - timedelta(days=dagen))
        if speerpunt and not nummer:
            Speerpunt.objects.create(meting=meting, dimensie="e", wat="Om tijd vragen.")
    return netwerk


@geval("evaluatie.nulmeting", "goed")
def _():
    return maak_rondes((100, [3] * 3), soort="nulmeting")


@geval("evaluatie.nulmeting", "aandacht")
def _():
    return maak_keren([6, 6, 6])


@geval("evaluatie.nulmeting", "onbekend")
def _():
    return maak_keren([6, 6])


@geval("evaluatie.barometer", "goed")
def _():
    return maak_rondes((300, [3] * 5))


@geval("evaluatie.barometer", "aandacht")
def _():
    return maak_rondes((400, [3] * 5))


@geval("evaluatie.barometer", "onbekend")
def _():
    return maak_keren([6, 6])


@geval("evaluatie.respons_barometer", "goed")
def _():
    return maak_rondes((300, [3] * 9), (30, [3] * 8))


@geval("evaluatie.respons_barometer", "aandacht")
def _():
    return maak_rondes((300, [3] * 9), (30, [3] * 7))


@geval("evaluatie.respons_barometer", "onbekend")
def _():
    return maak_rondes((300, [3] * 4), (30, [3] * 7))


@geval("evaluatie.onderwerp_laag", "goed")
def _():
    return maak_rondes((30, [3] * 5))


@geval("evaluatie.onderwerp_laag", "aandacht")
def _():
    return maak_rondes((30, [2] * 5))


@geval("evaluatie.onderwerp_laag", "onbekend")
def _():
    return maak_rondes((30, [2] * 4))


@geval("evaluatie.hefboom", "goed")
def _():
    return maak_rondes((300, [3] * 5), (30, [4] * 5), speerpunt=True)


@geval("evaluatie.hefboom", "aandacht")
def _():
    return maak_rondes((300, [3] * 5), (30, [3] * 5), speerpunt=True)


@geval("evaluatie.hefboom", "onbekend")
def _():
    return maak_rondes((300, [3] * 5), speerpunt=True)


@geval("evaluatie.gebruik", "goed")
def _():
    return maak_rondes((30, [3] * 5))


@geval("evaluatie.gebruik", "aandacht")
def _():
    return maak_rondes((30, [2] * 5))


@geval("evaluatie.gebruik", "onbekend")
def _():
    return maak_rondes((400, [2] * 5))
