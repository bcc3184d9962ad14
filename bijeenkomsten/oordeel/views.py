"""Two taps per werkvorm, on the page of a meeting that is over."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.oordeel import services
from bijeenkomsten.oordeel.gebruikt import read_gebruikt
from bijeenkomsten.oordeel.tikken import make_rijen, read_tik
from kern.errors import DomainError


@require_POST
def oordeel(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.rate_werkvormen")
    fout = ""
    try:
        services.save_tik(bijeenkomst, read_tik(request.POST), by=request.user)
    except DomainError as error:
        fout = str(error)
    if request.htmx:
        context = {"bijeenkomst": bijeenkomst, "oordeelrijen": make_rijen(read_gebruikt(bijeenkomst)), "fout": fout}
        return render(request, "bijeenkomsten/oordeel/_rijen.html", context, status=422 if fout else 200)
    if fout:
        messages.error(request, fout)
    return redirect(f"{bijeenkomst.get_absolute_url()}#werkvormen")
