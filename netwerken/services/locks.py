from netwerken.models import Netwerk


def lock_netwerk(netwerk: Netwerk) -> Netwerk:
    """The row as it is now, locked: places and roles of one netwerk change one after the other."""
    return Netwerk.objects.select_for_update().get(pk=netwerk.pk)
