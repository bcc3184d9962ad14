"""The second part of ``gevallen``: what people settle with each other."""

from datetime import timedelta

from fasen.tests.gevallen import GEVALLEN, geval, maak_netwerk, over
from kern.tijd import nu
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.leidinggevende.tests.factories import ContactmomentFactory
from netwerken.models import Contractversie, Randvoorwaarde
from netwerken.tests.factories import DeelnameFactory

__all__ = ["GEVALLEN"]


def _met_intakes(stil, verstuurd, dagen=-20):
    netwerk = maak_netwerk()
    for n in range(stil + verstuurd):
        IntakeFactory(deelname__netwerk=netwerk, gevraagd_dag=over(dagen), verstuurd=n >= stil)
    weg = DeelnameFactory(netwerk=netwerk, uitgestapt=True)
    IntakeFactory(deelname=weg, gevraagd_dag=over(dagen))
    return netwerk


@geval("netwerken.intake", "goed")
def _():
    return _met_intakes(2, 4)


@geval("netwerken.intake", "aandacht")
def _():
    return _met_intakes(3, 4)


@geval("netwerken.intake", "onbekend")
def _():
    return _met_intakes(3, 4, dagen=-13)


def _met_contract(*, bekrachtigd, **velden):
    netwerk = maak_netwerk(**({"start_datum": over(-200)} | velden))
    op = nu() - timedelta(days=20)
    Contractversie.objects.create(
        netwerk=netwerk, nummer=1, artikelen=[], herzien_op=over(300), vastgelegd_op=op,
        bekrachtigd_op=op if bekrachtigd else None,
    )  # fmt: skip
    return netwerk


@geval("netwerken.contract", "goed")
def _():
    return _met_contract(bekrachtigd=True)


@geval("netwerken.contract", "aandacht")
def _():
    return _met_contract(bekrachtigd=False)


@geval("netwerken.contract", "onbekend")
def _():
    return _met_contract(bekrachtigd=False, start_datum=over(-100))


def _met_getekend(aantal, soort="toezegging", deelnemers=6, **velden):
    netwerk = maak_netwerk(deelnemers, **velden)
    for n, deelname in enumerate(netwerk.deelnames.order_by("pk")):
        gesprek = {} if soort == "toezegging" else {"uren": None}
        trait = {"ondertekend": True} if n < aantal else {"gevraagd": True}
        ContactmomentFactory(deelname=deelname, soort=soort, **gesprek, **trait)
    return netwerk


@geval("netwerken.toezegging", "goed")
def _():
    return _met_getekend(3)


@geval("netwerken.toezegging", "aandacht")
def _():
    return _met_getekend(2)


@geval("netwerken.toezegging", "onbekend")
def _():
    return _met_getekend(2, deelnemers=5)


@geval("netwerken.borging", "goed")
def _():
    return _met_getekend(3, "borging", eind_datum=over(90))


@geval("netwerken.borging", "aandacht")
def _():
    return _met_getekend(2, "borging", eind_datum=over(90))


@geval("netwerken.borging", "onbekend")
def _():
    return _met_getekend(2, "borging", eind_datum=over(100))


def _met_randvoorwaarden(**aantallen):
    netwerk, nummer = maak_netwerk(), 0
    for status, aantal in aantallen.items():
        for _n in range(aantal):
            nummer += 1
            tekst = {"voldaan": {"bewijs": "Het staat in 't <b>rooster</b>."}, "risico": {"aanpak": "We bellen."}}
            Randvoorwaarde.objects.create(netwerk=netwerk, code=f"RV-{nummer}", status=status, **tekst.get(status, {}))
    return netwerk


@geval("netwerken.randvoorwaarden", "goed")
def _():
    return _met_randvoorwaarden(voldaan=2, open=1)


@geval("netwerken.randvoorwaarden", "aandacht")
def _():
    return _met_randvoorwaarden(voldaan=2, risico=1)


@geval("netwerken.randvoorwaarden", "onbekend")
def _():
    return _met_randvoorwaarden(open=2)
