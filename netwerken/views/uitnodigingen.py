from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from berichten.services import leaves_later
from kern.errors import DomainError
from kern.forms import read_number
from netwerken import aanvaarden, services
from netwerken.access import get_netwerk, get_uitnodiging
from netwerken.forms import InviteForm, post_data
from netwerken.groepsbesluit.nodig import is_nodig_voor_nieuwe


@require_http_methods(["GET", "POST"])
def invite(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.manage_deelnames")
    form = InviteForm(post_data(request))
    if form.is_valid():
        try:
            uitkomst = services.invite(
                netwerk, form.goed, rol=form.cleaned_data["rol"], tekst=form.cleaned_data["tekst"], by=request.user
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            _report(request, uitkomst)
            return redirect("netwerken:deelnemers", slug)
    context = {"form": form, "netwerk": netwerk, "via_groep": is_nodig_voor_nieuwe(netwerk)}
    return render(request, "netwerken/invite.html", context, status=422 if form.errors else 200)


def _report(request, uitkomst):
    aantal = len(uitkomst.verstuurd)
    if aantal:
        wanneer = leaves_later("netwerken.uitnodiging") or "op weg"
        wat = "De uitnodiging gaat" if aantal == 1 else f"{aantal} uitnodigingen gaan"
        messages.success(request, f"{wat} {wanneer}.")
    if uitkomst.al_uitgenodigd:
        messages.warning(
            request, f"Al uitgenodigd, dus geen tweede mail: {', '.join(uitkomst.al_uitgenodigd)}. "
            "Met “Stuur opnieuw” in de lijst gaat er nog een mail."
        )  # fmt: skip
    if uitkomst.doet_al_mee:
        messages.warning(request, f"Doet al mee: {', '.join(uitkomst.doet_al_mee)}.")


@require_POST
def resend(request, slug, pk):
    uitnodiging = get_uitnodiging(request.user, slug, pk)
    keer = read_number(request.POST.get("keer", ""))  # nonsense is no number, which never fits
    try:
        services.resend(uitnodiging, keer=keer, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        wanneer = leaves_later("netwerken.uitnodiging") or "op weg"
        messages.success(request, f"De uitnodiging gaat opnieuw {wanneer}.")
    return redirect("netwerken:deelnemers", slug)


@require_POST
def withdraw(request, slug, pk):
    uitnodiging = get_uitnodiging(request.user, slug, pk)
    try:
        services.withdraw(uitnodiging, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "De uitnodiging is ingetrokken. De link werkt niet meer.")
    return redirect("netwerken:deelnemers", slug)


@login_not_required
@never_cache
@require_POST
def accept(request, token):
    """Says yes. A brand-new account is signed in: nobody else ever had it, and its owner holds the link."""
    uitnodiging = aanvaarden.read_uitnodiging(token)
    if uitnodiging is None:
        return render(request, "berichten/link_weg.html", status=410)
    met_account = request.POST.get("met") == "mij" and request.user.is_authenticated
    try:
        naam = aanvaarden.read_naam(request.POST)
        deelname, is_nieuw = services.accept(uitnodiging, naam=naam, persoon=request.user if met_account else None)
    except DomainError as error:
        pagina = aanvaarden.build_pagina(uitnodiging, naam=request.POST.get("naam", "")[:200])
        context = pagina.context | {"pagina": pagina, "fout": str(error)}
        return render(request, pagina.template, context, status=422)
    if is_nieuw and not request.user.is_authenticated:
        login(request, deelname.persoon)
        UserSession.objects.create_from_request(request)  # so that it is in the list of where somebody is signed in
    resultaat = aanvaarden.describe_result(deelname)
    if request.user.pk == deelname.persoon_id:
        messages.success(request, f"{resultaat.titel}.")
        return redirect(deelname.netwerk)
    return render(request, "berichten/gedaan.html", {"resultaat": resultaat})


@login_not_required
@csrf_exempt  # a script on the page behind the link posts this; the token is the authority
@require_POST
def opened(request, token):
    uitnodiging = aanvaarden.read_uitnodiging(token)
    if uitnodiging and uitnodiging.is_open and not uitnodiging.netwerk.is_beeindigd:
        services.mark_opened(uitnodiging)
    return HttpResponse(status=204)
