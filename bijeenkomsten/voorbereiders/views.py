"""Whose turn it is: everybody sees it, who plans asks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from berichten.services import leaves_later
from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.voorbereiders import mails, services
from bijeenkomsten.voorbereiders.stand import read_kandidaten
from bijeenkomsten.voorbereiders.volgorde import BEREIDT_VOOR, GEVRAAGD, choose, order, tell
from kern.errors import DomainError
from kern.forms import read_number
from kern.tijd import lokale_dag, nu

ASK = "bijeenkomsten.ask_voorbereiders"
GENOEG = 2  # so many are proposed; three may be asked


@require_http_methods(["GET", "HEAD", "POST"])
def voorbereiders(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk)
    if request.method != "POST":
        return _show(request, bijeenkomst)
    if not request.user.has_perm(ASK, bijeenkomst):
        raise PermissionDenied
    gekozen = {read_number(waarde) for waarde in request.POST.getlist("persoon")} - {None}
    try:
        services.ask_voorbereiders(bijeenkomst, gekozen, by=request.user)
    except DomainError as error:
        return _show(request, bijeenkomst, str(error), gekozen)
    later = leaves_later(mails.BEURT, aanleiding=mails.make_aanleiding(bijeenkomst))
    messages.success(request, f"De vraag is gesteld. De mail gaat {later or 'nu weg'}.")
    return redirect("bijeenkomsten:voorbereiders", slug, pk)


def _show(request, bijeenkomst, fout="", gekozen=None):
    may_ask = request.user.has_perm(ASK, bijeenkomst)
    kandidaten = order(read_kandidaten(bijeenkomst, met_vragen=may_ask), bijeenkomst.pk)
    plaatsen = max(0, services.MEEST - sum(k.wat in {BEREIDT_VOOR, GEVRAAGD} for k in kandidaten))
    if gekozen is None:
        aantal = max(0, plaatsen - (services.MEEST - GENOEG))
        gekozen = {k.persoon.pk for k in choose(kandidaten, aantal, bijeenkomst.pk)}
    bezig, vandaag = {BEREIDT_VOOR, GEVRAAGD} if may_ask else {BEREIDT_VOOR}, lokale_dag(nu())
    rijen = [(k, tell(k, vandaag, met_wat=may_ask)) for k in kandidaten]
    context = {
        "netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "fout": fout, "gekozen": gekozen,
        "may_ask": may_ask, "plaatsen": plaatsen,
        "kan_vragen": may_ask and plaatsen > 0 and mails.is_useful(bijeenkomst, nu()),
        "deze_keer": [rij for rij in rijen if rij[0].wat in bezig],
        "anderen": [rij for rij in rijen if rij[0].wat not in bezig],
    }  # fmt: skip
    return render(request, "bijeenkomsten/voorbereiders/voorbereiders.html", context, status=422 if fout else 200)


@require_POST
def beurt_withdraw(request, slug, pk, persoon):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm=ASK)
    services.withdraw_beurt(bijeenkomst, persoon, by=request.user)
    messages.success(request, "De vraag is ingetrokken.")
    return redirect("bijeenkomsten:voorbereiders", slug, pk)
