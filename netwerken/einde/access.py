"""The only door through which somebody who no longer takes part gets what is still theirs: 404 hides all the rest."""

from django.http import Http404

from netwerken.models import Deelname, Netwerk

Status = Deelname.Status
_GEWEEST = (Status.UITGESTAPT, Status.AFGEROND)


def find_vroeger(user):
    """The netwerken this person left, and the ones that are over. Not what the person takes part in (again)."""
    mijn = Deelname.objects.filter(persoon=user.pk)
    geweest = Netwerk.objects.filter(pk__in=mijn.filter(status__in=_GEWEEST).values("netwerk"))
    nu_lid = mijn.lid().values("netwerk")
    voorbij = Netwerk.objects.filter(pk__in=nu_lid, status__in=Netwerk.BEEINDIGD)
    rows = (geweest.exclude(pk__in=nu_lid) | voorbij).select_related("afsluiting")
    return rows.distinct().order_by("naam", "pk")


def get_vroeger(user, slug: str) -> Netwerk:
    """A netwerk of ``find_vroeger``. Nothing of the inside comes with it but what this person wrote."""
    netwerk = find_vroeger(user).filter(slug=slug).first()
    if netwerk is None:
        raise Http404
    return netwerk
