from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from kern.adres import reverse
from kern.paging import paginate
from werkvormen import kaart, lijst, services
from werkvormen.access import get_werkvorm
from werkvormen.filters import read_filters


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def werkvorm_list(request):
    filters = read_filters(request.GET)
    netwerken = lijst.find_netwerken(request.user)
    catalogus = lijst.Catalogus(request.user, filters, netwerken)
    page = paginate(request, catalogus, lijst.PER_PAGINA)
    context = {
        "filters": filters,
        "netwerken": netwerken,
        "catalogus": catalogus,
        "tabs": catalogus.tabs(filters, reverse("werkvormen:list")),
        "page": page,
        "rijen": lijst.draw_rijen(page, request.user, filters),
    }
    is_fragment = request.htmx and not request.htmx.history_restore_request
    return render(request, f"werkvormen/{'_lijst' if is_fragment else 'werkvorm_list'}.html", context)


@login_not_required
@require_safe
def werkvorm_detail(request, werkvorm_slug):
    werkvorm = get_werkvorm(request.user, werkvorm_slug)
    return render(request, "werkvormen/werkvorm_detail.html", kaart.read_pagina(werkvorm, request.user))


@require_POST
def favorite(request, werkvorm_slug):
    werkvorm = get_werkvorm(request.user, werkvorm_slug)
    bewaar = request.POST.get("bewaar") == "ja"
    services.keep_favorite(werkvorm, request.user, bewaar=bewaar)
    if request.htmx:
        return render(request, "werkvormen/_favoriet.html", {"werkvorm": werkvorm, "is_favoriet": bewaar})
    zin = f"“{werkvorm.naam}” staat bij je favorieten." if bewaar else f"“{werkvorm.naam}” is geen favoriet meer."
    messages.success(request, zin)
    return redirect(werkvorm)
