"""Pages that show meetings, and the file of one."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bijeenkomsten import agendalijst, ical, reeks
from bijeenkomsten.access import get_bijeenkomst, get_bijeenkomst_for
from bijeenkomsten.afspraken.lijst import read_rond
from bijeenkomsten.links import map_link, read_ics_token
from bijeenkomsten.materiaal.lijst import read_materialen
from bijeenkomsten.oordeel.gebruikt import read_gebruikt
from bijeenkomsten.oordeel.tikken import make_rijen
from bijeenkomsten.opkomst import make_opkomst
from bijeenkomsten.prikker.stand import find_lopend
from bijeenkomsten.sprekers.stand import read_gasten
from bijeenkomsten.vrij import find_vrij
from kern.export import export_response
from kern.paging import paginate
from netwerken.access import get_netwerk


@require_safe
def bijeenkomst_list(request, slug):
    netwerk = get_netwerk(request.user, slug, perm="netwerken.view_binnenkant")
    lijst = agendalijst.read_lijst(netwerk, request.user)
    context = {
        "netwerk": netwerk,
        "komend": lijst.komend,
        "page": paginate(request, lijst.geweest, per_page=12),
        "afgelast": lijst.afgelast[:12],
        "prikkers": find_lopend(netwerk, request.user),
        "aantal_leden": len(agendalijst.find_leden(netwerk.pk)),
    }
    return render(request, "bijeenkomsten/bijeenkomst_list.html", context)


@require_safe
def bijeenkomst_export(request, slug, soort):
    netwerk = get_netwerk(request.user, slug, perm="netwerken.view_binnenkant")
    return export_response(reeks.make_lijst(netwerk), soort)


@require_safe
def bijeenkomst_detail(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk)
    leden = agendalijst.find_leden(bijeenkomst.netwerk_id)
    opkomst = make_opkomst(bijeenkomst, leden)
    afspraken, eerder = read_rond(bijeenkomst)
    context = {
        "netwerk": bijeenkomst.netwerk,
        "bijeenkomst": bijeenkomst,
        "opkomst": opkomst,
        "mijn_antwoord": opkomst.antwoord_of(request.user),
        "voorbereiders": [lid for lid in leden if lid in bijeenkomst.wie_bereidt_voor],
        "materialen": read_materialen(bijeenkomst),
        "gasten": read_gasten(bijeenkomst, request.user) if bijeenkomst.heeft_gasten else [],
        "kaart": map_link(bijeenkomst),
        "afspraken": afspraken,
        "eerder": eerder,
        # Asked by the template, only for who may plan.
        "vrij": partial(find_vrij, leden, bijeenkomst.begint_op, bijeenkomst.eindigt_op),
    }
    if request.user.has_perm("bijeenkomsten.rate_werkvormen", bijeenkomst):
        context["oordeelrijen"] = make_rijen(read_gebruikt(bijeenkomst))
    return render(request, "bijeenkomsten/bijeenkomst_detail.html", context)


@require_safe
def bijeenkomst_ics(request, slug, pk):
    return _ics_response(get_bijeenkomst(request.user, slug, pk))


@login_not_required  # the signed address in the mail is the key; it only reads
@require_safe
def bijeenkomst_ics_mail(request, token):
    ref = read_ics_token(token)
    if ref is None:
        raise Http404
    return _ics_response(get_bijeenkomst_for(*ref))


def _ics_response(bijeenkomst):
    response = HttpResponse(ical.make_download(bijeenkomst), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bijeenkomst-{bijeenkomst.datum.isoformat()}.ics"'
    return response
