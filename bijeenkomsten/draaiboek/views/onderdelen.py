"""Blocks: put in, move, shorten, take out. Everything by a plain POST."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.access import get_draaiboek, get_onderdeel, get_werkvorm
from bijeenkomsten.draaiboek.forms import MinutenForm, NieuwForm
from bijeenkomsten.draaiboek.models import Programmaonderdeel
from bijeenkomsten.draaiboek.views.antwoord import done, refused
from bijeenkomsten.draaiboek.views.pagina import make_zijkant
from bijeenkomsten.draaiboek.weergave import make_planner
from kern.errors import DomainError, EditConflict
from kern.forms import read_number

PAUZE = {"titel": "Pauze", "minuten": 15, "soort": Programmaonderdeel.Soort.RUST}


def _number(request, naam):
    return read_number(request.POST.get(naam, ""))


@require_POST
def add(request, slug, pk):
    """A block of one's own; without a script what was not right comes back on the whole page."""
    bijeenkomst = get_draaiboek(request.user, slug, pk)
    form = NieuwForm(request.POST)
    if form.is_valid():
        return _add(request, bijeenkomst, services.add_onderdeel, **form.cleaned_data)
    if request.htmx:
        return refused(request, bijeenkomst, " ".join(e for fouten in form.errors.values() for e in fouten), status=422)
    context = make_zijkant(request, bijeenkomst) | make_planner(bijeenkomst, request.user) | {"form": form}
    return render(request, "bijeenkomsten/draaiboek/draaiboek.html", context, status=422)


@require_POST
def add_pauze(request, slug, pk):
    return _add(request, get_draaiboek(request.user, slug, pk), services.add_onderdeel, **PAUZE)


@require_POST
def insert(request, slug, pk, werkvorm):
    bijeenkomst = get_draaiboek(request.user, slug, pk)
    return _add(request, bijeenkomst, services.add_werkvorm, werkvorm=get_werkvorm(request.user, werkvorm))


def _add(request, bijeenkomst, service, **waarden):
    try:
        onderdeel = service(bijeenkomst, na=_number(request, "na"), by=request.user, **waarden)
    except DomainError as error:
        return refused(request, bijeenkomst, str(error), status=422)
    return done(request, bijeenkomst, onderdeel=onderdeel.pk, tekst=f"“{onderdeel.titel}” staat in het draaiboek.")


@require_POST
def minuten(request, slug, pk, onderdeel_pk):
    onderdeel = get_onderdeel(request.user, slug, pk, onderdeel_pk)
    form = MinutenForm(request.POST)
    if not form.is_valid():
        fout = next(iter(form.errors.get("minuten", [])), "Laad de bladzijde opnieuw.")
        return refused(request, onderdeel.bijeenkomst, f"“{onderdeel.titel}”: {fout}", status=422)
    oud = {"minuten": form.cleaned_data["oud"]} if form.cleaned_data["oud"] else None
    waarden, versie = {"minuten": form.minuten_straks()}, form.cleaned_data["versie"]
    try:
        services.update_onderdeel(onderdeel, waarden, versie=versie, oud=oud, by=request.user)
    except services.OnderdeelConflict as error:
        staat = f"{error.door} veranderde “{error.onderdeel.titel}” net: nu {error.onderdeel.minuten} minuten."
        tekst = f"{staat} Jij koos {waarden['minuten']}. Er is niets veranderd; kies opnieuw als dat nodig is."
        return refused(request, onderdeel.bijeenkomst, tekst, status=409)
    except DomainError as error:
        return refused(request, onderdeel.bijeenkomst, str(error), status=409)
    return done(request, onderdeel.bijeenkomst, onderdeel=onderdeel_pk)


@require_POST
def move(request, slug, pk, onderdeel_pk, richting):
    onderdeel = get_onderdeel(request.user, slug, pk, onderdeel_pk)
    return _change(request, onderdeel, services.move_onderdeel, omhoog=richting == "omhoog")


@require_POST
def place(request, slug, pk, onderdeel_pk):
    """Where a block was dropped: after the block ``na``, or at the top."""
    onderdeel = get_onderdeel(request.user, slug, pk, onderdeel_pk)
    return _change(request, onderdeel, services.place_onderdeel, na=_number(request, "na"))


@require_POST
def delete(request, slug, pk, onderdeel_pk):
    onderdeel = get_onderdeel(request.user, slug, pk, onderdeel_pk)
    titel, versie = onderdeel.titel, _number(request, "versie") or 0
    weg = f"“{titel}” is uit het draaiboek."
    return _change(request, onderdeel, services.delete_onderdeel, tekst=weg, is_weg=True, versie=versie)


def _change(request, onderdeel, service, *, tekst="", is_weg=False, **waarden):
    try:
        service(onderdeel, by=request.user, **waarden)
    except EditConflict as error:
        return refused(request, onderdeel.bijeenkomst, str(error), status=409)
    except DomainError as error:
        return refused(request, onderdeel.bijeenkomst, str(error), status=422)
    return done(request, onderdeel.bijeenkomst, onderdeel=None if is_weg else onderdeel.pk, tekst=tekst)
