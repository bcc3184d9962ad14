"""For every signaal of this room a netwerk of which it says goed, aandacht and onbekend; config/tests runs them all."""

from datetime import timedelta

from fasen.tests.gevallen import maak_netwerk, over, zet_route
from kern.tijd import nu
from leren.models import Leervraag, Leervraagversie
from leren.tests.factories import LeervraagFactory
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.tests.factories import DeelnameFactory

GEVALLEN = {}


def geval(code, staat):
    def register(function):
        assert (code, staat) not in GEVALLEN
        GEVALLEN[code, staat] = function
        return function

    return register


def maak_leervragen(aantal, *, oud=0, scherp=0, klaar=0, netwerk=None):
    """So many leervragen of deelnemers: the first ``oud`` half a year old, the last ones sharpened and answered."""
    netwerk = netwerk or maak_netwerk()
    for n in range(aantal):
        vraag = LeervraagFactory(netwerk=netwerk, persoon=DeelnameFactory(netwerk=netwerk).persoon)
        Leervraagversie.objects.filter(leervraag=vraag).update(op=nu() - timedelta(days=183 if n < oud else 10))
        if n >= aantal - scherp:
            Leervraagversie.objects.create(leervraag=vraag, nummer=2, soort="aangescherpt", tekst="Hoe precies?")
        if n >= aantal - klaar:
            Leervraag.objects.filter(pk=vraag.pk).update(status="klaar")
    weg = DeelnameFactory(netwerk=netwerk, uitgestapt=True).persoon  # counts nowhere
    LeervraagFactory(netwerk=netwerk, persoon=weg)
    return netwerk


def _met_intakes(met, zonder, dagen=-20):
    netwerk = maak_netwerk()
    for n in range(met + zonder):
        deelname = DeelnameFactory(netwerk=netwerk, begonnen_op=over(dagen))
        IntakeFactory(deelname=deelname, verstuurd=True)
        if n < met:
            LeervraagFactory(netwerk=netwerk, persoon=deelname.persoon)
    IntakeFactory(deelname=DeelnameFactory(netwerk=netwerk, begonnen_op=over(dagen)))  # not sent
    return netwerk


@geval("leren.vraag", "goed")
def _():
    return _met_intakes(4, 2)


@geval("leren.vraag", "aandacht")
def _():
    return _met_intakes(3, 2)


@geval("leren.vraag", "onbekend")
def _():
    return _met_intakes(0, 5, dagen=-13)


@geval("leren.stil", "goed")
def _():
    return maak_leervragen(4, oud=2)


@geval("leren.stil", "aandacht")
def _():
    return maak_leervragen(5, oud=3)


@geval("leren.stil", "onbekend")
def _():
    return maak_leervragen(4, oud=2, klaar=2)


@geval("leren.scherper", "goed")
def _():
    return zet_route(maak_leervragen(4, scherp=2), "verdieping")


@geval("leren.scherper", "aandacht")
def _():
    return zet_route(maak_leervragen(5, scherp=2), "ontwikkeling", sinds=-61)


@geval("leren.scherper", "onbekend")
def _():
    return zet_route(maak_leervragen(5, scherp=2), "ontwikkeling", sinds=-50)


@geval("leren.resultaat", "goed")
def _():
    return maak_leervragen(4, klaar=2, netwerk=maak_netwerk(eind_datum=over(30)))


@geval("leren.resultaat", "aandacht")
def _():
    return maak_leervragen(5, klaar=2, netwerk=maak_netwerk(eind_datum=over(90)))


@geval("leren.resultaat", "onbekend")
def _():
    return maak_leervragen(5, klaar=2, netwerk=maak_netwerk(eind_datum=over(120)))
