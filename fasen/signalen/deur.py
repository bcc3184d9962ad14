"""Signalen about the door: the waiting list, invitations, and whether people can find the netwerk."""

from django.db.models import Q

from fasen.kompas.getallen import lees_getallen, register_getal, tel
from fasen.kompas.signaal import aandacht, goed, onbekend, signaal
from fasen.signalen.mensen import lees_mensen
from kern.templatetags.kern import meervoud
from netwerken.models import Netwerk, Uitnodiging

Antwoord = Uitnodiging.Antwoord
GEEN_STILTE = 3  # fewer unanswered invitations are no pattern

# Of who had two weeks to answer. Withdrawn ones were answered by ourselves.
_oud = Uitnodiging.objects.exclude(antwoord=Antwoord.INGETROKKEN)
register_getal(
    "uitnodigingen_oud", lambda moment: tel(_oud.filter(verstuurd_dag__lte=moment.twee_weken_terug))
)  # fmt: skip
register_getal(
    "uitnodigingen_stil",
    lambda moment: tel(_oud.filter(Q(verstuurd_dag__lte=moment.twee_weken_terug), antwoord=Antwoord.GEEN)),
)


@signaal(
    lees_getallen, code="netwerken.uitnodigingen", naam="Uitnodigingen krijgen antwoord", ernst=2, valkuil="VK-23",
    tips=("TIP-58", "TIP-33", "TIP-73"), begeleiders=True, doen=("netwerken:deelnemers", "Bekijk de uitnodigingen"),
    uitleg="We tellen uitnodigingen van minstens twee weken oud, en hoeveel daarvan nog geen ja of nee kregen. Vanaf "
    "drie, en meer dan een derde, vraagt dat aandacht.",
)  # fmt: skip
def uitnodigingen(getallen, netwerk, peiling):
    stil, oud = getallen.uitnodigingen_stil, getallen.uitnodigingen_oud
    if not oud:
        return onbekend(
            "Er is geen uitnodiging van langer dan twee weken geleden.", "Twee weken na een uitnodiging weten we het."
        )
    wacht = "wacht" if stil == 1 else "wachten"
    zin = f"Van de {meervoud(oud, 'uitnodiging,uitnodigingen')} van langer geleden {wacht} er {stil} nog op antwoord."
    if stil >= GEEN_STILTE and stil > oud / 3:
        return aandacht(zin)
    return goed(zin if stil else "Alle uitnodigingen van langer geleden kregen antwoord.")


@signaal(
    lees_mensen, code="netwerken.wachtlijst", naam="Er is plek voor wie wil", ernst=2, valkuil="VK-27",
    tips=("TIP-56", "TIP-58", "TIP-51"), vraag="Maken we plek, of helpen we een tweede netwerk op weg?",
    begeleiders=True, doen=("netwerken:deelnemers", "Bekijk de wachtlijst"),
    uitleg="We tellen wie er op de wachtlijst staat en of het grootste aantal deelnemers is bereikt.",
)  # fmt: skip
def wachtlijst(mensen, netwerk, peiling):
    """R13."""
    if netwerk.status in {Netwerk.Status.IDEE, Netwerk.Status.IN_OPRICHTING}:
        return onbekend("Jullie zoeken nog geen deelnemers.", "Dat weten we als jullie deelnemers zoeken.")
    wacht, aantal = len(mensen.wachtlijst), len(mensen.deelnemers)
    plekken = f"Van de {netwerk.max_deelnemers} plekken {'is' if aantal == 1 else 'zijn'} er {aantal} bezet"
    if wacht and aantal >= netwerk.max_deelnemers:
        wachten = meervoud(wacht, "mens staat,mensen staan")
        return aandacht(f"{plekken} en {wachten} op de wachtlijst. Misschien is er een tweede netwerk nodig.")
    return goed(f"{plekken}.")


@signaal(
    lees_mensen, code="netwerken.openbaar", naam="Mensen kunnen jullie vinden", ernst=2, valkuil="VK-35",
    tips=("TIP-73", "TIP-58", "TIP-50"), vraag="Wie zou willen meedoen, en hoe hoort diegene van ons?",
    doen=("netwerken:update", "Bewerk het netwerk"),
    uitleg="Alleen zolang jullie deelnemers zoeken: we kijken of jullie netwerk in de openbare lijst staat.",
)  # fmt: skip
def openbaar(mensen, netwerk, peiling):
    """R9."""
    if netwerk.is_openbaar:
        return goed("Jullie netwerk staat in de openbare lijst.")
    if netwerk.status in {Netwerk.Status.IDEE, Netwerk.Status.IN_OPRICHTING}:
        return onbekend("Jullie netwerk staat nog niet in de openbare lijst.", "Dat telt mee als jullie mensen zoeken.")
    if netwerk.status != Netwerk.Status.WERVING:
        return None
    return aandacht("Jullie zoeken deelnemers, maar staan niet in de openbare lijst.")
