"""Questionnaires out and in, as a file."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluatie.access import get_netwerk_met_metingen
from evaluatie.lijsten import services
from evaluatie.lijsten.access import CHANGE, check_for_all, get_lijst, get_lijst_for_all, get_own_lijst
from evaluatie.lijsten.forms import ImportForm
from evaluatie.lijsten.models import EigenLijst
from evaluatie.lijsten.uitwisseling import BestandFout, make_uitwisselbaar, read_bestand, write_bestand
from evaluatie.vragenlijst.document import dump
from evaluatie.vragenlijst.woorden import describe
from kern.errors import DomainError

KLAAR = "“{}” staat erbij."
WEG = "“{}” is weg. Rondes die er al waren, houden hun vragen en hun uitslag."


@require_safe
def lijst_export(request, slug, lijst):
    _, gekozen = get_lijst(request.user, slug, lijst)
    response = HttpResponse(write_bestand(gekozen), content_type="application/json; charset=utf-8")
    naam = make_uitwisselbaar(gekozen).code
    response["Content-Disposition"] = f'attachment; filename="vragenlijst-{naam}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def lijst_import(request, slug):
    """A list from a file for this netwerk: first to look at, then to keep."""
    netwerk = get_netwerk_met_metingen(request.user, slug, CHANGE)
    context, rij = _import(request, netwerk)
    if rij is not None:
        messages.success(request, KLAAR.format(rij.naam))
        return redirect("evaluatie:lijst_detail", slug, rij.code)
    context |= {"netwerk": netwerk}
    return render(request, "evaluatie/lijsten/import.html", context, status=422 if context["form"].errors else 200)


@require_http_methods(["GET", "POST"])
def lijst_all(request):
    """The lists the academie offers to every netwerk, and another one from a file."""
    check_for_all(request.user)
    context, rij = _import(request, None)
    if rij is not None:
        messages.success(request, KLAAR.format(rij.naam))
        return redirect("evaluatie:lijst_all")
    context["lijsten"] = EigenLijst.objects.filter(netwerk=None).select_related("vragenlijst")
    return render(request, "evaluatie/lijsten/alle.html", context, status=422 if context["form"].errors else 200)


def _import(request, netwerk):
    """(what the page shows, the row when it was kept). Nothing is kept before it was looked at."""
    if request.method == "GET":
        return {"form": ImportForm()}, None
    form = ImportForm(request.POST, request.FILES, te_groot=getattr(request, "upload_te_groot", False))
    fouten, document = (), None
    if form.is_valid():
        try:
            document = read_bestand(form.bytes)
            if request.POST.get("bewaar") == "ja" and not form.cleaned_data["bestand"]:
                return {}, services.add_lijst(document, netwerk=netwerk, by=request.user)
        except BestandFout as error:
            fouten = error.fouten
            form.add_error("bestand", fouten[0] if len(fouten) == 1 else "In dit bestand klopt nog niet alles.")
        except DomainError as error:
            form.add_error(None, str(error))
    context = {"form": form, "fouten": fouten if len(fouten) > 1 else (), "document": document}
    if document is not None:
        vervangt = EigenLijst.objects.filter(netwerk=netwerk, code=document.code).first()
        inhoud = json.dumps(dump(document), ensure_ascii=False)
        context |= {"inhoud": inhoud, "omvang": describe(document), "vervangt": vervangt}
    return context, None


@require_POST
def lijst_remove(request, slug, lijst):
    rij = get_own_lijst(request.user, slug, lijst)
    services.remove_lijst(rij, by=request.user)
    messages.success(request, WEG.format(rij.naam))
    return redirect("evaluatie:lijst_list", slug)


@require_POST
def lijst_all_remove(request, pk):
    rij = get_lijst_for_all(request.user, pk)
    services.remove_lijst(rij, by=request.user)
    messages.success(request, WEG.format(rij.naam))
    return redirect("evaluatie:lijst_all")
