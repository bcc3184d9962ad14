from django.shortcuts import render
from django.views.decorators.http import require_safe

from evaluatie.access import get_netwerk_met_metingen
from evaluatie.invullen.anoniem import make_uitleg


@require_safe
def anoniem(request, slug):
    """How one stays anonymous, with the numbers of this netwerk, for who belongs to it."""
    netwerk = get_netwerk_met_metingen(request.user, slug, "evaluatie.view_uitslag")
    uitleg = make_uitleg(netwerk.deelnemers().count())
    return render(request, "evaluatie/invullen/anoniem.html", {"netwerk": netwerk, "uitleg": uitleg})
