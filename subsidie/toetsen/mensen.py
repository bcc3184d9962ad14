"""Toetsen about who takes part: who asks for it, who leads, how many there are and who guides."""

from fasen.kompas.drempels import GEWOONTE
from fasen.kompas.signaal import aandacht, goed, onbekend
from kern.templatetags.kern import meervoud
from netwerken.models import Deelname
from personen.models import VAN_ACADEMIE, Sector
from subsidie.toetsen.toets import toets

DEELNEMERS = ("netwerken:deelnemers", "Naar de deelnemers")
MENS_KIJKT = "Een beoordelaar kijkt hiernaar."


@toets("initiatief", doen=DEELNEMERS)
def initiatief(zaak, criterium):
    """003 §3.1 (1). Where it came from only a person can tell; that several leaders take part says something."""
    leiders, plekken = zaak.feiten.leiders
    if not leiders:
        return onbekend("Aan de functies is niet te zien of er leidinggevenden meedoen.", MENS_KIJKT)
    zin = f"Er {_doen(leiders)} {meervoud(leiders, 'leidinggevende,leidinggevenden')} mee"
    zin += f", van {meervoud(plekken, 'organisatie,verschillende organisaties')}." if plekken else "."
    return goed(zin) if min(leiders, plekken) >= criterium.minstens else onbekend(zin, MENS_KIJKT)


def _doen(aantal):
    return "doet" if aantal == 1 else "doen"


@toets("leidinggevende", doen=DEELNEMERS)
def leidinggevende(zaak, criterium):
    """003 §3.1 (2). A title that is not recognised is never held against somebody."""
    wie = zaak.feiten.aanvrager
    if wie is None:
        return onbekend("Er is nog geen penvoerder of eigenaar.", "Dat weten we als er een penvoerder is.")
    rol = f"De {Deelname.Rol(wie.rol).label}"
    if wie.sector in _andere_sectoren(zaak.regeling.sector):
        return aandacht(f"{rol} werkt bij een organisatie in een andere sector: {Sector(wie.sector).label}.")
    if not wie.leidt:
        return onbekend(f"Aan de functie van de {rol[3:]} is niet te zien of die leiding geeft.", MENS_KIJKT)
    if not wie.sector:
        return onbekend(f"{rol} geeft leiding. Van de organisatie kennen we de sector niet.", MENS_KIJKT)
    return goed(f"{rol} geeft leiding, bij een organisatie in het {Sector(wie.sector).label}.")


def _andere_sectoren(sector):
    """«po» for vo and the other way; an organisation of both fits each."""
    return {Sector.PO, Sector.VO} - set(VAN_ACADEMIE[sector])


@toets("deelnemers", doen=DEELNEMERS)
def deelnemers(zaak, criterium):
    """003 §3.1 (8). Before the start people still come; a toezegging shows who surely will."""
    aantal, getekend = zaak.feiten.deelnemers, zaak.feiten.getallen.getekend_toezegging
    zin = f"Er {_doen(aantal)} {meervoud(aantal, 'deelnemer,deelnemers')} mee."
    if getekend:
        zin += f" Voor {getekend} tekende de leidinggevende een toezegging."
    if aantal >= criterium.minstens:
        return goed(zin)
    return aandacht(zin) if zaak.is_gestart else onbekend(zin, zaak.als_begonnen)


@toets("facilitator", doen=DEELNEMERS)
def facilitator(zaak, criterium):
    """003 §3.1 (10)."""
    aantal = zaak.feiten.facilitators
    zin = f"{meervoud(aantal, 'facilitator begeleidt,facilitators begeleiden')} het netwerk."
    if aantal >= criterium.minstens:
        return goed(zin)
    zin = zin if aantal else "Er is nog geen facilitator."
    return aandacht(zin) if zaak.is_gestart else onbekend(zin, zaak.als_begonnen)


@toets("professionalisering", doen=("leren:leren", "Naar de leervragen"))
def professionalisering(zaak, criterium):
    """003 §3.1 (4). ``grens``: a percentage of the leervragen. Of fewer than three nothing is said."""
    getallen = zaak.feiten.getallen
    totaal, met = getallen.leervragen, getallen.leervragen_met_competentie
    if totaal < GEWOONTE:
        zin = "Er is één leervraag." if totaal == 1 else f"Er zijn {totaal or 'nog geen'} leervragen."
        return onbekend(zin, "Dat weten we vanaf drie leervragen.")
    zin = f"Van de {totaal} leervragen {'gaat' if met == 1 else 'gaan'} er {met} over een competentie."
    if met * 100 >= criterium.minstens * totaal:
        return goed(zin)
    return onbekend(zin, zaak.na_aanloop) if zaak.is_te_vroeg else aandacht(zin)
