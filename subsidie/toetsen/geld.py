"""Toetsen about what an aanvraag says: consent, two years, and own money."""

from datetime import timedelta

from bijeenkomsten.bewijs.inhoud import datum_tekst
from fasen.kompas.signaal import aandacht, goed, onbekend
from kern.tijd import lokale_dag
from subsidie.begroting.bedragen import show_bedrag
from subsidie.begroting.rekenen import Som
from subsidie.toetsen.toets import toets

NETWERK = ("netwerken:update", "Naar de gegevens van het netwerk")
ALS_BEGROTING = "Dat weten we als jullie de begroting invullen."


def _mist(zaak, zin, wanneer):
    """What an aanvraag does not say yet: unknown as long as somebody writes it."""
    return onbekend(zin, wanneer) if zaak.schrijft_nog else aandacht(zin)


@toets("monitoring")
def monitoring(zaak, criterium):
    """R8, 003 §3.1 (5)."""
    if zaak.aanvraag is None:
        return onbekend("Akkoord geven jullie in de aanvraag.", "Dat weten we als jullie een aanvraag schrijven.")
    if zaak.aanvraag.akkoord_op is None:
        return _mist(zaak, "Er is nog geen akkoord met meekijken.", "Dat weten we als jullie akkoord geven.")
    if zaak.aanvraag.akkoord_versie != zaak.regeling.akkoord.versie:
        return _mist(zaak, "Het akkoord gaat over een oudere tekst.", "Dat weten we als jullie opnieuw akkoord geven.")
    return goed(f"Akkoord gegeven op {datum_tekst(lokale_dag(zaak.aanvraag.akkoord_op))}.")


@toets("tweejaar", doen=NETWERK)
def tweejaar(zaak, criterium):
    """R3, 003 §3.1 (11). ``grens``: months. The years without contribution must be paid by somebody."""
    netwerk = zaak.netwerk
    maanden = _count_maanden(netwerk.start_datum, netwerk.eind_datum + timedelta(days=1))
    zin = f"Het netwerk loopt tot {datum_tekst(netwerk.eind_datum)}: {maanden} maanden."
    if maanden < criterium.minstens:
        return aandacht(zin)
    zonder = [jaar.nummer for jaar in zaak.regeling.kader.jaren if not jaar.bijdrage]
    for jaar in zonder:
        som = zaak.begroting.som(jaar)
        if not som.totaal:
            return _mist(zaak, f"{zin} Van jaar {jaar} is de begroting nog leeg.", ALS_BEGROTING)
        if som.bijdrage:
            return aandacht(f"{zin} In jaar {jaar} staat {show_bedrag(som.bijdrage)} bijdrage, en die is er dan niet.")
    kosten = show_bedrag(sum(zaak.begroting.som(jaar).totaal for jaar in zonder))
    return goed(f"{zin} De kosten zonder bijdrage, {kosten}, zijn gedekt." if zonder else zin)


def _count_maanden(begin, einde):
    """Whole months from the first day to the day after the last."""
    return (einde.year - begin.year) * 12 + einde.month - begin.month - (einde.day < begin.day)


@toets("eigen-inleg")
def eigen_inleg(zaak, criterium):
    """003 §3.1, last part. ``grens``: a percentage of the costs in the years with contribution, hours included."""
    jaren = [jaar.nummer for jaar in zaak.regeling.kader.jaren if jaar.bijdrage]
    som = sum((zaak.begroting.som(jaar) for jaar in jaren), Som())
    if not som.totaal:
        return _mist(zaak, "De begroting is nog leeg.", ALS_BEGROTING)
    waar = f"jaar {jaren[0]}" if len(jaren) == 1 else "de jaren met bijdrage"
    zin = (
        f"In {waar} leggen jullie zelf {show_bedrag(som.inleg)} in, {som.inleg * 100 // som.totaal}% van"
        f" {show_bedrag(som.totaal)} kosten."
    )
    genoeg = som.inleg * 100 >= criterium.grens * som.totaal and som.inleg >= zaak.regeling.kader.eigen_bedrag
    return goed(zin) if genoeg else aandacht(zin)
