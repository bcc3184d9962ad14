"""What the result page shows beside the table: profile, course, and what to say about who came and left."""

from evaluatie.profiel import make_gangen, make_profiel
from evaluatie.uitslag.tabel import Uitslag
from evaluatie.uitslag.verloop import Verloop, read_verloop
from kern.tijd import maand_jaar

ALLEEN_EIGEN = (
    "Er waren net een paar andere mensen dan een eerdere keer. Wie beide uitslagen naast elkaar legt, zou bij een "
    "vraag van jullie zelf kunnen uitrekenen wat één van jullie koos. Daarom zie je daar alleen ongeveer waar jullie "
    "staan, of niets."
)


def make_pagina(uitslag: Uitslag) -> dict:
    """Context of the profile; nothing for a list without dimensies, or without a figure. Three queries."""
    if not uitslag.dimensies:
        return {"grof": zeg_grof(uitslag, None)}
    verloop = read_verloop(uitslag.meting, uitslag)
    return {
        "verloop": verloop,
        "profiel": make_profiel(verloop),
        "gangen": make_gangen(verloop),
        "grof": zeg_grof(uitslag, verloop),
        "wissel": "" if uitslag.is_grof else zeg_wissel(verloop),
    }


def zeg_wissel(verloop: Verloop) -> str:
    """Who came and left since the round before, in numbers."""
    vorige = verloop.vorige
    if vorige is None:
        return ""
    erbij, eruit = verloop.nu.groep.erbij(vorige.groep), verloop.nu.groep.eruit(vorige.groep)
    if not erbij and not eruit:
        return ""
    zin = f"Sinds {maand_jaar(vorige.op)} {_samen(erbij, eruit)}."
    if verloop.eerder is None:
        return f"{zin} De groep is nu te anders om beide uitslagen naast elkaar te leggen."
    return f"{zin} Een deel van het verschil kan daardoor komen."


def zeg_grof(uitslag: Uitslag, verloop: Verloop | None) -> str:
    """Why some figures are bands; empty when none is."""
    if not uitslag.is_grof:
        return ""
    if not uitslag.meting.document.herhaald:
        return ALLEEN_EIGEN
    zin = "De groep is net een beetje anders dan bij een eerdere ronde."
    if verloop and (vorige := verloop.vorige):
        erbij, eruit = verloop.nu.groep.erbij(vorige.groep), verloop.nu.groep.eruit(vorige.groep)
        if erbij or eruit:
            zin = f"Sinds {maand_jaar(vorige.op)} {_samen(erbij, eruit)}."
    return (
        f"{zin} Wie beide uitslagen naast elkaar legt, zou kunnen uitrekenen wat één van jullie koos. "
        "Daarom zie je nu alleen ongeveer waar jullie staan."
    )


def _samen(erbij, eruit):
    """«kwamen er 3 mensen bij en ging er 1 weg»"""
    delen = []
    if erbij:
        delen.append("kwam er 1 iemand bij" if erbij == 1 else f"kwamen er {erbij} mensen bij")
    if eruit:
        wie = "" if erbij else (" iemand" if eruit == 1 else " mensen")
        delen.append(f"ging er {eruit}{wie} weg" if eruit == 1 else f"gingen er {eruit}{wie} weg")
    return " en ".join(delen)
