"""Saying whether you come, and the list of who was there."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from bijeenkomsten import services
from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.forms import AanwezigheidForm, RedenForm
from bijeenkomsten.opkomst import make_opkomst
from bijeenkomsten.services.aanwezigheid import list_personen
from kern.errors import DomainError
from kern.tijd import dag


@require_POST
def antwoord(request, slug, pk):
    """``komt=ja`` or ``komt=nee``, with an optional ``reden``; ``?terug=`` is where the button was."""
    bijeenkomst = get_bijeenkomst(request.user, slug, pk)
    komt, form = request.POST.get("komt"), RedenForm(request.POST)
    if komt not in {"ja", "nee"} or not form.is_valid():
        messages.error(request, "Dat lukte niet. Kies «Ik kom» of «Ik kan niet», met een reden van hooguit 300 tekens.")
        return redirect(bijeenkomst)
    try:
        services.save_antwoord(bijeenkomst, request.user, komt=komt == "ja", reden=form.cleaned_data["reden"])
    except DomainError as error:
        messages.error(request, str(error))
    else:
        zin = "Je komt op" if komt == "ja" else "Je bent afgemeld voor"
        messages.success(request, f"{zin} {dag(bijeenkomst.begint_op)}.")
    terug = request.GET.get("terug", "")
    veilig = url_has_allowed_host_and_scheme(terug, {request.get_host()}, require_https=request.is_secure())
    return redirect(terug if veilig else bijeenkomst.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def aanwezigheid_update(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.register_aanwezigheid")
    personen = list(list_personen(bijeenkomst).select_related("organisatie"))
    form = AanwezigheidForm(request.POST if request.method == "POST" else None, personen=personen)
    if request.method == "POST" and form.is_valid():
        try:
            services.register_aanwezigheid(bijeenkomst, set(form.cleaned_data["aanwezig"]), by=request.user)
        except DomainError as error:
            form.add_error("aanwezig", str(error))
        else:
            messages.success(request, "De lijst is bewaard.")
            return redirect(bijeenkomst)
    opkomst = make_opkomst(bijeenkomst, personen)
    gekozen = set(request.POST.getlist("aanwezig")) if form.is_bound else _preselected(bijeenkomst, opkomst)
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "form": form, "opkomst": opkomst}
    context["gekozen"] = gekozen
    return render(request, "bijeenkomsten/aanwezigheid.html", context, status=422 if form.errors else 200)


def _preselected(bijeenkomst, opkomst):
    """The list as it was saved before, or else who said they come."""
    rijen = opkomst.aanwezig if bijeenkomst.is_gehouden else opkomst.komt
    return {str(lid.persoon.pk) for lid in rijen}
