"""The facts of one person or netwerk for ``rules.needs_group``."""

from netwerken.groepsbesluit.rules import needs_group
from netwerken.models import Deelname, Netwerk

LOOPT = (Netwerk.Status.GESTART, Netwerk.Status.AFRONDEN)


def find_stemmers(netwerk: Netwerk):
    """The persons who are asked: active deelnemers. Who guides is not: they decide when the group does not agree."""
    begeleiders = Deelname.objects.lid().filter(netwerk=netwerk, rol=Deelname.Rol.FACILITATOR)
    return netwerk.deelnemers().exclude(pk__in=begeleiders.values("persoon"))


def is_nodig(deelname: Deelname) -> bool:
    """Does this deelname need the group's word before a place? Asks the database only when it may matter."""
    netwerk = deelname.netwerk
    if not besluit_loopt_mee(netwerk):
        return False
    doet_mee = netwerk.deelnames.lid().filter(persoon=deelname.persoon_id).exists()
    return _judge(netwerk, deelname.rol, doet_mee=doet_mee, akkoord=deelname.groep_akkoord)


def is_nodig_voor_nieuwe(netwerk: Netwerk, rol: str = Deelname.Rol.DEELNEMER) -> bool:
    """The same of somebody who has nothing to do with the netwerk yet: what a form or mail must tell beforehand."""
    return besluit_loopt_mee(netwerk) and _judge(netwerk, rol, doet_mee=False, akkoord=False)


def besluit_loopt_mee(netwerk: Netwerk) -> bool:
    """A gesloten group that has begun."""
    return not netwerk.is_open and netwerk.status in LOOPT


def _judge(netwerk, rol, *, doet_mee, akkoord):
    return needs_group(
        gesloten=not netwerk.is_open, gestart=netwerk.status in LOOPT, als_deelnemer=rol == Deelname.Rol.DEELNEMER,
        doet_mee=doet_mee, akkoord=akkoord, stemmers=find_stemmers(netwerk).count(),
    )  # fmt: skip
