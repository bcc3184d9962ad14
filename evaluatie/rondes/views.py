from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluatie import services as kern_services
from evaluatie.access import get_meting, get_netwerk_met_metingen
from evaluatie.grenzen import GRENZEN
from evaluatie.rondes import services
from evaluatie.rondes.aanbod import find_aanbod, get_questions, list_aanbod
from evaluatie.rondes.forms import SlaOverForm, VerzetForm, VraagForm
from evaluatie.rondes.schema import make_schema
from evaluatie.rondes.waarom import explain
from evaluatie.vertrouwelijk.aanbod import list_met_naam
from kern.errors import DomainError
from kern.tijd import dag, nu


@require_safe
def choose(request, slug):
    """What one can ask the group."""
    netwerk = get_netwerk_met_metingen(request.user, slug, "evaluatie.plan_ronde")
    context = {
        "netwerk": netwerk, "tab": "evaluatie", "aanbod": list_aanbod(netwerk), **(groep := _count_group(netwerk)),
        "met_naam": list_met_naam(netwerk) if may_ask_by_name(netwerk, groep["gevraagd"]) else (),
    }  # fmt: skip
    return render(request, "evaluatie/rondes/kies.html", context | GRENZEN)


def may_ask_by_name(netwerk, gevraagd) -> bool:
    """The group is too small to stay anonymous, and there is somebody to ask."""
    try:
        services.check_netwerk(netwerk)
        services.check_small(gevraagd, gevraagd)
    except DomainError:
        return False
    return True


def _count_group(netwerk):
    """How many would be asked, and why nobody can be."""
    gevraagd, kan_niet = len(kern_services.who_is_in(netwerk)), ""
    try:
        services.check_netwerk(netwerk)
        services.check_group(gevraagd)
    except DomainError as error:
        kan_niet = str(error)
    return {"gevraagd": gevraagd, "kan_niet": kan_niet}


@require_http_methods(["GET", "POST"])
def ask(request, slug, code):
    """One kind: what is asked of whom, until when, and what that means for who answers."""
    netwerk = get_netwerk_met_metingen(request.user, slug, "evaluatie.plan_ronde")
    aanbod = find_aanbod(code, netwerk)
    if aanbod is None:
        raise Http404
    bijeenkomsten = services.find_spreker_meetings(netwerk) if aanbod.over_spreker else None
    form = VraagForm(request.POST if request.method == "POST" else None, bijeenkomsten=bijeenkomsten)
    if request.method == "POST" and form.is_valid() and _start(request, netwerk, aanbod, form, bijeenkomsten):
        return redirect("evaluatie:list", slug)
    context = {
        "netwerk": netwerk, "tab": "evaluatie", "aanbod": aanbod, "document": get_questions(netwerk, code),
        "form": form, "bijeenkomsten": bijeenkomsten, "schema": make_schema(nu()), **_count_group(netwerk),
    }  # fmt: skip
    return render(request, "evaluatie/rondes/vraag.html", context | GRENZEN, status=422 if form.errors else 200)


def _start(request, netwerk, aanbod, form, bijeenkomsten):
    gekozen = next((b for b in bijeenkomsten or () if b.pk == form.cleaned_data["bijeenkomst"]), None)
    try:
        meting = services.ask_group(netwerk, aanbod, op=form.dag, bijeenkomst=gekozen, by=request.user)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    if meting.is_gepland:
        messages.success(request, f"Klaar. {meting.titel} gaat open op {dag(meting.opent_op)}.")
    else:
        messages.success(request, f"De vragen staan open voor {meting.aantal_gevraagd} mensen, en de mails gaan weg.")
    return True


def _get_ronde(request, slug, pk):
    """A round that did not close yet, of somebody who may change it; a round after a meeting is no round."""
    meting = get_meting(request.user, slug, pk, "evaluatie.plan_ronde")
    if meting.bijeenkomst_id:
        raise Http404
    return meting


@require_safe
def ronde(request, slug, pk):
    return _show(request, _get_ronde(request, slug, pk))


def _show(request, meting, *, verzet=None, sla_over=None):
    fout = verzet or sla_over
    context = {
        "netwerk": meting.netwerk, "tab": "evaluatie", "meting": meting, "waarom": explain(meting),
        "verzet": verzet or VerzetForm(), "sla_over": sla_over or SlaOverForm(),
        "gevraagd": len(kern_services.list_group(meting)),
    }  # fmt: skip
    return render(request, "evaluatie/rondes/ronde.html", context | GRENZEN, status=422 if fout else 200)


@require_POST
def move(request, slug, pk):
    meting = _get_ronde(request, slug, pk)
    form = VerzetForm(request.POST)
    if form.is_valid():
        try:
            meting = services.move_by_hand(meting, form.cleaned_data["op"], by=request.user)
        except DomainError as error:
            form.add_error("op", str(error))
        else:
            messages.success(request, f"{meting.titel} gaat nu open op {dag(meting.opent_op)}.")
            return redirect("evaluatie:list", slug)
    if not meting.is_gepland:
        messages.error(request, "Deze ronde is al begonnen of vervallen.")
        return redirect("evaluatie:list", slug)
    return _show(request, meting, verzet=form)


@require_POST
def skip(request, slug, pk):
    meting = _get_ronde(request, slug, pk)
    form = SlaOverForm(request.POST)
    if form.is_valid():
        try:
            services.skip_by_hand(meting, form.cleaned_data["reden"], by=request.user)
            messages.success(request, f"{meting.titel} gaat niet door.")
        except DomainError as error:  # closed meanwhile
            messages.error(request, str(error))
        return redirect("evaluatie:list", slug)
    return _show(request, meting, sla_over=form)


@require_POST
def start(request, slug, pk):
    meting = _get_ronde(request, slug, pk)
    try:
        meting = services.start_by_hand(meting, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("evaluatie:ronde", slug, pk)
    messages.success(request, f"De vragen staan open voor {meting.aantal_gevraagd} mensen, en de mails gaan weg.")
    return redirect("evaluatie:list", slug)
