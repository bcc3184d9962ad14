"""What somebody does with what they wrote, beside writing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from kern.paging import paginate
from werkvormen import services
from werkvormen.access import check_perm, get_werkvorm
from werkvormen.concepten import say_nog
from werkvormen.models import Concept, Werkvorm

CREATE = "werkvormen.create_werkvorm"


@require_safe
def own(request):
    check_perm(request.user, CREATE)
    concepten = Concept.objects.filter(eigenaar=request.user)
    context = {
        "concepten": [(concept, say_nog(concept.gegevens)) for concept in concepten],
        "page": paginate(request, Werkvorm.objects.of(request.user)),
        "van_anderen": Werkvorm.objects.of_medefacilitators(request.user),
    }
    return render(request, "werkvormen/eigen.html", context)


@require_http_methods(["GET", "POST"])
def delete(request, werkvorm_slug):
    werkvorm = get_werkvorm(request.user, werkvorm_slug, "werkvormen.delete_werkvorm")
    if request.method == "GET":
        return render(request, "werkvormen/werkvorm_delete.html", {"werkvorm": werkvorm})
    try:
        services.delete_werkvorm(werkvorm, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{werkvorm.naam}” is weg.")
    return redirect("werkvormen:own")


def _move(request, slug, perm, service, zin):
    werkvorm = get_werkvorm(request.user, slug, f"werkvormen.{perm}")
    try:
        werkvorm = service(werkvorm, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)
    return redirect(werkvorm)


@require_POST
def offer(request, werkvorm_slug):
    zin = "Aangeboden. De academie bekijkt je werkvorm en je krijgt een mail."
    return _move(request, werkvorm_slug, "offer_werkvorm", services.offer_werkvorm, zin)


@require_POST
def take_back(request, werkvorm_slug):
    zin = "Teruggenomen. Je kunt hem weer bewerken."
    return _move(request, werkvorm_slug, "take_back_werkvorm", services.take_back_werkvorm, zin)
