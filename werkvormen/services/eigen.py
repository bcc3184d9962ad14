"""What somebody writes, offers and sees published; what the academie does with it."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from kern.errors import DomainError, EditConflict
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu
from werkvormen import mails
from werkvormen.inhoud.soorten import Gebaseerd, Kaart
from werkvormen.models import RESERVED_SLUGS, Origineel, Werkvorm
from werkvormen.services.kaarten import write_kaart

S = Werkvorm.Status
LANGSTE_SLUG = 50  # leaves room for a number behind it
POGINGEN = 5


def create_werkvorm(kaart: Kaart, *, by, origineel: Origineel | None = None) -> Werkvorm:
    """A whole one of this person, not offered, under an address of its own.

    ``kaart``: of its slug only the words of the name count, and a number of the catalogue is left behind.
    ``origineel``: what it was made from.
    """
    bron = origineel.velden if origineel else {}
    for poging in range(POGINGEN):
        try:
            with transaction.atomic():
                werkvorm = Werkvorm(eigenaar=by, **bron)
                write_kaart(werkvorm, replace(kaart, code="", slug=make_slug(kaart.naam)))
        except IntegrityError:  # somebody took the address in between
            if poging == POGINGEN - 1:
                raise
        else:
            log(werkvorm, "werkvormen.werkvorm.created", actor=by, gebaseerd_op=werkvorm.gebaseerd_op_id)
            return werkvorm
    raise AssertionError  # pragma: no cover - the last try returns or raises


def make_slug(naam: str) -> str:
    """«Worldcafé» → worldcafe, or worldcafe-2 when that is taken."""
    basis = slugify(naam)[:LANGSTE_SLUG].strip("-") or "werkvorm"
    bezet = set(Werkvorm.objects.filter(slug__startswith=basis).values_list("slug", flat=True)) | {*RESERVED_SLUGS}
    if basis not in bezet:
        return basis
    return next(slug for n in range(2, len(bezet) + 3) if (slug := f"{basis}-{n}") not in bezet)


@transaction.atomic
def create_werkvormen(gelezen: Iterable[tuple[Kaart, Gebaseerd | None]], *, by) -> list[Werkvorm]:
    """All of them or none. What one was made from is found here only among what is published, by address and name.

    Otherwise it is kept as words: a file cannot point at what somebody keeps to themselves.
    """
    gelezen = list(gelezen)
    slugs = {gebaseerd.slug for _, gebaseerd in gelezen if gebaseerd}
    bekend = {(w.slug, w.naam): w for w in Werkvorm.objects.gepubliceerd().filter(slug__in=slugs)} if slugs else {}
    return [create_werkvorm(kaart, by=by, origineel=_find_origineel(g, bekend)) for kaart, g in gelezen]


def _find_origineel(gebaseerd, bekend):
    if gebaseerd is None:
        return None
    return Origineel(gebaseerd.naam, gebaseerd.versie, bekend.get((gebaseerd.slug, gebaseerd.naam)))


def _lock(werkvorm):
    return lock_rows(Werkvorm.objects).get(pk=werkvorm.pk)


@transaction.atomic
def change_werkvorm(werkvorm: Werkvorm, kaart: Kaart, *, by, seen: int) -> Werkvorm:
    """Other texts. ``seen``: the ``versie`` the writer looked at.

    Its address and number stay. Raises EditConflict when another text was saved meanwhile, and DomainError when it
    moved on: an owner does not change what the academie is reading, nor the academie what its writer took back.
    """
    werkvorm = _lock(werkvorm)
    if not by.is_academie and not werkvorm.is_eigen:
        raise DomainError("Deze werkvorm is intussen aangeboden. Neem hem eerst terug, dan kun je hem bewerken.")
    if by.pk != werkvorm.eigenaar_id and werkvorm.is_eigen:
        raise DomainError("De schrijver heeft deze werkvorm intussen teruggenomen. Je kunt hem nu niet bewerken.")
    if werkvorm.versie != seen:
        raise EditConflict("Deze werkvorm is intussen al bewerkt, misschien in een ander venster.")
    werkvorm.versie += 1
    write_kaart(werkvorm, replace(kaart, code=werkvorm.code, slug=werkvorm.slug))
    log(werkvorm, "werkvormen.werkvorm.changed", actor=by, versie=werkvorm.versie)
    return werkvorm


@transaction.atomic
def delete_werkvorm(werkvorm: Werkvorm, *, by) -> None:
    """For good, what is not offered. Raises DomainError when it is."""
    werkvorm = _lock(werkvorm)
    if not werkvorm.is_eigen:
        raise DomainError("Wat is aangeboden, kun je niet weggooien. Neem hem eerst terug.")
    log(werkvorm, "werkvormen.werkvorm.deleted", actor=by)
    werkvorm.delete()


def _move(werkvorm, status, actie, *, by, **velden):
    for naam, waarde in velden.items():
        setattr(werkvorm, naam, waarde)
    werkvorm.status = status
    werkvorm.save(update_fields=["status", "updated_at", *velden])
    log(werkvorm, f"werkvormen.werkvorm.{actie}", actor=by)
    return werkvorm


@transaction.atomic
def offer_werkvorm(werkvorm: Werkvorm, *, by) -> Werkvorm:
    """EIGEN → AANGEBODEN. Everybody of the academie hears it; offering twice is offering once."""
    werkvorm = _lock(werkvorm)
    if werkvorm.is_aangeboden:
        return werkvorm
    if not werkvorm.is_eigen:
        raise DomainError("Deze werkvorm is al beoordeeld.")
    werkvorm = _move(werkvorm, S.AANGEBODEN, "offered", by=by, aangeboden_op=nu(), reden="")
    mails.tell_academie(werkvorm)
    return werkvorm


@transaction.atomic
def take_back_werkvorm(werkvorm: Werkvorm, *, by) -> Werkvorm:
    """AANGEBODEN → EIGEN, by its owner. Raises DomainError when the academie was first."""
    werkvorm = _lock(werkvorm)
    if werkvorm.is_eigen:
        return werkvorm
    if not werkvorm.is_aangeboden:
        raise DomainError("De academie heeft deze werkvorm intussen gepubliceerd.")
    return _move(werkvorm, S.EIGEN, "taken_back", by=by, aangeboden_op=None)


@transaction.atomic
def publish_werkvorm(werkvorm: Werkvorm, *, by) -> Werkvorm:
    """AANGEBODEN or INGETROKKEN → GEPUBLICEERD. Its owner gets a mail; publishing twice is publishing once."""
    werkvorm = _lock(werkvorm)
    if werkvorm.is_gepubliceerd:
        return werkvorm
    if werkvorm.is_eigen:
        raise DomainError("De schrijver heeft deze werkvorm intussen teruggenomen.")
    werkvorm = _move(werkvorm, S.GEPUBLICEERD, "published", by=by, reden="")
    mails.tell_eigenaar(werkvorm, mails.GEPUBLICEERD)
    return werkvorm


@transaction.atomic
def send_back_werkvorm(werkvorm: Werkvorm, *, reden: str, by) -> Werkvorm:
    """AANGEBODEN → EIGEN, with the reason. Its owner gets a mail and can offer it again."""
    werkvorm = _lock(werkvorm)
    if not werkvorm.is_aangeboden:
        raise DomainError("Deze werkvorm wacht niet meer op jullie. Iemand anders was eerder, of hij is teruggenomen.")
    werkvorm = _move(werkvorm, S.EIGEN, "sent_back", by=by, reden=reden, aangeboden_op=None)
    mails.tell_eigenaar(werkvorm, mails.TERUGGESTUURD)
    return werkvorm


@transaction.atomic
def withdraw_werkvorm(werkvorm: Werkvorm, *, reden: str, by) -> Werkvorm:
    """GEPUBLICEERD → INGETROKKEN, with the reason. It stays readable for who uses it; its owner gets a mail."""
    werkvorm = _lock(werkvorm)
    if werkvorm.is_ingetrokken:
        return werkvorm
    if not werkvorm.is_gepubliceerd:
        raise DomainError("Deze werkvorm is niet gepubliceerd.")
    werkvorm = _move(werkvorm, S.INGETROKKEN, "withdrawn", by=by, reden=reden)
    mails.tell_eigenaar(werkvorm, mails.INGETROKKEN)
    return werkvorm
