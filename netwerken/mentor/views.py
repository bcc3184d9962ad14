from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kern.errors import DomainError
from kern.forms import read_number
from netwerken.access import check_perm
from netwerken.mentor import services
from netwerken.mentor.access import (
    USE,
    check_guides,
    check_hulp,
    get_netwerk_to_mark,
    get_own_vraag,
    get_vraag_to_link,
    get_vraag_to_take,
)
from netwerken.mentor.forms import AanbodForm, VraagForm
from netwerken.mentor.models import Mentoraanbod
from netwerken.mentor.pagina import find_begeleid, read_pagina

TERUG = "netwerken:begeleiders"


def _show(request, status=200, **forms):
    context = read_pagina(request.user)
    context |= {"vraagform": VraagForm(netwerken=find_begeleid(request.user)), "aanbodform": AanbodForm()} | forms
    return render(request, "netwerken/mentor/begeleiders.html", context, status=status)


def _try(request, service, zin):
    try:
        service()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)
    return redirect(TERUG)


@require_safe
def begeleiders(request):
    """Help for who guides; for the academie who asks for it."""
    check_hulp(request.user)
    return _show(request)


@require_POST
def ask(request):
    check_guides(request.user)
    form = VraagForm(request.POST, netwerken=find_begeleid(request.user))
    if not form.is_valid():
        return _show(request, 422, vraagform=form)
    data = form.cleaned_data
    return _try(
        request, lambda: services.ask_mentor(request.user, data["netwerk"], data["vraag"]),
        "Je vraag staat open. Je krijgt een mail zodra er een mentor is.",
    )  # fmt: skip


@require_POST
def end(request, pk):
    vraag = get_own_vraag(request.user, pk)
    return _try(request, lambda: services.withdraw(vraag, by=request.user), "Goed, dit is afgerond.")


@require_POST
def offer(request):
    check_guides(request.user)
    if "stop" in request.POST:
        return _try(request, lambda: services.stop_offer(request.user), "Je krijgt geen nieuwe vragen meer.")
    form = AanbodForm(request.POST)
    if not form.is_valid():
        return _show(request, 422, aanbodform=form)
    return _try(
        request, lambda: services.offer(request.user, **form.cleaned_data),
        "Fijn. Hieronder lees je wie een mentor zoekt.",
    )  # fmt: skip


@require_POST
def take(request, pk):
    vraag = get_vraag_to_take(request.user, pk)
    return _try(
        request, lambda: services.pair(vraag, request.user, by=request.user), "Fijn. Jullie krijgen allebei een mail."
    )


@require_POST
def link(request, pk):
    """The academie chooses from who offered."""
    vraag = get_vraag_to_link(request.user, pk)
    aanbod = (
        Mentoraanbod.objects.select_related("persoon").filter(pk=read_number(request.POST.get("mentor", ""))).first()
    )
    if aanbod is None:
        messages.error(request, "Kies een mentor uit de lijst.")
        return redirect(TERUG)
    return _try(
        request,
        lambda: services.pair(vraag, aanbod.persoon, by=request.user),
        "Gekoppeld. Ze krijgen allebei een mail.",
    )


@require_POST
def mark(request):
    """The academie says of a netwerk whether it is for facilitators."""
    netwerk = get_netwerk_to_mark(request.user, read_number(request.POST.get("netwerk", "")) or 0)
    services.mark_intervisie(netwerk, aan=request.POST.get("aan") == "ja", by=request.user)
    messages.success(request, "Bewaard.")
    return redirect(TERUG)


@require_POST
def dismiss(request):
    check_perm(request.user, USE)
    services.dismiss(request.user)
    return redirect("overzicht:mijn")
