"""Toetsen about coming together: a recognisable netwerk, meetings, contact in between, and the academie."""

from datetime import timedelta

from bijeenkomsten.bewijs.inhoud import datum_tekst
from fasen.kompas.signaal import aandacht, goed, onbekend
from fasen.signalen.mensen import VOOR_DE_START
from kern.templatetags.kern import meervoud
from netwerken.models import Netwerk
from subsidie.toetsen.toets import AANLOOP, toets

BIJEENKOMSTEN = ("bijeenkomsten:list", "Naar de bijeenkomsten")


def _staan(aantal):
    return "staat" if aantal == 1 else "staan"


@toets("herkenbaar", doen=("netwerken:update", "Naar de gegevens van het netwerk"))
def herkenbaar(zaak, criterium):
    """003 §3.1 (3)."""
    netwerk, aantal = zaak.netwerk, len(zaak.feiten.keren)
    if not netwerk.is_openbaar:
        zin = "De pagina van het netwerk is niet openbaar."
        vroeg = netwerk.status in VOOR_DE_START - {Netwerk.Status.WERVING}
        return onbekend(zin, "Dat weten we als jullie deelnemers zoeken.") if vroeg else aandacht(zin)
    zin = (
        f"De pagina is openbaar en zegt dat het netwerk {netwerk.get_toegang_display()} is. Er"
        f" {_staan(aantal)} {meervoud(aantal, 'bijeenkomst,bijeenkomsten')} op de agenda."
    )
    if aantal >= criterium.minstens:
        return goed(zin)
    return onbekend(zin, zaak.na_aanloop) if zaak.is_te_vroeg else aandacht(zin)


def jaar_van(netwerk, vandaag):
    """(first day, day after) of the year of the netwerk that goes on, the first one before it begins.

    The last year is the last whole one: the weeks after it are no year.
    """
    begin = netwerk.start_datum
    while (volgend := _jaar_later(begin)) <= min(vandaag, netwerk.eind_datum + timedelta(days=1)):
        if _jaar_later(volgend) > netwerk.eind_datum + timedelta(days=1):
            break
        begin = volgend
    return begin, _jaar_later(begin)


def _jaar_later(d):
    """29 February is followed by 1 March."""
    try:
        return d.replace(year=d.year + 1)
    except ValueError:
        return d.replace(year=d.year + 1, month=3, day=1)


@toets("bijeenkomsten", doen=BIJEENKOMSTEN)
def bijeenkomsten(zaak, criterium):
    """R1, 003 §3.1 (6). A year that is not planned yet can still be: half of it long nothing is missing."""
    begin, einde = jaar_van(zaak.netwerk, zaak.peiling.dag)
    aantal = sum(begin <= dag < einde for dag in zaak.feiten.keren)
    wat = meervoud(aantal, "bijeenkomst,bijeenkomsten") if aantal else "nog niets"
    zin = f"In het jaar vanaf {datum_tekst(begin)} {_staan(aantal or 1)} {wat} op de agenda."
    if begin < zaak.peiling.dag - timedelta(days=366):
        return onbekend("Dit netwerk is te lang voorbij om te tellen.", "Een beoordelaar kijkt hiernaar.")
    if aantal >= criterium.minstens:
        return goed(zin)
    if begin + AANLOOP > zaak.peiling.dag:
        return onbekend(zin, f"Dat weten we als het jaar gepland is, uiterlijk op {datum_tekst(begin + AANLOOP)}.")
    return aandacht(zin)


@toets("contact", doen=("bijeenkomsten:afspraken", "Naar de afspraken"))
def contact(zaak, criterium):
    """R5, 003 §3.1 (7). Tasks that somebody has and promises that were made are contact that can be seen."""
    if not zaak.is_gestart:
        return onbekend("Het netwerk is nog niet begonnen.", zaak.als_begonnen)
    taken, afspraken = zaak.feiten.getallen.taken_verdeeld, zaak.feiten.getallen.afspraken_jaar
    zin = (
        f"{meervoud(taken, 'taak is,taken zijn')} verdeeld, en het laatste jaar"
        f" {meervoud(afspraken, 'afspraak is,afspraken zijn')} gemaakt."
    )
    if taken + afspraken >= criterium.minstens:
        return goed(zin)
    zin = zin if taken + afspraken else "Er zijn geen taken verdeeld en geen afspraken gemaakt."
    return onbekend(zin, zaak.na_aanloop) if zaak.is_te_vroeg else aandacht(zin)


@toets("academie", doen=BIJEENKOMSTEN)
def academie(zaak, criterium):
    """R4, 003 §3.1 (9)."""
    aantal = zaak.feiten.getallen.academie_gevraagd
    if aantal >= criterium.minstens:
        return goed(f"De academie is bij {meervoud(aantal, 'bijeenkomst,bijeenkomsten')} uitgenodigd.")
    if not zaak.feiten.keren:
        return onbekend("Er staan nog geen bijeenkomsten.", "Dat weten we als er bijeenkomsten gepland zijn.")
    wat = meervoud(aantal, "bijeenkomst,bijeenkomsten") if aantal else "geen enkele bijeenkomst"
    zin = f"De academie is bij {wat} uitgenodigd."
    return onbekend(zin, zaak.na_aanloop) if zaak.is_te_vroeg else aandacht(zin)
