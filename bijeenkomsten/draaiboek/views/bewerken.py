"""One block in full: a page of its own, or opened inside the draaiboek and saved while one types."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.access import find_newest_stap, get_draaiboek, get_onderdeel
from bijeenkomsten.draaiboek.botsing import show_botsing
from bijeenkomsten.draaiboek.forms import OnderdeelForm
from bijeenkomsten.draaiboek.views.antwoord import done
from bijeenkomsten.draaiboek.weergave import is_ingetrokken
from kern.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
def onderdeel_update(request, slug, pk, onderdeel_pk):
    onderdeel = get_onderdeel(request.user, slug, pk, onderdeel_pk)
    data = request.POST.copy() if request.method == "POST" else None
    form = _make_form(onderdeel, data)
    status, anders = 200, None
    if data is not None and form.is_valid():
        try:
            services.update_onderdeel(
                onderdeel, form.waarden(), versie=form.cleaned_data["versie"], by=request.user
            )  # fmt: skip
        except services.OnderdeelConflict as error:
            # What they wrote is on the page now; saving again is the choice to put this over it.
            data["versie"], status, anders = error.onderdeel.versie, 409, error
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return done(request, onderdeel.bijeenkomst, onderdeel=onderdeel_pk)
    return _render(request, onderdeel, form, anders, 422 if form.errors else status)


def _make_form(onderdeel, data, alleen=None):
    return OnderdeelForm(
        data, instance=onderdeel, bijeenkomst=onderdeel.bijeenkomst, alleen=alleen, auto_id=f"o{onderdeel.pk}-%s",
        initial={"versie": onderdeel.versie},
    )  # fmt: skip


def _render(request, onderdeel, form, anders, status):
    bijeenkomst = onderdeel.bijeenkomst
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "onderdeel": onderdeel, "form": form}
    context |= {"is_eerste": onderdeel == bijeenkomst.programma.regels[0].onderdeel}
    context |= {"ingetrokken": is_ingetrokken(onderdeel.werkvorm)}
    if anders:
        context |= {"anders": anders, "botsing": show_botsing(anders, form.waarden())}
    naam = "_bewerk" if request.htmx else "onderdeel_update"
    return render(request, f"bijeenkomsten/draaiboek/{naam}.html", context, status=status)


@require_POST
def onderdeel_save(request, slug, pk, onderdeel_pk):
    """What somebody typed, a moment later. ``veld``: what changed; ``oud_…``: what they started from."""
    onderdeel = get_onderdeel(request.user, slug, pk, onderdeel_pk)
    velden = request.POST.getlist("veld")
    form = _make_form(onderdeel, request.POST, alleen=velden)
    if not form.is_valid():
        return JsonResponse({"fouten": {veld: fouten[0] for veld, fouten in form.errors.items()}}, status=422)
    basis = _make_form(onderdeel, _read_oud(request.POST, velden), alleen=velden)
    oud = basis.waarden() if basis.is_valid() else None
    try:
        nu = services.update_onderdeel(
            onderdeel, form.waarden(), versie=form.cleaned_data["versie"], oud=oud, by=request.user
        )
    except services.OnderdeelConflict as error:
        context = {"anders": error, "botsing": show_botsing(error, form.waarden()), "onderdeel": error.onderdeel}
        return render(request, "bijeenkomsten/draaiboek/_botsing.html", context, status=409)
    except services.OnderdeelWeg:
        return HttpResponse(status=410)
    except DomainError as error:
        return JsonResponse({"fouten": {velden[0] if velden else "titel": str(error)}}, status=422)
    return JsonResponse({"versie": nu.versie, "stand": getattr(nu, "stap", None) or find_newest_stap(pk)})


def _read_oud(data, velden):
    """The same fields as they were when the editor opened, to be read by the same form."""
    oud = data.copy()
    for veld in velden:
        oud.setlist(veld, data.getlist(f"oud_{veld}"))
    return oud


@require_POST
def bezig(request, slug, pk, onderdeel_pk):
    """«I have this block open», or «I closed it»."""
    if request.POST.get("klaar"):
        services.stop_bezig(get_draaiboek(request.user, slug, pk), by=request.user)
    else:
        services.show_bezig(get_onderdeel(request.user, slug, pk, onderdeel_pk), by=request.user)
    return HttpResponse(status=204)
