from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError, EditConflict
from netwerken.access import get_netwerk
from netwerken.forms import post_data
from netwerken.intake import lijst, services, voorstel
from netwerken.intake.access import get_intake, get_own_intake
from netwerken.intake.forms import BesluitForm, GesprekForm, GroepForm, NotitiesForm
from netwerken.intake.inhoud import AANTAL, GROEPEN, LEERVRAAG
from netwerken.intake.models import Intake


@never_cache
@require_http_methods(["GET", "POST"])
def intake(request, slug):
    """All answers to read back, and the button that sends them."""
    intake = get_own_intake(request.user, slug)
    if request.method == "POST":
        try:
            services.send_intake(intake, leervraag=request.POST.get("leervraag") == "on")
        except DomainError as error:
            return render(request, "netwerken/intake/intake.html", _eigen(intake) | {"fout": str(error)}, status=422)
        messages.success(request, "Je intake is verstuurd. De facilitator leest hem voor jullie gesprek.")
        return redirect("netwerken:intake", slug)
    return render(request, "netwerken/intake/intake.html", _eigen(intake))


def _eigen(intake):
    groepen = _met_antwoorden(intake)
    ingevuld = [bool(antwoord) for _, vragen in groepen for _, antwoord in vragen]
    eerste = next((groep for groep, vragen in groepen if not all(antwoord for _, antwoord in vragen)), None)
    return {
        "intake": intake, "netwerk": intake.netwerk, "groepen": groepen, "eerste": eerste, "leervraag": LEERVRAAG,
        "aantal": AANTAL, "ingevuld": sum(ingevuld),
    }  # fmt: skip


def _met_antwoorden(intake):
    """(groep, [(vraag, answer)]) of everything that is asked."""
    teksten = {rij.vraag: rij.tekst for rij in intake.antwoorden.all()}
    return [(groep, [(vraag, teksten.get(vraag.nr, "")) for vraag in groep.vragen]) for groep in GROEPEN]


@never_cache
@require_http_methods(["GET", "POST"])
def intake_groep(request, slug, nummer):
    """One screen with a few questions. Going on keeps what is there, also half an answer."""
    intake, form = _groep_form(request, slug, nummer)
    if not intake.mag_bewerken:
        messages.info(request, "Je kunt je antwoorden niet meer veranderen. Je leest ze hier terug.")
        return redirect("netwerken:intake", slug)
    if form.is_valid():
        rijen = services.save_antwoorden(intake, form.antwoorden)
        if not form.tell_conflicts(rijen):
            verder = request.POST.get("verder") == "later" or nummer == len(GROEPEN)
            volgende = reverse("netwerken:intake_groep", args=[slug, nummer + 1]) if not verder else ""
            return redirect(volgende or reverse("netwerken:intake", args=[slug]))
    context = {"form": form, "groep": form.groep, "aantal": len(GROEPEN), "intake": intake, "netwerk": intake.netwerk}
    return render(request, "netwerken/intake/groep.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def intake_save(request, slug, nummer):
    """While somebody types: keeps the answers of one screen and tells which version each has now."""
    intake, form = _groep_form(request, slug, nummer)
    if not form.is_valid():
        return JsonResponse({"fout": "Dit konden we niet bewaren. Kijk of een antwoord te lang is."}, status=422)
    try:
        rijen = services.save_antwoorden(intake, form.antwoorden)
    except DomainError as error:
        return JsonResponse({"fout": str(error)}, status=409)
    botst = form.tell_conflicts(rijen)
    versies = {nr: rijen[nr].versie for nr in form.antwoorden}
    return JsonResponse({"botst": botst, "versies": {} if botst else versies})


def _groep_form(request, slug, nummer):
    if not 1 <= nummer <= len(GROEPEN):
        raise Http404
    intake = get_own_intake(request.user, slug)
    rijen = {rij.vraag: rij for rij in intake.antwoorden.all()}
    return intake, GroepForm(post_data(request), groep=GROEPEN[nummer - 1], rijen=rijen)


# --- Who leads the conversation -------------------------------------------------------------------------------------


@require_safe
def intake_list(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.lead_intake")
    context = {
        "netwerk": netwerk,
        "intakes": lijst.read_intakes(netwerk, door=request.user),
        "zonder": lijst.count_zonder(netwerk),
        "bij_aankomst": lijst.is_bij_aankomst(netwerk),
    }
    return render(request, "netwerken/intake/lijst.html", context)


@require_POST
def intake_ask(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.lead_intake")
    try:
        aantal = services.ask_all(netwerk, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        wie = "Eén deelnemer krijgt" if aantal == 1 else f"{aantal or 'Geen'} deelnemers krijgen"
        messages.success(request, f"{wie} een mail met de vragen.")
    return redirect("netwerken:intakes", slug)


@require_POST
def intake_aankomst(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.lead_intake")
    aan = request.POST.get("bij_aankomst") == "ja"
    services.set_bij_aankomst(netwerk, aan, by=request.user)
    messages.success(request, "Wie erbij komt, krijgt de vragen vanzelf." if aan else "Vanzelf vragen staat uit.")
    return redirect("netwerken:intakes", slug)


@never_cache
@require_http_methods(["GET", "POST"])
def intake_gesprek(request, slug, pk):
    """The answers beside what to ask on, and the notes of the facilitators."""
    intake = get_intake(request.user, slug, pk)
    form = NotitiesForm(post_data(request), initial={"notities": intake.notities, "versie": intake.notities_versie})
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.save_notities(intake, data["notities"], versie=data["versie"], by=request.user)
        except EditConflict as error:
            _tell_conflict(form, intake, str(error))
        else:
            messages.success(request, "Je notities zijn bewaard.")
            return redirect("netwerken:intake_gesprek", slug, pk)
    return _show_gesprek(request, intake, form, GesprekForm(initial={"gesprek_op": intake.gesprek_op}))


def _tell_conflict(form, intake, tekst):
    """Both texts stay on the screen; saving once more keeps what is in the field."""
    intake.refresh_from_db(fields=["notities", "notities_versie"])
    form.data = form.data.copy()
    form.data["versie"] = str(intake.notities_versie)
    form.add_error("notities", tekst)


def _show_gesprek(request, intake, form, dagform):
    context = {
        "intake": intake, "netwerk": intake.netwerk, "groepen": _met_antwoorden(intake), "form": form,
        "dagform": dagform, "uitkomsten": Intake.Uitkomst.choices,
    }  # fmt: skip
    status = 422 if form.errors or dagform.errors else 200
    return render(request, "netwerken/intake/gesprek.html", context, status=status)


@never_cache
@require_POST
def intake_dag(request, slug, pk):
    intake = get_intake(request.user, slug, pk)
    form = GesprekForm(request.POST)
    if not form.is_valid():
        notities = NotitiesForm(initial={"notities": intake.notities, "versie": intake.notities_versie})
        return _show_gesprek(request, intake, notities, form)
    try:
        services.plan_gesprek(intake, form.cleaned_data["gesprek_op"], by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "De dag van het gesprek staat erbij.")
    return redirect("netwerken:intake_gesprek", slug, pk)


@require_POST
def intake_besproken(request, slug, pk):
    services.mark_besproken(get_intake(request.user, slug, pk), by=request.user)
    messages.success(request, "Genoteerd dat de groep het besprak.")
    return redirect("netwerken:intakes", slug)


@never_cache
@require_http_methods(["GET", "POST"])
def intake_besluit(request, slug, pk, uitkomst):
    """The words that go with the outcome, how the mail will look, and the button that sends it."""
    intake = get_intake(request.user, slug, pk)
    form = BesluitForm(
        post_data(request), uitkomst=uitkomst, initial={"bericht": voorstel.make_bericht(intake, uitkomst)}
    )
    tekst = voorstel.make_bericht(intake, uitkomst)
    via_groep = uitkomst != Intake.Uitkomst.PAST_NIET and services.asks_group(intake)
    if form.is_valid():
        tekst = form.cleaned_data["bericht"]
        if "verstuur" in request.POST:
            try:
                services.decide(intake, uitkomst, by=request.user, **form.cleaned_data)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _tell_besluit(intake, via_groep))
                return redirect("netwerken:intakes", slug)
    context = {"form": form, "intake": intake, "netwerk": intake.netwerk, "naam": Intake.Uitkomst(uitkomst).label}
    context["via_groep"] = via_groep
    context["voorbeeld"] = voorstel.read_voorbeeld(intake, uitkomst, tekst)
    return render(request, "netwerken/intake/besluit.html", context, status=422 if form.errors else 200)


def _tell_besluit(intake, via_groep):
    if via_groep:
        return f"De groep krijgt nu de vraag. Zegt die ja, dan krijgt {intake.persoon.naam} je bericht per mail."
    return f"{intake.persoon.naam} krijgt je bericht per mail."
