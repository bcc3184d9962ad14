"""What this room and netwerken tell the gids: the people, the goal, and what was settled beforehand.

Importing registers. ``netwerken`` lies below ``fasen`` and cannot register itself.
"""

from django.db.models import Q

from fasen.gids.meters import klaar, meter, nog_niet
from fasen.kompas.getallen import register_getal, tel
from fasen.signalen.doel import KORT
from fasen.signalen.mensen import lees_mensen
from fasen.signalen.vooraf import lees_vooraf
from kern.templatetags.kern import meervoud
from netwerken.models import Deelname, Intake, Netwerk

LEIDING = ("netwerken:leiding", "Naar de leidinggevenden")

_intakes = Intake.objects.filter(deelname__status__in=Deelname.LID, deelname__rol=Deelname.Rol.DEELNEMER)
register_getal(
    "intakes_klaar",
    lambda moment: tel(
        _intakes.filter(Q(verstuurd_op__isnull=False) | Q(besloten_op__isnull=False)), "deelname__netwerk"
    ),
)


def van_de(aantal: int, totaal: int) -> str:
    """«geen van de 9 deelnemers», «1 van de 9 deelnemers», «alle 9 deelnemers»"""
    if totaal and aantal >= totaal:
        return f"alle {totaal} deelnemers" if totaal > 1 else "de ene deelnemer"
    return f"{aantal or 'geen'} van de {meervoud(totaal, 'deelnemer,deelnemers')}"


def _van_allen(aantal, totaal, zin):
    if not totaal:
        return nog_niet("Er zijn nog geen deelnemers.")
    return (klaar if aantal >= totaal else nog_niet)(zin.format(van_de(aantal, totaal)))


@meter(lees_mensen, code="netwerken.facilitator", doen=("netwerken:deelnemers", "Naar de deelnemers"))
def facilitator(mensen, netwerk, fase):
    aantal = len(mensen.facilitators)
    if not aantal:
        return nog_niet("Niemand heeft nog de rol facilitator.")
    return klaar(f"{meervoud(aantal, 'facilitator begeleidt,facilitators begeleiden')} dit netwerk.")


@meter(lees_mensen, code="netwerken.groep", doen=("netwerken:invite", "Nodig mensen uit"))
def groep(mensen, netwerk, fase):
    """R2, R11."""
    aantal = len(mensen.deelnemers)
    zin = f"Jullie zijn met {meervoud(aantal, 'deelnemer,deelnemers')}. Nodig zijn er {netwerk.min_deelnemers}."
    return klaar(zin) if aantal >= netwerk.min_deelnemers else nog_niet(zin)


@meter(lees_vooraf, code="netwerken.intake", begeleiders=True, doen=("netwerken:intakes", "Bekijk de intakes"))
def intake(vooraf, netwerk, fase):
    mensen, getallen = vooraf
    return _van_allen(getallen.intakes_klaar, len(mensen.deelnemers), "De intake is binnen van {}.")


@meter(lees_vooraf, code="netwerken.toezegging", begeleiders=True, doen=LEIDING)
def toezegging(vooraf, netwerk, fase):
    mensen, getallen = vooraf
    zin = "Een leidinggevende tekende voor {}."
    return _van_allen(getallen.getekend_toezegging, len(mensen.deelnemers), zin)


@meter(lees_vooraf, code="netwerken.halverwege", begeleiders=True, doen=LEIDING)
def halverwege(vooraf, netwerk, fase):
    mensen, getallen = vooraf
    zin = "Het gesprek halverwege is getekend voor {}."
    return _van_allen(getallen.getekend_halverwege, len(mensen.deelnemers), zin)


@meter(lees_vooraf, code="netwerken.gesproken", begeleiders=True, doen=LEIDING)
def gesproken(vooraf, netwerk, fase):
    mensen, getallen = vooraf
    totaal, aantal = len(mensen.deelnemers), max(getallen.getekend_halverwege, getallen.getekend_borging)
    zin = f"Halverwege of over borging tekende een leidinggevende voor {van_de(aantal, totaal)}."
    if not totaal:
        return nog_niet("Er zijn nog geen deelnemers.")
    return klaar(zin) if aantal > totaal / 2 else nog_niet(zin)


@meter(lees_vooraf, code="netwerken.borging", begeleiders=True, doen=LEIDING)
def borging(vooraf, netwerk, fase):
    """R20."""
    mensen, getallen = vooraf
    zin = "Het gesprek over borging is getekend voor {}."
    return _van_allen(getallen.getekend_borging, len(mensen.deelnemers), zin)


@meter(lees_mensen, code="netwerken.doel", doen=("netwerken:update", "Bewerk het netwerk"))
def doel(mensen, netwerk, fase):
    """How long the goal is, not what it says; and for whom the result is."""
    if len(netwerk.doel.strip()) < KORT:
        return nog_niet("Bij jullie netwerk staat nog geen doel, of alleen een paar woorden.")
    if netwerk.doel_niveau == Netwerk.DoelNiveau.DEELNEMER:
        return nog_niet("Het doel staat er. Of de school er iets van merkt, staat er niet bij.")
    return klaar("Het doel staat er, en er staat bij voor wie de opbrengst is.")


@meter(lees_vooraf, code="netwerken.contract", doen=("netwerken:contract", "Naar jullie contract"))
def contract(vooraf, netwerk, fase):
    if vooraf[1].contracten:
        return klaar("Er is een contract waar iedereen akkoord op gaf.")
    return nog_niet("Er is nog geen contract waar iedereen akkoord op gaf.")
