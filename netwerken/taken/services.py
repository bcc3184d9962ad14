"""Dividing the tasks of a netwerk. Everything about one netwerk waits for each other on its row."""

from django.db import transaction

from kern.errors import DomainError, EditConflict
from kern.log import log
from netwerken.models import Deelname, Netwerk
from netwerken.services.locks import lock_netwerk
from netwerken.taken import mails
from netwerken.taken.inhoud import PUNTEN
from netwerken.taken.models import WEG, Begeleiding, Taak
from personen.models import Persoon

Reden = Taak.Reden
MEEST_EIGEN = 20
VOORBIJ = "Dit netwerk is voorbij. Er is niets meer te verdelen."
GEEN_LID = "Je doet op dit moment niet mee aan dit netwerk."


class VerdelingConflict(EditConflict):
    """Of these ``taken`` somebody else changed who does them since the form was opened. Nothing was saved."""

    def __init__(self, taken):
        self.taken = taken
        super().__init__("Intussen veranderde er iets aan de taken hieronder. Er is nog niets bewaard. Kijk nog eens.")


@transaction.atomic
def begin_taken(netwerk: Netwerk, *, by: Persoon) -> None:
    """Give the netwerk the list of tasks, all of them free. Beginning twice is once.

    Raises DomainError when the netwerk is over. Source: RT; 000 §4.2.
    """
    netwerk = _lock(netwerk)
    if not netwerk.taken.exists():
        Taak.objects.bulk_create(
            Taak(netwerk=netwerk, code=punt.code, volgorde=i) for i, punt in enumerate(PUNTEN, start=1)
        )
        log(netwerk, "netwerken.taken.begun", actor=by)


@transaction.atomic
def add_taak(netwerk: Netwerk, *, naam: str, uitleg: str = "", by: Persoon) -> Taak:
    """A task of the group itself, at the end and free. The same words twice are one task.

    Raises DomainError for more than ``MEEST_EIGEN`` of them, or when the netwerk is over.
    """
    netwerk = _lock(netwerk)
    eigen = list(netwerk.taken.filter(code=""))
    if al := next((taak for taak in eigen if taak.naam.casefold() == naam.casefold()), None):
        return al
    if len(eigen) >= MEEST_EIGEN:
        raise DomainError(f"Jullie hebben al {MEEST_EIGEN} eigen taken. Voeg er een paar samen.")
    volgorde = max(netwerk.taken.values_list("volgorde", flat=True), default=0) + 1
    taak = Taak.objects.create(netwerk=netwerk, naam=naam, uitleg=uitleg, volgorde=volgorde)
    log(taak, "netwerken.taak.added", actor=by)
    return taak


@transaction.atomic
def divide(netwerk: Netwerk, keuzes: dict[int, tuple[str, str]], *, by: Persoon) -> list[Persoon]:
    """Write the whole division at once. ``keuzes``: key of a task → what the form showed and what was chosen.

    A choice is «» (nobody), «weg» (not needed here) or the key of a person. Who chooses oneself has the task at once;
    somebody else is asked, by one mail for all tasks together. Returns who is asked now.
    Raises VerdelingConflict when somebody else changed one of these tasks since, DomainError for who takes no part.
    """
    netwerk = _lock(netwerk)
    taken = {taak.pk: taak for taak in netwerk.taken.select_related("persoon", "gevraagd")}
    anders = {taken[pk]: keuze for pk, keuze in keuzes.items() if pk in taken and keuze[0] != keuze[1]}
    botst = [taak for taak, (was, wordt) in anders.items() if taak.stand not in {was, wordt}]
    if botst:
        raise VerdelingConflict(botst)
    leden = {str(lid.pk): lid for lid in netwerk.leden()}
    gevraagd = {}
    for taak, (_, wordt) in anders.items():
        if wordt not in {"", WEG, *leden}:
            raise DomainError("Je koos iemand die niet meer meedoet. Kijk nog eens.")
        if taak.stand != wordt and _give(taak, leden.get(wordt), wordt, by):
            gevraagd[wordt] = leden[wordt]
    for persoon in gevraagd.values():
        mails.queue_vraag(netwerk, persoon)
    return list(gevraagd.values())


def _give(taak, persoon, wordt, by):
    """Carry out one choice; True when somebody is asked something new."""
    if persoon is None:
        _write(taak, "freed" if wordt == "" else "left_out", by, persoon=None, gevraagd=None, doet_mee=wordt != WEG)
    elif persoon.pk in {by.pk, taak.persoon_id}:
        _write(taak, "taken", by, persoon=persoon, gevraagd=None, doet_mee=True)
    else:
        _write(taak, "asked", by, persoon=taak.persoon, gevraagd=persoon, doet_mee=True)
        return True
    return False


@transaction.atomic
def take(taak: Taak, persoon: Persoon) -> Taak:
    """This member does it: who was asked, and everybody as long as it is free. Twice is quiet.

    Raises DomainError when somebody else has it or is asked, the group does not need it, or the person takes no part.
    """
    taak = _lock_taak(taak, persoon)
    if taak.persoon_id == persoon.pk:
        return taak
    if taak.gevraagd_id != persoon.pk:
        _require_free(taak)
    return _write(taak, "taken", persoon, persoon=persoon, gevraagd=None)


def _require_free(taak):
    if not taak.doet_mee:
        raise DomainError("De groep heeft deze taak niet meer nodig.")
    if taak.persoon:
        raise DomainError(f"{taak.persoon.naam} doet deze taak intussen.")
    if taak.gevraagd:
        raise DomainError("Deze taak is intussen aan iemand anders gevraagd.")


@transaction.atomic
def pass_taak(taak: Taak, persoon: Persoon) -> Taak:
    """Rather not; also who said yes before. Who divides sees it, nobody else. Twice is quiet.

    Raises DomainError when the question is not this person's any more.
    """
    taak = _lock_taak(taak, persoon)
    if taak.gevraagd_id == persoon.pk:
        return _write(taak, "passed", persoon, persoon=taak.persoon, gevraagd=None, vorige=persoon, reden=Reden.PAST)
    if taak.persoon_id == persoon.pk:
        return _give_back(taak, persoon)
    if taak.vorige_id != persoon.pk:
        raise DomainError("Deze vraag is intussen ingetrokken. Je hoeft niets meer te doen.")
    return taak


@transaction.atomic
def give_back(taak: Taak, persoon: Persoon) -> Taak:
    """Who has it does it no longer: it is free, and who divides hears it. Twice is quiet."""
    taak = _lock_taak(taak, persoon)
    return _give_back(taak, persoon) if taak.persoon_id == persoon.pk else taak


def _give_back(taak, persoon):
    return _write(taak, "given_back", persoon, persoon=None, gevraagd=taak.gevraagd, vorige=persoon, reden=Reden.TERUG)


def release_pauze(netwerk: Netwerk, persoon: Persoon, by: Persoon | None) -> None:
    """Who pauses has no tasks any more, unless another role goes on. The caller holds the lock."""
    _release(netwerk, persoon, by, Reden.PAUZE)


def release_vertrek(netwerk: Netwerk, persoon: Persoon, by: Persoon | None) -> None:
    """Who left has no tasks any more. The caller holds the lock."""
    _release(netwerk, persoon, by, Reden.VERTREK)


def _release(netwerk, persoon, by, reden):
    if netwerk.deelnames.actief().filter(persoon=persoon).exists():
        return
    for taak in netwerk.taken.filter(gevraagd=persoon).select_related("persoon"):
        _write(taak, "withdrawn", by, persoon=taak.persoon, gevraagd=None, vorige=persoon, reden=reden)
    for taak in netwerk.taken.filter(persoon=persoon).select_related("gevraagd"):
        _write(taak, "released", by, persoon=None, gevraagd=taak.gevraagd, vorige=persoon, reden=reden)


@transaction.atomic
def set_begeleiding(
    deelname: Deelname, *, variant: str, betaald_door: str = "", toelichting: str = "", by: Persoon
) -> Deelname:
    """How one facilitator guides, and who pays for it. Raises DomainError for who guides no longer."""
    netwerk = _lock(deelname.netwerk)
    deelname = Deelname.objects.select_related("persoon").get(pk=deelname.pk)
    if deelname.rol != Deelname.Rol.FACILITATOR or not deelname.is_lid:
        raise DomainError("Deze persoon begeleidt het netwerk niet meer.")
    deelname.netwerk, deelname.variant = netwerk, variant
    deelname.save(update_fields=["variant", "updated_at"])
    Begeleiding.objects.update_or_create(
        deelname=deelname, defaults={"betaald_door": betaald_door, "toelichting": toelichting}
    )
    log(deelname, "netwerken.begeleiding.written", actor=by)
    return deelname


def transfer_taken(netwerk: Netwerk, van: Persoon, naar: Persoon, *, by: Persoon) -> None:
    """Who takes the guiding over, has the tasks too. The caller holds the lock."""
    for taak in netwerk.taken.filter(persoon=van).select_related("gevraagd"):
        gevraagd = None if taak.gevraagd == naar else taak.gevraagd
        _write(taak, "handed_over", by, persoon=naar, gevraagd=gevraagd)


def _write(taak, action, by, *, persoon, gevraagd, vorige=None, reden="", doet_mee=True):
    taak.persoon, taak.gevraagd, taak.vorige, taak.reden = persoon, gevraagd, vorige, reden
    taak.doet_mee = doet_mee
    taak.save(update_fields=["persoon", "gevraagd", "vorige", "reden", "doet_mee", "updated_at"])
    log(taak, f"netwerken.taak.{action}", actor=by)
    return taak


def _lock(netwerk):
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError(VOORBIJ)
    return netwerk


def _lock_taak(taak, persoon):
    """The row as it is now, of somebody who takes part now."""
    netwerk = _lock(taak.netwerk)
    taak = Taak.objects.select_related("persoon", "gevraagd").get(pk=taak.pk)
    taak.netwerk = netwerk
    if not netwerk.leden().filter(pk=persoon.pk).exists():
        raise DomainError(GEEN_LID)
    return taak
