"""Signalen about the goal: is there one, and does it touch the school? How long it is, not what it says."""

from fasen.kompas.signaal import aandacht, goed, onbekend, signaal
from fasen.signalen.mensen import is_gestart, lees_mensen
from netwerken.models import Netwerk

BEWERK = ("netwerken:update", "Bewerk het netwerk")
KORT = 25  # characters; a goal in fewer is a word, not a sentence


def _heeft_doel(netwerk):
    return len(netwerk.doel.strip()) >= KORT


@signaal(
    lees_mensen, code="netwerken.doel", naam="Er is een doel", ernst=3, valkuil="VK-39",
    tips=("TIP-39", "TIP-30", "TIP-42"), uit=("verkenning", "ontwikkeling"), doen=BEWERK,
    uitleg=f"We kijken alleen of er bij jullie netwerk een doel van minstens {KORT} tekens staat. Of het een goed "
    "doel is, weten jullie zelf.",
)  # fmt: skip
def doel(mensen, netwerk, peiling):
    if _heeft_doel(netwerk):
        return goed("Het doel van jullie netwerk is opgeschreven.")
    if not is_gestart(netwerk):
        return onbekend("Het doel is nog niet opgeschreven.", "Dat telt mee als jullie beginnen.")
    return aandacht("Bij jullie netwerk staat geen doel, of alleen een paar woorden.")


@signaal(
    lees_mensen, code="netwerken.doel_school", naam="Het doel raakt de school", ernst=1, valkuil="VK-17",
    tips=("TIP-39", "TIP-69", "TIP-22"), uit=("ontwikkeling",), doen=BEWERK,
    uitleg="Bij jullie netwerk staat voor wie de opbrengst is. Staan daar alleen de deelnemers, dan vragen we naar de "
    "school. Allebei mag; het een is niet beter dan het ander.",
)  # fmt: skip
def doel_school(mensen, netwerk, peiling):
    if not _heeft_doel(netwerk):
        return onbekend("Het doel is nog niet opgeschreven.", "Dat weten we als het doel er staat.")
    voor = netwerk.get_doel_niveau_display()
    if netwerk.doel_niveau == Netwerk.DoelNiveau.DEELNEMER:
        return aandacht(f"De opbrengst is voor {voor}. Of de school er iets van merkt, staat er niet bij.")
    if netwerk.doel_niveau == Netwerk.DoelNiveau.MIX:
        voor = "deelnemers, scholen en leerlingen samen"
    return goed(f"De opbrengst is voor {voor}.")
