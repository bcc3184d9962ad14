"""Files with an aanvraag. One leaves only through here, as a download, to who may read the aanvraag."""

import logging

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from bijeenkomsten.materiaal.keuring import TYPES
from kern.errors import DomainError
from subsidie.aanvragen.access import get_aanvraag
from subsidie.aanvragen.regels import find_deel
from subsidie.bijlagen import services
from subsidie.bijlagen.access import get_bijlage
from subsidie.bijlagen.forms import BijlageForm

logger = logging.getLogger(__name__)
CHANGE = "subsidie.change_aanvraag"


@require_POST
def bijlage_create(request, sleutel, onderdeel):
    aanvraag = get_aanvraag(request.user, sleutel, CHANGE)
    deel = find_deel(aanvraag, onderdeel)
    form = BijlageForm(request.POST, request.FILES, te_groot=getattr(request, "upload_te_groot", False))
    try:
        if form.is_valid():
            bijlage = services.add_bijlage(aanvraag, deel, form.cleaned_data["bestand"], by=request.user)
            messages.success(request, f"“{bijlage.naam}” zit erbij.")
        else:
            messages.error(request, form.errors["bestand"][0])
    except DomainError as error:
        messages.error(request, str(error))
    return _back(aanvraag, deel)


@require_POST
def bijlage_delete(request, sleutel, pk):
    weg = get_bijlage(request.user, sleutel, pk, CHANGE)
    try:
        services.delete_bijlage(weg, by=request.user)
        messages.success(request, f"“{weg.naam}” is weggehaald.")
    except DomainError as error:
        messages.error(request, str(error))
    return _back(weg.aanvraag, weg.onderdeel)


def _back(aanvraag, onderdeel):
    if not aanvraag.is_te_bewerken:
        return redirect(aanvraag)
    return redirect(f"{redirect('subsidie:onderdeel', aanvraag.sleutel, onderdeel).url}#bijlagen-kop")


# Whatever a browser makes of it: no scripts, no forms, no origin of ours.
@csp_replace({"default-src": ["'none'"], "sandbox": True})
@require_safe
def bijlage(request, sleutel, pk):
    ding = get_bijlage(request.user, sleutel, pk)
    try:
        with ding.bestand.open("rb") as stroom:
            data = stroom.read()  # at most 10 MB: no file stays open for who reads slowly
    except FileNotFoundError as fout:
        logger.error("the file of bijlage %s is not in the storage", ding.pk)  # noqa: TRY400 - no trace needed
        raise Http404 from fout
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=ding.naam)}
    return HttpResponse(data, content_type=TYPES[ding.soort].mime, headers=headers)
