"""Writing how a condition stands, and beginning while not everything is in order; under the lock of the netwerk."""

from django.db import transaction

from kern.errors import DomainError, EditConflict
from kern.log import log
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.randvoorwaarden.models import Randvoorwaarde, Startbesluit
from netwerken.randvoorwaarden.stand import count_voor_start, find_bezwaar, find_rij
from netwerken.services.locks import lock_netwerk
from personen.models import Organisatie, Persoon

Status = Randvoorwaarde.Status
VELDEN = ("status", "bewijs", "aanpak", "eigenaar", "voor")


class RandvoorwaardeConflict(EditConflict):
    """Somebody else saved this one meanwhile; ``rij`` is what is there now."""

    def __init__(self, rij):
        self.rij = rij
        super().__init__("Iemand anders bewaarde dit intussen ook. Lees wat er nu staat.")


@transaction.atomic
def write_randvoorwaarde(
    netwerk: Netwerk, code: str, values: dict, *, organisatie: Organisatie | None, versie: int, by: Persoon
) -> Randvoorwaarde:
    """How one thing stands. ``versie``: of what this facilitator had on the page, 0 when nothing was written yet.

    Raises RandvoorwaardeConflict when somebody saved something else since, DomainError for «in orde» without saying how
    one sees it and for a risk without what is done about it. Source: 002 Randvoorwaarden.
    """
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is voorbij. De randvoorwaarden blijven staan zoals ze waren.")
    rij = find_rij(netwerk, organisatie, code)
    if all(getattr(rij, veld) == values[veld] for veld in VELDEN):
        return rij
    if rij.versie != versie:
        raise RandvoorwaardeConflict(rij)
    if values["status"] == Status.VOLDAAN and not values["bewijs"]:
        raise DomainError("Schrijf waaraan je ziet dat het in orde is.")
    if values["status"] == Status.RISICO and not values["aanpak"]:
        raise DomainError("Schrijf wat jullie aan het risico doen.")
    van = rij.status
    for veld in VELDEN:
        setattr(rij, veld, values[veld])
    rij.versie, rij.gewijzigd_door = rij.versie + 1, by
    rij.save()
    log(rij, "netwerken.randvoorwaarde.written", actor=by, code=code, van=van, naar=rij.status)
    return rij


def decide_start(netwerk: Netwerk, reden: str, by: Persoon) -> None:
    """Beginning while something is open or a risk is possible, with a reason that is kept. The caller holds the lock.

    Raises DomainError without one.
    """
    telling = count_voor_start(netwerk)
    if not telling.rest:
        return
    if not reden.strip():
        raise DomainError(find_bezwaar(netwerk))
    besluit = Startbesluit.objects.create(
        netwerk=netwerk, open=telling.open, risico=telling.risico, reden=reden.strip(), door=by, op=nu()
    )
    log(besluit, "netwerken.randvoorwaarde.begun_with", actor=by, open=telling.open, risico=telling.risico)
