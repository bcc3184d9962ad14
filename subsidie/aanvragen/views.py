from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError, EditConflict
from kern.tijd import nu
from netwerken.access import get_netwerk
from netwerken.forms import post_data
from subsidie.aanvragen import services
from subsidie.aanvragen.access import get_aanvraag, get_ronde
from subsidie.aanvragen.forms import IntrekForm, make_form
from subsidie.aanvragen.formulier import AKKOORD, BEGROTING
from subsidie.aanvragen.inhoud import make_beeld
from subsidie.aanvragen.pagina import read_delen, read_indienen, read_overzicht, read_stand
from subsidie.aanvragen.regels import read_formulier
from subsidie.bijlagen.forms import BijlageForm
from subsidie.opmerkingen.forms import OpmerkingForm

CHANGE, SUBMIT = "subsidie.change_aanvraag", "subsidie.submit_aanvraag"


@require_POST
def begin(request, slug, ronde):
    netwerk = get_netwerk(request.user, slug, "subsidie.begin_aanvraag")
    try:
        return redirect(services.begin(netwerk, get_ronde(ronde), by=request.user))
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(netwerk)


@never_cache
@require_safe
def aanvraag(request, sleutel):
    """Where it is, and for who may: what is in it and what is missing."""
    aanvraag = get_aanvraag(request.user, sleutel)
    context = read_stand(aanvraag)
    if request.user.has_perm("subsidie.view_aanvraag", aanvraag):
        context |= read_overzicht(aanvraag, is_schrijver=request.user.has_perm(CHANGE, aanvraag))
    return render(request, "subsidie/aanvragen/aanvraag.html", context)


def _get_scherm(request, sleutel, onderdeel, data):
    """The aanvraag with the screen of one part; 404 for a part this regeling does not have."""
    aanvraag = get_aanvraag(request.user, sleutel, CHANGE)
    form = make_form(data, read_formulier(aanvraag.regelingversie), onderdeel, aanvraag.antwoorden)
    if form is None:
        raise Http404
    return aanvraag, form


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def onderdeel(request, sleutel, onderdeel):
    """One part of the form. What is right is kept, also when something else on the screen is not."""
    aanvraag, form = _get_scherm(request, sleutel, onderdeel, post_data(request))
    if not form.is_bound and not aanvraag.is_te_bewerken:
        messages.info(request, "De aanvraag is niet meer te veranderen.")
        return redirect(aanvraag)
    status = 422 if form.errors else 200
    if form.is_bound and "gezien" not in form.errors:
        try:
            bewaard = services.save_velden(aanvraag, form.waarden, gezien=form.prints, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            form.tell(bewaard)
            aanvraag, status = bewaard.aanvraag, 409 if bewaard.botst else status
            if not form.errors and not bewaard.botst:
                return redirect(_to(aanvraag, onderdeel, request.POST.get("naar", "")))
    context = _make_context(aanvraag, form, onderdeel)
    return render(request, _TEMPLATE.get(onderdeel, _ONDERDEEL), context, status=status)


_ONDERDEEL = "subsidie/aanvragen/onderdeel.html"
_TEMPLATE = {BEGROTING: "subsidie/aanvragen/begroting.html"}


def _make_context(aanvraag, form, onderdeel):
    delen = read_delen(aanvraag)
    formulier = read_formulier(aanvraag.regelingversie)
    return {
        "aanvraag": aanvraag,
        "netwerk": aanvraag.netwerk,
        "form": form,
        "deel": next(deel for deel in delen if deel["code"] == onderdeel),
        "delen": delen,
        "beeld": make_beeld(formulier.kader, aanvraag.antwoorden),
        "opmerkingen": aanvraag.opmerkingen.filter(onderdeel=onderdeel).select_related("door"),
        "opmerking_form": OpmerkingForm(),
        "bijlagen": aanvraag.bijlagen.filter(onderdeel=onderdeel),
        "bijlage_form": BijlageForm(),
    }


def _to(aanvraag, onderdeel, naar):
    """Where somebody wants to go, else the next part; after the last one the whole."""
    codes = [deel["code"] for deel in read_delen(aanvraag)]
    volgende = codes[codes.index(onderdeel) + 1] if naar == "verder" else naar
    if volgende == AKKOORD:
        return redirect("subsidie:akkoord", aanvraag.sleutel).url
    if volgende in codes:
        return redirect("subsidie:onderdeel", aanvraag.sleutel, volgende).url
    return aanvraag.get_absolute_url()


@never_cache
@require_POST
def save(request, sleutel, onderdeel):
    """While somebody types: keeps what is right, and tells what the next save begins with and what it adds up to."""
    aanvraag, form = _get_scherm(request, sleutel, onderdeel, request.POST)
    if "gezien" in form.errors:
        return JsonResponse({"fout": form.errors["gezien"][0]}, status=422)
    try:
        bewaard = services.save_velden(aanvraag, form.waarden, gezien=form.prints, by=request.user)
    except DomainError as error:
        return JsonResponse({"fout": str(error)}, status=409)
    uitkomst = {"gezien": form.tell(bewaard), "intussen": list(form.intussen)}
    if bewaard.botst:
        fout = "Iemand anders veranderde hetzelfde. Kies “Bewaar”, dan zie je beide teksten."
        return JsonResponse(uitkomst | {"fout": fout}, status=409)
    if onderdeel == BEGROTING:
        uitkomst |= {"stand": _draw_beeld(bewaard.aanvraag)}
    if form.errors:
        naam, fouten = next(iter(form.errors.items()))
        return JsonResponse(uitkomst | {"fout": f"Nog niet goed: {form.fields[naam].label}. {fouten[0]}"}, status=422)
    return JsonResponse(uitkomst)


def _draw_beeld(aanvraag):
    beeld = make_beeld(read_formulier(aanvraag.regelingversie).kader, aanvraag.antwoorden)
    mist = next(deel for deel in read_delen(aanvraag) if deel["code"] == BEGROTING)["mist"]
    return render_to_string("subsidie/aanvragen/_stand_begroting.html", {"beeld": beeld, "mist": mist})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def akkoord(request, sleutel):
    """The consent that the academie looks along, to read and to give or take back. Only who hands in may do that."""
    aanvraag = get_aanvraag(request.user, sleutel, CHANGE)
    if request.method == "POST":
        aanvraag = get_aanvraag(request.user, sleutel, SUBMIT)
        try:
            services.set_akkoord(aanvraag, request.POST.get("versie", ""), by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        return redirect("subsidie:akkoord", sleutel)
    formulier = read_formulier(aanvraag.regelingversie)
    geldt = bool(aanvraag.akkoord_versie) and aanvraag.akkoord_versie == formulier.akkoord_versie
    context = {"aanvraag": aanvraag, "netwerk": aanvraag.netwerk, "formulier": formulier, "geldt": geldt}
    return render(request, "subsidie/aanvragen/akkoord.html", context | {"delen": read_delen(aanvraag)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def indienen(request, sleutel):
    """Everything to read back, and the button. The moment that counts is when the request arrived."""
    aangekomen = nu()
    aanvraag = get_aanvraag(request.user, sleutel, CHANGE)
    status = 200
    if request.method == "POST":
        aanvraag = get_aanvraag(request.user, sleutel, SUBMIT)
        gezien = request.POST.get("gezien", "")
        try:
            services.submit(aanvraag, gezien=gezien, aangekomen=aangekomen, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
            aanvraag, status = get_aanvraag(request.user, sleutel), 409 if isinstance(error, EditConflict) else 422
        else:
            messages.success(request, "De aanvraag is ingediend.")
            return redirect(aanvraag)
    if not aanvraag.is_te_bewerken:
        return redirect(aanvraag)
    return render(request, "subsidie/aanvragen/indienen.html", read_indienen(aanvraag), status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def intrekken(request, sleutel):
    aanvraag = get_aanvraag(request.user, sleutel, SUBMIT)
    if not aanvraag.is_in_te_trekken:
        messages.info(request, "Deze aanvraag is niet meer in te trekken.")
        return redirect(aanvraag)
    form = IntrekForm(post_data(request))
    if form.is_valid():
        try:
            services.withdraw(aanvraag, form.cleaned_data["reden"], by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "De aanvraag is ingetrokken. Je kunt haar blijven lezen.")
        return redirect(aanvraag)
    context = {"aanvraag": aanvraag, "netwerk": aanvraag.netwerk, "form": form}
    return render(request, "subsidie/aanvragen/intrekken.html", context, status=422 if form.errors else 200)
