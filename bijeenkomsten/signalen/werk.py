"""Signalen about what is done in a meeting: listening or making, always the same or not, with or without an expert."""

from bijeenkomsten.signalen.keren import bij, er_waren, lees_keren
from bijeenkomsten.signalen.komst import procent
from bijeenkomsten.signalen.samen import lees_samen
from fasen.kompas.drempels import GEWOONTE, PATROON
from fasen.kompas.signaal import aandacht, goed, onbekend, signaal

BIJEENKOMSTEN = ("bijeenkomsten:list", "Naar de bijeenkomsten")
HELFT, WEINIG = 0.5, 0.15


def _met_programma(keren):
    """The last three meetings that were and that had a draaiboek."""
    return [k for k in keren.geweest if k.minuten][:3]


def _deel(keren, soort):
    return sum(getattr(k, soort) for k in keren) / sum(k.minuten for k in keren)


def _te_weinig(met_programma):
    return onbekend(
        f"Van {bij(len(met_programma))} is er een draaiboek.",
        "Dat weten we na twee bijeenkomsten met een draaiboek.",
    )


@signaal(
    lees_keren, code="bijeenkomsten.luisteren", naam="Niet vooral luisteren", ernst=2, valkuil="VK-46",
    tips=("TIP-13", "TIP-35", "TIP-70"), doen=BIJEENKOMSTEN,
    uitleg="We tellen de minuten in de draaiboeken van de laatste drie bijeenkomsten, zonder de pauzes. Is de helft "
    "of meer «luisteren», dan vraagt dat aandacht.",
)  # fmt: skip
def luisteren(keren, netwerk, peiling):
    laatste = _met_programma(keren)
    if len(laatste) < PATROON:
        return _te_weinig(laatste)
    deel = _deel(laatste, "luisteren")
    zin = f"In de laatste {len(laatste)} draaiboeken was {procent(deel)} van de tijd om te luisteren."
    return aandacht(zin) if deel >= HELFT else goed(zin)


@signaal(
    lees_keren, code="bijeenkomsten.maken", naam="Jullie maken samen iets", ernst=2, valkuil="VK-03",
    tips=("TIP-13", "TIP-24", "TIP-62"), uit=("verdieping",), doen=BIJEENKOMSTEN,
    uitleg="We tellen de minuten in de draaiboeken van de laatste drie bijeenkomsten, zonder de pauzes. Is minder dan "
    f"{procent(WEINIG)} «samen werken», dan vraagt dat aandacht.",
)  # fmt: skip
def maken(keren, netwerk, peiling):
    laatste = _met_programma(keren)
    if len(laatste) < PATROON:
        return _te_weinig(laatste)
    deel = _deel(laatste, "maken")
    zin = f"In de laatste {len(laatste)} draaiboeken was {procent(deel)} van de tijd om samen te werken."
    return aandacht(zin) if deel < WEINIG else goed(zin)


@signaal(
    lees_samen, code="bijeenkomsten.afwisseling", naam="De werkvormen wisselen", ernst=1, valkuil="VK-42",
    tips=("TIP-35", "TIP-36", "TIP-70"), doen=BIJEENKOMSTEN,
    uitleg="We tellen hoeveel verschillende werkvormen uit de catalogus er het laatste jaar in jullie draaiboeken "
    "stonden. Bij drie of meer bijeenkomsten met een werkvorm zijn twee verschillende weinig.",
)  # fmt: skip
def afwisseling(samen, netwerk, peiling):
    keren, getallen = samen
    met_werkvorm = sum(k.werkvormen > 0 for k in keren.gehouden)
    if met_werkvorm < GEWOONTE:
        return onbekend(
            f"Bij {bij(met_werkvorm)} stond een werkvorm in het draaiboek.",
            "Dat weten we na drie bijeenkomsten met een werkvorm.",
        )
    aantal = getallen.werkvormen_jaar
    wat = "steeds dezelfde werkvorm" if aantal == 1 else f"{aantal} verschillende werkvormen"
    zin = f"Bij {met_werkvorm} bijeenkomsten deden jullie {wat}."
    return aandacht(zin) if aantal <= PATROON else goed(zin)


@signaal(
    lees_keren, code="bijeenkomsten.experts", naam="Jullie leunen niet op sprekers", ernst=2, valkuil="VK-08",
    tips=("TIP-23", "TIP-10", "TIP-54"), doen=BIJEENKOMSTEN,
    uitleg="We tellen bij hoeveel van de laatste vier bijeenkomsten er een gastspreker was. Bij drie of vier vraagt "
    "dat aandacht.",
)  # fmt: skip
def experts(keren, netwerk, peiling):
    laatste = keren.gehouden[:4]
    if len(laatste) < GEWOONTE:
        return onbekend(er_waren(len(laatste)), "Dat weten we na drie bijeenkomsten.")
    met_gast = sum(k.gasten > 0 for k in laatste)
    zin = f"Bij {met_gast} van de laatste {len(laatste)} bijeenkomsten was er een gastspreker."
    return aandacht(zin) if met_gast >= GEWOONTE else goed(zin)
