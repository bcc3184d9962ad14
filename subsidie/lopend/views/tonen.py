"""One page per side, with its small forms; what is not right yet comes back on that page, as it was written."""

from django.contrib import messages
from django.shortcuts import redirect, render

from kern.errors import DomainError
from kern.tijd import nu
from subsidie.lopend.bevoegd import find_bezwaar
from subsidie.lopend.forms import (
    BetaaldForm,
    NakomingAntwoordForm,
    NakomingForm,
    StartgesprekForm,
    ToelichtingForm,
    TussenberichtForm,
)
from subsidie.lopend.models import Wijziging
from subsidie.lopend.pagina import list_aandacht, list_aandacht_for_academie, read_jaar

NETWERK, ACADEMIE = "subsidie:jaar", "subsidie:academie_jaar"


def show_netwerk(request, aanvraag, ingevuld=None):
    """``ingevuld``: the one form, by its prefix, that somebody sent."""
    ingevuld, moment = ingevuld or {}, nu()
    jaar = read_jaar(aanvraag, moment)
    jaar.aandacht = list_aandacht(aanvraag, moment)
    for rij in jaar.voorwaarden:
        naam = f"v{rij.voorwaarde.pk}"
        rij.form = ingevuld.get(naam) or NakomingForm(prefix=naam)
    for rij in jaar.aandacht:
        naam = f"c-{rij.stand.criterium.code}"
        begin = {"tekst": rij.rij.toelichting if rij.rij else ""}
        rij.form = ingevuld.get(naam) or ToelichtingForm(prefix=naam, initial=begin)
    context = {
        "aanvraag": aanvraag, "netwerk": aanvraag.netwerk, "jaar": jaar, "fout": _find_fout(ingevuld),
        "soorten": Wijziging.Soort.choices, "half": ingevuld.get("half") or TussenberichtForm(prefix="half"),
    }  # fmt: skip
    return render(request, "subsidie/lopend/jaar.html", context, status=422 if ingevuld else 200)


def show_academie(request, aanvraag, ingevuld=None):
    """The same for staff; who has an interest reads it and finds no forms."""
    ingevuld, moment = ingevuld or {}, nu()
    jaar, bezwaar = read_jaar(aanvraag, moment), find_bezwaar(request.user, aanvraag)
    jaar.aandacht = list_aandacht_for_academie(aanvraag, moment)
    if not bezwaar:
        for rij in jaar.voorwaarden:
            if rij.staat == "gemeld" and jaar.loopt:
                rij.form = ingevuld.get(f"n{rij.laatste.pk}") or NakomingAntwoordForm(prefix=f"n{rij.laatste.pk}")
        for rij in jaar.termijnen:
            naam = f"t{rij.termijn.nummer}"
            if rij.termijn.betaald is None and not rij.termijn.vervalt:
                rij.form = ingevuld.get(naam) or BetaaldForm(prefix=naam)
    context = {
        "aanvraag": aanvraag, "jaar": jaar, "bezwaar": bezwaar, "fout": _find_fout(ingevuld),
        "gesprek": ingevuld.get("gesprek") or StartgesprekForm(prefix="gesprek"),
    }  # fmt: skip
    return render(request, "subsidie/lopend/academie.html", context, status=422 if ingevuld else 200)


def _find_fout(ingevuld):
    return next(iter(ingevuld.values()), None)


def act_as_netwerk(request, aanvraag, form, doe, zin):
    """``doe``: with what was filled in. When something is not right the form comes back on the page of the netwerk."""
    return _act(request, aanvraag, form, doe, zin, naar=NETWERK, toon=show_netwerk)


def act_as_academie(request, aanvraag, form, doe, zin):
    """The same on the page of the academie."""
    return _act(request, aanvraag, form, doe, zin, naar=ACADEMIE, toon=show_academie)


def _act(request, aanvraag, form, doe, zin, *, naar, toon):
    if form.is_valid():
        try:
            doe(form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, zin)
            return redirect(naar, aanvraag.sleutel)
    return toon(request, aanvraag, {form.prefix: form})


def act_by_button(request, sleutel, doe, *, zin, naar):
    """What needs no form; what cannot be done is said on the page it goes back to."""
    try:
        doe()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)
    return redirect(naar, sleutel)
