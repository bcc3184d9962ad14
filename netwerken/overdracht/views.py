from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from netwerken.access import get_netwerk
from netwerken.forms import post_data
from netwerken.models import Overdracht
from netwerken.overdracht import services
from netwerken.overdracht.access import (
    HAND_OVER,
    get_overdracht_aan,
    get_overdracht_between,
    get_overdracht_to_tick,
    get_own_overdracht,
)
from netwerken.overdracht.forms import OverdrachtForm
from netwerken.overdracht.gesprek import read_gesprek
from netwerken.overdracht.lijst import find_punten


@reauthentication_required
@require_http_methods(["GET", "POST"])
def overdracht(request, slug):
    """A facilitator who wants to stop: what there is to hand over, and to whom."""
    netwerk = get_netwerk(request.user, slug, HAND_OVER)
    eerder = Overdracht.objects.filter(netwerk=netwerk, van=request.user).first()
    leden = netwerk.leden().exclude(pk__in=netwerk.facilitators().values("pk")).order_by("naam", "pk")
    form = OverdrachtForm(post_data(request), leden=leden)
    if form.is_valid():
        try:
            vraag = services.propose(netwerk, van=request.user, **form.values)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{vraag.naam} krijgt een mail. Tot het ja verandert er niets.")
            return redirect("netwerken:overdracht", slug)
    context = {
        "netwerk": netwerk, "form": form, "eerder": eerder, "punten": find_punten(netwerk, request.user),
        "gesprek": read_gesprek(eerder if eerder and eerder.is_open else None),
    }  # fmt: skip
    return render(request, "netwerken/overdracht/overdracht.html", context, status=422 if form.errors else 200)


@require_safe
def vraag(request, slug, pk):
    """For the successor the question, and after the yes what there is to take over; for who asked the same list."""
    overdracht = get_overdracht_between(request.user, slug, pk)
    netwerk, is_ja = overdracht.netwerk, overdracht.antwoord == overdracht.Antwoord.JA
    context = {"netwerk": netwerk, "overdracht": overdracht, "vinkt": services.may_tick(overdracht, request.user)}
    begeleidt = request.user.has_perm("netwerken.hand_over", netwerk)
    if request.user.pk == overdracht.van_id:
        context |= {"draagt_over": True, "gesprek": read_gesprek(overdracht)}
        context["binnen"] = request.user.has_perm("netwerken.view_binnenkant", netwerk)
        context |= {"punten": find_punten(netwerk, request.user)} if begeleidt else {}
    elif is_ja and begeleidt:
        context |= {"leest": True, "punten": find_punten(netwerk, request.user), "gesprek": read_gesprek(overdracht)}
    return render(request, "netwerken/overdracht/vraag.html", context)


@require_POST
def punt(request, slug, pk, code):
    """Tick off one thing that was told, or take that back."""
    overdracht = get_overdracht_to_tick(request.user, slug, pk, code)
    service = services.untick if "terug" in request.POST else services.tick
    try:
        service(overdracht, code, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("overzicht:mijn")
    return redirect(f"{overdracht.get_absolute_url()}#punt-{code}")


@require_POST
def accept(request, slug, pk):
    overdracht = get_overdracht_aan(request.user, slug, pk)
    try:
        services.accept(overdracht, request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Je begeleidt nu {overdracht.netwerk.naam}. De groep krijgt een mail.")
    return redirect(overdracht)


@require_POST
def decline(request, slug, pk):
    overdracht = get_overdracht_aan(request.user, slug, pk)
    try:
        services.decline(overdracht, request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Goed dat je het zegt. Wie je vroeg, krijgt een mail.")
    return redirect(overdracht)


@require_POST
def withdraw(request, slug, pk):
    overdracht = get_own_overdracht(request.user, slug, pk)
    try:
        services.withdraw(overdracht, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "De vraag is ingetrokken.")
    return redirect("netwerken:overdracht", slug)
