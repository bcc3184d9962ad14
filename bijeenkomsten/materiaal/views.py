"""Files and links of a meeting. A file leaves only through here, as a download, to who may see the meeting."""

import logging

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.materiaal import services
from bijeenkomsten.materiaal.access import get_materiaal
from bijeenkomsten.materiaal.forms import MateriaalForm
from bijeenkomsten.materiaal.keuring import TYPES
from bijeenkomsten.materiaal.lijst import read_materialen
from kern.errors import DomainError

logger = logging.getLogger(__name__)
CHANGE = "bijeenkomsten.change_materiaal"


@require_http_methods(["GET", "HEAD", "POST"])
def materiaal(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm=CHANGE)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = MateriaalForm(*data, te_groot=getattr(request, "upload_te_groot", False))
    if data and form.is_valid():
        try:
            nieuw = _add(bijeenkomst, form.cleaned_data, request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{nieuw.titel}” staat bij de bijeenkomst.")
            return redirect("bijeenkomsten:materiaal", slug, pk)
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "form": form}
    context["materialen"] = read_materialen(bijeenkomst)
    return render(request, "bijeenkomsten/materiaal/materiaal.html", context, status=422 if form.errors else 200)


def _add(bijeenkomst, data, by):
    if data["link"]:
        return services.add_link(bijeenkomst, data["link"], titel=data["titel"], by=by)
    return services.add_bestand(bijeenkomst, data["bestand"], titel=data["titel"], by=by)


@require_POST
def materiaal_delete(request, slug, pk, materiaal_pk):
    weg = get_materiaal(request.user, slug, pk, materiaal_pk, perm=CHANGE)
    services.delete_materiaal(weg, by=request.user)
    messages.success(request, f"“{weg.titel}” is weggehaald.")
    return redirect("bijeenkomsten:materiaal", slug, pk)


# Whatever a browser makes of it: no scripts, no forms, no origin of ours.
@csp_replace({"default-src": ["'none'"], "sandbox": True})
@require_safe
def materiaal_bestand(request, slug, pk, materiaal_pk):
    ding = get_materiaal(request.user, slug, pk, materiaal_pk)
    if not ding.bestand:
        raise Http404
    try:
        with ding.bestand.open("rb") as stroom:
            data = stroom.read()  # at most 10 MB: no file stays open for who reads slowly
    except FileNotFoundError as fout:
        logger.error("the file of materiaal %s is not in the storage", ding.pk)  # noqa: TRY400 - no trace needed
        raise Http404 from fout
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=ding.naam)}
    return HttpResponse(data, content_type=TYPES[ding.soort.lower()].mime, headers=headers)
