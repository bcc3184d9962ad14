from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from kern.tijd import dag
from netwerken.access import get_deelname
from netwerken.forms import post_data
from netwerken.groepsbesluit import services
from netwerken.groepsbesluit.access import ASK, get_besluit
from netwerken.groepsbesluit.forms import BesluitForm, BezwaarForm, VraagForm
from netwerken.groepsbesluit.models import Groepsbesluit
from netwerken.groepsbesluit.nodig import find_stemmers
from netwerken.groepsbesluit.pagina import read_pagina

Status = Groepsbesluit.Status


@require_http_methods(["GET", "POST"])
def ask(request, slug, pk):
    """Who is asked what until when; asking sends the mails."""
    deelname = get_deelname(request.user, slug, pk, ASK)
    stemmers = list(find_stemmers(deelname.netwerk).select_related("organisatie__deel_van"))
    form = VraagForm(post_data(request), stemmers=stemmers)
    if form.is_valid() and not form.krap:
        try:
            besluit = services.ask_group(deelname, tot=form.cleaned_data["tot"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"De groep krijgt de vraag en antwoordt tot en met {dag(besluit.laatste_dag)}.")
            return redirect("netwerken:groepsbesluit", slug, besluit.pk)
    context = {"form": form, "netwerk": deelname.netwerk, "deelname": deelname, "stemmers": stemmers}
    return render(request, "netwerken/groepsbesluit/ask.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def besluit(request, slug, pk):
    return _show(request, get_besluit(request.user, slug, pk), BezwaarForm())


def _show(request, besluit, form, fout="", status=200):
    context = read_pagina(besluit, request.user) | {"form": form, "fout": fout}
    return render(request, "netwerken/groepsbesluit/groepsbesluit.html", context, status=status)


@never_cache
@require_POST
def answer(request, slug, pk):
    """What is chosen stands in the body: no address tells it."""
    besluit = get_besluit(request.user, slug, pk)
    form = BezwaarForm(request.POST)
    if not form.is_valid():
        return _show(request, besluit, form, status=422)
    try:
        services.answer(
            besluit, request.user, request.POST.get("antwoord", ""), tekst=form.cleaned_data["tekst"]
        )  # fmt: skip
    except DomainError as error:
        return _show(request, besluit, form, fout=str(error), status=422)
    messages.success(request, "Dank je, je antwoord is binnen.")
    return redirect(besluit)


@require_POST
def close(request, slug, pk):
    besluit = get_besluit(request.user, slug, pk, ASK)
    return _do(request, besluit, lambda: services.close(besluit, by=request.user), "De antwoorden zijn geteld.")


@require_POST
def extend(request, slug, pk):
    besluit = get_besluit(request.user, slug, pk, ASK)
    zin = "De groep heeft een week langer. Wie nog niet antwoordde, krijgt een mail."
    return _do(request, besluit, lambda: services.extend(besluit, by=request.user), zin)


@require_POST
def stop_asking(request, slug, pk):
    besluit = get_besluit(request.user, slug, pk, ASK)
    return _do(request, besluit, lambda: services.stop_asking(besluit, by=request.user), "De antwoorden zijn geteld.")


def _do(request, besluit, service, zin):
    try:
        service()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)
    return redirect(besluit)


@require_http_methods(["GET", "POST"])
def decide(request, slug, pk):
    besluit = get_besluit(request.user, slug, pk, ASK)
    form = BesluitForm(post_data(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.decide(
                besluit, toelaten=data["toelaten"] == "ja", reden=data["reden"], bericht=data["bericht"],
                by=request.user,
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Het besluit is bewaard. De groep en {besluit.persoon.naam} krijgen een mail.")
            return redirect(besluit)
    context = read_pagina(besluit, request.user) | {"form": form}
    return render(request, "netwerken/groepsbesluit/decide.html", context, status=422 if form.errors else 200)
