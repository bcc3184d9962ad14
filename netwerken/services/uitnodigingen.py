"""Inviting by mail: safe to repeat, sent by the outbox, answered by link."""

from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from berichten.services import plan_verzending, queue_bericht
from kern.errors import DomainError
from kern.log import log
from kern.tijd import dag, nu, werkochtend_na
from netwerken.adressen import Adres
from netwerken.groepsbesluit.nodig import is_nodig, is_nodig_voor_nieuwe
from netwerken.models import Deelname, Netwerk, Uitnodiging
from netwerken.models.uitnodiging import GELDIG
from netwerken.services import deelnames
from netwerken.services.locks import lock_netwerk
from personen.models import Persoon

Antwoord = Uitnodiging.Antwoord
HERINNER_NA = 5  # days; then the next working morning


@dataclass
class Uitkomst:
    """What inviting a list did: the new invitations, and the addresses that got nothing because they already …"""

    verstuurd: list = field(default_factory=list)
    al_uitgenodigd: list = field(default_factory=list)
    doet_al_mee: list = field(default_factory=list)


@transaction.atomic
def invite(
    netwerk: Netwerk, adressen: list[Adres], *, rol: str = Deelname.Rol.DEELNEMER, tekst: str = "", by: Persoon
) -> Uitkomst:
    """Invite everybody on the list, or nobody when something fails.

    Who takes part already, or has an open invitation, gets nothing: repeating a list is harmless.
    """
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is voorbij. Je kunt niemand meer uitnodigen.")
    emails = [adres.email for adres in adressen]
    leden = set(
        netwerk.deelnames.lid().filter(rol=rol, persoon__email__in=emails).values_list("persoon__email", flat=True)
    )
    lopend = {u.email: u for u in netwerk.uitnodigingen.filter(antwoord=Antwoord.GEEN, email__in=emails)}
    uitkomst, via_groep = Uitkomst(), is_nodig_voor_nieuwe(netwerk, rol)
    for adres in adressen:
        eerder = lopend.get(adres.email)
        if adres.email in leden:
            uitkomst.doet_al_mee.append(adres.email)
        elif eerder and eerder.is_open:
            uitkomst.al_uitgenodigd.append(adres.email)
        else:
            uitnodiging = eerder or Uitnodiging(netwerk=netwerk, email=adres.email, keer=0)
            uitnodiging.naam, uitnodiging.rol, uitnodiging.tekst = adres.naam or uitnodiging.naam, rol, tekst
            uitnodiging.via_groep = via_groep
            uitkomst.verstuurd.append(_send(netwerk, uitnodiging, by))
    return uitkomst


def _send(netwerk, uitnodiging, by):
    uitnodiging.uitgenodigd_door, uitnodiging.geopend_op = by, None
    uitnodiging.verstuurd_dag, uitnodiging.verloopt_op = timezone.localdate(), nu() + GELDIG
    uitnodiging.keer += 1
    uitnodiging.save()
    persoon = Persoon.objects.filter(email=uitnodiging.email).first()
    uitnodiging.bericht = queue_bericht(
        soort="netwerken.uitnodiging",
        sleutel=f"netwerken.uitnodiging:{uitnodiging.pk}:{uitnodiging.keer}",
        aan=persoon,
        adres=uitnodiging.email,
        context=netwerk.context,
        aanleiding=netwerk.context,
        gegevens={"uitnodiging": uitnodiging.pk},
    )
    uitnodiging.save(update_fields=["bericht"])
    log(uitnodiging, "netwerken.uitnodiging.sent", actor=by, keer=uitnodiging.keer)
    _plan_herinnering(netwerk, uitnodiging.verstuurd_dag)
    return uitnodiging


def _plan_herinnering(netwerk, verstuurd_dag):
    """One reminder for all invitations of one day, so that the facilitator sees it coming and can stop it."""
    plan_verzending(
        soort="netwerken.herinnering",
        sleutel=f"netwerken.herinnering:{netwerk.pk}:{verstuurd_dag.isoformat()}",
        op=werkochtend_na(verstuurd_dag, dagen=HERINNER_NA),
        context=netwerk.context,
        aanleiding=netwerk.context,
        titel="Herinnering aan je uitnodiging",
        omschrijving=f"Naar wie nog niet antwoordde op de uitnodiging van {dag(verstuurd_dag)}.",
    )


@transaction.atomic
def resend(uitnodiging: Uitnodiging, *, keer: int | None, by: Persoon) -> Uitnodiging:
    """Send the mail once more, on request. ``keer`` is how often it was sent when the button was shown:
    pressing the button twice sends one mail.
    """
    netwerk = lock_netwerk(uitnodiging.netwerk)
    uitnodiging = Uitnodiging.objects.get(pk=uitnodiging.pk)
    if uitnodiging.keer != keer:
        return uitnodiging
    if uitnodiging.antwoord != Antwoord.GEEN or netwerk.is_beeindigd:
        raise DomainError("Op deze uitnodiging is al geantwoord, of ze is ingetrokken.")
    return _send(netwerk, uitnodiging, by)


@transaction.atomic
def withdraw(uitnodiging: Uitnodiging, *, by: Persoon) -> Uitnodiging:
    """The link stops working; a mail that has not left stays home. Who accepted already takes part."""
    lock_netwerk(uitnodiging.netwerk)
    uitnodiging = Uitnodiging.objects.get(pk=uitnodiging.pk)
    if uitnodiging.antwoord == Antwoord.AANVAARD:
        raise DomainError("Deze uitnodiging is al aanvaard. Je kunt iemand uitschrijven bij Deelnemers.")
    return _answer(uitnodiging, Antwoord.INGETROKKEN, "withdrawn", by)


def withdraw_all(netwerk: Netwerk, *, by: Persoon) -> None:
    """The netwerk ends. The caller holds the lock."""
    for uitnodiging in netwerk.uitnodigingen.filter(antwoord=Antwoord.GEEN):
        _answer(uitnodiging, Antwoord.INGETROKKEN, "withdrawn", by)


def mark_opened(uitnodiging: Uitnodiging) -> None:
    """Somebody read the page behind the link. Only the first time counts."""
    Uitnodiging.objects.filter(pk=uitnodiging.pk, geopend_op=None).update(geopend_op=nu())


@transaction.atomic
def refuse(uitnodiging: Uitnodiging) -> Uitnodiging:
    """The invited person says no: no reminder, and the facilitator sees it."""
    lock_netwerk(uitnodiging.netwerk)
    uitnodiging = _open_or_error(uitnodiging)
    return _answer(uitnodiging, Antwoord.AFGESLAGEN, "refused", None)


@transaction.atomic
def accept(uitnodiging: Uitnodiging, *, naam: str = "", persoon: Persoon | None = None) -> tuple[Deelname, bool]:
    """The invited person takes part: actief, on the wachtlijst when the group is full, or aangemeld when it decides.

    Who was invited when nobody had to ask the group, was promised a place: that holds.

    ``persoon`` is the signed-in account that takes it, else it is the account of the address, or a new one
    called ``naam``. Its address needs no check: the link was mailed there. Returns the deelname and whether
    the account is new. Accepting twice gives the same deelname, to the same person.
    """
    netwerk = lock_netwerk(uitnodiging.netwerk)
    uitnodiging = Uitnodiging.objects.get(pk=uitnodiging.pk)
    is_same = persoon is None or persoon.pk == uitnodiging.aanvaard_door_id
    if uitnodiging.antwoord == Antwoord.AANVAARD and uitnodiging.aanvaard_door_id and is_same:
        deelname = netwerk.deelnames.filter(rol=uitnodiging.rol, persoon=uitnodiging.aanvaard_door_id).first()
        if deelname and deelname.is_betrokken:
            return deelname, False
    _open_or_error(uitnodiging)
    persoon, is_nieuw = (persoon, False) if persoon else get_or_create_persoon(uitnodiging.email, naam)
    if not persoon.is_active:
        raise DomainError("Dit account is gesloten. Vraag de facilitator om hulp.")
    uitnodiging.aanvaard_door = persoon
    _answer(uitnodiging, Antwoord.AANVAARD, "accepted", persoon)
    return _join(netwerk, persoon, uitnodiging), is_nieuw


def _join(netwerk, persoon, uitnodiging):
    rol = uitnodiging.rol
    deelname = netwerk.deelnames.filter(persoon=persoon, rol=rol).first() or Deelname(rol=rol)
    deelname.netwerk, deelname.persoon = netwerk, persoon
    if deelname.pk and deelname.is_lid:
        return deelname
    deelname.groep_akkoord = deelname.groep_akkoord or not uitnodiging.via_groep
    return deelnames.apply(deelname, by=persoon) if is_nodig(deelname) else deelnames.place(deelname, by=persoon)


def get_or_create_persoon(email: str, naam: str) -> tuple[Persoon, bool]:
    """The account of an address to which a link was mailed, or a new one; and whether it is new."""
    persoon = Persoon.objects.filter(email=email).first()
    if persoon:
        return persoon, False
    if not naam:
        raise DomainError("Vul je naam in.")
    try:
        with transaction.atomic():
            persoon = Persoon.objects.create_user(email, naam=naam)
    except IntegrityError:  # another netwerk's invitation to this address was accepted in this very moment
        return Persoon.objects.get(email=email), False
    EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
    log(persoon, "netwerken.uitnodiging.account_created", actor=persoon)
    return persoon, True


def _open_or_error(uitnodiging):
    uitnodiging = Uitnodiging.objects.select_related("netwerk").get(pk=uitnodiging.pk)
    if not uitnodiging.is_open or uitnodiging.netwerk.is_beeindigd:
        raise DomainError("Deze uitnodiging geldt niet meer.")
    return uitnodiging


def _answer(uitnodiging, antwoord, action, by):
    if uitnodiging.antwoord != antwoord:
        uitnodiging.antwoord = antwoord
        uitnodiging.save(update_fields=["antwoord", "aanvaard_door", "updated_at"])
        log(uitnodiging, f"netwerken.uitnodiging.{action}", actor=by)
    return uitnodiging
