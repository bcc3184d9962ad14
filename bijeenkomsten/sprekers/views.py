"""Guests: ask one for a meeting, look how it stands, put in questions, say thanks; and the list of the netwerk."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from berichten.models import Adresmerk
from berichten.services import leaves_later
from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.models import Gastspreker
from bijeenkomsten.sprekers import mails, services
from bijeenkomsten.sprekers.access import CHANGE, get_spreker, get_verzoek, get_vraag
from bijeenkomsten.sprekers.briefing import make_briefing
from bijeenkomsten.sprekers.forms import DankForm, PraktischForm, SprekerForm, VerzoekForm, VraagForm
from bijeenkomsten.sprekers.handelingen import find_leervraag
from bijeenkomsten.sprekers.stand import explain_mail, read_gasten
from kern.errors import DomainError
from kern.prepared import fill_related
from kern.tijd import dag
from netwerken.access import get_netwerk

MAP = "bijeenkomsten/sprekers/"
VRAGEN = "bijeenkomsten.view_bijeenkomst"
FORMULIER = require_http_methods(["GET", "HEAD", "POST"])


@FORMULIER
def gast_ask(request, slug, pk):
    b = get_bijeenkomst(request.user, slug, pk, perm=CHANGE)
    form = VerzoekForm(request.POST or None, netwerk=b.netwerk)
    if form.is_valid():
        try:
            verzoek = services.ask_gast(b, form.gast, form.waarden, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            later = leaves_later(mails.VERZOEK, aanleiding=verzoek.aanleiding) or "nu weg"
            messages.success(request, f"Het verzoek aan {verzoek.spreker.naam} gaat {later}.")
            return redirect(verzoek)
    context = {"netwerk": b.netwerk, "bijeenkomst": b, "form": form, "gasten": read_gasten(b, request.user)}
    return render(request, f"{MAP}gast_ask.html", context, status=422 if form.errors else 200)


@FORMULIER
def gast_detail(request, slug, pk, gast_pk):
    verzoek = get_verzoek(request.user, slug, pk, gast_pk)
    form = PraktischForm(request.POST or None, instance=verzoek)
    if request.method == "POST" and form.is_valid():
        services.update_praktisch(verzoek, form.cleaned_data["praktisch"], by=request.user)
        messages.success(request, "Het staat op de briefing van je gast.")
        return redirect(verzoek)
    return _show(request, verzoek, form=form, status=422 if form.errors else 200)


def _show(request, verzoek, *, form=None, dankform=None, status=200):
    b = verzoek.bijeenkomst
    fill_related(verzoek, "vragen", verzoek.vragen.order_by("soort", "tekst", "pk"))
    context = {
        "netwerk": b.netwerk, "bijeenkomst": b, "verzoek": verzoek, "form": form or PraktischForm(instance=verzoek),
        "dankform": dankform or DankForm(initial={"dank": _begin_dank(verzoek)}), "mailfout": explain_mail(verzoek),
        "briefing": make_briefing(verzoek), "vragen": verzoek.vragen.all(),
    }  # fmt: skip
    return render(request, f"{MAP}gast_detail.html", context, status=status)


def _begin_dank(verzoek):
    voornaam = verzoek.spreker.naam.split()[0] if verzoek.spreker.naam.split() else ""
    return (
        f"Beste {voornaam},\n\nDank je dat je er was op {dag(verzoek.bijeenkomst.begint_op)}."
        f" Je verhaal over {verzoek.onderwerp} helpt ons verder.\n\nWat wij ermee gaan doen: "
    )


@require_POST
def gast_withdraw(request, slug, pk, gast_pk):
    verzoek = get_verzoek(request.user, slug, pk, gast_pk)
    try:
        services.withdraw_verzoek(verzoek, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Het verzoek is ingetrokken. Kreeg de gast de vraag al, dan gaat daar een mail over.")
    return redirect(verzoek)


@require_POST
def gast_thank(request, slug, pk, gast_pk):
    verzoek = get_verzoek(request.user, slug, pk, gast_pk)
    form = DankForm(request.POST)
    if form.is_valid():
        try:
            services.thank_gast(verzoek, form.cleaned_data["dank"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Je bedankje aan {verzoek.spreker.naam} gaat weg.")
            return redirect(verzoek)
    return _show(request, verzoek, dankform=form, status=422)


@FORMULIER
def gast_vragen(request, slug, pk, gast_pk):
    verzoek = get_verzoek(request.user, slug, pk, gast_pk, perm=VRAGEN)
    form = VraagForm(request.POST or None, initial={"leervraag": find_leervraag(verzoek, request.user)})
    if request.method == "POST" and form.is_valid():
        try:
            services.save_vragen(verzoek, request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Het gaat mee naar de gast, zonder je naam.")
            return redirect(request.path)
    context = {"netwerk": verzoek.bijeenkomst.netwerk, "bijeenkomst": verzoek.bijeenkomst, "verzoek": verzoek}
    context |= {"form": form, "mijn": verzoek.vragen.filter(persoon=request.user)}
    return render(request, f"{MAP}gast_vragen.html", context, status=422 if form.errors else 200)


@require_POST
def gast_vraag_delete(request, slug, pk, gast_pk, vraag_pk):
    vraag = get_vraag(request.user, slug, pk, gast_pk, vraag_pk)
    is_mijn = vraag.persoon_id == request.user.pk
    services.delete_vraag(vraag)
    messages.success(request, "De vraag is weg.")
    return redirect("bijeenkomsten:gast_vragen" if is_mijn else "bijeenkomsten:gast", slug, pk, gast_pk)


@require_safe
def gastspreker_list(request, slug):
    netwerk = get_netwerk(request.user, slug, perm="bijeenkomsten.change_gastenlijst")
    sprekers = list(Gastspreker.objects.filter(netwerk=netwerk).prefetch_related("verzoeken__bijeenkomst"))
    merken = Adresmerk.objects.of_addresses([spreker.email for spreker in sprekers])
    rijen = [(spreker, spreker.email in merken) for spreker in sprekers]
    return render(request, f"{MAP}gastspreker_list.html", {"netwerk": netwerk, "rijen": rijen})


@FORMULIER
def gastspreker_update(request, slug, pk):
    spreker = get_spreker(request.user, slug, pk)
    form = SprekerForm(request.POST or None, instance=spreker)
    if form.is_valid():
        try:
            services.update_spreker(spreker, form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, "De gegevens zijn bewaard.")
            return redirect("bijeenkomsten:gastsprekers", slug)
    context = {"netwerk": spreker.netwerk, "spreker": spreker, "form": form}
    return render(request, f"{MAP}gastspreker_update.html", context, status=422 if form.errors else 200)


@require_POST
def gastspreker_delete(request, slug, pk):
    spreker = get_spreker(request.user, slug, pk)
    try:
        services.delete_spreker(spreker, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("bijeenkomsten:gastspreker", slug, pk)
    messages.success(request, "De gast is van de lijst, met alle gegevens.")
    return redirect("bijeenkomsten:gastsprekers", slug)
