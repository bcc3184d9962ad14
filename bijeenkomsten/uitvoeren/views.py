"""The run page, what its script asks, and the steps: from an ordinary form, or from a device that kept them."""

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.afspraken.forms import AfspraakForm
from bijeenkomsten.uitvoeren import services
from bijeenkomsten.uitvoeren.access import MAAK, get_aantekening
from bijeenkomsten.uitvoeren.forms import NotitieForm, StapForm
from bijeenkomsten.uitvoeren.models import AFSPRAAK, NOTITIE
from bijeenkomsten.uitvoeren.paneel import Paneel
from bijeenkomsten.uitvoeren.stand import make_stand, read_verloop, show_lijsten
from kern.tijd import nu

TEMPLATE = "bijeenkomsten/uitvoeren/uitvoeren.html"
WERKER = "js/uitvoeren-werker.js"


@require_safe
@csp_update({"worker-src": [SELF]})
def uitvoeren(request, slug, pk):
    return _show(request, get_bijeenkomst(request.user, slug, pk, perm=MAAK))


def _show(request, bijeenkomst, forms=None, status=HTTPStatus.OK):
    verloop, versie = read_verloop(bijeenkomst)
    stand = make_stand(bijeenkomst, verloop, versie)
    context = {
        "netwerk": bijeenkomst.netwerk,
        "bijeenkomst": bijeenkomst,
        "verloop": verloop,
        "paneel": Paneel(verloop),
        "blokken": show_lijsten(verloop, stand),
        "stand": stand,
        "sleutel": uuid4,  # called at each place: a key of its own for every form
        "notitie": NotitieForm(auto_id="uv-notitie-%s"),
        "afspraak": AfspraakForm(netwerk=bijeenkomst.netwerk, auto_id="uv-afspraak-%s"),
    }
    return render(request, TEMPLATE, context | (forms or {}), status=status)


@require_safe
def stand(request, slug, pk):
    return JsonResponse(_tell(request, get_bijeenkomst(request.user, slug, pk, perm=MAAK)))


def _tell(request, bijeenkomst):
    stand = make_stand(bijeenkomst, *read_verloop(bijeenkomst))
    return stand | {"persoon": request.user.pk, "csrf": get_token(request)}


@require_POST
@csp_update({"worker-src": [SELF]})
def stap(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm=MAAK)
    form = StapForm(request.POST, netwerk=bijeenkomst.netwerk)
    antwoord = services.take_step(bijeenkomst, _make_stap(form), by=request.user) if form.is_valid() else None
    if "application/json" in request.headers.get("Accept", ""):
        return _answer_device(request, bijeenkomst, form, antwoord)
    if antwoord is None or antwoord.is_geweigerd:
        return _show_again(request, bijeenkomst, form, antwoord)
    if antwoord.zin:
        messages.warning(request, antwoord.zin)
    elif antwoord.soort in (NOTITIE, AFSPRAAK):
        messages.success(request, "Het staat erbij.")
    return redirect("bijeenkomsten:uitvoeren", slug, pk)


def _make_stap(form):
    data = form.cleaned_data
    op = nu() - timedelta(milliseconds=data["geleden"] or 0)
    return services.Stap(data["sleutel"], data["soort"], op, data)


def _answer_device(request, bijeenkomst, form, antwoord):
    if antwoord is None:
        return JsonResponse({"uitkomst": "geweigerd", "zin": form.fout}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    bijeenkomst = get_bijeenkomst(request.user, bijeenkomst.netwerk.slug, bijeenkomst.pk, perm=MAAK)
    json = {"uitkomst": antwoord.uitkomst, "zin": antwoord.zin, "stand": _tell(request, bijeenkomst)}
    return JsonResponse(json)


def _show_again(request, bijeenkomst, form, antwoord):
    """What somebody wrote stays in its field, with the reason beside it."""
    soort = request.POST.get("soort")
    if soort not in (NOTITIE, AFSPRAAK):
        messages.error(request, antwoord.zin if antwoord else form.fout)
        return _show(request, bijeenkomst, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if soort == NOTITIE:
        weer = NotitieForm(request.POST, auto_id="uv-notitie-%s")
    else:
        weer = AfspraakForm(request.POST, netwerk=bijeenkomst.netwerk, auto_id="uv-afspraak-%s")
    if weer.is_valid():
        weer.add_error(None, antwoord.zin if antwoord else form.fout)
    return _show(request, bijeenkomst, {soort: weer}, HTTPStatus.UNPROCESSABLE_ENTITY)


@require_safe
@never_cache
def werker(request, slug, pk):
    """The service worker. Its address is its reach: it sees this one page and nothing else of the site."""
    get_bijeenkomst(request.user, slug, pk, perm=MAAK)
    return HttpResponse(_read_werker(), content_type="text/javascript; charset=utf-8")


def _read_werker():
    found = finders.find(WERKER)
    if found:
        with open(found, encoding="utf-8") as bestand:
            return bestand.read()
    with staticfiles_storage.open(WERKER) as bestand:
        return bestand.read().decode()


@require_POST
def aantekening_delete(request, slug, pk, aantekening_pk):
    aantekening = get_aantekening(request.user, slug, pk, aantekening_pk)
    services.delete_aantekening(aantekening, by=request.user)
    messages.success(request, "De aantekening is weg.")
    may_terugblik = request.user.has_perm("bijeenkomsten.change_terugblik", aantekening.bijeenkomst)
    return redirect("bijeenkomsten:terugblik" if may_terugblik else "bijeenkomsten:uitvoeren", slug, pk)
