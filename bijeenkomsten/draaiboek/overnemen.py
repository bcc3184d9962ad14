"""Blocks without a day: what a sjabloon keeps, and how they fit another meeting.

A fixed begin is kept as minutes from the begin of the meeting (``begint_na``), so that lunch in a sjabloon of a morning
is not at noon in the evening.
"""

from datetime import UTC, timedelta
from types import SimpleNamespace

from bijeenkomsten.draaiboek.schalen import STAP, scale
from bijeenkomsten.draaiboek.stappen import dump, load
from bijeenkomsten.draaiboek.tijden import NL, make_groepen

VAN_DE_MAKERS = ("wie", "notities")  # what stays in the netwerk where it was written


def pack(bijeenkomst, *, zonder=()) -> list[dict]:
    """The blocks of a meeting in order, without the fields in ``zonder``."""
    blokken = []
    for regel in bijeenkomst.programma.regels:
        data = dump(regel.onderdeel) | dict.fromkeys(zonder, "")
        vast = data.pop("begint_vast")
        na = (regel.begint_op - bijeenkomst.begint_op.astimezone(UTC)).total_seconds() // 60
        blokken.append(data | {"begint_na": int(na) if vast else None})
    return blokken


def unpack(blokken: list[dict], bijeenkomst, *, schaal: bool, minuten: int) -> list[dict]:
    """The fields of new blocks for ``bijeenkomst``; ``minuten``: how long the meeting was that they come from.

    ``schaal``: make all of it fit the length of this meeting. Otherwise every block keeps its minutes.
    """
    nieuw = [dict(blok) for blok in blokken]
    verhouding = 1
    if schaal:
        groepen = make_groepen([SimpleNamespace(**blok) for blok in blokken])
        nieuwe_minuten = scale([[b.minuten for b in groep] for groep in groepen], bijeenkomst.duur_minuten)
        for blok, aantal in zip(nieuw, (m for groep in nieuwe_minuten for m in groep), strict=True):
            blok["minuten"] = aantal
        verhouding = bijeenkomst.duur_minuten / minuten
    for blok in nieuw:
        na = blok.pop("begint_na", None)
        blok["begint_vast"] = _klok(bijeenkomst, na, verhouding) if na is not None else None
    return [load(blok) for blok in nieuw]


def _klok(bijeenkomst, na, verhouding):
    minuten = na if verhouding == 1 else round(na * verhouding / STAP) * STAP
    moment = bijeenkomst.begint_op.astimezone(UTC) + timedelta(minutes=minuten)
    return moment.astimezone(NL).strftime("%H:%M")
