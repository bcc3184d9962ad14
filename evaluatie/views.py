from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from berichten.services import leaves_later
from evaluatie import planning, services
from evaluatie.access import get_bijeenkomst_zonder_meting, get_meting, get_netwerk_met_metingen
from evaluatie.figuur import draw_figuren
from evaluatie.inhoud import VRAGENLIJST
from evaluatie.links import get_eigen_link
from evaluatie.models import GEMIST_TELT, Gemist, Meting
from evaluatie.uitslag import add_bevindingen, get_uitslag
from evaluatie.werkvormen import read_hulp
from kern.errors import DomainError
from kern.paging import paginate
from kern.prepared import prepared
from kern.tijd import nu

GRENZEN = {"min_antwoorden": settings.EVALUATIE_MIN_ANTWOORDEN, "min_verdeling": settings.EVALUATIE_MIN_VERDELING}


@prepared
def _find_metingen(netwerk):
    """A netwerk has a few dozen at most. Who may see the page may see that there are these."""
    return Meting.objects.filter(netwerk=netwerk).for_list()


@prepared
def _find_gemist(netwerk, sinds):
    return Gemist.objects.recent(sinds).filter(bijeenkomst__netwerk=netwerk)


@require_safe
def meting_list(request, slug):
    netwerk = get_netwerk_met_metingen(request.user, slug)
    page = paginate(request, _find_metingen(netwerk.pk))
    context = {"netwerk": netwerk, "tab": "evaluatie", "page": page, **GRENZEN}
    if request.user.has_perm("evaluatie.view_uitslag", netwerk):
        add_bevindingen(page.object_list)
        context |= {"is_lid": True, "eigen_link": get_eigen_link(request.user, netwerk)}
    if request.user.has_perm("evaluatie.view_gemist", netwerk):
        context |= {
            "gemist": _find_gemist(netwerk.pk, nu() - GEMIST_TELT),
            "gemist_vraag": VRAGENLIJST.gemist,
            "niet_gevraagd": services.list_niet_gevraagd(netwerk),
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
        "figuren": draw_figuren(gevonden.groepen, tuple(VRAGENLIJST.schaal), *GRENZEN.values()),
        "hulp": read_hulp(meting),
        "open_vraag": VRAGENLIJST.open.tekst,
        "may_read_all": may_read_all,
        "eigen_link": "" if meting.is_gesloten else get_eigen_link(request.user, meting.netwerk, meting),
        **GRENZEN,
    }
    return render(request, "evaluatie/uitslag.html", context)


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
