"""For everybody of the academie: what was handed in, is it whole, and who judges it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from kern.export import export_response
from kern.forms import read_number
from kern.paging import paginate
from kern.tijd import nu
from subsidie.beoordeling import services
from subsidie.beoordeling.access import check_academie, get_aanvraag, get_van_ander
from subsidie.beoordeling.criteria import find_aanvuldagen
from subsidie.beoordeling.forms import VraagForm, post_data
from subsidie.beoordeling.levend import mark_criteria
from subsidie.beoordeling.lijst import Filters, find_pagina, find_rondes, make_lijst, mark_stand, read_werk
from subsidie.beoordeling.pagina import read_aanvraag, read_kop
from subsidie.toestand import TE_BEWERKEN, Rol, Stap, Status, kan


@never_cache
@require_safe
def werk(request):
    """What waits for this person, and by when."""
    check_academie(request.user)
    return render(request, "subsidie/beoordeling/werk.html", read_werk(request.user))


@never_cache
@require_safe
def lijst(request):
    check_academie(request.user)
    filters = Filters.read(request.GET)
    page = paginate(request, find_pagina(request.user, filters))
    page.object_list = mark_stand(request.user, page.object_list)
    mark_criteria(page.object_list, nu())
    statussen = [(code, naam) for code, naam in Status.choices if code not in TE_BEWERKEN or code == "aanvulling"]
    context = {"page": page, "filters": filters, "rondes": find_rondes(request.user), "statussen": statussen}
    return render(request, "subsidie/beoordeling/lijst.html", context)


@require_safe
def export(request, soort):
    check_academie(request.user)
    return export_response(make_lijst(request.user, Filters.read(request.GET)), soort)


@never_cache
@require_safe
def aanvraag(request, sleutel):
    rij = get_aanvraag(request.user, sleutel)
    context = read_aanvraag(request.user, rij) | {"beoordelaars": services.propose(rij)}
    return render(request, "subsidie/beoordeling/aanvraag.html", context)


def do(request, rij, service, zin):
    """Do it, say how it went, and back to the page of the aanvraag."""
    try:
        service()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)
    return redirect("subsidie:academie_aanvraag", rij.sleutel)


@require_POST
def complete(request, sleutel):
    rij = get_aanvraag(request.user, sleutel)
    return do(request, rij, lambda: services.mark_complete(rij, by=request.user), "De beoordelaars kunnen beginnen.")


@require_POST
def assign(request, sleutel):
    rij = get_aanvraag(request.user, sleutel)
    gekozen = {read_number(waarde) for waarde in request.POST.getlist("persoon")}
    personen = [persoon for persoon in services.propose(rij) if persoon.pk in gekozen]
    return do(request, rij, lambda: services.assign(rij, personen, by=request.user), "Toegewezen. Ze krijgen een mail.")


@require_POST
def take_away(request, sleutel, pk):
    toewijzing = get_van_ander(request.user, sleutel, pk)
    return do(
        request, toewijzing.aanvraag,
        lambda: services.lapse_assignment(toewijzing, services.TERUGGENOMEN, by=request.user),
        "Deze beoordelaar leest niet meer mee.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def ask(request, sleutel):
    """Ask the netwerk for more."""
    rij = get_aanvraag(request.user, sleutel)
    if request.method == "GET" and not kan(rij.status, Stap.VRAGEN, Rol.ACADEMIE):
        messages.info(request, "Vragen aan het netwerk kan nu niet.")
        return redirect("subsidie:academie_aanvraag", rij.sleutel)
    context = read_kop(request.user, rij)
    form = VraagForm(post_data(request), criteria=context["criteria"], dagen=find_aanvuldagen(rij))
    if form.is_valid():
        try:
            services.ask_more(rij, form.vragen, form.cleaned_data["voor"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Gevraagd. Wie het netwerk begeleidt, krijgt een mail.")
            return redirect("subsidie:academie_aanvraag", rij.sleutel)
    status = 422 if form.errors else 200
    return render(request, "subsidie/beoordeling/vragen.html", context | {"form": form}, status=status)
