"""Where this person may write a leervraag: the netwerken in which they are a deelnemer."""

from netwerken.models import Deelname


def list_leervraag_netwerken(persoon) -> list:
    rows = Deelname.objects.lid().filter(persoon=persoon, rol=Deelname.Rol.DEELNEMER).select_related("netwerk")
    return [deelname.netwerk for deelname in rows.order_by("netwerk__naam", "pk")]
