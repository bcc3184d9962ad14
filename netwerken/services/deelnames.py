"""Joining, waiting, pausing and leaving. Every service first locks the netwerk, then counts the places."""

from django.db import transaction
from django.utils import timezone

from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu
from netwerken.groepsbesluit.nodig import is_nodig
from netwerken.models import Deelname, Netwerk
from netwerken.services.hooks import ON_DEELNAME, ON_JOIN, ON_LEAVE, ON_PAUSE
from netwerken.services.locks import lock_netwerk
from netwerken.services.mail import mail_deelnemer, mail_facilitators
from netwerken.toelating.stand import explain_school_vol, is_school_vol
from personen.models import Persoon

Rol, Status, Reden = Deelname.Rol, Deelname.Status, Deelname.RedenEinde
VRAAG_DE_GROEP = "Jullie groep is gesloten en begonnen. Vraag eerst de groep of deze persoon erbij mag."


@transaction.atomic
def sign_up(
    netwerk: Netwerk, persoon: Persoon, *, motivatie: str = "", op_voordracht: bool = False, groep_leest: bool = False
) -> Deelname:
    """A person asks to take part.

    Open netwerk: actief, or wachtlijst when it is full. Gesloten: aangemeld, the facilitators hear it.
    Signing up twice is harmless. Who was declined or sent away before always waits for a facilitator.
    ``op_voordracht``: a member nominated this person, so the netwerk need not be public. ``groep_leest``: the form said
    that the group reads the motivatie.
    """
    netwerk = lock_netwerk(netwerk)
    deelname = _get_or_new(netwerk, persoon)
    if deelname.pk and deelname.is_betrokken:
        return deelname
    if netwerk.is_beeindigd or not (netwerk.kan_aanmelden or op_voordracht):
        raise DomainError("Dit netwerk neemt nu geen nieuwe deelnemers aan.")
    eerder_nee = deelname.pk and (deelname.status == Status.AFGEWEZEN or deelname.reden_einde == Reden.VERWIJDERD)
    deelname.motivatie, deelname.groep_leest = motivatie, groep_leest
    if netwerk.is_open and not eerder_nee:
        return place(deelname, by=persoon)
    return apply(deelname, by=persoon)


def apply(deelname: Deelname, *, by: Persoon) -> Deelname:
    """To aangemeld, where the facilitators decide, or ask the group. The caller holds the lock on the netwerk."""
    if not (deelname.pk and deelname.is_betrokken):
        regel = _write(deelname, Status.AANGEMELD, "signed_up", by=by)
        mail_facilitators("aanmelding", deelname, regel)
    return deelname


@transaction.atomic
def place(deelname: Deelname, *, by: Persoon | None, mail: str = "") -> Deelname:
    """Give a place, or one on the wachtlijst when all are taken or there are enough of one school.

    The caller holds the lock on the netwerk. ``mail``: the kind of mail that tells it, instead of the usual ones.
    Raises DomainError when the group has to decide first (R12).
    """
    if is_nodig(deelname):
        raise DomainError(VRAAG_DE_GROEP)
    if deelname.rol == Rol.DEELNEMER and (not has_place(deelname.netwerk) or is_school_vol(deelname)):
        if not (deelname.pk and deelname.status == Status.WACHTLIJST):
            regel = _write(deelname, Status.WACHTLIJST, "queued", by=by, wacht_sinds=nu())
            mail_deelnemer(mail or "wachtlijst", deelname, regel)
            mail_facilitators("aanmelding", deelname, regel)
        return deelname
    return activate(deelname, by=by, welkom=mail or True)


def has_place(netwerk: Netwerk) -> bool:
    return netwerk.deelnames.bezet().count() < netwerk.max_deelnemers


def activate(deelname: Deelname, *, by: Persoon | None, welkom: bool | str = True) -> Deelname:
    """Make it actief, tell the person (``welkom``: the kind of mail, or False) and every room that wants to know."""
    regel = _write(deelname, Status.ACTIEF, "joined", by=by, begonnen_op=timezone.localdate())
    if welkom:
        mail_deelnemer("welkom" if welkom is True else welkom, deelname, regel)
    for hook in ON_JOIN:
        hook(deelname)
    return deelname


@transaction.atomic
def admit(deelname: Deelname, *, by: Persoon, mail: str = "") -> Deelname:
    """A facilitator lets somebody in: from aangemeld, intake or wachtlijst. Full: to the wachtlijst, or DomainError."""
    deelname = _lock(deelname)
    if deelname.is_lid:
        return deelname
    _require(deelname, Deelname.WACHTEND, "Deze aanmelding is al afgehandeld.")
    if deelname.status == Status.WACHTLIJST and not has_place(deelname.netwerk):
        raise DomainError("Er is geen plaats vrij. Verhoog eerst het grootste aantal deelnemers.")
    if is_school_vol(deelname):
        raise DomainError(f"{explain_school_vol(deelname)} Verander dat bij “Wie mag erbij?” of kies iemand anders.")
    return place(deelname, by=by, mail=mail)


@transaction.atomic
def start_intake(deelname: Deelname, *, by: Persoon) -> Deelname:
    """aangemeld → intake: a facilitator is going to talk with this person."""
    deelname = _lock(deelname)
    if deelname.status != Status.INTAKE:
        _require(deelname, (Status.AANGEMELD,), "Deze aanmelding is al afgehandeld.")
        _write(deelname, Status.INTAKE, "intake_started", by=by)
    return deelname


@transaction.atomic
def decline(deelname: Deelname, *, by: Persoon, tekst: str = "", mail: str = "afgewezen") -> Deelname:
    """A facilitator says no, if possible with a few kind words; the person gets them by mail."""
    deelname = _lock(deelname)
    if deelname.status != Status.AFGEWEZEN:
        _require(deelname, Deelname.WACHTEND, "Deze aanmelding is al afgehandeld.")
        regel = _write(deelname, Status.AFGEWEZEN, "declined", by=by, toelichting_afwijzing=tekst)
        mail_deelnemer(mail, deelname, regel)
    return deelname


def decline_all(netwerk: Netwerk, *, by: Persoon) -> None:
    """The netwerk ends: who still waited hears so. The caller holds the lock."""
    for deelname in netwerk.deelnames.filter(status__in=Deelname.WACHTEND).select_related("persoon").order_by("pk"):
        deelname.netwerk = netwerk
        regel = _write(deelname, Status.AFGEWEZEN, "declined", by=by)
        mail_deelnemer("afgewezen", deelname, regel)


@transaction.atomic
def pause(deelname: Deelname, *, by: Persoon) -> Deelname:
    """actief → pauze. The place stays, the mails stop."""
    deelname = _lock(deelname)
    if deelname.status != Status.PAUZE:
        if deelname.rol != Rol.DEELNEMER:
            raise DomainError("Alleen een deelnemer kan pauzeren. Draag een andere rol eerst over.")
        _require(deelname, (Status.ACTIEF,), "Alleen wie meedoet, kan pauzeren.")
        _write(deelname, Status.PAUZE, "paused", by=by)
        for hook in ON_PAUSE:
            hook(deelname.netwerk, deelname.persoon, by)
    return deelname


@transaction.atomic
def resume(deelname: Deelname, *, by: Persoon) -> Deelname:
    """pauze → actief."""
    deelname = _lock(deelname)
    if deelname.status != Status.ACTIEF:
        _require(deelname, (Status.PAUZE,), "Deze deelnemer pauzeert niet.")
        _write(deelname, Status.ACTIEF, "resumed", by=by)
        for hook in ON_JOIN:
            hook(deelname)
    return deelname


@transaction.atomic
def leave(netwerk: Netwerk, persoon: Persoon, *, reden: str = "", toelichting: str = "") -> None:
    """A person stops, in all roles, or gives up waiting. ``klaar`` of who took part becomes afgerond, everything
    else uitgestapt.

    The facilitators hear who left; the reason is only on their page. The freed place goes to who waits.
    """
    netwerk = lock_netwerk(netwerk)
    rijen = _betrokken_rows(netwerk, persoon)
    if not rijen:
        return
    _require_facilitator_left(netwerk, rijen)
    deed_mee, vrijgekomen = any(rij.is_lid for rij in rijen), any(map(_takes_place, rijen))
    for rij in rijen:
        regel = _end(rij, by=persoon, reden=reden, toelichting=toelichting)
    if deed_mee:
        mail_facilitators("vertrek", rijen[0], regel)
        _tell_left(netwerk, persoon, by=persoon)
    if vrijgekomen:
        fill_places(netwerk)


@transaction.atomic
def remove(deelname: Deelname, *, by: Persoon, toelichting: str = "", mail: str = "einde") -> Deelname:
    """A facilitator takes somebody out, in all roles. The person gets a mail."""
    deelname = _lock(deelname)
    rijen = _betrokken_rows(deelname.netwerk, deelname.persoon)
    if rijen:
        _require_facilitator_left(deelname.netwerk, rijen)
        vrijgekomen = any(map(_takes_place, rijen))
        for rij in rijen:
            regel = _end(rij, by=by, reden=Reden.VERWIJDERD, toelichting=toelichting)
        mail_deelnemer(mail, rijen[0], regel)
        _tell_left(deelname.netwerk, deelname.persoon, by=by)
        if vrijgekomen:
            fill_places(deelname.netwerk)
    deelname.refresh_from_db()
    return deelname


@transaction.atomic
def change_rollen(netwerk: Netwerk, persoon: Persoon, rollen: set[str], *, by: Persoon, variant: str = "") -> None:
    """Somebody who takes part gets exactly these roles. There is always a facilitator; a full group refuses."""
    netwerk = lock_netwerk(netwerk)
    if not rollen:
        raise DomainError("Kies minstens één rol. Wil je iemand uitschrijven? Doe dat bij Deelnemers.")
    nu_lid = {rij.rol: rij for rij in _betrokken_rows(netwerk, persoon) if rij.is_lid}
    if not nu_lid:
        raise DomainError("Deze persoon doet niet mee aan het netwerk.")
    weg = [rij for rol, rij in nu_lid.items() if rol not in rollen]
    if Rol.FACILITATOR not in rollen:
        _require_facilitator_left(netwerk, weg)
    vrijgekomen = any(map(_takes_place, weg))
    for rij in weg:
        _end(rij, by=by, reden=Reden.ROL_VOORBIJ)
    for rol in Rol:
        if rol in rollen and rol not in nu_lid:
            _add_rol(netwerk, persoon, rol, by)
    Deelname.objects.filter(netwerk=netwerk, persoon=persoon, rol=Rol.FACILITATOR).lid().update(variant=variant)
    if vrijgekomen:
        fill_places(netwerk)


def transfer_facilitator(netwerk: Netwerk, van: Persoon, naar: Persoon, *, blijft: bool) -> None:
    """``naar`` guides from now on; ``van`` leaves, or goes on with the other roles, as deelnemer when there are none.

    First the new one, so there is a facilitator at every moment. Is the group full, then ``van`` waits for a place.
    The caller holds the lock on the netwerk.
    """
    nieuw = _get_or_new(netwerk, naar, Rol.FACILITATOR)
    if not (nieuw.pk and nieuw.is_lid):
        activate(nieuw, by=naar, welkom=False)
    rijen = [rij for rij in _betrokken_rows(netwerk, van) if rij.is_lid]
    weg = [rij for rij in rijen if rij.rol == Rol.FACILITATOR or not blijft]
    vrijgekomen = any(map(_takes_place, weg))
    for rij in weg:
        _end(rij, by=naar, reden=Reden.ROL_VOORBIJ if blijft else "")
    if not blijft:
        _tell_left(netwerk, van, by=naar)
    elif weg == rijen:
        deelname = _get_or_new(netwerk, van)
        if has_place(netwerk):
            activate(deelname, by=van, welkom=False)
        else:
            place(deelname, by=van)
    if vrijgekomen:
        fill_places(netwerk)


def _add_rol(netwerk, persoon, rol, by):
    if rol == Rol.DEELNEMER and not has_place(netwerk):
        raise DomainError("Er is geen plaats vrij. Verhoog eerst het grootste aantal deelnemers.")
    deelname = _get_or_new(netwerk, persoon, rol)
    if is_school_vol(deelname):
        raise DomainError(explain_school_vol(deelname))
    activate(deelname, by=by, welkom=False)


def fill_places(netwerk: Netwerk) -> None:
    """Free places go to who waits longest in an open netwerk; in a gesloten one the facilitators choose.

    Of whose school there are enough, waits on.

    The caller holds the lock on the netwerk.
    """
    if netwerk.is_beeindigd:
        return
    vrij = over = max(0, netwerk.max_deelnemers - netwerk.deelnames.bezet().count())
    eerste = None
    for deelname in netwerk.deelnames.wachtlijst().select_related("persoon") if vrij else ():
        deelname.netwerk = netwerk
        if not over or is_school_vol(deelname):
            continue
        eerste, over = eerste or deelname, over - 1
        if netwerk.is_open:
            activate(deelname, by=None, welkom="plek_vrij")
    if eerste and not netwerk.is_open:
        regel = log(netwerk, "netwerken.netwerk.place_free", vrij=vrij)
        mail_facilitators("plek_kiezen", eerste, regel)


def _tell_left(netwerk, persoon, *, by):
    for hook in ON_LEAVE:
        hook(netwerk, persoon, by)


def _lock(deelname):
    """The netwerk locked, the row as it now is."""
    netwerk = lock_netwerk(deelname.netwerk)
    deelname = Deelname.objects.select_related("persoon").get(pk=deelname.pk)
    deelname.netwerk = netwerk
    return deelname


def _get_or_new(netwerk, persoon, rol=Rol.DEELNEMER):
    rij = Deelname.objects.filter(netwerk=netwerk, persoon=persoon, rol=rol).first()
    rij = rij or Deelname(rol=rol)
    rij.netwerk, rij.persoon = netwerk, persoon
    return rij


def _betrokken_rows(netwerk, persoon):
    rijen = list(netwerk.deelnames.betrokken().filter(persoon=persoon).order_by("pk"))
    for rij in rijen:
        rij.netwerk, rij.persoon = netwerk, persoon
    return rijen


def _takes_place(deelname):
    return deelname.is_lid and deelname.rol == Rol.DEELNEMER


def _require(deelname, statussen, tekst):
    if deelname.status not in statussen:
        raise DomainError(tekst)


def _require_facilitator_left(netwerk, weg):
    if netwerk.is_beeindigd or not any(rij.rol == Rol.FACILITATOR and rij.is_lid for rij in weg):
        return
    anderen = netwerk.deelnames.lid().filter(rol=Rol.FACILITATOR).exclude(pk__in=[rij.pk for rij in weg])
    if not anderen.exists():
        raise DomainError("Er is dan geen facilitator meer. Maak eerst iemand anders facilitator.")


def _end(deelname, *, by, reden="", toelichting=""):
    was_klaar = reden == Reden.KLAAR and deelname.is_lid
    status = Status.AFGEROND if was_klaar else Status.UITGESTAPT
    return _write(
        deelname, status, "left", by=by, beeindigd_op=timezone.localdate(), reden_einde=reden,
        toelichting_einde=toelichting,
    )  # fmt: skip


def _write(deelname, status, action, *, by, **velden):
    """One transition: the fields that belong to other statuses are cleared."""
    schoon = {"wacht_sinds": None, "beeindigd_op": None, "reden_einde": ""}
    schoon |= {"toelichting_einde": "", "toelichting_afwijzing": ""}
    if status in (Status.UITGESTAPT, Status.AFGEROND, Status.AFGEWEZEN):
        schoon["groep_akkoord"] = False  # who comes back is new
    van, deelname.status = (deelname.status if deelname.pk else ""), status
    for veld, waarde in (schoon | velden).items():
        setattr(deelname, veld, waarde)
    deelname.save()
    for hook in ON_DEELNAME:
        hook(deelname, van)
    return log(deelname, f"netwerken.deelname.{action}", actor=by, van=van, rol=deelname.rol)
