"""Asking people to prepare a meeting. Everything about one meeting waits for each other on its row."""

from django.db import transaction

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.services import update_bijeenkomst
from bijeenkomsten.services.bijeenkomst import lock
from bijeenkomsten.voorbereiders import mails
from bijeenkomsten.voorbereiders.models import Beurt
from bijeenkomsten.voorbereiders.stand import read_kandidaten
from bijeenkomsten.voorbereiders.volgorde import choose
from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu

MEEST = mails.MEEST
INGETROKKEN = "Deze vraag is intussen ingetrokken. Je hoeft niets meer te doen."
TE_LAAT = "Een mail komt nu te laat. Spreek iemand aan, en zet die zelf bij de bijeenkomst."
VOL = "Er bereiden er intussen al drie voor. Fijn dat je wilde. Een volgende keer ben je weer aan de beurt."


def count_plaatsen(bijeenkomst: Bijeenkomst) -> int:
    """How many can still be asked: three, without who prepares and who was asked."""
    gevraagd = Beurt.objects.open().filter(bijeenkomst=bijeenkomst.pk).count()
    return max(0, MEEST - bijeenkomst.voorbereiders_nu().count() - gevraagd)


@transaction.atomic
def ask_voorbereiders(bijeenkomst: Bijeenkomst, personen: set[int], *, by) -> Bijeenkomst:
    """Ask these persons (ids) to prepare; each gets a mail with two buttons. Who was asked already is not asked again.

    Raises DomainError when nobody was chosen, for more than three in all, for who is no deelnemer or prepares it
    already, and for a meeting that is off or begins within a day.
    """
    bijeenkomst = lock(bijeenkomst)
    _check_komt_nog(bijeenkomst)
    open_ = set(Beurt.objects.open().filter(bijeenkomst=bijeenkomst).values_list("persoon", flat=True))
    nieuw = bijeenkomst.netwerk.deelnemers().filter(pk__in=personen - open_)
    nieuw = list(nieuw.exclude(pk__in=bijeenkomst.voorbereiders.values("pk")).order_by("pk"))
    if not mails.is_useful(bijeenkomst, nu()):
        raise DomainError(TE_LAAT)
    if not personen:
        raise DomainError("Kies wie je vraagt.")
    if len(nieuw) < len(personen - open_):
        raise DomainError("Je koos iemand die al voorbereidt of niet meer meedoet. Kijk nog eens.")
    if len(nieuw) > count_plaatsen(bijeenkomst):
        raise DomainError("Er bereiden er hooguit drie voor. Kies er minder.")
    for persoon in nieuw:
        _ask(bijeenkomst, persoon, by=by)
    return bijeenkomst


@transaction.atomic
def accept_beurt(bijeenkomst: Bijeenkomst, persoon) -> Bijeenkomst:
    """This person prepares the meeting; also after passing, as long as there is room. Twice is quiet.

    Raises DomainError when three prepare already, the question was taken back, the person left, or the meeting is off
    or has begun.
    """
    bijeenkomst = lock(bijeenkomst)
    _check_komt_nog(bijeenkomst)
    _check_lid(bijeenkomst, persoon)
    if bijeenkomst.is_voorbereider(persoon):
        return bijeenkomst
    beurt = Beurt.objects.filter(bijeenkomst=bijeenkomst, persoon=persoon)
    if not beurt.exists():
        raise DomainError(INGETROKKEN)
    if bijeenkomst.voorbereiders_nu().count() >= MEEST:
        raise DomainError(VOL)
    beurt.delete()
    log(bijeenkomst, "bijeenkomsten.beurt.accepted", actor=persoon)
    return _write(bijeenkomst, _ids(bijeenkomst) | {persoon.pk}, by=persoon)


@transaction.atomic
def pass_beurt(bijeenkomst: Bijeenkomst, persoon) -> Bijeenkomst:
    """Not this time; also who said yes before. The next one whose turn it is is asked at once. Twice is quiet.

    Raises DomainError as ``accept_beurt`` does.
    """
    bijeenkomst = lock(bijeenkomst)
    _check_komt_nog(bijeenkomst)
    _check_lid(bijeenkomst, persoon)
    beurt = Beurt.objects.filter(bijeenkomst=bijeenkomst, persoon=persoon).first()
    bereidt_voor = bijeenkomst.is_voorbereider(persoon)
    if beurt is None and not bereidt_voor:
        raise DomainError(INGETROKKEN)
    if beurt and beurt.gepast and not bereidt_voor:
        return bijeenkomst
    Beurt.objects.update_or_create(bijeenkomst=bijeenkomst, persoon=persoon, defaults={"gepast": True})
    if bereidt_voor:
        bijeenkomst = _write(bijeenkomst, _ids(bijeenkomst) - {persoon.pk}, by=persoon)
    log(bijeenkomst, "bijeenkomsten.beurt.passed", actor=persoon)
    if mails.is_useful(bijeenkomst, nu()) and count_plaatsen(bijeenkomst):
        for kandidaat in choose(read_kandidaten(bijeenkomst), 1, bijeenkomst.pk):
            _ask(bijeenkomst, kandidaat.persoon, by=persoon)
    return bijeenkomst


def pass_open_beurt(bijeenkomst: Bijeenkomst, persoon) -> None:
    """Who cannot come need not answer the question too: it is a pass. A question is open until the meeting begins."""
    if Beurt.objects.open().filter(bijeenkomst=bijeenkomst, persoon=persoon).exists():
        pass_beurt(bijeenkomst, persoon)


@transaction.atomic
def withdraw_beurt(bijeenkomst: Bijeenkomst, persoon: int, *, by) -> None:
    """The question to this person (id) is taken back; no mail leaves any more. Twice is quiet."""
    bijeenkomst = lock(bijeenkomst)
    verwijderd, _ = Beurt.objects.filter(bijeenkomst=bijeenkomst, persoon=persoon, gepast=False).delete()
    if verwijderd:
        log(bijeenkomst, "bijeenkomsten.beurt.withdrawn", actor=by, persoon=persoon)


def _ask(bijeenkomst, persoon, *, by):
    Beurt.objects.update_or_create(bijeenkomst=bijeenkomst, persoon=persoon, defaults={"gepast": False})
    mails.queue_beurt(bijeenkomst, persoon)
    log(bijeenkomst, "bijeenkomsten.beurt.asked", actor=by, persoon=persoon.pk)


def _ids(bijeenkomst):
    return set(bijeenkomst.voorbereiders.values_list("pk", flat=True))


def _write(bijeenkomst, ids, *, by):
    return update_bijeenkomst(bijeenkomst, {"voorbereiders": sorted(ids)}, by=by, versie=bijeenkomst.versie)


def _check_komt_nog(bijeenkomst):
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst gaat niet door.")
    if bijeenkomst.is_begonnen:
        raise DomainError("Deze bijeenkomst is al begonnen.")


def _check_lid(bijeenkomst, persoon):
    if not bijeenkomst.netwerk.leden().filter(pk=persoon.pk).exists():
        raise DomainError("Je doet op dit moment niet mee aan dit netwerk.")
