from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from fasen.inhoud import FASEN
from kern.paging import paginate
from netwerken.access import get_netwerk
from overzicht import cockpit, lijst
from overzicht.filters import draw_filters, read_filters
from overzicht.mijn import read_mijn

OP_HOME = 3


@login_not_required
@require_safe
def home(request):
    context = {
        "fasen": FASEN,
        "netwerken": lijst.find_joinable(OP_HOME),
        "aantal": lijst.count_publiek(),
        "vandaag": timezone.localdate(),
    }
    return render(request, "overzicht/home.html", context)


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def netwerken(request):
    filters = read_filters(request.GET)
    page = paginate(request, lijst.Netwerken(request.user, filters))
    context = {
        "filters": filters,
        "velden": draw_filters(filters),
        "page": page,
        "rijen": lijst.draw_rijen(page, request.user),
        "is_gefilterd": any(filters.values()),
        "meer_filters": any(filters[naam] for naam in ("fase", "type", "toegang")),
    }
    is_fragment = request.htmx and not request.htmx.history_restore_request
    return render(request, f"overzicht/{'_netwerk_lijst' if is_fragment else 'netwerk_list'}.html", context)


@login_not_required
@require_safe
def netwerk(request, slug):
    netwerk = get_netwerk(request.user, slug)
    if request.user.has_perm("netwerken.view_binnenkant", netwerk):
        context, template = cockpit.read_cockpit(request.user, netwerk), "overzicht/cockpit.html"
    else:
        context, template = cockpit.read_publiek(request.user, netwerk), "overzicht/netwerk_publiek.html"
    return render(request, template, context | {"netwerk": netwerk})


@require_safe
def mijn(request):
    return render(request, "overzicht/mijn.html", read_mijn(request.user))


@login_not_required
@require_safe
def hulp(request):
    return render(request, "overzicht/hulp.html")


@login_not_required
@require_safe
def privacy(request):
    return render(request, "overzicht/privacy.html")


@login_not_required
@require_safe
def toegankelijkheid(request):
    return render(request, "overzicht/toegankelijkheid.html")
