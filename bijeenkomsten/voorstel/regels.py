"""Why one werkvorm suits a place in the meeting better than another: the rules, and how much each weighs.

Every rule gives a number from -1 (speaks against it) to 1 (speaks for it); 0 says nothing. The sum of what they give
times their weight is the score. What cannot be at all is no rule: see ``is_mogelijk`` and ``past_op_plek``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bijeenkomsten.voorstel.indeling import Plek
from bijeenkomsten.voorstel.kandidaten import Kandidaat, Situatie
from werkvormen.inhoud.soorten import FASE_SLUGS

# Purposes that lie close: who wants the one is often helped by the other.
DICHTBIJ = {
    "kennismaken": {"vertrouwen", "uitwisselen"}, "vertrouwen": {"kennismaken", "reflecteren"},
    "richting": {"ideeen", "vooruit"}, "ideeen": {"richting", "uitwisselen"}, "uitwisselen": {"ideeen", "casus"},
    "casus": {"uitwisselen", "reflecteren"}, "kennis": {"onderzoeken", "ideeen"}, "onderzoeken": {"kennis", "casus"},
    "maken": {"onderzoeken", "vooruit"}, "oefenen": {"casus", "reflecteren"}, "reflecteren": {"casus", "vertrouwen"},
    "verbinden": {"uitwisselen", "vertrouwen"}, "meenemen": {"vooruit", "oefenen"}, "vooruit": {"meenemen", "richting"},
    "begeleiden": {"casus", "reflecteren"},
}  # fmt: skip

# What only makes sense in a meeting with this purpose.
BIJ_DOEL = {"vertaalslag-na-een-spreker": "kennis", "inhoudelijke-bijeenkomst-met-expert": "kennis"}
# What asks for a group that has done one of these before.
NA = {
    "balintmethode": {"intervisie", "casusbespreking", "incidentmethode", "consultatieprotocol", "tienstappenmethode"}
}


def past_bij_doel(k: Kandidaat, plek: Plek, s: Situatie, vorige: Kandidaat | None) -> float:
    """What the kaart names first is what it is for; what it names later it also does. What is for every meeting is
    good enough anywhere, and gives way to what was made for this."""
    for nummer, doel in enumerate(plek.doelen):
        if doel in k.doelen:
            return max(0.3, (0.8 if k.is_vast else 1 - 0.2 * k.doelen.index(doel)) - 0.2 * nummer)
    return 0.2 if DICHTBIJ[plek.doelen[0]] & set(k.doelen) else -1


def past_bij_fase(k, plek, s, vorige) -> float:
    """In its own fase good, in the one beside it no matter, further away it is out of place."""
    if k.is_vast or s.fase in k.fasen:
        return 1
    afstand = min(abs(FASE_SLUGS.index(s.fase) - FASE_SLUGS.index(fase)) for fase in k.fasen)
    return 0 if afstand == 1 else -1


def past_in_tijd(k, plek, s, vorige) -> float:
    """The minutes there are lie in its range: good. What is off counts, around the kern twice as much."""
    scheelt = max(k.kort - plek.streef, plek.streef - k.hooguit, 0)
    return max(-1, 1 - scheelt / (20 if plek.moment == "kern" else 10))


def is_nieuw(k, plek, s, vorige) -> float:
    """Done the last time speaks against it, done before a little, not yet done says nothing; a welcome is never old."""
    if k.is_vast:
        return 0
    return {None: 0, 1: -1, 2: -0.7, 3: -0.4}.get(s.eerder.get(k.sleutel), -0.2)


def past_bij_groep(k, plek, s, vorige) -> float:
    """One group is easiest to guide; every group more wants somebody to lead it."""
    return {1: 1, 2: 0.6, 3: 0, 4: -0.5}[k.groepen(s.mensen)]


def wisselt_af(k, plek, s, vorige) -> float:
    """After sitting and talking something else; after a lunch something that moves."""
    if plek.na_lunch:
        return {"actief": 1, "rustig": -1}.get(k.energie, 0)
    if vorige is None:
        return 0
    return 0.5 * (k.energie != vorige.energie) + 0.5 * (k.soort != vorige.soort)


def is_favoriet(k, plek, s, vorige) -> float:
    return 1 if k.sleutel in s.favorieten else 0


def beviel_hier(k, plek, s, vorige) -> float:
    """What the facilitators of this netwerk said after using it."""
    return {"nog_eens": 1, "niet_meer": -1, "anders": -0.2}.get(s.oordeel.get(k.sleutel), 0)


def beviel_elders(k, plek, s, vorige) -> float:
    """How facilitators everywhere look back on it; half of them satisfied says nothing."""
    ervaring = s.ervaring.get(k.sleutel)
    return 2 * ervaring.deel - 1 if ervaring else 0


@dataclass(frozen=True)
class Regel:
    naam: str
    gewicht: float
    weeg: Callable[[Kandidaat, Plek, Situatie, Kandidaat | None], float]


REGELS = (
    Regel("het doel van deze plek", 8, past_bij_doel),
    Regel("de minuten die er zijn", 4, past_in_tijd),
    Regel("de fase van het netwerk", 3, past_bij_fase),
    Regel("afwisseling met eerdere keren", 4, is_nieuw),
    Regel("hoe het hier beviel", 3, beviel_hier),
    Regel("het aantal mensen", 2, past_bij_groep),
    Regel("afwisseling met de kern", 1, wisselt_af),
    Regel("hoe het elders beviel", 1, beviel_elders),
    Regel("een favoriet", 1, is_favoriet),
)


def score(k: Kandidaat, plek: Plek, s: Situatie, vorige: Kandidaat | None = None) -> float:
    """``vorige``: the kern that was chosen before, to vary on."""
    return sum(regel.gewicht * regel.weeg(k, plek, s, vorige) for regel in REGELS)


def is_mogelijk(k: Kandidaat, s: Situatie) -> bool:
    """Can this group do it at all, there, at this moment of its life?"""
    if not k.groepen(s.mensen) or any(plek not in k.plek for plek in s.plekken):
        return False
    if k.sleutel in NA and not NA[k.sleutel] & set(s.eerder):
        return False
    return BIJ_DOEL.get(k.sleutel, s.doel) == s.doel


def past_op_plek(k: Kandidaat, plek: Plek) -> bool:
    """Does it belong at this place? A kern takes at least half of the minutes there are for it; the first one does what
    the meeting is for."""
    if plek.moment not in k.momenten:
        return False
    if plek.moment != "kern":
        return True
    return k.hooguit * 2 >= plek.streef and (not plek.is_eerste_kern or plek.doelen[0] in k.doelen)
