"""What the contract of the group asks: agree, and of who guides what to do next."""

from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import dag, lokale_dag
from overzicht.feiten import Feiten
from overzicht.watnu.kaart import Actie, Kaart, bron


def _page(netwerk):
    return reverse("netwerken:contract", args=[netwerk.slug])


@bron
def ask_akkoord(feiten: Feiten, netwerk):
    """A version waits for what this person says; also for who joined after it was ratified."""
    contract = feiten.contract(netwerk)
    if contract and contract.akkoord and feiten.is_actief(netwerk):
        yield Kaart(
            rang=21,
            icoon="vink",
            wanneer=feiten.noem(netwerk),
            titel="Ga je akkoord met jullie contract?",
            tekst="Lees hoe de groep met elkaar wil omgaan. Moet er nog iets anders? Zeg het nu.",
            minuten=3,
            acties=(Actie("Lees het contract", _page(netwerk)),),
        )


@bron
def show_bezwaren(feiten: Feiten, netwerk):
    """Who guides hears that somebody is not there yet."""
    contract = feiten.contract(netwerk)
    if contract and contract.gesprek and _guides(feiten, netwerk):
        aantal = meervoud(contract.bezwaren, "mens is er,mensen zijn er")
        yield Kaart(
            rang=25,
            icoon="aandacht",
            wanneer=feiten.noem(netwerk),
            titel=f"{aantal} nog niet uit",
            tekst="Lees wat er schuurt in het contract, en praat erover. Een nieuwe versie begint waar jullie nu zijn.",
            minuten=5,
            acties=(Actie("Bekijk het contract", _page(netwerk)),),
        )


@bron
def ask_herzien(feiten: Feiten, netwerk):
    """The day the group chose to look at its rules again."""
    contract = feiten.contract(netwerk)
    if contract and contract.is_herzien(lokale_dag(feiten.now)) and _guides(feiten, netwerk):
        yield Kaart(
            rang=42,
            icoon="kalender",
            wanneer=feiten.noem(netwerk) or f"Sinds {dag(contract.herzien_op, met_jaar=False)}",
            titel="Kloppen jullie afspraken nog?",
            tekst="Lees het contract samen hardop. Klopt het nog, kies dan de volgende dag.",
            minuten=5,
            acties=(
                Actie("Bekijk het contract", _page(netwerk)),
                Actie("Het klopt nog", reverse("netwerken:contract_keep", args=[netwerk.slug]), stil=True),
            ),
        )


def _guides(feiten, netwerk):
    return feiten.user.has_perm("netwerken.settle_contract", netwerk)
