"""Asking for an intake, filling it in, talking about it and deciding.

Who decides about a place takes the lock on the netwerk first; who writes an answer only that on the intake.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from berichten.services import plan_verzending
from kern.errors import DomainError, EditConflict
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import dag, nu, werkochtend_na
from netwerken.groepsbesluit.nodig import is_nodig
from netwerken.groepsbesluit.services import ask_group
from netwerken.intake.inhoud import VRAGEN
from netwerken.intake.models import Intake, Intakeantwoord, Intakekeuze
from netwerken.models import Deelname, Netwerk
from netwerken.services import ON_INTAKE, admit, decline, remove, start_intake
from netwerken.services.locks import lock_netwerk
from netwerken.services.mail import mail_deelnemer
from personen.models import Persoon

HERINNER_NA = 6  # days; then the next working morning
VRAAGSTUK = 3  # without this one there is nothing to talk about
Uitkomst = Intake.Uitkomst
AAN_DE_DEUR = (Deelname.Status.AANGEMELD, Deelname.Status.INTAKE)


@transaction.atomic
def ask_intake(deelname: Deelname, *, by: Persoon) -> Intake:
    """Ask a deelnemer to fill in the intake, by mail. Who has one already gets no second mail.

    Raises DomainError for another role and for who no longer takes part.
    """
    return _ask(_lock_deelname(deelname), by)


@transaction.atomic
def start_gesprek(deelname: Deelname, *, by: Persoon) -> Deelname:
    """aangemeld → intake, and the person gets the questions: the conversation is better with the answers beside it.

    What somebody answered at an earlier application opens again, as a draft.
    """
    deelname = _lock_deelname(deelname)
    is_nieuw = deelname.status == Deelname.Status.AANGEMELD
    deelname = start_intake(deelname, by=by)
    if is_nieuw:
        _ask(deelname, by, opnieuw=True)
    return deelname


def _ask(deelname, by, opnieuw=False):
    if deelname.rol != Deelname.Rol.DEELNEMER:
        raise DomainError("Een intake is er alleen voor deelnemers.")
    if not deelname.is_betrokken:
        raise DomainError("Deze persoon doet niet meer mee.")
    intake, is_nieuw = _open(deelname, opnieuw)
    if is_nieuw:
        mail_deelnemer("intake", deelname, log(intake, "netwerken.intake.asked", actor=by))
    return intake


@transaction.atomic
def ask_all(netwerk: Netwerk, *, by: Persoon) -> int:
    """Ask everybody who takes part as deelnemer and never got one. Returns how many mails that gives."""
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is voorbij. Een intake vragen kan niet meer.")
    rijen = list(find_zonder(netwerk).select_related("netwerk"))
    for deelname in rijen:
        ask_intake(deelname, by=by)
    return len(rijen)


def find_zonder(netwerk: Netwerk):
    """Who takes part now as deelnemer and was never asked."""
    return Deelname.objects.actief().filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER, intake=None)


@transaction.atomic
def set_bij_aankomst(netwerk: Netwerk, aan: bool, *, by: Persoon) -> None:
    """From now on everybody who joins is asked, or nobody is by itself."""
    netwerk = lock_netwerk(netwerk)
    Intakekeuze.objects.update_or_create(netwerk=netwerk, defaults={"bij_aankomst": aan})
    log(netwerk, "netwerken.intakekeuze.changed", actor=by, bij_aankomst=aan)


def ask_on_join(deelname: Deelname) -> None:
    """Somebody joined: the mail that says welcome holds the button, so this sends none. The caller holds the lock."""
    is_deelnemer = deelname.rol == Deelname.Rol.DEELNEMER
    if is_deelnemer and Intakekeuze.objects.filter(netwerk=deelname.netwerk_id, bij_aankomst=True).exists():
        intake, is_nieuw = _open(deelname)
        if is_nieuw:
            log(intake, "netwerken.intake.asked", op_weg="welkom")


def _open(deelname, opnieuw=False):
    """The intake of this deelname, and whether it was just made or (``opnieuw``) made a draft again."""
    intake = Intake.objects.filter(deelname=deelname).first()
    if intake and not opnieuw:
        return intake, False
    intake = intake or Intake(deelname=deelname)
    intake.deelname, intake.gevraagd_dag = deelname, timezone.localdate()
    intake.verstuurd_op = intake.gesprek_op = intake.besloten_op = intake.besloten_door = intake.besproken_op = None
    intake.uitkomst = intake.bericht = intake.groep_bespreekt = intake.notities = ""
    intake.leervraag_delen = False
    intake.save()
    _plan_herinnering(deelname.netwerk, intake.gevraagd_dag)
    return intake, True


def _plan_herinnering(netwerk, gevraagd_dag):
    """One reminder for everybody who was asked on one day: the facilitator sees it coming and can stop it."""
    plan_verzending(
        soort="netwerken.intake_herinnering",
        sleutel=f"netwerken.intake_herinnering:{netwerk.pk}:{gevraagd_dag.isoformat()}",
        op=werkochtend_na(gevraagd_dag, dagen=HERINNER_NA),
        context=netwerk.context,
        aanleiding=netwerk.context,
        titel="Herinnering aan de intake",
        omschrijving=f"Naar wie de intake van {dag(gevraagd_dag)} nog niet verstuurde.",
    )


# --- What the deelnemer does --------------------------------------------------------------------------------------


@transaction.atomic
def save_antwoorden(intake: Intake, antwoorden: dict[int, tuple[str, int]]) -> dict[int, Intakeantwoord]:
    """Keep answers: vraag → (text, the version the screen began with). Returns what stands there now, per vraag.

    An answer that another screen changed since, to something else, is not overwritten: its row comes back with the text
    of the other screen. Raises DomainError when it is too late to change anything.
    """
    intake = _lock_intake(intake)
    if not intake.mag_bewerken:
        raise DomainError("Je kunt je antwoorden niet meer veranderen: jullie hebben erover gesproken.")
    rijen = {rij.vraag: rij for rij in intake.antwoorden.all()}
    for vraag, (tekst, versie) in antwoorden.items():
        rij = rijen.setdefault(vraag, Intakeantwoord(intake=intake, vraag=vraag, versie=0))
        if rij.tekst == tekst or rij.versie != versie:
            continue
        rij.tekst, rij.versie = tekst, rij.versie + 1
        rij.save()
    return rijen


@transaction.atomic
def send_intake(intake: Intake, *, leervraag: bool) -> Intake:
    """The facilitators may read it from now on. Twice is once; ``leervraag``: make a first leervraag of three answers.

    Raises DomainError as long as there is no vraagstuk, and when it is too late.
    """
    intake = _lock_intake(intake)
    if intake.is_verstuurd:
        return intake
    if not intake.mag_bewerken:
        raise DomainError("Deze intake kun je niet meer versturen.")
    if not intake.antwoorden.filter(vraag=VRAAGSTUK).exclude(tekst="").exists():
        raise DomainError(f"Vul eerst deze vraag in: “{VRAGEN[VRAAGSTUK].vraag}”")
    intake.verstuurd_op, intake.leervraag_delen = nu(), leervraag
    intake.save(update_fields=["verstuurd_op", "leervraag_delen", "updated_at"])
    log(intake, "netwerken.intake.sent", actor=intake.persoon, leervraag=leervraag)
    for hook in ON_INTAKE:
        hook(intake)
    return intake


# --- What a facilitator does ----------------------------------------------------------------------------------------


@transaction.atomic
def save_notities(intake: Intake, tekst: str, *, versie: int, by: Persoon) -> Intake:
    """The notes that only facilitators see. Raises EditConflict when a colleague wrote something else since."""
    intake = _lock_intake(intake)
    if intake.notities == tekst:
        return intake
    if intake.notities_versie != versie:
        raise EditConflict("Een andere facilitator heeft intussen ook iets opgeschreven. Voeg het samen.")
    intake.notities, intake.notities_versie = tekst, intake.notities_versie + 1
    intake.save(update_fields=["notities", "notities_versie", "updated_at"])
    log(intake, "netwerken.intake.noted", actor=by)
    return intake


@transaction.atomic
def plan_gesprek(intake: Intake, op: date | None, *, by: Persoon) -> Intake:
    """Write down when the conversation is or was; None takes it away. Raises DomainError after the decision."""
    intake = _lock_intake(intake)
    if intake.is_besloten:
        raise DomainError("Er is al besloten. De dag van het gesprek verandert niet meer.")
    if intake.gesprek_op != op:
        intake.gesprek_op = op
        intake.save(update_fields=["gesprek_op", "updated_at"])
        log(intake, "netwerken.intake.planned", actor=by)
    return intake


@transaction.atomic
def decide(intake: Intake, uitkomst: str, *, bericht: str, groep_bespreekt: str = "", by: Persoon) -> Intake:
    """past or verbreden admits (full: wachtlijst), past_niet says no or ends the deelname. One kind mail goes.

    Where the group decides about who is new, past and verbreden ask the group; the mail goes when it agrees.

    The same decision twice is quiet. Raises DomainError for a decision after another one, without a message, for
    verbreden without what the group should discuss, and when ending would leave the netwerk without a facilitator.
    """
    lock_netwerk(intake.netwerk)
    intake = _lock_intake(intake)
    if intake.is_besloten and intake.uitkomst == uitkomst:
        return intake
    if intake.is_besloten:
        raise DomainError(f"{_noem(intake.besloten_door)} heeft intussen al besloten: {intake.stand}.")
    if not intake.deelname.is_betrokken:
        raise DomainError("Deze persoon doet niet meer mee.")
    if not bericht.strip():
        raise DomainError("Schrijf een paar vriendelijke woorden. Die staan in de mail.")
    is_verbreden = uitkomst == Uitkomst.VERBREDEN
    if is_verbreden and not groep_bespreekt.strip():
        raise DomainError("Schrijf op wat de groep moet bespreken.")
    intake.uitkomst, intake.bericht = Uitkomst(uitkomst), bericht
    intake.groep_bespreekt = groep_bespreekt if is_verbreden else ""
    intake.besloten_op, intake.besloten_door = nu(), by
    intake.save()
    log(intake, "netwerken.intake.decided", actor=by, uitkomst=uitkomst)
    _carry_out(intake, by)
    return intake


def _carry_out(intake, by):
    """The place, and one mail: the kind message, whatever happens with the place."""
    deelname, mail = intake.deelname, "intake_uitkomst"
    if intake.uitkomst == Uitkomst.PAST_NIET:
        if not deelname.is_lid:
            decline(deelname, by=by, mail=mail)
        elif deelname.netwerk.deelnames.lid().filter(persoon=deelname.persoon).count() > 1:
            raise DomainError("Deze persoon heeft ook een andere rol. Verander eerst de rollen bij Deelnemers.")
        else:
            remove(deelname, by=by, mail=mail)
    elif asks_group(intake):
        ask_group(deelname, by=by)  # the mail goes when the group agrees
    elif deelname.status in AAN_DE_DEUR:
        admit(deelname, by=by, mail=mail)
    else:
        mail_deelnemer(mail, deelname, log(intake, "netwerken.intake.told", actor=by))


def asks_group(intake: Intake) -> bool:
    """Would «past» ask the group, instead of giving a place?"""
    return intake.deelname.status in AAN_DE_DEUR and is_nodig(intake.deelname)


def _noem(persoon):
    return persoon.naam if persoon else "Een facilitator"


@transaction.atomic
def mark_besproken(intake: Intake, *, by: Persoon) -> Intake:
    """The group talked about what «verbreden» asks of it. Twice is once."""
    intake = _lock_intake(intake)
    if intake.uitkomst == Uitkomst.VERBREDEN and intake.besproken_op is None:
        intake.besproken_op = timezone.localdate()
        intake.save(update_fields=["besproken_op", "updated_at"])
        log(intake, "netwerken.intake.discussed", actor=by)
    return intake


def _lock_deelname(deelname):
    netwerk = lock_netwerk(deelname.netwerk)
    deelname = Deelname.objects.select_related("persoon").get(pk=deelname.pk)
    deelname.netwerk = netwerk
    return deelname


def _lock_intake(intake):
    """The row locked; the deelname is read after that, or PostgreSQL gives how it was before the wait."""
    return lock_rows(Intake.objects).get(pk=intake.pk)
