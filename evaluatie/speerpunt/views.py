from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from evaluatie.access import get_meting
from evaluatie.models import Meting, Speerpunt
from evaluatie.speerpunt import services
from evaluatie.speerpunt.forms import SpeerpuntForm
from evaluatie.speerpunt.gesprek import find_volgende
from evaluatie.speerpunt.services import SpeerpuntConflict
from kern.errors import DomainError

CHOOSE = "evaluatie.choose_speerpunt"


def _get(request, slug, pk) -> Meting:
    """A round of which there is something to choose."""
    meting = get_meting(request.user, slug, pk, perm=CHOOSE)
    if not meting.is_toonbaar or not meting.document.dimensies:
        raise Http404
    return meting


@require_http_methods(["GET", "HEAD", "POST"])
def speerpunt(request, slug, pk):
    meting = _get(request, slug, pk)
    nu = Speerpunt.objects.filter(meting=meting).first()
    data, status, anders = (request.POST.copy() if request.method == "POST" else None), 200, ""
    begin = {"dimensie": nu.dimensie, "wat": nu.wat, "versie": nu.versie} if nu else {"dimensie": request.GET.get("op")}
    heeft = bool(nu and nu.afspraak_id)
    form = SpeerpuntForm(data, initial=begin, dimensies=meting.document.dimensies, heeft_afspraak=heeft)
    if data is not None and form.is_valid():
        waarden = {"afspraak": False} | form.cleaned_data
        try:
            services.choose_speerpunt(meting, by=request.user, **waarden)
        except SpeerpuntConflict as error:
            # What they wrote is on the page now; saving again is the choice to put this over it.
            data["versie"], status, anders = error.speerpunt.versie, 409, str(error)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Dit is waar jullie aan werken. De volgende ronde zegt of het bewoog.")
            return redirect(meting)
    context = {"netwerk": meting.netwerk, "tab": "evaluatie", "meting": meting, "form": form, "anders": anders}
    return render(request, "evaluatie/speerpunt/kiezen.html", context, status=422 if form.errors else status)


@require_POST
def plan_gesprek(request, slug, pk):
    meting = _get(request, slug, pk)
    bijeenkomst = find_volgende(meting.netwerk)
    if bijeenkomst is None:
        messages.error(request, "Er staat nog geen bijeenkomst gepland. Plan die eerst.")
        return redirect(meting)
    try:
        nieuw = services.plan_gesprek(meting, bijeenkomst, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Het staat in het draaiboek." if nieuw else "Het stond al in het draaiboek.")
    return redirect(meting)
