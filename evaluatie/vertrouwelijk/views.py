from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from evaluatie import services as kern_services
from evaluatie.access import get_netwerk_met_metingen, get_verteld
from evaluatie.rondes.forms import VraagForm
from evaluatie.rondes.schema import make_schema
from evaluatie.rondes.services import check_netwerk
from evaluatie.vertrouwelijk import services
from evaluatie.vertrouwelijk.aanbod import find_met_naam
from evaluatie.vertrouwelijk.lezen import list_verteld
from kern.errors import DomainError
from kern.tijd import dag, nu


@require_http_methods(["GET", "POST"])
def ask(request, slug, code):
    """What is asked by name of whom, who reads it, and what people are told about that beforehand."""
    netwerk = get_netwerk_met_metingen(request.user, slug, "evaluatie.plan_ronde")
    keuze = find_met_naam(netwerk, code)
    if keuze is None:
        raise Http404
    form = VraagForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _start(request, netwerk, keuze, form):
        return redirect("evaluatie:list", slug)
    context = {
        "netwerk": netwerk, "tab": "evaluatie", "keuze": keuze, "document": keuze.document, "form": form,
        "kan_niet": find_kan_niet(netwerk, keuze), "schema": (schema := make_schema(nu())),
        "gevraagd": services.list_asked(kern_services.who_is_in(netwerk), keuze),
        "lezers": list(kern_services.find_guides(netwerk)),
        "wist_op": schema.sluit + kern_services.BEWAART,
    }  # fmt: skip
    return render(request, "evaluatie/vertrouwelijk/vraag.html", context, status=422 if form.errors else 200)


def find_kan_niet(netwerk, keuze=None) -> str:
    """Why nobody can be asked by name now."""
    try:
        check_netwerk(netwerk)
        services.check_group(netwerk, keuze)
    except DomainError as error:
        return str(error)
    return ""


def _start(request, netwerk, keuze, form):
    try:
        meting = services.ask_by_name(netwerk, keuze.code, op=form.dag, by=request.user)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    if meting.is_gepland:
        messages.success(request, f"Klaar. {meting.titel} gaat open op {dag(meting.opent_op)}.")
    else:
        wie = "1 mens" if meting.aantal_gevraagd == 1 else f"{meting.aantal_gevraagd} mensen"
        messages.success(request, f"De vragen staan open voor {wie}, en de mails gaan weg.")
    return True


@require_safe
def verteld(request, slug, pk):
    """What people told, for the facilitators who were named; after the closing."""
    meting = get_verteld(request.user, slug, pk)
    context = {
        "netwerk": meting.netwerk, "tab": "evaluatie", "meting": meting,
        "lezers": list(kern_services.find_lezers(meting)),
        "wist_op": (wist_op := kern_services.get_wist_op(meting)), "is_gewist": wist_op <= nu(),
        "mensen": list_verteld(meting) if meting.is_gesloten else [],
    }  # fmt: skip
    return render(request, "evaluatie/vertrouwelijk/verteld.html", context)
