"""The numbers of the academie, the netwerken to call, and what everybody may know of what was granted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kern.errors import DomainError
from kern.export import export_response, make_csv
from kern.paging import paginate
from kern.tijd import lokale_dag, nu
from subsidie.academie import services
from subsidie.academie.access import get_te_bellen
from subsidie.academie.bellen import read_bellijst
from subsidie.academie.forms import GesprokenForm
from subsidie.academie.lijst import make_lijst
from subsidie.academie.stand import Keuze, read_stand
from subsidie.academie.toegekend import find_pagina, make_json, read_totalen
from subsidie.academie.toegekend import make_lijst as make_open_lijst
from subsidie.beoordeling.access import check_academie

VERS = 15 * 60  # seconds that a copy of the open data may be used


@never_cache
@require_safe
def getallen(request):
    """Rounds, how far the aanvragen are, money, and where: for the academie of these sectors."""
    check_academie(request.user)
    stand = read_stand(request.user, Keuze.read(request.GET), nu())
    return render(request, "subsidie/academie/stand.html", {"stand": stand})


@never_cache
@require_safe
def bellen(request):
    """Who needs a call, and why. The page with the numbers fetches the list after it is drawn: it takes longer."""
    check_academie(request.user)
    vandaag = lokale_dag(nu())
    context = {
        "lijst": read_bellijst(request.user, nu()), "vandaag": vandaag, "vanaf": vandaag - services.RUST + services.DAG,
    }  # fmt: skip
    blok = request.headers.get("HX-Request") == "true"
    return render(request, f"subsidie/academie/{'_bellijst' if blok else 'bellen'}.html", context)


@require_POST
def gesproken(request, sleutel):
    aanvraag = get_te_bellen(request.user, sleutel)
    form = GesprokenForm(request.POST)
    try:
        if not form.is_valid():
            raise DomainError(form.errors["dag"][0])
        services.note_gesproken(aanvraag, form.cleaned_data["dag"], by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Genoteerd. {aanvraag.netwerk.naam} komt terug als er iets nieuws is.")
    return redirect("subsidie:academie_bellen")


@require_safe
def export(request, soort):
    check_academie(request.user)
    return export_response(make_lijst(request.user, Keuze.read(request.GET)), soort)


@login_not_required
@require_safe
def toegekend(request):
    """What was granted, for everybody."""
    context = {"page": paginate(request, find_pagina()), "totalen": read_totalen()}
    return render(request, "subsidie/academie/toegekend.html", context)


@login_not_required
@require_safe
def toegekend_data(request, soort):
    """The same as open data: for any program, from any site."""
    if soort == "json":
        response = JsonResponse(make_json(nu()), json_dumps_params={"ensure_ascii": False, "indent": 1})
    else:
        response = HttpResponse(make_csv(make_open_lijst()), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="toegekend.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=VERS)
    return response
