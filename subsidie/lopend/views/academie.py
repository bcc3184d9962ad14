"""The year for the academie: read by everybody of the sector, acted on by who has no interest."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from netwerken.forms import post_data
from subsidie.lopend import services
from subsidie.lopend.access import (
    get_jaar_of_academie,
    get_nakoming,
    get_te_volgen,
    get_tussenbericht,
    get_wijziging,
)
from subsidie.lopend.forms import BetaaldForm, NakomingAntwoordForm, StartgesprekForm, WijzigingAntwoordForm
from subsidie.lopend.pagina import list_verschil
from subsidie.lopend.views.tonen import ACADEMIE, act_as_academie, act_by_button, show_academie


@never_cache
@require_safe
def jaar(request, sleutel):
    return show_academie(request, get_jaar_of_academie(request.user, sleutel))


@never_cache
@require_POST
def startgesprek(request, sleutel):
    aanvraag = get_te_volgen(request.user, sleutel)
    form = StartgesprekForm(request.POST, prefix="gesprek")
    return act_as_academie(
        request, aanvraag, form,
        lambda data: services.record_startgesprek(aanvraag, data["dag"], data["notitie"], by=request.user),
        "Het startgesprek staat erbij.",
    )  # fmt: skip


@never_cache
@require_POST
def betaald(request, sleutel, nummer):
    aanvraag = get_te_volgen(request.user, sleutel)
    form = BetaaldForm(request.POST, prefix=f"t{nummer}")
    return act_as_academie(
        request, aanvraag, form,
        lambda data: services.mark_paid(aanvraag, nummer, data["betaald_op"], by=request.user),
        "Deze termijn staat op betaald.",
    )  # fmt: skip


@require_POST
def betaald_terug(request, sleutel, nummer):
    aanvraag = get_te_volgen(request.user, sleutel)
    return act_by_button(
        request, sleutel, lambda: services.take_back_paid(aanvraag, nummer, by=request.user), naar=ACADEMIE,
        zin="Deze termijn staat niet meer op betaald.",
    )  # fmt: skip


@never_cache
@require_POST
def nakoming(request, sleutel, pk):
    """Is what the netwerk did enough?"""
    rij = get_nakoming(request.user, sleutel, pk)
    form = NakomingAntwoordForm(request.POST, prefix=f"n{pk}")
    return act_as_academie(
        request, get_te_volgen(request.user, sleutel), form,
        lambda data: services.answer_nakoming(rij, data["uitkomst"], data["reden"], by=request.user),
        "Bewaard. Wie het netwerk begeleidt, krijgt een mail.",
    )  # fmt: skip


@require_POST
def opgepakt(request, sleutel, pk):
    bericht = get_tussenbericht(request.user, sleutel, pk)
    return act_by_button(
        request, sleutel, lambda: services.pick_up(bericht, by=request.user), naar=ACADEMIE,
        zin="Dit staat op opgepakt.",
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wijziging(request, sleutel, pk):
    """What the netwerk asks, beside what holds, and the answer."""
    rij = get_wijziging(request.user, sleutel, pk)
    form = WijzigingAntwoordForm(post_data(request))
    if form.is_valid():
        try:
            services.decide_wijziging(rij, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Bewaard. Wie het netwerk begeleidt, krijgt een mail.")
            return redirect(ACADEMIE, sleutel)
    verschil = list_verschil(rij) if rij.is_open else []
    context = {"aanvraag": rij.aanvraag, "wijziging": rij, "verschil": verschil, "form": form}
    return render(request, "subsidie/lopend/antwoord.html", context, status=422 if form.errors else 200)
