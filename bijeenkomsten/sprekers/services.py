"""What happens to a guest. Whoever changes a request waits on the row of the meeting first, then on the request."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q

from berichten.models import Bericht
from bijeenkomsten import planning
from bijeenkomsten.models import Bijeenkomst, Gastspreker, Spreekverzoek, Sprekersvraag
from bijeenkomsten.services.bijeenkomst import lock as lock_bijeenkomst
from bijeenkomsten.sprekers import mails
from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu

MEESTE_GASTEN = 8  # for one meeting
MEESTE_VRAGEN = 5  # of one person for one guest
BEWAAR = timedelta(days=30)  # after the meeting, without the guest's yes
BEDANKEN_TOT = timedelta(days=60)
Status, Soort = Spreekverzoek.Status, Sprekersvraag.Soort


class VoorbijError(DomainError):
    """The guest or a member came too late: taken back, off, or over."""


@transaction.atomic
def ask_gast(bijeenkomst: Bijeenkomst, spreker: Gastspreker | dict, waarden: dict, *, by) -> Spreekverzoek:
    """Ask a guest for this meeting; the mail with the link goes after commit.

    ``spreker``: one of the netwerk, or naam, email and expertise of somebody new (a known address is that guest).
    ``waarden``: onderwerp, bericht, praktisch. The same question twice is one; after a no or a withdrawal it is asked
    anew. Raises DomainError when the guest was already asked, there are eight, or the meeting is off or has begun.
    """
    bijeenkomst = lock_bijeenkomst(bijeenkomst)
    _check_te_gaan(bijeenkomst)
    if isinstance(spreker, dict):
        email = spreker["email"].lower()
        rest = {"naam": spreker["naam"], "expertise": spreker["expertise"]}
        spreker, _ = Gastspreker.objects.get_or_create(netwerk=bijeenkomst.netwerk, email=email, defaults=rest)
    eerder = bijeenkomst.gasten.filter(spreker=spreker).first()
    if eerder is None and bijeenkomst.gasten.count() >= MEESTE_GASTEN:
        raise DomainError("Er zijn al acht gasten gevraagd voor deze bijeenkomst. Dat is genoeg.")
    if eerder and eerder.is_open:
        if eerder.status == Status.GEVRAAGD and all(getattr(eerder, veld) == waarden[veld] for veld in waarden):
            return eerder  # the button was pressed twice
        raise DomainError(f"{spreker.naam} is al gevraagd voor deze bijeenkomst.")
    verzoek = eerder or Spreekverzoek(bijeenkomst=bijeenkomst, spreker=spreker)
    verzoek.link_nr += bool(eerder)
    for veld, waarde in waarden.items():
        setattr(verzoek, veld, waarde)
    verzoek.status, verzoek.gevraagd_door, verzoek.gevraagd_op = Status.GEVRAAGD, by, nu()
    verzoek.beantwoord_op, verzoek.antwoord = None, ""
    verzoek.save()
    log(bijeenkomst, "bijeenkomsten.gast.asked", actor=by, verzoek=verzoek.pk)
    mails.queue_to_gast(mails.VERZOEK, verzoek)
    return verzoek


@transaction.atomic
def answer_verzoek(
    verzoek: Spreekverzoek, *, komt: bool, antwoord: str = "", mag_bewaren: bool = False, link_nr: int
) -> Spreekverzoek:
    """The guest says yes or no, and may change that until the meeting begins. Who asked hears it.

    Raises VoorbijError when the request was taken back or asked anew (``link_nr`` of the mail), or the meeting is off
    or has begun.
    """
    verzoek = _lock(verzoek)
    if verzoek.is_ingetrokken or verzoek.link_nr != link_nr:
        raise VoorbijError("Dit verzoek is intussen ingetrokken. Je hoeft niets meer te doen.")
    _check_te_gaan(verzoek.bijeenkomst)
    nieuw = Status.BEVESTIGD if komt else Status.KAN_NIET
    is_anders = verzoek.status != nieuw or verzoek.moet_opnieuw or verzoek.antwoord != antwoord
    Gastspreker.objects.filter(pk=verzoek.spreker_id).update(mag_bewaren=mag_bewaren, updated_at=nu())
    if not is_anders:
        return verzoek
    verzoek.status, verzoek.antwoord, verzoek.beantwoord_op = nieuw, antwoord, nu()
    verzoek.save(update_fields=["status", "antwoord", "beantwoord_op", "updated_at"])
    log(verzoek.bijeenkomst, "bijeenkomsten.gast.answered", verzoek=verzoek.pk, komt=komt)
    if komt:
        mails.queue_to_gast(mails.BEVESTIGD, verzoek)
    mails.tell_makers(verzoek)
    planning.reschedule(verzoek.bijeenkomst)
    return verzoek


@transaction.atomic
def withdraw_verzoek(verzoek: Spreekverzoek, *, by) -> Spreekverzoek:
    """gevraagd or bevestigd → ingetrokken. A guest who got the question hears it. Twice is quiet.

    Raises DomainError after the guest's no, and once the meeting has begun.
    """
    verzoek = _lock(verzoek)
    if verzoek.is_ingetrokken:
        return verzoek
    if verzoek.kan_niet:
        raise DomainError("Deze gast zei al nee. Er is niets om in te trekken.")
    _check_te_gaan(verzoek.bijeenkomst)
    verzoek.status = Status.INGETROKKEN
    verzoek.save(update_fields=["status", "updated_at"])
    log(verzoek.bijeenkomst, "bijeenkomsten.gast.withdrawn", actor=by, verzoek=verzoek.pk)
    mails.stop_mails(verzoek)
    if mails.has_heard(verzoek):
        mails.queue_to_gast(mails.INGETROKKEN, verzoek)
    planning.reschedule(verzoek.bijeenkomst)
    return verzoek


@transaction.atomic
def update_praktisch(verzoek: Spreekverzoek, tekst: str, *, by) -> Spreekverzoek:
    """What the guest finds on the briefing page besides what we know."""
    verzoek = _lock(verzoek)
    verzoek.praktisch = tekst
    verzoek.save(update_fields=["praktisch", "updated_at"])
    log(verzoek.bijeenkomst, "bijeenkomsten.gast.briefed", actor=by, verzoek=verzoek.pk)
    return verzoek


@transaction.atomic
def thank_gast(verzoek: Spreekverzoek, tekst: str, *, by) -> Spreekverzoek:
    """One thank-you mail, in the words of ``by``, once the meeting is over. Twice is one mail.

    Raises DomainError for a guest who did not say yes, before the end, or two months after it.
    """
    verzoek = _lock(verzoek)
    b = verzoek.bijeenkomst
    if verzoek.bedankt_op:
        return verzoek
    if b.is_afgelast or not b.is_over or not verzoek.komt:
        raise DomainError("Bedanken kan na de bijeenkomst, bij een gast die er was.")
    if nu() > b.eindigt_op + BEDANKEN_TOT:
        raise DomainError("De bijeenkomst is te lang geleden. Bedank je gast liever zelf even.")
    verzoek.dank, verzoek.bedankt_op = tekst, nu()
    verzoek.save(update_fields=["dank", "bedankt_op", "updated_at"])
    log(b, "bijeenkomsten.gast.thanked", actor=by, verzoek=verzoek.pk)
    mails.queue_to_gast(mails.DANK, verzoek)
    return verzoek


@transaction.atomic
def save_vragen(verzoek: Spreekverzoek, persoon, *, vraag: str = "", leervraag: str | None = None) -> None:
    """A question for the guest, and the own leervraag to share (empty takes it back, None leaves it).

    Raises VoorbijError when the guest no longer comes or it has begun, and DomainError for who does not take part or
    has put in five questions.
    """
    verzoek = _lock(verzoek)
    if not verzoek.neemt_vragen or verzoek.bijeenkomst.is_begonnen:
        raise VoorbijError("Vragen meegeven kan niet meer: de gast komt niet, of het is al zover.")
    if not verzoek.bijeenkomst.netwerk.leden().filter(pk=persoon.pk).exists():
        raise DomainError("Je doet op dit moment niet mee aan dit netwerk.")
    mijn = verzoek.vragen.filter(persoon=persoon)
    vragen = list(mijn.filter(soort=Soort.VRAAG).values_list("tekst", flat=True))
    if vraag and vraag not in vragen:
        if len(vragen) >= MEESTE_VRAGEN:
            raise DomainError("Je gaf al vijf vragen mee. Haal er eerst een weg.")
        verzoek.vragen.create(persoon=persoon, soort=Soort.VRAAG, tekst=vraag)
    if leervraag:
        verzoek.vragen.update_or_create(persoon=persoon, soort=Soort.LEERVRAAG, defaults={"tekst": leervraag})
    elif leervraag == "":
        mijn.filter(soort=Soort.LEERVRAAG).delete()
    log(verzoek.bijeenkomst, "bijeenkomsten.gast.question", verzoek=verzoek.pk)  # without who: it is anonymous


@transaction.atomic
def delete_vraag(vraag: Sprekersvraag) -> None:
    """Take a question back, or take one away that does not belong there."""
    log(vraag.verzoek.bijeenkomst, "bijeenkomsten.gast.question_deleted", verzoek=vraag.verzoek_id)
    vraag.delete()


@transaction.atomic
def update_spreker(spreker: Gastspreker, waarden: dict, *, by) -> Gastspreker:
    """naam, email and expertise. Another address: links in mails to the old one no longer act, open questions go anew.

    Raises DomainError when the netwerk has a guest with that address.
    """
    spreker = lock_rows(Gastspreker.objects).get(pk=spreker.pk)
    email = waarden["email"].lower()
    if Gastspreker.objects.filter(netwerk=spreker.netwerk_id, email=email).exclude(pk=spreker.pk).exists():
        raise DomainError("Er staat al een gast met dit mailadres op de lijst.")
    is_nieuw_adres = email != spreker.email
    spreker.naam, spreker.email, spreker.expertise = waarden["naam"], email, waarden["expertise"]
    spreker.save()
    log(spreker.netwerk, "bijeenkomsten.gastspreker.changed", actor=by, spreker=spreker.pk)
    if is_nieuw_adres:
        for verzoek in _komend(spreker):
            mails.stop_mails(verzoek)
            verzoek.link_nr += 1
            verzoek.save(update_fields=["link_nr", "updated_at"])
            mails.queue_to_gast(mails.BEVESTIGD if verzoek.komt else mails.VERZOEK, verzoek)
    return spreker


@transaction.atomic
def delete_spreker(spreker: Gastspreker, *, by) -> None:
    """Forget this guest: the row, the requests with their questions, and the mails that went there.

    Raises DomainError as long as a request is open for a meeting to come, or the guest must still hear something.
    """
    spreker = lock_rows(Gastspreker.objects).get(pk=spreker.pk)
    if _komend(spreker).exists():
        raise DomainError("Deze gast is nog gevraagd voor een bijeenkomst. Trek dat verzoek eerst in.")
    if mails.find_of(spreker).filter(status=Bericht.Status.GEPLAND).exists():
        raise DomainError("Er moet nog een mail naar deze gast. Haal de gast weg als die verstuurd is.")
    log(spreker.netwerk, "bijeenkomsten.gastspreker.deleted", actor=by, spreker=spreker.pk)
    mails.find_of(spreker).delete()
    spreker.delete()


def forget_gasten(*, now=None) -> int:
    """Delete guests who did not say that they may be kept, a month after their last meeting. Returns how many."""
    grens, weg = (now or nu()) - BEWAAR, 0
    rows = Gastspreker.objects.filter(mag_bewaren=False).annotate(laatste=Max("verzoeken__bijeenkomst__eindigt_op"))
    for spreker in rows.filter(Q(laatste__lt=grens) | Q(laatste=None, updated_at__lt=grens)).order_by("pk"):
        try:
            delete_spreker(spreker, by=None)
            weg += 1
        except (DomainError, Gastspreker.DoesNotExist):  # the next night
            continue
    return weg


def _komend(spreker):
    return spreker.verzoeken.open().filter(
        bijeenkomst__status=Bijeenkomst.Status.GEPLAND, bijeenkomst__begint_op__gt=nu()
    ).with_all()  # fmt: skip


def _lock(verzoek):
    # Each read after its own lock: joined, PostgreSQL gives the other as it was before the wait.
    bijeenkomst = lock_bijeenkomst(verzoek.bijeenkomst)
    verzoek = lock_rows(Spreekverzoek.objects).get(pk=verzoek.pk)
    verzoek.bijeenkomst = bijeenkomst
    return verzoek


def _check_te_gaan(bijeenkomst):
    if bijeenkomst.is_afgelast:
        raise VoorbijError("Deze bijeenkomst gaat niet door.")
    if bijeenkomst.is_begonnen:
        raise VoorbijError("Deze bijeenkomst is al begonnen.")
