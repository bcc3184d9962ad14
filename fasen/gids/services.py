"""What people do with the list of a fase. Nothing is written over: what was said before gets an end."""

from django.db import transaction

from fasen.gids.inhoud import GIDSEN
from fasen.gids.models import ZIN_MAX, Vinkje
from fasen.inhoud import Fase
from kern.errors import DomainError
from kern.forms import clean_line
from kern.log import log
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.services.locks import lock_netwerk
from personen.models import Persoon

Soort = Vinkje.Soort
WAAROM = "Schrijf in een paar woorden waarom dit bij jullie niet nodig is."
VANZELF = "Dit punt vinkt zichzelf af zodra het klaar is. Doen jullie het op een andere manier, kies dan ‘niet nodig’."


@transaction.atomic
def tick(netwerk: Netwerk, fase: Fase, code: str, *, soort: str, zin: str = "", by: Persoon) -> Vinkje:
    """Say of a controlepunt that it is done, or not needed and why. Also before or after the fase itself.

    The same as what is there already changes nothing: a second tap, or a colleague who was first and wrote a sentence.
    Raises DomainError for a netwerk that is over, a code the gids does not have, «niet nodig» without a reason, and
    «gedaan» of what ticks itself off.
    """
    netwerk = _lock(netwerk)
    punt = GIDSEN[fase.slug].find(code)
    if punt is None:
        raise DomainError("Dit punt staat niet meer in de gids.")
    soort, zin = Soort(soort), clean_line(zin)
    if len(zin) > ZIN_MAX:
        raise DomainError(f"Houd het kort: hooguit {ZIN_MAX} tekens.")
    if soort == Soort.NIET_NODIG and not zin:
        raise DomainError(WAAROM)
    if soort == Soort.GEDAAN and punt.meter:
        raise DomainError(VANZELF)
    geldig = Vinkje.objects.geldig().filter(netwerk=netwerk, fase=fase.slug, code=code)
    eerder = geldig.first()
    if eerder and eerder.soort == soort and zin in {"", eerder.zin}:
        return eerder
    op = nu()
    geldig.update(vervallen_op=op)
    log(netwerk, "fasen.gids.ticked", actor=by, fase=fase.slug, code=code, soort=soort.value)
    return Vinkje.objects.create(
        netwerk=netwerk, fase=fase.slug, code=code, titel=punt.titel, soort=soort, zin=zin, door=by, op=op
    )


@transaction.atomic
def untick(netwerk: Netwerk, fase: Fase, code: str, *, by: Persoon) -> bool:
    """Take back what was said of a controlepunt; it stays as history. False: there was nothing to take back."""
    netwerk = _lock(netwerk)
    geldig = Vinkje.objects.geldig().filter(netwerk=netwerk, fase=fase.slug, code=code)
    if not geldig.update(vervallen_op=nu()):
        return False
    log(netwerk, "fasen.gids.unticked", actor=by, fase=fase.slug, code=code)
    return True


def _lock(netwerk):
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is afgelopen. De lijst blijft zoals hij was.")
    return netwerk
