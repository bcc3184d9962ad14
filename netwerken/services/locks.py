from kern.locks import lock_rows
from netwerken.models import Netwerk


def lock_netwerk(netwerk: Netwerk) -> Netwerk:
    """The row as it is now, locked: places and roles of one netwerk change one after the other."""
    return lock_rows(Netwerk.objects).get(pk=netwerk.pk)
