"""A year in one go: first what is wanted, then the proposed days to change and save."""

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from berichten.services import leaves_later
from bijeenkomsten.aandacht import JAARPLAN
from bijeenkomsten.dagrijen import Vrijkijker
from bijeenkomsten.jaarplan import services
from bijeenkomsten.jaarplan.forms import JaarplanForm, WensForm
from bijeenkomsten.jaarplan.start import begin_of_start
from bijeenkomsten.jaarplan.voorstel import make_voorstel
from bijeenkomsten.vrij import count_vrij
from kern.errors import DomainError
from netwerken.access import get_netwerk

PLAN = "bijeenkomsten.plan_bijeenkomst"
DAG = timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
def jaarplan_create(request, slug):
    netwerk = get_netwerk(request.user, slug, perm=PLAN)
    if request.method != "POST":
        return _show_wens(request, netwerk, WensForm(initial=_begin_with(netwerk)))
    if "voorstel" in request.POST:
        form = WensForm(request.POST)
        return _propose(request, netwerk, form) if form.is_valid() else _show_wens(request, netwerk, form)
    if {"kijk", "meer"} & request.POST.keys():
        form = JaarplanForm(netwerk=netwerk, initial=request.POST.dict(), meer=int("meer" in request.POST))
        return _show_plan(request, netwerk, form)
    form = JaarplanForm(request.POST, netwerk=netwerk)
    if form.is_valid() and (jaarplan := _save(request, netwerk, form)):
        later = leaves_later(JAARPLAN, aanleiding=jaarplan.aanleiding)
        messages.success(request, f"Het jaarplan staat. Eén mail met alle dagen gaat {later or 'nu weg'}.")
        return redirect("bijeenkomsten:list", netwerk.slug)
    return _show_plan(request, netwerk, form)


def _save(request, netwerk, form):
    """None when it was refused; the form tells why."""
    sleutel = form.cleaned_data["sleutel"]
    try:
        return services.plan_jaar(netwerk, form.waarden(), form.bijeenkomsten(), sleutel=sleutel, by=request.user)
    except DomainError as error:
        form.add_error(None, str(error))
        return None


def _show_wens(request, netwerk, form):
    context = {"netwerk": netwerk, "form": form}
    return render(request, "bijeenkomsten/jaarplan/wens.html", context, status=422 if form.errors else 200)


def _show_plan(request, netwerk, form, tekort=0):
    context = {"netwerk": netwerk, "form": form, "tekort": tekort}
    fout = form.is_bound and form.errors
    return render(request, "bijeenkomsten/jaarplan/plan.html", context, status=422 if fout else 200)


def _begin_with(netwerk):
    """As the last meeting was: the same day of the week and time, until the summer. The first year plan begins with
    what was agreed at the start.
    """
    vorige, morgen = netwerk.bijeenkomsten.geweest().first(), timezone.localdate() + DAG
    zomer = date(morgen.year + (morgen.month >= 6), 6, 30)  # noqa: PLR2004 - from June on the next school year
    begin = {"aantal": 4, "van": morgen, "tot": zomer}
    if vorige is None:
        return begin | begin_of_start(netwerk, morgen)
    if vorige.datum != vorige.einddatum:
        return begin
    tijden = {
        kant: timezone.localtime(m).time() for kant, m in (("begin", vorige.begint_op), ("einde", vorige.eindigt_op))
    }
    return begin | tijden | {"weekdagen": [vorige.datum.weekday()]}


def _propose(request, netwerk, wensform):
    """The days for this wish, with why one of them is not where the rhythm wants it."""
    wens, kijker = wensform.wens(), Vrijkijker(netwerk)
    dagen = make_voorstel(wens, bezet=kijker.bezet.keys(), vrij=lambda d: count_vrij(kijker.leden, d))
    eerder = netwerk.bijeenkomsten.exclude(status="afgelast").count()
    begin = {kant: wensform.cleaned_data[kant] for kant in ("begin", "einde")}
    begin |= {"sleutel": uuid.uuid4(), "rijen": len(dagen), "vorm": "fysiek"}
    begin |= {f"dag_{n}": voorstel.dag for n, voorstel in enumerate(dagen)}
    begin |= {f"titel_{n}": f"Bijeenkomst {eerder + n + 1}" for n in range(len(dagen))}
    begin |= {f"gewenst_{n}": voorstel.gewenst for n, voorstel in enumerate(dagen) if voorstel.is_verschoven}
    form = JaarplanForm(netwerk=netwerk, initial=begin)
    return _show_plan(request, netwerk, form, tekort=wens.aantal - len(dagen))
