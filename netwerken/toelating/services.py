"""Choosing how people are let in."""

from django.db import transaction

from kern.errors import DomainError
from kern.log import log
from netwerken.models import Netwerk
from netwerken.services.deelnames import fill_places
from netwerken.services.locks import lock_netwerk
from netwerken.toelating.models import Toelating
from netwerken.toelating.stand import find_toelating
from personen.models import Persoon


@transaction.atomic
def change_toelating(netwerk: Netwerk, values: dict, *, by: Persoon) -> Toelating:
    """Keep the ``values``. Who takes part already stays; a higher maximum per school lets the first who waits in.

    Raises DomainError when the minimum per school is above the maximum, and after the end.
    """
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is voorbij. Er komt niemand meer bij.")
    toelating = find_toelating(netwerk)
    gewijzigd = [veld for veld, waarde in values.items() if getattr(toelating, veld) != waarde]
    for veld in gewijzigd:
        setattr(toelating, veld, values[veld])
    minste, meeste = toelating.minste_per_school, toelating.meeste_per_school
    if minste and meeste and minste > meeste:
        raise DomainError("Het minste van één school is meer dan het meeste. Draai ze om.")
    if gewijzigd:
        toelating.save()
        log(toelating, "netwerken.toelating.changed", actor=by, velden=gewijzigd)
    if "meeste_per_school" in gewijzigd:
        fill_places(netwerk)
    return toelating
