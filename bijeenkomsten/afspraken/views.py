"""The list of a netwerk, and one page or button per thing that can happen to an afspraak."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.afspraken import lijst, services
from bijeenkomsten.afspraken.access import get_afspraak
from bijeenkomsten.afspraken.forms import AfspraakForm, AfspraakUpdateForm, LoslaatForm
from bijeenkomsten.afspraken.opening import add_opening
from bijeenkomsten.agendalijst import find_leden
from kern.errors import DomainError, EditConflict
from kern.export import export_response
from kern.paging import paginate
from netwerken.access import get_netwerk

CHANGE = "bijeenkomsten.change_afspraak"


@require_safe
def afspraak_list(request, slug):
    netwerk = get_netwerk(request.user, slug, perm="netwerken.view_binnenkant")
    leden = find_leden(netwerk.pk)
    filters = lijst.Filters.read(request.GET, leden)
    context = {
        "netwerk": netwerk,
        "filters": filters,
        "statussen": lijst.STATUSSEN,
        "wie_keuzes": [("", "Alle namen"), (lijst.IEDEREEN, "Iedereen samen"), *((str(p.pk), p.naam) for p in leden)],
        "page": paginate(request, lijst.read_lijst(netwerk, filters), per_page=30),
    }
    return render(request, "bijeenkomsten/afspraken/afspraak_list.html", context)


@require_safe
def afspraak_export(request, slug, soort):
    netwerk = get_netwerk(request.user, slug, perm="netwerken.view_binnenkant")
    alles = lijst.Filters(lijst.ALLES, "")
    return export_response(lijst.make_export(netwerk, lijst.read_lijst(netwerk, alles)), soort)


@require_http_methods(["GET", "HEAD", "POST"])
def afspraak_create(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.add_afspraak")
    form = AfspraakForm(request.POST if request.method == "POST" else None, netwerk=bijeenkomst.netwerk)
    if request.method == "POST" and form.is_valid():
        try:
            services.make_afspraak(bijeenkomst, form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "De afspraak staat erbij.")
            nog_een = "nog-een" in request.POST
            return redirect("bijeenkomsten:afspraak_create", slug, pk) if nog_een else redirect(bijeenkomst)
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "form": form}
    context["afspraken"] = lijst.read_of_bijeenkomst(bijeenkomst)
    return render(request, "bijeenkomsten/afspraken/afspraak_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def afspraak_update(request, slug, pk):
    afspraak = get_afspraak(request.user, slug, pk, perm=CHANGE)
    data, status, anders = (request.POST.copy() if request.method == "POST" else None), 200, ""
    form = AfspraakUpdateForm(data, instance=afspraak, netwerk=afspraak.netwerk, initial={"versie": afspraak.versie})
    if data is not None and form.is_valid():
        waarden = {veld: form.cleaned_data[veld] for veld in ("tekst", "wie", "voor")}
        try:
            services.update_afspraak(afspraak, waarden, versie=form.cleaned_data["versie"], by=request.user)
        except EditConflict as error:
            # What they wrote is on the page now; saving again is the choice to put this over it.
            data["versie"], status, anders = afspraak.versie, 409, str(error)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Bewaard.")
            return redirect(_back(request, afspraak))
    context = {"netwerk": afspraak.netwerk, "afspraak": afspraak, "form": form, "anders": anders}
    context["terug"] = _back(request, afspraak)
    status = 422 if form.errors else status
    return render(request, "bijeenkomsten/afspraken/afspraak_update.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def afspraak_drop(request, slug, pk):
    afspraak = get_afspraak(request.user, slug, pk)
    form = LoslaatForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.drop_afspraak(afspraak, reden=form.cleaned_data["reden"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Losgelaten. De groep leest waarom.")
            return redirect(_back(request, afspraak))
    context = {"netwerk": afspraak.netwerk, "afspraak": afspraak, "form": form, "terug": _back(request, afspraak)}
    return render(request, "bijeenkomsten/afspraken/afspraak_drop.html", context, status=422 if form.errors else 200)


@require_POST
def afspraak_finish(request, slug, pk):
    return _act(request, get_afspraak(request.user, slug, pk), services.finish_afspraak, "Gedaan. Mooi dat het lukte.")


@require_POST
def afspraak_reopen(request, slug, pk):
    return _act(request, get_afspraak(request.user, slug, pk), services.reopen_afspraak, "De afspraak staat weer open.")


@require_POST
def opening_add(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.change_programma")
    try:
        add_opening(bijeenkomst, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Jullie beginnen met de afspraken van de vorige keer.")
    return redirect("bijeenkomsten:draaiboek", slug, pk)


def _act(request, afspraak, service, zin):
    try:
        service(afspraak, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)
    return redirect(_back(request, afspraak))


def _back(request, afspraak):
    """Where the button was, or the list."""
    terug = request.GET.get("terug", "")
    veilig = url_has_allowed_host_and_scheme(terug, {request.get_host()}, require_https=request.is_secure())
    return terug if veilig else afspraak.get_absolute_url()
