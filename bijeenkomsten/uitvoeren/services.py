"""The steps of a running meeting. Several phones may send them, late, twice and at once: they end with the same state.

Every step carries a key of its own and says what its sender saw. Under the lock of the meeting a step is taken once; a
step that started from something else than what is now the case changes nothing and gets a sentence that says why.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from bijeenkomsten.afspraken.services import make_afspraak
from bijeenkomsten.models import Aantekening, Bijeenkomst, Bloktijd, Programmaonderdeel, Uitvoering, Uitvoerstap
from bijeenkomsten.services.bijeenkomst import lock
from bijeenkomsten.uitvoeren.models import AFSPRAAK, EXTRA, KLAAR, NAAR, NOTITIE
from kern.errors import DomainError, EditConflict
from kern.log import log
from kern.tijd import nu

OUDST = timedelta(days=14)  # a phone that was off for longer has the wrong time
MEESTE_AANTEKENINGEN = 400
Uitkomst = Uitvoerstap.Uitkomst
WEG = "Dit onderdeel staat niet meer in het programma."


@dataclass(frozen=True)
class Stap:
    """``op``: when somebody did it, by our clock."""

    sleutel: UUID
    soort: str
    op: datetime
    gegevens: dict = field(default_factory=dict)


def take_step(bijeenkomst: Bijeenkomst, stap: Stap, *, by) -> Uitvoerstap:
    """Take one step, once per ``sleutel``; the same again gives the same answer. Never raises for what people do.

    gedaan: it is now so, also when somebody else made it so. botsing: somebody else was first with something else.
    geweigerd: it cannot be, such as a note at a meeting that was cancelled. The sentence in ``zin`` is for the sender.
    """
    try:
        return _take(bijeenkomst, stap, by)
    except IntegrityError:
        # The key is of something elsewhere: nobody's device makes the same one twice.
        return _answer(
            bijeenkomst, stap, by, Uitkomst.GEWEIGERD, "Dit kunnen we niet lezen. Laad de bladzijde opnieuw."
        )


@transaction.atomic
def _take(bijeenkomst, stap, by):
    bijeenkomst = lock(bijeenkomst)
    bekend = Uitvoerstap.objects.filter(pk=stap.sleutel).first()
    if bekend and bekend.bijeenkomst_id == bijeenkomst.pk:
        return bekend
    try:
        with transaction.atomic():
            zin = _do(bijeenkomst, stap, by)
    except EditConflict as botsing:
        antwoord = _answer(bijeenkomst, stap, by, Uitkomst.BOTSING, str(botsing))
    except DomainError as error:
        antwoord = _answer(bijeenkomst, stap, by, Uitkomst.GEWEIGERD, str(error))
    else:
        antwoord = _answer(bijeenkomst, stap, by, Uitkomst.GEDAAN, zin or "")
    antwoord.save(force_insert=True)
    return antwoord


def _answer(bijeenkomst, stap, by, uitkomst, zin):
    return Uitvoerstap(
        sleutel=stap.sleutel, bijeenkomst=bijeenkomst, door=by, soort=stap.soort, uitkomst=uitkomst, zin=zin, op=stap.op
    )


def _do(bijeenkomst, stap, by):
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst is afgelast.")
    uitvoering, _ = Uitvoering.objects.select_related("huidig").get_or_create(bijeenkomst=bijeenkomst)
    zin = _STAPPEN[stap.soort](uitvoering, stap, by)
    uitvoering.versie += 1
    uitvoering.save()
    log(bijeenkomst, f"bijeenkomsten.uitvoering.{stap.soort}", actor=by)
    return zin


# --- What each kind of step does; each returns a sentence for the sender, or nothing --------------------------------


def _go(uitvoering, stap, by):
    """To another block. Going back forgets what was noted as the time of the later ones."""
    blok = _get_blok(uitvoering, stap)
    if blok is None:
        raise EditConflict(WEG)
    if uitvoering.huidig_id == blok.pk:
        return
    _check_seen(uitvoering, stap.gegevens.get("van"))
    op = _when(uitvoering, stap)
    _end_huidig(uitvoering, op)
    later = Bloktijd.objects.filter(
        onderdeel__bijeenkomst=uitvoering.bijeenkomst, onderdeel__volgorde__gt=blok.volgorde
    )
    later.update(begon_op=None, eindigde_op=None)
    tijd = _get_tijd(blok)
    terug = tijd.begon_op is not None
    tijd.begon_op, tijd.eindigde_op = (tijd.begon_op if terug else op), None
    tijd.save()
    uitvoering.huidig, uitvoering.klaar_op = blok, None
    uitvoering.begonnen_op = uitvoering.begonnen_op or op


def _finish(uitvoering, stap, by):
    if uitvoering.klaar_op:
        return
    if uitvoering.begonnen_op is None:
        raise DomainError("Deze bijeenkomst is nog niet begonnen.")
    _check_seen(uitvoering, stap.gegevens.get("van"))
    op = _when(uitvoering, stap)
    _end_huidig(uitvoering, op)
    uitvoering.huidig, uitvoering.klaar_op = None, op


def _extend(uitvoering, stap, by):
    """From so many extra minutes to so many: two phones that both add the same five add five."""
    blok = _get_blok(uitvoering, stap)
    if blok is None:
        raise EditConflict(WEG)
    tijd = _get_tijd(blok)
    if tijd.extra_minuten == stap.gegevens["naar"]:
        return
    if tijd.extra_minuten != stap.gegevens["van"]:
        raise EditConflict(f"Iemand anders gaf “{blok.titel}” al {tijd.extra_minuten} minuten extra. Dat blijft zo.")
    tijd.extra_minuten = stap.gegevens["naar"]
    tijd.save()


def _note(uitvoering, stap, by):
    if uitvoering.bijeenkomst.aantekeningen.count() >= MEESTE_AANTEKENINGEN:
        raise DomainError("Er staan al 400 aantekeningen bij deze bijeenkomst.")
    blok = _get_blok(uitvoering, stap)
    Aantekening.objects.create(
        bijeenkomst=uitvoering.bijeenkomst, onderdeel=blok, blok=blok.titel if blok else "",
        tekst=stap.gegevens["tekst"], door=by, sleutel=stap.sleutel,
    )  # fmt: skip
    if blok is None and stap.gegevens.get("blok"):
        return f"{WEG} Je aantekening is wel bewaard."
    return None


def _promise(uitvoering, stap, by):
    waarden = stap.gegevens["afspraak"] | {"onderdeel": _get_blok(uitvoering, stap)}
    afspraak = make_afspraak(uitvoering.bijeenkomst, waarden, by=by, sleutel=stap.sleutel)
    if afspraak.was_van:
        return f"{afspraak.was_van.naam} doet niet meer mee. De afspraak is nu van iedereen."
    return None


_STAPPEN = {NAAR: _go, KLAAR: _finish, EXTRA: _extend, NOTITIE: _note, AFSPRAAK: _promise}


def _get_blok(uitvoering, stap):
    return Programmaonderdeel.objects.filter(
        bijeenkomst=uitvoering.bijeenkomst_id, pk=stap.gegevens.get("blok") or 0
    ).first()


def _get_tijd(blok):
    return Bloktijd.objects.get_or_create(onderdeel=blok)[0]


def _check_seen(uitvoering, van):
    """Did the sender see the block that is on now? A block that was taken away meanwhile is no reason to refuse."""
    if uitvoering.huidig and uitvoering.huidig_id != van:
        raise EditConflict(f"Iemand anders is al bij “{uitvoering.huidig.titel}”. Daar gaan we verder.")
    if uitvoering.klaar_op and van:
        raise EditConflict("Iemand anders heeft de bijeenkomst al afgesloten.")


def _when(uitvoering, stap):
    """The moment somebody pressed, but not in the future, not before what went before, and not weeks ago."""
    now = nu()
    tijd = uitvoering.huidig and _get_tijd(uitvoering.huidig).begon_op
    vanaf = max(filter(None, [now - OUDST, tijd, uitvoering.begonnen_op]))
    return min(max(stap.op, vanaf), max(now, vanaf))


def _end_huidig(uitvoering, op):
    if uitvoering.huidig:
        tijd = _get_tijd(uitvoering.huidig)
        tijd.eindigde_op = op if tijd.begon_op else None
        tijd.save()


@transaction.atomic
def delete_aantekening(aantekening: Aantekening, *, by) -> None:
    """Take one's own note away. Twice is quiet."""
    bijeenkomst = lock(aantekening.bijeenkomst)
    weg, _ = Aantekening.objects.filter(pk=aantekening.pk).delete()
    if weg:
        Uitvoering.objects.filter(bijeenkomst=bijeenkomst).update(versie=F("versie") + 1)
        log(bijeenkomst, "bijeenkomsten.aantekening.deleted", actor=by)
