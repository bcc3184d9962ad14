from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kern.errors import DomainError
from netwerken.einde.access import find_vroeger, get_vroeger
from netwerken.einde.klok import erase_own
from netwerken.einde.pakket import make_eigen, read_eigen, send_file


@require_safe
def lijst(request):
    return render(request, "netwerken/einde/vroeger_lijst.html", {"netwerken": find_vroeger(request.user)})


@require_safe
def vroeger(request, slug):
    netwerk = get_vroeger(request.user, slug)
    context = {"netwerk": netwerk, "eigen": read_eigen(netwerk, request.user)}
    return render(request, "netwerken/einde/vroeger.html", context)


@require_safe
def download(request, slug):
    netwerk = get_vroeger(request.user, slug)
    return send_file(make_eigen(netwerk, request.user), f"mijn-{netwerk.slug}.json", "application/json")


@require_POST
def wis(request, slug):
    """One kind, or everything of the own hand, after a tick that says so."""
    netwerk = get_vroeger(request.user, slug)
    codes = set(request.POST.getlist("soort"))
    if request.POST.get("zeker") != "ja":
        messages.error(request, "Er is niets gewist. Zet eerst het vinkje dat je het zeker weet.")
        return redirect("netwerken:vroeger", slug)
    try:
        erase_own(netwerk, request.user, codes)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Het is gewist. Niemand kan het nog lezen.")
    return redirect("netwerken:vroeger", slug)
