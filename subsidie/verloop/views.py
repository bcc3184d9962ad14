from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kern.export import export_response
from subsidie.aanvragen.access import get_aanvraag
from subsidie.beoordeling import access as academie
from subsidie.verloop.pagina import make_lijst, read_academie, read_for_netwerk


@never_cache
@require_safe
def verloop(request, sleutel):
    """For who guides the netwerk: what happened with its aanvraag."""
    aanvraag = get_aanvraag(request.user, sleutel, "subsidie.change_aanvraag")
    context = {"aanvraag": aanvraag, "netwerk": aanvraag.netwerk, "regels": read_for_netwerk(aanvraag)}
    return render(request, "subsidie/verloop/verloop.html", context)


@never_cache
@require_safe
def academie_verloop(request, sleutel):
    """For the academie: every step with who took it, and whether the track is whole."""
    aanvraag = academie.get_aanvraag(request.user, sleutel)
    return render(request, "subsidie/verloop/academie.html", read_academie(aanvraag, request.user))


@require_safe
def export(request, sleutel, soort):
    aanvraag = academie.get_aanvraag(request.user, sleutel)
    return export_response(make_lijst(aanvraag, request.user), soort)
