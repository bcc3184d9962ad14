from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from kern.pdf import GeenPdf, pdf_response
from netwerken.access import check_perm, get_netwerk
from netwerken.forms import post_data
from netwerken.start import proef, services
from netwerken.start.access import find_eerdere, get_eerder, get_plan
from netwerken.start.antwoorden import antwoorden_of_netwerk, antwoorden_of_sjabloon, make_afdruk
from netwerken.start.document import antwoorden_of, make_document
from netwerken.start.forms import AfsprakenForm, StapForm, codes_of, read_heel
from netwerken.start.inhoud import KERN, SJABLONEN, STAP, STAPPEN
from netwerken.start.models import Startplan
from netwerken.start.pagina import read_mails, read_mee, read_overzicht, read_stand
from netwerken.start.services import StartConflict

LATER = "later"


@never_cache
@require_http_methods(["GET", "POST"])
def create(request):
    """How somebody wants to begin; choosing makes a plan, of which nobody else knows."""
    check_perm(request.user, "netwerken.create_netwerk")
    van = request.POST.get("van") or request.GET.get("van")
    netwerk = get_eerder(request.user, van) if van else None
    if request.method == "POST":
        try:
            plan = _begin(request.user, netwerk, request.POST.get("sjabloon", ""))
        except DomainError as error:
            messages.error(request, str(error))
        else:
            return redirect("netwerken:start_stap", plan.sleutel, plan.stap)
    if netwerk:
        return render(request, "netwerken/start/van.html", {"netwerk": netwerk, "mee": read_mee(netwerk)})
    context = {
        "sjablonen": SJABLONEN.values(),
        "eerdere": find_eerdere(request.user),
        "plannen": Startplan.objects.open_of(request.user),
    }
    return render(request, "netwerken/start/begin.html", context)


def _begin(user, netwerk, sjabloon):
    if netwerk:
        return services.begin(user, basis=f"netwerk:{netwerk.pk}", antwoorden=antwoorden_of_netwerk(netwerk))
    if sjabloon not in SJABLONEN:
        return services.begin(user)
    return services.begin(user, basis=f"sjabloon:{sjabloon}", antwoorden=antwoorden_of_sjabloon(sjabloon))


def _find_stap(code):
    stap = KERN if code == KERN.code else STAP.get(code)
    if stap is None:
        raise Http404
    return stap


@never_cache
@require_http_methods(["GET", "POST"])
def stap(request, sleutel, stap):
    """One screen with one subject. Going on keeps what is there, also when it is half."""
    plan, stap = get_plan(request.user, sleutel), _find_stap(stap)
    if plan.netwerk:
        return redirect(plan.netwerk)
    gezien = make_afdruk(plan.antwoorden, codes_of(stap))
    form = StapForm(post_data(request), vragen=stap.vragen, antwoorden=plan.antwoorden, gezien=gezien)
    status = 200
    if form.is_valid():
        try:
            plan = _save(plan, stap, form)
        except StartConflict as conflict:
            form.tell_conflict(conflict.plan, make_afdruk(conflict.plan.antwoorden, form.codes))
            status = 409
        else:
            return redirect(_to(plan, stap, request.POST.get("naar", "")))
    context = {"plan": plan, "stap": stap, "stappen": STAPPEN, "form": form, "stand": read_stand(plan)}
    return render(request, "netwerken/start/stap.html", context, status=422 if form.errors else status)


def _save(plan, stap, form):
    gezien = form.cleaned_data["gezien"]
    return services.save_stap(plan, form.codes, form.waarden, stap=stap.code, gezien=gezien)


def _to(plan, stap, naar):
    """The page after this one: where somebody wants to go, else the next screen."""
    if naar in STAP:
        return redirect("netwerken:start_stap", plan.sleutel, naar).url
    if naar == LATER or stap.nummer in {KERN.nummer, len(STAPPEN)}:
        return plan.get_absolute_url()
    return redirect("netwerken:start_stap", plan.sleutel, STAPPEN[stap.nummer].code).url


@never_cache
@require_POST
def save(request, sleutel, stap):
    """While somebody types: keeps the answers of one screen and tells what the next save begins with."""
    plan, stap = get_plan(request.user, sleutel), _find_stap(stap)
    form = StapForm(request.POST, vragen=stap.vragen)
    if not form.is_valid():
        return JsonResponse(
            {"fout": "Nog niet bewaard: er klopt iets niet. Kies “Bewaar”, dan zie je wat."}, status=422
        )
    try:
        plan = _save(plan, stap, form)
    except DomainError as error:
        return JsonResponse({"fout": str(error)}, status=409)
    return JsonResponse({"gezien": make_afdruk(plan.antwoorden, form.codes)})


@never_cache
@require_http_methods(["GET", "POST"])
def overzicht(request, sleutel):
    """Everything to read back, what is missing, and the button that makes the netwerk."""
    plan = get_plan(request.user, sleutel)
    if plan.netwerk:
        return redirect(plan.netwerk)
    form, status = read_heel(plan.antwoorden), 200
    if request.method == "POST":
        try:
            return redirect(_make(request, plan, form))
        except DomainError as error:
            messages.error(request, str(error))
            plan, status = get_plan(request.user, sleutel), 409 if isinstance(error, StartConflict) else 422
    return render(request, "netwerken/start/overzicht.html", read_overzicht(plan, request.user), status=status)


def _make(request, plan, form):
    if not form.is_valid():
        raise DomainError("Er mist nog iets. Vul dat eerst in.")
    gezien = request.POST.get("gezien", "")
    netwerk = services.make_netwerk(plan, form.values, gezien=gezien, by=request.user)
    messages.success(request, "Het netwerk staat klaar. Nog niemand anders ziet het.")
    return netwerk


@never_cache
@require_POST
def remove(request, sleutel):
    services.remove(get_plan(request.user, sleutel), by=request.user)
    messages.success(request, "Je plan is weg. Er is nooit iets van verstuurd.")
    return redirect("overzicht:mijn")


@never_cache
@require_http_methods(["GET", "POST"])
def mail(request, sleutel):
    """Every automatic mail this netwerk would send. Making the list plans and sends nothing."""
    plan = get_plan(request.user, sleutel)
    if request.method == "POST":
        try:
            kalender = proef.make_kalender(read_heel(plan.antwoorden), plan, by=request.user)
            services.keep_kalender(plan, kalender, van=make_afdruk(plan.antwoorden))
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(plan)
        return redirect("netwerken:start_mail", sleutel)
    return render(request, "netwerken/start/mail.html", read_mails(plan))


@never_cache
@require_safe
def blad(request, sleutel):
    plan = get_plan(request.user, sleutel)
    context = {"plan": plan, "document": make_document(plan.antwoorden)}
    return render(request, "netwerken/start/blad.html", context)


@never_cache
@require_safe
def blad_pdf(request, sleutel):
    plan = get_plan(request.user, sleutel)
    context = {"document": make_document(plan.antwoorden), "concept": True}
    return _pdf(request, context, "startdocument.pdf", redirect("netwerken:start_blad", sleutel))


def _pdf(request, context, naam, anders):
    try:
        return pdf_response("netwerken/start/blad_pdf.html", context, naam)
    except GeenPdf as error:
        messages.error(request, str(error))
        return anders


# --- With the netwerk --------------------------------------------------------------------------------------------


def _document(request, slug):
    """What is agreed now; ``?versie=1``: what was agreed then."""
    netwerk = get_netwerk(request.user, slug, "netwerken.view_binnenkant")
    versies = list(netwerk.startversies.select_related("door"))
    gevraagd = request.GET.get("versie", "")
    versie = next((rij for rij in versies if str(rij.nummer) == gevraagd), versies[0] if versies else None)
    document = make_document(antwoorden_of(netwerk, versie))
    return {"netwerk": netwerk, "versies": versies, "versie": versie, "document": document}


@require_safe
def document(request, slug):
    return render(request, "netwerken/start/document.html", _document(request, slug))


@require_safe
def document_pdf(request, slug):
    context = _document(request, slug)
    return _pdf(request, context, f"startdocument-{slug}.pdf", redirect("netwerken:startdocument", slug))


@require_http_methods(["GET", "POST"])
def document_update(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.change_netwerk")
    form = AfsprakenForm(post_data(request), versie=netwerk.startversies.first())
    if form.is_valid():
        nummer = form.cleaned_data["nummer"] or 0
        try:
            services.save_versie(netwerk, form.waarden, nummer=nummer, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Het startdocument is bewaard.")
            return redirect("netwerken:startdocument", slug)
    context = {"netwerk": netwerk, "form": form}
    return render(request, "netwerken/start/bewerken.html", context, status=422 if form.errors else 200)
