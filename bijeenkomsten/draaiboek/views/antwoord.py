"""The shared end of every edit: the planner for the script of the page, a redirect for who has none."""

from django.contrib import messages
from django.shortcuts import redirect, render

from bijeenkomsten.draaiboek.access import get_draaiboek
from bijeenkomsten.draaiboek.weergave import make_planner
from kern.adres import reverse

PLANNER = "bijeenkomsten/draaiboek/_planner.html"


def done(request, bijeenkomst, *, onderdeel=None, tekst=""):
    """It worked. ``onderdeel``: the block to come back to; ``tekst``: one sentence, with «Ongedaan maken» beside it."""
    slug, pk = bijeenkomst.netwerk.slug, bijeenkomst.pk
    if request.htmx:
        return _planner(request, slug, pk, onderdeel=onderdeel, toast=tekst)
    if tekst:
        messages.success(request, tekst)
    anker = f"#o-{onderdeel}" if onderdeel else ""
    return redirect(f"{reverse('bijeenkomsten:draaiboek', args=[slug, pk])}{anker}")


def refused(request, bijeenkomst, tekst, *, status):
    """It did not. Nothing changed, and the page shows how things are now."""
    if request.htmx:
        return _planner(request, bijeenkomst.netwerk.slug, bijeenkomst.pk, fout=tekst, status=status)
    messages.error(request, tekst)
    return redirect("bijeenkomsten:draaiboek", bijeenkomst.netwerk.slug, bijeenkomst.pk)


def _planner(request, slug, pk, *, status=200, **extra):
    bijeenkomst = get_draaiboek(request.user, slug, pk)  # as it is after the edit
    return render(request, PLANNER, make_planner(bijeenkomst, request.user) | extra, status=status)
