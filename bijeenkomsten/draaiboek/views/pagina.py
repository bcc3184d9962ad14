"""The page of a draaiboek, what its script asks, and undoing."""

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.afspraken.lijst import read_rond
from bijeenkomsten.afspraken.opening import find_opening
from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.access import MAAK, find_bezig, find_newest_stap, get_draaiboek
from bijeenkomsten.draaiboek.forms import NieuwForm
from bijeenkomsten.draaiboek.views.antwoord import PLANNER, done, refused
from bijeenkomsten.draaiboek.weergave import make_planner
from bijeenkomsten.draaiboek.zoeken import make_zoekpaneel
from bijeenkomsten.opkomst import Antwoord, count_opkomst
from fasen.route import get_route
from kern.errors import DomainError, EditConflict
from kern.forms import read_number


@require_safe
def draaiboek(request, slug, pk):
    bijeenkomst = get_draaiboek(request.user, slug, pk)
    if request.htmx and request.htmx.target != "treffers":
        return render(request, PLANNER, make_planner(bijeenkomst, request.user))
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst} | make_zijkant(request, bijeenkomst)
    if request.htmx:
        return render(request, "bijeenkomsten/draaiboek/_treffers.html", context)
    context |= make_planner(bijeenkomst, request.user) | {"form": NieuwForm(initial={"minuten": 15})}
    return render(request, "bijeenkomsten/draaiboek/draaiboek.html", context)


def make_zijkant(request, bijeenkomst):
    """Who comes, the panel to look for a werkvorm that fits them, and the afspraken still open of earlier times."""
    opkomst = count_opkomst(bijeenkomst)
    komt, wacht = opkomst[Antwoord.KOMT], opkomst[Antwoord.ONBEKEND]
    mensen = (komt or 1, komt + wacht or 1) if komt else (wacht or 1, wacht or 1)
    huidige = get_route(bijeenkomst.netwerk).huidige
    fase = huidige.fase if huidige else None
    paneel = make_zoekpaneel(bijeenkomst, request.user, request.GET, mensen=mensen, fase=fase)
    eerder, opening = read_rond(bijeenkomst)[1], find_opening(bijeenkomst.onderdelen.all())
    return {"komt": komt, "wacht": wacht, "paneel": paneel, "eerder": eerder, "opening": opening}


@require_safe
def programma(request, slug, pk):
    """Where the draaiboek used to be; links in mails that were sent still come here."""
    get_bijeenkomst(request.user, slug, pk, MAAK)
    return redirect("bijeenkomsten:draaiboek", slug, pk)


@require_safe
def stand(request, slug, pk):
    """Asked every few seconds: which version it is, and who is busy where."""
    bijeenkomst = get_draaiboek(request.user, slug, pk)
    bezig = [[rij.onderdeel_id, rij.persoon.naam] for rij in find_bezig(bijeenkomst, behalve=request.user)]
    return JsonResponse({"stand": find_newest_stap(pk), "bezig": bezig})


@require_POST
def undo(request, slug, pk):
    return _travel(request, slug, pk, services.undo_stap)


@require_POST
def redo(request, slug, pk):
    return _travel(request, slug, pk, services.redo_stap)


def _travel(request, slug, pk, service):
    bijeenkomst = get_draaiboek(request.user, slug, pk)
    stap = read_number(request.POST.get("stap", "")) or 0
    try:
        service(bijeenkomst, stap, by=request.user)
    except EditConflict as error:
        return refused(request, bijeenkomst, str(error), status=409)
    except DomainError as error:
        return refused(request, bijeenkomst, str(error), status=422)
    return done(request, bijeenkomst)
