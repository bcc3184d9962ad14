"""A suggestion for the programme of one meeting: look, swap, and put it in the draaiboek."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.voorstel import services
from bijeenkomsten.voorstel.forms import ZetForm
from bijeenkomsten.voorstel.pagina import make_context, read_pagina
from kern.errors import DomainError

ANDERS = "Dit voorstel kan niet meer precies zo. Hieronder staat hoe het nu kan."


@require_http_methods(["GET", "HEAD", "POST"])
def voorstel(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.change_programma")
    if request.method == "POST":
        return _put(request, bijeenkomst)
    pagina = read_pagina(bijeenkomst, request.user, request.GET)
    return _show(request, bijeenkomst, pagina, status=422 if request.GET and pagina.vraag.errors else 200)


def _put(request, bijeenkomst):
    pagina = read_pagina(bijeenkomst, request.user, request.POST)
    data = request.POST.copy()
    if not bijeenkomst.programma:
        data["hoe"] = "erbij"  # nothing to ask
    zet = ZetForm(data)
    if not pagina.vraag.is_valid() or not zet.is_valid():
        return _show(request, bijeenkomst, pagina, zet, status=422)
    if not pagina.is_zoals_gevraagd:
        return _show(request, bijeenkomst, pagina, zet, fout=ANDERS, status=409)
    vervang, afdruk = zet.cleaned_data["hoe"] == "vervang", zet.cleaned_data["afdruk"]
    try:
        services.put_voorstel(bijeenkomst, pagina.voorstel, vervang=vervang, afdruk=afdruk, by=request.user)
    except DomainError as error:
        bijeenkomst = get_bijeenkomst(request.user, bijeenkomst.netwerk.slug, bijeenkomst.pk)
        return _show(request, bijeenkomst, pagina, fout=str(error), status=409)
    messages.success(request, "Het voorstel staat in het draaiboek. Pas aan wat je anders wilt.")
    return redirect("bijeenkomsten:draaiboek", bijeenkomst.netwerk.slug, bijeenkomst.pk)


def _show(request, bijeenkomst, pagina, zet=None, *, status, fout=""):
    context = make_context(bijeenkomst, pagina, zet) | {"fout": fout}
    template = "_voorstel" if request.htmx else "voorstel"
    return render(request, f"bijeenkomsten/voorstel/{template}.html", context, status=status)
