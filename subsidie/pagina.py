"""What the front page of subsidies shows."""

from datetime import timedelta

from netwerken.models import Deelname, Netwerk
from netwerken.rollen import EIGENAAR, FACILITATOR, PENVOERDER
from subsidie.aanvragen.models import Aanvraag
from subsidie.regeling.models import Aanvraagronde
from subsidie.regeling.pagina import sort_rondes

# A round that closed stays until somebody reads the decision here, but not for ever.
NOG_TE_LEZEN = timedelta(days=180)


def read_home(user, moment) -> dict:
    """The context of the front page: rounds for everybody, and for who guides a netwerk where its aanvraag is."""
    vanaf = moment - NOG_TE_LEZEN
    rondes = sort_rondes(Aanvraagronde.objects.filter(sluit_op__gt=vanaf).select_related("regelingversie"), moment)
    netwerken = _list_netwerken(user) if user.is_authenticated else []
    return {"rondes": rondes, "netwerken": netwerken}


def _list_netwerken(user):
    """[(netwerk, its aanvragen that are not over)] of the netwerken this person applies for."""
    eigen = Deelname.objects.lid().filter(persoon=user, rol__in=[PENVOERDER, EIGENAAR, FACILITATOR])
    netwerken = Netwerk.objects.filter(pk__in=eigen.values("netwerk")).exclude(status__in=Netwerk.BEEINDIGD)
    aanvragen = {}
    for aanvraag in Aanvraag.objects.with_ronde().niet_voorbij().filter(netwerk__in=netwerken):
        aanvragen.setdefault(aanvraag.netwerk_id, []).append(aanvraag)
    return [(netwerk, aanvragen.get(netwerk.pk, [])) for netwerk in netwerken.order_by("naam")]
