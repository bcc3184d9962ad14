"""Results to take along, as CSV or for Excel."""

from django.views.decorators.http import require_safe

from evaluatie.access import get_meting, get_netwerk_met_metingen
from evaluatie.uitvoer.lijst import make_lijst, make_lijst_alles
from kern.export import export_response


@require_safe
def export_uitslag(request, slug, pk, soort):
    meting = get_meting(request.user, slug, int(pk))
    alles = request.user.has_perm("evaluatie.view_alleen_facilitator", meting)
    return export_response(make_lijst(meting, voor_facilitator=alles), soort)


@require_safe
def export_uitslagen(request, slug, soort):
    netwerk = get_netwerk_met_metingen(request.user, slug, "evaluatie.view_uitslag")
    return export_response(make_lijst_alles(netwerk), soort)
