"""Putting a suggestion in the draaiboek. The draaiboek does it: as one step, so that it can be undone in one."""

from bijeenkomsten.draaiboek.services import load_blokken
from bijeenkomsten.draaiboek.uit_werkvorm import make_waarden
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.voorstel.kandidaten import AFRONDEN, AFSPRAKEN, INCHECKEN, NAAR_SCHOOL
from bijeenkomsten.voorstel.maken import Voorstel
from bijeenkomsten.voorstel.redenen import say_let_op
from werkvormen.inhoud.soorten import DOELEN
from werkvormen.models import Werkvorm

# What the blocks that every meeting has are for; a werkvorm says so itself.
DOEL = {
    INCHECKEN.sleutel: "Iedereen is er met zijn hoofd bij.",
    AFSPRAKEN.sleutel: "Weten wat lukte, en wat er nog nodig is.",
    NAAR_SCHOOL.sleutel: "Ieder neemt één ding mee naar school.",
    AFRONDEN.sleutel: "Ieder weet wie wat doet, en wanneer jullie elkaar weer zien.",
}


def put_voorstel(bijeenkomst: Bijeenkomst, voorstel: Voorstel, *, vervang: bool, afdruk: str, by) -> int:
    """Write the blocks behind what is there, or in its place (``vervang``). All or nothing; returns how many came.

    Raises EditConflict when the draaiboek is not as it was at ``afdruk`` (pressed twice, or somebody else was at work),
    and DomainError for a meeting that was cancelled or with more than forty blocks together.
    """
    titel = f"Voorstel: {DOELEN[voorstel.situatie.doel].lower()}"
    return load_blokken(bijeenkomst, _make_blokken(voorstel), titel=titel, vervang=vervang, by=by, afdruk=afdruk)


def _make_blokken(voorstel):
    pks = [blok.kandidaat.werkvorm for blok in voorstel.blokken if blok.kandidaat.werkvorm]
    werkvormen = Werkvorm.objects.in_bulk(pks)
    return [
        _waarden(blok.kandidaat, werkvormen.get(blok.kandidaat.werkvorm))
        | {"minuten": blok.minuten, "notities": "\n".join(say_let_op(blok, voorstel.situatie))}
        for blok in voorstel.blokken
    ]


def _waarden(kandidaat, werkvorm):
    if werkvorm is None:  # of every meeting, or deleted this very moment
        return {
            "titel": kandidaat.naam, "soort": kandidaat.soort, "toelichting": kandidaat.wat, "werkvorm_id": None,
            "doel": DOEL.get(kandidaat.sleutel, ""),
        }  # fmt: skip
    waarden = make_waarden(werkvorm)
    return waarden | {"werkvorm_id": waarden.pop("werkvorm").pk}
