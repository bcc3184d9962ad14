"""Starting from another draaiboek, and keeping one as a sjabloon."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.access import find_bronnen, get_draaiboek, get_sjabloon
from bijeenkomsten.draaiboek.forms import SjabloonForm, StartForm
from kern.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
def start(request, slug, pk):
    bijeenkomst = get_draaiboek(request.user, slug, pk)
    bronnen = find_bronnen(request.user, bijeenkomst)
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            aantal = _load(bijeenkomst, bronnen, form, request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, f"Er kwamen {aantal} onderdelen bij." if aantal > 1 else "Er kwam één onderdeel bij."
            )
            return redirect("bijeenkomsten:draaiboek", slug, pk)
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "bronnen": bronnen, "form": form}
    return render(request, "bijeenkomsten/draaiboek/start.html", context, status=422 if form.errors else 200)


def _load(bijeenkomst, bronnen, form, user):
    soort, pk = form.gekozen()
    bron = bronnen.find(soort, pk)
    if bron is None:
        raise DomainError("Dit draaiboek is er niet meer. Kies een ander.")
    load = services.load_sjabloon if soort == "sjabloon" else services.load_eerdere
    data = form.cleaned_data
    return load(bijeenkomst, bron, schaal=data["schaal"], vervang=data["vervang"], by=user)


@require_http_methods(["GET", "HEAD", "POST"])
def sjabloon_create(request, slug, pk):
    bijeenkomst = get_draaiboek(request.user, slug, pk)
    form = SjabloonForm(request.POST if request.method == "POST" else None, initial={"naam": bijeenkomst.titel[:80]})
    if request.method == "POST" and form.is_valid():
        naam, gedeeld = form.cleaned_data["naam"], form.cleaned_data["gedeeld"]
        try:
            services.save_sjabloon(bijeenkomst, naam=naam, gedeeld=gedeeld, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{naam}” is bewaard als sjabloon.")
            return redirect("bijeenkomsten:draaiboek", slug, pk)
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "form": form}
    return render(request, "bijeenkomsten/draaiboek/sjabloon_create.html", context, status=422 if form.errors else 200)


@require_POST
def sjabloon_delete(request, slug, pk, sjabloon_pk):
    bijeenkomst, sjabloon = get_sjabloon(request.user, slug, pk, sjabloon_pk)
    services.delete_sjabloon(sjabloon, by=request.user)
    messages.success(request, f"Sjabloon “{sjabloon.naam}” is weg.")
    return redirect("bijeenkomsten:draaiboek_start", slug, bijeenkomst.pk)
