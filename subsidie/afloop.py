"""What happens to aanvragen when a netwerk ends."""

from netwerken.einde.gevolgen import GESTOPT, Gevolg, register_gevolgen
from netwerken.services.hooks import ON_STOP
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import withdraw_open


def register() -> None:
    ON_STOP.append(withdraw_open)
    register_gevolgen(tell_gevolgen)


def tell_gevolgen(netwerk, stap):
    if stap.soort != GESTOPT:
        return
    rows = [a for a in Aanvraag.objects.filter(netwerk=netwerk).select_related("ronde") if a.is_in_te_trekken]
    if rows:
        regels = tuple((aanvraag.ronde.naam, "") for aanvraag in rows)
        yield Gevolg("Jullie aanvraag wordt ingetrokken", "Je kunt haar blijven lezen.", "document", regels)
