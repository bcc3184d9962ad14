"""Werkvormen out and in, as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from werkvormen import lijst, services
from werkvormen.access import check_perm, get_werkvorm
from werkvormen.filters import read_filters
from werkvormen.forms import ImportForm
from werkvormen.models import Werkvorm
from werkvormen.uitwisselen import BestandError, find_html, make_afdruk, read_bestand, write_bestand

NOEM = 5  # names in one message


def _download(werkvormen, naam):
    response = HttpResponse(
        write_bestand(werkvorm.bestand for werkvorm in werkvormen), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{naam}.json"'
    response["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@require_safe
def export_one(request, werkvorm_slug):
    return _download([get_werkvorm(request.user, werkvorm_slug)], werkvorm_slug)


@login_not_required
@require_safe
def export(request):
    """What the list shows with these filters."""
    catalogus = lijst.Catalogus(request.user, read_filters(request.GET), lijst.find_netwerken(request.user))
    return _download(catalogus.find_all(), "werkvormen")


@require_safe
def export_own(request):
    check_perm(request.user, "werkvormen.create_werkvorm")
    return _download(
        Werkvorm.objects.of(request.user).select_related("gebaseerd_op").prefetch_related("kenmerken"),
        "mijn-werkvormen",
    )


@require_http_methods(["GET", "POST"])
def import_(request):
    """Everything of a file as werkvormen of this person, or nothing at all."""
    check_perm(request.user, "werkvormen.create_werkvorm")
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form, fouten = ImportForm(*data, te_groot=getattr(request, "upload_te_groot", False)), []
    if form.is_valid():
        try:
            gelezen = read_bestand(form.cleaned_data["bestand"].read())
        except BestandError as error:
            fouten = error.fouten
            form.add_error("bestand", fouten[0] if len(fouten) == 1 else "In dit bestand klopt nog niet alles.")
        else:
            return _import(request, gelezen)
    context = {"form": form, "fouten": fouten if len(fouten) > 1 else []}
    return render(request, "werkvormen/importeren.html", context, status=422 if form.errors else 200)


def _import(request, gelezen):
    bekend = Werkvorm.objects.visible_to(request.user).prefetch_related("kenmerken")
    afdrukken = {make_afdruk(werkvorm.data) for werkvorm in bekend}
    nieuw = [deel for deel in gelezen if make_afdruk(deel.kaart.as_dict()) not in afdrukken]
    services.create_werkvormen(nieuw, by=request.user)
    if nieuw:
        woord = "werkvorm staat" if len(nieuw) == 1 else "werkvormen staan"
        messages.success(request, f"{len(nieuw)} {woord} nu bij jou.")
    if al := [deel.kaart.naam for deel in gelezen if deel not in nieuw]:
        messages.info(request, f"Dit stond er al, dus dat is overgeslagen: {_noem(al)}.")
    if html := find_html(nieuw):
        messages.info(request, f"Hier staat HTML in: {_noem(html)}. Wij laten dat zien als gewone tekst.")
    return redirect("werkvormen:own")


def _noem(namen):
    rest = f" en nog {len(namen) - NOEM}" if len(namen) > NOEM else ""
    return f"“{'”, “'.join(namen[:NOEM])}”{rest}"
