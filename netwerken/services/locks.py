from kern.locks import lock_rows
from netwerken.models import Netwerk


def lock_netwerk(netwerk: Netwerk) -> Netwerk:
    """The row as it is now, locked: places and roles of one netwerk change one after the other.

    Who also locks something of the netwerk does that afterwards, and its messages last of all (docs/architectuur.md).
    """
    return lock_rows(Netwerk.objects).get(pk=netwerk.pk)


def lock_netwerk_of(rij) -> Netwerk:
    """The netwerk that ``rij`` is of, locked before ``rij`` itself is."""
    return lock_rows(Netwerk.objects).get(pk=rij.netwerk_id)
