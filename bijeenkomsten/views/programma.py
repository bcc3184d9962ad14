"""The agenda of a meeting: add, edit, take off, up and down. Everything by buttons."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from bijeenkomsten import services
from bijeenkomsten.access import get_bijeenkomst, get_onderdeel
from bijeenkomsten.afspraken.lijst import read_rond
from bijeenkomsten.afspraken.opening import find_opening
from bijeenkomsten.forms import OnderdeelForm, OnderdeelUpdateForm
from kern.errors import DomainError, EditConflict


@require_http_methods(["GET", "HEAD", "POST"])
def programma(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.change_programma")
    form = OnderdeelForm(request.POST if request.method == "POST" else None, initial={"minuten": 30})
    if request.method == "POST" and form.is_valid():
        try:
            services.add_onderdeel(bijeenkomst, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{form.cleaned_data['titel']}” staat in het programma.")
            return redirect("bijeenkomsten:programma", slug, pk)
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "form": form}
    context |= {"eerder": read_rond(bijeenkomst)[1], "opening": find_opening(bijeenkomst.onderdelen.all())}
    return render(request, "bijeenkomsten/programma.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def onderdeel_update(request, slug, pk, onderdeel_pk):
    onderdeel = get_onderdeel(request.user, slug, pk, onderdeel_pk)
    data = request.POST.copy() if request.method == "POST" else None
    form = OnderdeelUpdateForm(data, instance=onderdeel, initial={"versie": onderdeel.versie})
    status, anders = 200, False
    if data is not None and form.is_valid():
        waarden = {veld: form.cleaned_data[veld] for veld in ("titel", "minuten", "toelichting")}
        try:
            services.update_onderdeel(onderdeel, waarden, versie=form.cleaned_data["versie"], by=request.user)
        except EditConflict as error:
            # What they wrote is on the page now; saving again is the choice to put this over it.
            data["versie"], status, anders = onderdeel.versie, 409, str(error)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("bijeenkomsten:programma", slug, pk)
    context = {"netwerk": onderdeel.bijeenkomst.netwerk, "bijeenkomst": onderdeel.bijeenkomst}
    context |= {"onderdeel": onderdeel, "form": form, "anders": anders}
    return render(request, "bijeenkomsten/onderdeel_update.html", context, status=422 if form.errors else status)


@require_POST
def onderdeel_delete(request, slug, pk, onderdeel_pk):
    onderdeel = get_onderdeel(request.user, slug, pk, onderdeel_pk)
    versie = request.POST.get("versie", "")
    try:
        services.delete_onderdeel(onderdeel, versie=int(versie) if versie.isdecimal() else 0, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("bijeenkomsten:onderdeel", slug, pk, onderdeel_pk)
    messages.success(request, f"“{onderdeel.titel}” is uit het programma.")
    return redirect("bijeenkomsten:programma", slug, pk)


@require_POST
def onderdeel_move(request, slug, pk, onderdeel_pk, richting):
    onderdeel = get_onderdeel(request.user, slug, pk, onderdeel_pk)
    try:
        services.move_onderdeel(onderdeel, omhoog=richting == "omhoog", by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("bijeenkomsten:programma", slug, pk)
