"""Pages of a date poll: open it, answer it, look how it stands, choose a day, answer longer, take it back."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from berichten.services import leaves_later
from bijeenkomsten import agendalijst
from bijeenkomsten.dagrijen import MEER, Vrijkijker
from bijeenkomsten.forms import DagVeld
from bijeenkomsten.mails import VASTGESTELD
from bijeenkomsten.prikker import mails, services
from bijeenkomsten.prikker.access import get_prikker
from bijeenkomsten.prikker.forms import AntwoordForm, PrikkerForm, SluitdagForm
from bijeenkomsten.prikker.stand import make_stand
from kern.errors import DomainError
from kern.forms import read_number
from kern.tijd import dag, lokale_dag, nu
from netwerken.access import get_netwerk

OPEN = "bijeenkomsten.open_prikker"
DAGEN_OPEN = 10
RIJEN = 4


@require_http_methods(["GET", "HEAD", "POST"])
def prikker_create(request, slug):
    netwerk = get_netwerk(request.user, slug, perm=OPEN)
    if request.method != "POST":
        form, status = PrikkerForm(netwerk=netwerk, initial=_begin_with(netwerk)), 200
    elif {"kijk", "meer"} & request.POST.keys():  # only look further: nothing is judged yet
        meer = MEER if "meer" in request.POST else 0
        form, status = PrikkerForm(netwerk=netwerk, initial=request.POST.dict(), meer=meer), 200
    else:
        form, status = PrikkerForm(request.POST, netwerk=netwerk), 422
        if form.is_valid() and (prikker := _open(request, netwerk, form)):
            return redirect(prikker)
    context = {"netwerk": netwerk, "form": form}
    return render(request, "bijeenkomsten/prikker/prikker_create.html", context, status=status)


def _begin_with(netwerk):
    """As the last meeting was, and ten days to answer."""
    vorige = netwerk.bijeenkomsten.geweest().first()
    begin = {"sleutel": uuid.uuid4(), "rijen": RIJEN, "sluit_dag": lokale_dag(nu()) + timedelta(days=DAGEN_OPEN)}
    if vorige is None:
        return begin | {"vorm": "fysiek"}
    tijden = {"begin": vorige.begint_op, "einde": vorige.eindigt_op}
    tijden = {kant: timezone.localtime(moment).time() for kant, moment in tijden.items()}
    return begin | {"vorm": vorige.vorm} | (tijden if vorige.datum == vorige.einddatum else {})


def _open(request, netwerk, form):
    """None when it was refused; the form tells why."""
    sleutel, momenten = form.cleaned_data["sleutel"], [(begin, eind) for _, begin, eind in form.momenten]
    try:
        prikker = services.open_prikker(netwerk, form.waarden(), momenten, sleutel=sleutel, by=request.user)
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    later = leaves_later(mails.OPEN, aanleiding=prikker.aanleiding)
    messages.success(request, f"De datumprikker staat open. De mail aan iedereen gaat {later or 'nu weg'}.")
    return prikker


@require_safe
def prikker_vrij(request, slug):
    """Beside a day that was just filled in: who is free then."""
    netwerk = get_netwerk(request.user, slug, perm=OPEN)
    try:
        d = DagVeld(required=False).clean(next(iter(request.GET.values()), ""))
    except ValidationError:
        d = None
    context = {"datum": d, "zinnen": Vrijkijker(netwerk).zinnen(d) if d else []}
    return render(request, "bijeenkomsten/prikker/_vrij.html", context)


@require_safe
def prikker_detail(request, slug, pk):
    return _show(request, get_prikker(request.user, slug, pk))


def _show(request, prikker, form=None, fout="", status=200):
    leden = agendalijst.find_leden(prikker.netwerk_id)
    may_namen = request.user.has_perm("bijeenkomsten.view_prikantwoorden", prikker)
    stand = make_stand(prikker, leden, persoon=request.user, met_vrij=may_namen, now=nu())
    mijn = {dag.datum.pk: dag.mijn for dag in stand.dagen if dag.mijn}
    ik = next((lid for lid in leden if lid == request.user), None)
    if form is None and ik and prikker.neemt_antwoorden:
        form = AntwoordForm(prikker=prikker, datums=[dag.datum for dag in stand.dagen], persoon=ik, mijn=mijn)
    context = {"netwerk": prikker.netwerk, "prikker": prikker, "stand": stand, "form": form, "fout": fout}
    context |= {"heeft_geantwoord": bool(mijn), "may_namen": may_namen}
    return render(request, "bijeenkomsten/prikker/prikker_detail.html", context, status=status)


@require_POST
def prikker_antwoord(request, slug, pk):
    prikker = get_prikker(request.user, slug, pk)
    form = AntwoordForm(request.POST, prikker=prikker, datums=list(prikker.datums.all()), persoon=request.user)
    if prikker.neemt_antwoorden and not form.is_valid():
        return _show(request, prikker, form, status=422)
    try:
        services.save_antwoorden(prikker, request.user, form.waarden() if prikker.neemt_antwoorden else {})
    except DomainError as error:
        return _show(request, get_prikker(request.user, slug, pk), fout=str(error), status=422)
    messages.success(request, "Je antwoord is bewaard.")
    return redirect(prikker)


@require_POST
def prikker_kies(request, slug, pk):
    prikker = get_prikker(request.user, slug, pk, perm="bijeenkomsten.choose_datum")
    datum = request.POST.get("datum", "")
    try:
        bijeenkomst = services.choose_datum(prikker, read_number(datum) or 0, by=request.user)
    except DomainError as error:
        return _show(request, get_prikker(request.user, slug, pk), fout=str(error), status=422)
    later = leaves_later(VASTGESTELD, aanleiding=bijeenkomst.aanleiding)
    gekozen = f"{dag(bijeenkomst.begint_op).capitalize()} staat vast. Iedereen krijgt een mail."
    messages.success(request, gekozen + (f" De uitnodiging gaat {later}." if later else ""))
    return redirect(bijeenkomst)


@require_http_methods(["GET", "HEAD", "POST"])
def prikker_verleng(request, slug, pk):
    prikker = get_prikker(request.user, slug, pk, perm="bijeenkomsten.change_prikker")
    form = SluitdagForm(request.POST or None, initial={"sluit_dag": prikker.sluit_dag})
    if request.method == "POST" and form.is_valid():
        try:
            prikker = services.extend_prikker(prikker, form.cleaned_data["sluit_dag"], by=request.user)
        except DomainError as error:
            form.add_error("sluit_dag", str(error))
        else:
            messages.success(request, f"Antwoorden kan nu tot en met {dag(prikker.sluit_dag)}.")
            return redirect(prikker)
    context = {"netwerk": prikker.netwerk, "prikker": prikker, "form": form}
    return render(request, "bijeenkomsten/prikker/prikker_verleng.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def prikker_intrekken(request, slug, pk):
    prikker = get_prikker(request.user, slug, pk)
    if prikker.is_ingetrokken:
        return redirect(prikker)  # pressed twice, or somebody else was first
    prikker = get_prikker(request.user, slug, pk, perm="bijeenkomsten.change_prikker")
    if request.method == "POST":
        try:
            services.withdraw_prikker(prikker, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "De datumprikker is ingetrokken. Er gaat geen mail meer over.")
        return redirect(prikker)
    context = {"netwerk": prikker.netwerk, "prikker": prikker}
    return render(request, "bijeenkomsten/prikker/prikker_intrekken.html", context)
