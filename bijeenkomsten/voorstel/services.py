"""Putting a suggestion in the draaiboek."""

from django.db import transaction

from bijeenkomsten.draaiboek.services.stappen import record, write_volgorde
from bijeenkomsten.draaiboek.stappen import make_voor
from bijeenkomsten.models import Bijeenkomst, Draaiboekstap, Programmaonderdeel
from bijeenkomsten.services.bijeenkomst import lock
from bijeenkomsten.voorstel.maken import Voorstel
from bijeenkomsten.voorstel.redenen import say_let_op
from kern.errors import DomainError, EditConflict
from kern.log import log
from werkvormen.models import Werkvorm

MEESTE = 40


def make_stand(onderdelen) -> str:
    """A draaiboek as it is now, in a word: another block, or a block changed, gives another word."""
    onderdelen = list(onderdelen)
    return f"{len(onderdelen)}-{max((o.pk for o in onderdelen), default=0)}-{sum(o.versie for o in onderdelen)}"


@transaction.atomic
def put_voorstel(bijeenkomst: Bijeenkomst, voorstel: Voorstel, *, vervang: bool, stand: str, by) -> int:
    """Write the blocks behind what is there, or in its place (``vervang``). All or nothing, in one step that can
    be undone; returns how many came.

    Raises EditConflict when the draaiboek is not as it was at ``stand`` (pressed twice, or somebody else was at work),
    and DomainError for a meeting that was cancelled or with more than forty blocks together.
    """
    bijeenkomst = lock(bijeenkomst)
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst is afgelast. Het draaiboek verandert niet meer.")
    rij = list(bijeenkomst.onderdelen.all())
    if make_stand(rij) != stand:
        raise EditConflict("Het draaiboek is intussen veranderd. Kijk wat er nu staat, en kies dan opnieuw.")
    weg = rij if vervang else []
    if len(rij) - len(weg) + len(voorstel.blokken) > MEESTE:
        raise DomainError("Zo worden het meer dan veertig onderdelen. Zet het voorstel in plaats van wat er nu staat.")
    plek = max((o.volgorde for o in rij), default=0)
    nieuw = Programmaonderdeel.objects.bulk_create(_make_rows(bijeenkomst, voorstel, plek, by))
    voor = make_voor(rij, geraakt=weg, nieuw=[o.pk for o in nieuw])
    Programmaonderdeel.objects.filter(pk__in=[o.pk for o in weg]).delete()
    write_volgorde(bijeenkomst, [o.pk for o in nieuw] if vervang else [o.pk for o in [*rij, *nieuw]])
    record(bijeenkomst, Draaiboekstap.Wat.GELADEN, voor=voor, titel="Voorstel", by=by)
    log(bijeenkomst, "bijeenkomsten.voorstel.taken_over", actor=by, blokken=len(nieuw), vervang=vervang)
    return len(nieuw)


def _make_rows(bijeenkomst, voorstel, plek, by):
    werkvormen = Werkvorm.objects.in_bulk(
        [blok.kandidaat.werkvorm for blok in voorstel.blokken if blok.kandidaat.werkvorm]
    )
    return [
        Programmaonderdeel(
            bijeenkomst=bijeenkomst,
            volgorde=plek + nummer,
            gewijzigd_door=by,
            minuten=blok.minuten,
            notities="\n".join(say_let_op(blok, voorstel.situatie)),
            **_waarden(blok.kandidaat, werkvormen.get(blok.kandidaat.werkvorm)),
        )
        for nummer, blok in enumerate(voorstel.blokken, 1)
    ]


def _waarden(kandidaat, werkvorm):
    if werkvorm is None:  # of every meeting, or withdrawn this very moment
        return {"titel": kandidaat.naam, "soort": kandidaat.soort, "toelichting": kandidaat.wat}
    stappen = [f"{n}. {s['titel']}. {s['tekst']}" for n, s in enumerate(werkvorm.lijsten["stappen"], 1)]
    return {
        "titel": werkvorm.naam, "soort": werkvorm.tijd, "vraag": werkvorm.voorbeeldvraag, "doel": werkvorm.doel,
        "toelichting": "\n".join(stappen), "materiaal": "\n".join(werkvorm.lijsten["materiaal"]), "werkvorm": werkvorm,
    }  # fmt: skip
