"""Why to call, as the netwerk itself shows it: it stands still while its contribution runs."""

from kern.tijd import dag
from netwerken.models import Netwerk
from subsidie.redenen import reden

_EINDE = {
    Netwerk.Status.AFGEROND: "is afgerond",
    Netwerk.Status.ZELFSTANDIG: "gaat zelfstandig verder",
    Netwerk.Status.GESTOPT: "is gestopt",
}


@reden("stil", "Het netwerk ligt stil")
def find_stil(aanvragen, moment):
    """What everybody who may see the netwerk can read on its page."""
    zinnen = {}
    for aanvraag in aanvragen:
        netwerk = aanvraag.netwerk
        if netwerk.status in _EINDE:
            zinnen[aanvraag.pk] = f"Dit netwerk {_EINDE[netwerk.status]}, en de bijdrage staat nog niet vast."
        elif netwerk.gepauzeerd_tot:
            zinnen[aanvraag.pk] = f"Dit netwerk pauzeert tot {dag(netwerk.gepauzeerd_tot)}."
    return zinnen
