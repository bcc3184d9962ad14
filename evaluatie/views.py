from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from berichten.services import leaves_later
from evaluatie import planning, services
from evaluatie.access import get_bijeenkomst_zonder_meting, get_meting, get_netwerk_met_metingen
from evaluatie.figuur import draw_figuren, make_figuren
from evaluatie.forms import GEMIST_VRAAG
from evaluatie.grenzen import GRENZEN
from evaluatie.links import find_eigen, get_eigen_link
from evaluatie.models import GEMIST_TELT, Gemist, Meting
from evaluatie.niveaus import read_niveaus
from evaluatie.profiel import draw_papier
from evaluatie.rondes.lijst import split_rondes
from evaluatie.speerpunt.pagina import read_speerpunt
from evaluatie.uitslag import add_bevindingen, get_uitslag
from evaluatie.uitslag.pagina import make_pagina
from evaluatie.vertrouwelijk.lijst import add_wie
from evaluatie.werkvormen import read_hulp
from evaluatie.zaal.services import find_nu_samen
from kern.errors import DomainError
from kern.paging import paginate
from kern.pdf import GeenPdf, pdf_response
from kern.prepared import prepared
from kern.tijd import nu


@prepared
def _find_metingen(netwerk):
    """Those after a meeting. Who may see the page may see that there are these."""
    return Meting.objects.filter(netwerk=netwerk, bijeenkomst__isnull=False).for_list()


@prepared
def _find_rondes(netwerk):
    """The others, whatever came of them: a netwerk has a dozen at most."""
    return Meting.objects.filter(netwerk=netwerk, bijeenkomst=None).for_list()


@prepared
def _find_gemist(netwerk, sinds):
    return Gemist.objects.recent(sinds).filter(bijeenkomst__netwerk=netwerk)


@require_safe
def meting_list(request, slug):
    netwerk = get_netwerk_met_metingen(request.user, slug)
    page = paginate(request, _find_metingen(netwerk.pk))
    rondes = list(_find_rondes(netwerk.pk))
    context = {"netwerk": netwerk, "tab": "evaluatie", "page": page, **split_rondes(rondes, page), **GRENZEN}
    context["heeft_vertrouwelijk"] = any(ronde.is_vertrouwelijk for ronde in rondes)
    if request.user.has_perm("evaluatie.view_uitslag", netwerk):
        add_bevindingen([*rondes, *page.object_list])
        add_wie(rondes, request.user)
        eigen_link, met_naam = find_eigen(request.user, netwerk)
        context |= {"is_lid": True, "eigen_link": eigen_link, "met_naam": met_naam}
    if request.user.has_perm("evaluatie.view_gemist", netwerk):
        context |= {
            "gemist": _find_gemist(netwerk.pk, nu() - GEMIST_TELT),
            "gemist_vraag": GEMIST_VRAAG,
            "niet_gevraagd": services.list_niet_gevraagd(netwerk),
            "nu_samen": find_nu_samen(netwerk),
        }
    return render(request, "evaluatie/meting_list.html", context)


@require_safe
def uitslag(request, slug, pk):
    meting = get_meting(request.user, slug, pk)
    may_read_all = request.user.has_perm("evaluatie.view_alleen_facilitator", meting)
    gevonden = get_uitslag(meting, voor_facilitator=may_read_all)
    context = {
        "netwerk": meting.netwerk,
        "tab": "evaluatie",
        "meting": meting,
        "uitslag": gevonden,
        "figuren": draw_figuren(gevonden.groepen, meting.document.schaal, *GRENZEN.values()),
        "hulp": read_hulp(meting),
        "may_read_all": may_read_all,
        "eigen_link": "" if meting.is_gesloten else get_eigen_link(request.user, meting.netwerk, meting),
        **(pagina := make_pagina(gevonden)),
        **read_speerpunt(request.user, gevonden, pagina.get("verloop")),
        **GRENZEN,
    }
    return render(request, "evaluatie/uitslag.html", context)


@require_safe
def uitslag_pdf(request, slug, pk):
    """On paper for the table, as every member may read it: nothing that is for facilitators only."""
    meting = get_meting(request.user, slug, pk)
    gevonden = get_uitslag(meting)
    if not gevonden.is_toonbaar:
        raise Http404
    pagina = make_pagina(gevonden)
    profiel = pagina.get("profiel")
    figuren = [profiel] if profiel else make_figuren(gevonden.groepen, meting.document.schaal)["gemiddelden"]
    tekeningen = [(figuur, draw_papier(figuur)) for figuur in figuren]
    context = {"netwerk": meting.netwerk, "meting": meting, "uitslag": gevonden, "tekeningen": tekeningen, **pagina}
    try:
        return pdf_response("evaluatie/uitslag/blad_pdf.html", context, f"uitslag-{pk}.pdf")
    except GeenPdf as error:
        messages.error(request, str(error))
        return redirect(meting)


@require_safe
def niveaus(request, slug):
    netwerk = get_netwerk_met_metingen(request.user, slug, perm="evaluatie.view_uitslag")
    metingen = read_niveaus(netwerk)
    for bewijs in metingen:
        for uitslag in bewijs.rondes[:1]:
            uitslag.meting.netwerk = netwerk  # for its address
    return render(request, "evaluatie/niveaus.html", {"netwerk": netwerk, "tab": "evaluatie", "niveaus": metingen})


@require_POST
def send_now(request, slug, pk):
    bijeenkomst = get_bijeenkomst_zonder_meting(request.user, slug, pk)
    try:
        meting = services.send_now(bijeenkomst, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        later = leaves_later(planning.VRAAG, aanleiding=bijeenkomst.aanleiding)
        hoe = f"gaat {later} naar" if later else "is verstuurd aan"
        messages.success(request, f"De evaluatie {hoe} {meting.aantal_gevraagd} mensen.")
    return redirect("evaluatie:list", slug)
