"""Who hears of a round once it runs."""

from evaluatie.models import Meting
from netwerken.models import Deelname
from personen.models import Persoon


def list_hearers(meting: Meting):
    """Everybody who takes part in any role now; of a netwerk that is over also who took part until the end."""
    statussen = [Deelname.Status.ACTIEF]
    if meting.netwerk.is_beeindigd:
        statussen.append(Deelname.Status.AFGEROND)
    doet_mee = Deelname.objects.filter(netwerk=meting.netwerk_id, status__in=statussen)
    return Persoon.objects.filter(pk__in=doet_mee.values("persoon"), is_active=True)
