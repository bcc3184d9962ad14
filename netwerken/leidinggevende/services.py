"""What happens between a deelnemer and the leidinggevende. Each service locks the netwerk, then reads the row."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q

from kern.errors import DomainError, EditConflict
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import lokale_dag, nu
from netwerken.leidinggevende import mails
from netwerken.leidinggevende.models import Contactmoment
from netwerken.models import Deelname, Netwerk
from netwerken.services.locks import lock_netwerk
from personen.models import Persoon

Status, Soort = Contactmoment.Status, Contactmoment.Soort
GELDIG = timedelta(days=60)  # how long a link works
BEWAAR = timedelta(days=182)  # an address, after the end


class VoorbijError(DomainError):
    """The link no longer asks anything: withdrawn, replaced, too old, or the deelname ended."""


class AdresError(DomainError):
    """This address cannot be that of the leidinggevende."""


class TekstConflict(EditConflict):
    """The other one changed the text since this page was opened; ``contact`` is what is there now."""

    def __init__(self, contact):
        self.contact = contact
        super().__init__("Er is intussen iets veranderd. Je ziet nu wat er staat en wat jij schreef.")


# --- The deelnemer ------------------------------------------------------------------------------


@transaction.atomic
def save_card(deelname: Deelname, soort: str, *, wie: dict, tekst: dict, versie: int, by: Persoon) -> Contactmoment:
    """Write the card: ``wie`` is naam and email of the leidinggevende, ``tekst`` what it says, ``versie`` what the
    writer saw (0 for a new card). What was asked already changes at once for the leidinggevende.

    Raises TekstConflict when the leidinggevende changed it meanwhile, AdresError for one's own address or another one
    on a card that is asked, DomainError for a signed card or when the deelname ended.
    """
    contact = _lock(deelname, soort)
    _check_deelname(contact.deelname)
    _check_address(wie["email"], contact.deelname.persoon)
    if not contact.te_schrijven:
        raise DomainError("Deze kaart is al ondertekend. Begin een nieuwe versie als er iets moet veranderen.")
    if contact.is_gevraagd and wie["email"].lower() != contact.email:
        raise AdresError("Deze kaart is al verstuurd. Trek haar eerst in als je haar aan iemand anders wilt vragen.")
    is_nieuw = contact.pk is None
    if not is_nieuw and contact.versie != versie and tekst != _of(contact, tekst):
        raise TekstConflict(contact)
    contact.naam, contact.email = wie["naam"], wie["email"].lower()
    anders = contact.set_tekst(tekst)
    contact.versie += bool(anders and not is_nieuw)
    contact.save()
    log(contact, "netwerken.contactmoment.written", actor=by, soort=soort, velden=anders)
    return contact


@transaction.atomic
def send_card(
    contact: Contactmoment, *, link_nr: int, versie: int, handtekening: str = "", by: Persoon
) -> Contactmoment:
    """concept, gevraagd, ingetrokken or vervallen → gevraagd; the leidinggevende gets a new link after commit.

    ``link_nr`` and ``versie``: of the page the button was on, so that pressing twice is one mail, and what leaves is
    what was read. A toezegging needs the ``handtekening`` (name) of the deelnemer. Raises TekstConflict, and
    DomainError for a card that is signed or a deelname that ended.
    """
    contact = _relock(contact)
    if contact.is_gevraagd and contact.link_nr != link_nr:
        return contact
    _check_deelname(contact.deelname)
    if contact.is_getekend:
        raise DomainError("Deze kaart is al ondertekend.")
    if not contact.email:  # a conversation that was only written down, or an address that was forgotten
        raise AdresError("Vul eerst in aan wie je de kaart stuurt.")
    if contact.versie != versie:
        raise TekstConflict(contact)
    if contact.is_toezegging and not handtekening:
        raise DomainError("Typ je naam als handtekening.")
    mails.stop(contact, "De vraag is opnieuw gesteld.")
    contact.link_nr += 1
    contact.status, contact.gevraagd_op, contact.verloopt_op = Status.GEVRAAGD, nu(), nu() + GELDIG
    _sign_self(contact, handtekening if contact.is_toezegging else "")
    contact.save()
    log(contact, "netwerken.contactmoment.sent", actor=by, soort=contact.soort, link=contact.link_nr)
    mails.ask(contact)
    return contact


@transaction.atomic
def withdraw(contact: Contactmoment, *, by: Persoon) -> Contactmoment:
    """gevraagd → ingetrokken. The link says so; who got the mail hears it. Twice is quiet."""
    contact = _relock(contact)
    if contact.status == Status.INGETROKKEN:
        return contact
    if not contact.is_gevraagd:
        raise DomainError("Er staat geen vraag open om in te trekken.")
    return _end(contact, Status.INGETROKKEN, "withdrawn", by)


@transaction.atomic
def reopen(contact: Contactmoment, *, by: Persoon) -> Contactmoment:
    """A signed card becomes a concept again: another leidinggevende, or another agreement. The old link stops."""
    contact = _relock(contact)
    _check_deelname(contact.deelname)
    if not contact.is_getekend:
        return contact
    mails.stop(contact, "Er komt een nieuwe versie.")
    contact.status = Status.CONCEPT
    _forget_signature(contact)
    _sign_self(contact, "")
    contact.save()
    log(contact, "netwerken.contactmoment.reopened", actor=by, soort=contact.soort)
    return contact


@transaction.atomic
def answer_vervanger(contact: Contactmoment, *, klopt: bool, by: Persoon) -> Contactmoment:
    """te_bevestigen → ondertekend when the deelnemer knows who signed; else ingetrokken, and the signature goes."""
    contact = _relock(contact)
    if not contact.is_te_bevestigen:
        raise DomainError("Hier valt niets meer te bevestigen.")
    if not klopt:
        _forget_signature(contact)
        return _end(contact, Status.INGETROKKEN, "refused", by, tell=False)
    contact.status, contact.naam = Status.ONDERTEKEND, contact.getekend_naam
    contact.save()
    log(contact, "netwerken.contactmoment.confirmed", actor=by, soort=contact.soort)
    mails.send_copy(contact)
    return contact


@transaction.atomic
def sign_own(contact: Contactmoment, *, handtekening: str, versie: int, by: Persoon) -> Contactmoment:
    """The deelnemer signs the toezegging as it is now. Raises TekstConflict when that is not what was on the page."""
    contact = _relock(contact)
    if not contact.is_toezegging or contact.status not in {Status.GEVRAAGD, Status.ONDERTEKEND}:
        raise DomainError("Er is nu niets om te ondertekenen.")
    if contact.mijn_geldt:
        return contact
    if contact.versie != versie:
        raise TekstConflict(contact)
    _sign_self(contact, handtekening)
    contact.save()
    log(contact, "netwerken.contactmoment.own_signed", actor=by, versie=contact.versie)
    return contact


@transaction.atomic
def note_gesprek(contact: Contactmoment, *, op: date, afspraken: str, versie: int, by: Persoon) -> Contactmoment:
    """The conversation was held on ``op``; ``afspraken`` is what they agreed. A leidinggevende who was asked before is
    asked to sign that, by the same link. Raises TekstConflict, and DomainError for a toezegging or a day to come.
    """
    contact = _relock(contact)
    _check_deelname(contact.deelname)
    if contact.is_toezegging:
        raise DomainError("Bij een toezegging hoort geen gesprek.")
    if op > lokale_dag(nu()):
        raise DomainError("Dit gesprek is nog niet geweest. Kies een dag tot en met vandaag.")
    if contact.gesprek_op == op and contact.afspraken == afspraken:
        return contact
    if contact.versie != versie:
        raise TekstConflict(contact)
    contact.gesprek_op = op
    contact.versie += bool(contact.set_tekst({"afspraken": afspraken}))
    if contact.status in Contactmoment.GEVRAAGD_OF_VERDER:
        _forget_signature(contact)
        contact.status, contact.verloopt_op = Status.GEVRAAGD, nu() + GELDIG
        contact.voorstel = contact.tekst
        mails.tell_afspraken(contact)
    contact.save()
    log(contact, "netwerken.contactmoment.talked", actor=by, soort=contact.soort)
    return contact


@transaction.atomic
def share(contact: Contactmoment, *, gedeeld: bool, by: Persoon) -> Contactmoment:
    """The deelnemer lets the facilitators read this card, or no longer."""
    contact = _relock(contact)
    if contact.gedeeld != gedeeld:
        contact.gedeeld = gedeeld
        contact.save(update_fields=["gedeeld", "updated_at"])
        log(contact, "netwerken.contactmoment.shared", actor=by, gedeeld=gedeeld)
    return contact


# --- The leidinggevende, by link ----------------------------------------------------------------


@transaction.atomic
def sign(contact: Contactmoment, *, link_nr: int, versie: int, tekst: dict, naam: str, is_ander: bool) -> Contactmoment:
    """The leidinggevende signs the card, with what was filled in or changed in ``tekst``.

    gevraagd → ondertekend, or te_bevestigen when ``is_ander``: somebody else than who was asked. Signing twice in the
    same name is once. Raises VoorbijError when the link asks nothing any more, TekstConflict when the deelnemer changed
    the text since ``versie``.
    """
    contact = _relock(contact)
    if contact.is_getekend and contact.getekend_naam == naam and contact.link_nr == link_nr:
        return contact
    check_link(contact, link_nr)
    if contact.versie != versie and tekst != _of(contact, tekst):
        raise TekstConflict(contact)
    contact.versie += bool(contact.set_tekst(tekst))
    contact.status = Status.TE_BEVESTIGEN if is_ander else Status.ONDERTEKEND
    contact.getekend_naam, contact.getekend_op = naam, nu()
    contact.save()
    log(contact, "netwerken.contactmoment.signed", soort=contact.soort, is_ander=is_ander)
    mails.tell_deelnemer(contact)
    if not is_ander:
        mails.send_copy(contact)
    return contact


def check_link(contact: Contactmoment, link_nr: int) -> None:
    """Raises VoorbijError, in words for the leidinggevende, when this link asks nothing any more."""
    if reden := why_over(contact, link_nr):
        raise VoorbijError(reden)


def why_over(contact: Contactmoment, link_nr: int) -> str:
    """Why there is nothing to sign by this link; nothing when there is."""
    wie, is_lid = contact.deelname.persoon.naam, contact.deelname.is_lid
    redenen = (
        (
            contact.status == Status.VERVALLEN or not is_lid,
            f"{wie} doet niet meer mee aan dit leernetwerk. Je hoeft niets te doen.",
        ),
        (contact.netwerk.status == Netwerk.Status.GESTOPT, "Dit leernetwerk is gestopt. Je hoeft niets te doen."),
        (contact.status == Status.INGETROKKEN, f"{wie} trok deze vraag in. Je hoeft niets te doen."),
        (
            contact.link_nr != link_nr or contact.is_concept,
            f"{wie} maakte een nieuwe versie. Kreeg je daarna een mail? Gebruik dan de link in die mail.",
        ),
        (contact.is_getekend, "Deze kaart is al ondertekend."),
        (
            contact.is_verlopen,
            f"Deze link was zestig dagen geldig. Vraag {wie} om een nieuwe als het nog nodig is.",
        ),
    )
    return next((reden for is_zo, reden in redenen if is_zo), "")


# --- The clock and the netwerk ------------------------------------------------------------------


def lapse_of(netwerk: Netwerk, persoon: Persoon, by: Persoon | None = None) -> None:
    """Somebody left: what is still asked in that name lapses. The caller holds the lock on the netwerk."""
    rows = Contactmoment.objects.filter(deelname__netwerk=netwerk, deelname__persoon=persoon)
    _lapse(rows, by)


def lapse_all(netwerk: Netwerk, by: Persoon | None = None) -> None:
    """The netwerk was stopped before its time. The caller holds the lock on the netwerk."""
    _lapse(Contactmoment.objects.filter(deelname__netwerk=netwerk), by)


def _lapse(rows, by):
    for contact in rows.filter(status__in=[Status.GEVRAAGD, Status.TE_BEVESTIGEN]).with_all().order_by("pk"):
        _forget_signature(contact)
        _end(contact, Status.VERVALLEN, "lapsed", by)


def forget_addresses(*, now=None) -> int:
    """Take out the address of every leidinggevende, and the mails, half a year after the deelname or the looptijd.

    Until then it fills in the next card by itself. The card keeps the name: it is on a signature. Returns how many.
    """
    grens = lokale_dag(now or nu()) - BEWAAR
    over = Q(deelname__beeindigd_op__lt=grens) | Q(deelname__netwerk__eind_datum__lt=grens)
    rows = Contactmoment.objects.filter(over, verloopt_op__lt=(now or nu())).exclude(email="").order_by("pk")
    pks = list(rows.values_list("pk", flat=True))
    for pk in pks:
        with transaction.atomic():
            contact = lock_rows(Contactmoment.objects).get(pk=pk)
            contact.email = ""
            contact.save(update_fields=["email", "updated_at"])
            mails.forget(contact)
            log(contact, "netwerken.contactmoment.forgotten", soort=contact.soort)
    return len(pks)


# --- Parts --------------------------------------------------------------------------------------


def _lock(deelname, soort):
    """The card of this deelname, or a new one that is not saved yet, with the netwerk locked."""
    netwerk = lock_netwerk(deelname.netwerk)
    deelname = Deelname.objects.select_related("persoon").get(pk=deelname.pk)
    deelname.netwerk = netwerk
    contact = Contactmoment.objects.filter(deelname=deelname, soort=soort).first()
    contact = contact or Contactmoment(soort=soort)
    contact.deelname = deelname
    return contact


def _relock(contact):
    return _lock(contact.deelname, contact.soort)


def _of(contact, tekst):
    """What the card says now, in the fields that were filled in."""
    return {veld: contact.tekst[veld] for veld in tekst}


def _check_deelname(deelname):
    if not deelname.is_lid:
        raise DomainError("Je doet niet meer mee aan dit netwerk.")
    if deelname.netwerk.status == Netwerk.Status.GESTOPT:
        raise DomainError("Dit netwerk is gestopt.")


def _check_address(email, persoon):
    eigen = {persoon.email.lower(), *EmailAddress.objects.filter(user=persoon).values_list("email", flat=True)}
    if email.lower() in {adres.lower() for adres in eigen}:
        raise AdresError("Dit is je eigen mailadres. Vul het adres van je leidinggevende in.")


def _sign_self(contact, handtekening):
    contact.voorstel = contact.tekst
    contact.mijn_naam = handtekening
    contact.mijn_op = nu() if handtekening else None
    contact.mijn_versie = contact.versie if handtekening else None


def _forget_signature(contact):
    contact.getekend_naam, contact.getekend_op = "", None


def _end(contact, status, action, by, *, tell=True):
    """The link asks nothing any more, mails that wait stay home; ``tell``: who got the mail hears it."""
    heeft_mail = tell and mails.has_heard(contact)
    mails.stop(contact, "De vraag is ingetrokken of vervallen.")
    contact.status = status
    contact.save()
    log(contact, f"netwerken.contactmoment.{action}", actor=by, soort=contact.soort)
    if heeft_mail:
        mails.tell_over(contact)
    return contact
