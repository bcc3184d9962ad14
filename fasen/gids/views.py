from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fasen.gids import services
from fasen.gids.access import get_gids, get_punt
from fasen.gids.forms import VinkForm
from fasen.gids.meters import find_meter
from fasen.gids.pagina import read_pagina
from fasen.wegwijzer import read_wegwijzer
from kern.adres import reverse
from kern.errors import DomainError


@require_safe
def gids(request, netwerk_slug, fase_slug):
    netwerk, fasegids = get_gids(request.user, netwerk_slug, fase_slug)
    pagina = read_pagina(netwerk, fasegids, begeleidt=request.user.has_perm("fasen.change_gids", netwerk))
    context = {"netwerk": netwerk, "pagina": pagina, "gids": fasegids, "fase": fasegids.fase, "route": pagina.route}
    context |= {"station": pagina.station, "wegwijzer": read_wegwijzer()}
    return render(request, "fasen/gids/gids.html", context)


@require_http_methods(["GET", "POST"])
def punt(request, netwerk_slug, fase_slug, code):
    """Tick off with one tap from the list, or here with a sentence."""
    netwerk, fasegids, controlepunt = get_punt(request.user, netwerk_slug, fase_slug, code)
    fase = fasegids.fase
    form = VinkForm(request.POST if request.method == "POST" else None, punt=controlepunt)
    if request.method == "POST" and form.is_valid():
        try:
            services.tick(netwerk, fase, code, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{controlepunt.titel}” is bijgewerkt.")
            return redirect(_lijst(netwerk, fase, code))
    meter = find_meter(controlepunt.meter)
    context = {
        "netwerk": netwerk, "fase": fase, "punt": controlepunt, "form": form, "terug": _lijst(netwerk, fase, code),
        "is_besloten": meter is not None and meter.begeleiders,
    }  # fmt: skip
    return render(request, "fasen/gids/punt.html", context, status=422 if form.errors else 200)


@require_POST
def punt_terug(request, netwerk_slug, fase_slug, code):
    netwerk, fasegids, controlepunt = get_punt(request.user, netwerk_slug, fase_slug, code)
    try:
        services.untick(netwerk, fasegids.fase, code, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{controlepunt.titel}” staat weer open.")
    return redirect(_lijst(netwerk, fasegids.fase, code))


def _lijst(netwerk, fase, code):
    return f"{reverse('fasen:detail', args=[netwerk.slug, fase.slug])}#punt-{code}"
