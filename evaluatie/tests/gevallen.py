"""For every signaal of this room a netwerk of which it says goed, aandacht and onbekend; config/tests runs them all."""

from datetime import timedelta

from bijeenkomsten.tests.gevallen import maak_keren
from evaluatie.models import Meting, Werkvormtelling
from evaluatie.services import ensure_vragenlijst
from evaluatie.tests.factories import LIJST
from werkvormen.tests.factories import WerkvormFactory

GEVALLEN = {}


def geval(code, staat):
    def register(function):
        assert (code, staat) not in GEVALLEN
        GEVALLEN[code, staat] = function
        return function

    return register


def maak_metingen(ingevuld, hielp=(), keren=None):
    """Meetings of ten, latest first, with a closed evaluation that so many answered; None: there was none."""
    netwerk = maak_keren([10] * (keren or len(ingevuld)), lijst=10)
    werkvorm = WerkvormFactory()
    bijeenkomsten = netwerk.bijeenkomsten.order_by("-begint_op")
    for n, (keer, aantal) in enumerate(zip(bijeenkomsten, ingevuld, strict=False)):
        if aantal is None:
            continue
        opent = keer.eindigt_op + timedelta(days=1)
        meting = Meting.objects.create(
            netwerk=netwerk, bijeenkomst=keer, vragenlijst=ensure_vragenlijst(LIJST), status="gesloten",
            opent_op=opent, sluit_op=opent + timedelta(days=14),
            genodigd=10, ingevuld=aantal if aantal >= 5 else None,
        )  # fmt: skip
        if n < len(hielp):
            Werkvormtelling.objects.create(meting=meting, werkvorm=werkvorm, hielp=hielp[n], aantal=aantal)
    return netwerk


@geval("evaluatie.gehouden", "goed")
def _():
    return maak_metingen([8, None, 3])


@geval("evaluatie.gehouden", "aandacht")
def _():
    return maak_metingen([None, 8, None])


@geval("evaluatie.gehouden", "onbekend")
def _():
    return maak_keren([10], lijst=10)


@geval("evaluatie.respons", "goed")
def _():
    return maak_metingen([7, 8, 9])


@geval("evaluatie.respons", "aandacht")
def _():
    return maak_metingen([6, 8, 8])


@geval("evaluatie.respons", "onbekend")
def _():
    return maak_metingen([4, 9, 9])


@geval("evaluatie.hielp", "goed")
def _():
    return maak_metingen([10] * 4, hielp=[7, 7, 8, 8])


@geval("evaluatie.hielp", "aandacht")
def _():
    return maak_metingen([10] * 4, hielp=[6, 6, 8, 8])


@geval("evaluatie.hielp", "onbekend")
def _():
    return maak_metingen([10, 9, 10, 10], hielp=[2, 2, 9, 9])
