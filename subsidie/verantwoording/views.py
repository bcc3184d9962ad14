"""The verantwoording: the netwerk writes and signs, the academie reads and settles."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError, EditConflict
from kern.pdf import GeenPdf, pdf_response
from netwerken.forms import post_data
from subsidie.toestand import Status
from subsidie.verantwoording import services
from subsidie.verantwoording.access import SETTLE, SIGN, get_getekend, get_toegekend, get_van_academie
from subsidie.verantwoording.forms import TerugForm, VaststelForm, VervolgForm
from subsidie.verantwoording.inhoud import read_verslag
from subsidie.verantwoording.pagina import (
    make_form,
    read_lezen,
    read_schrijven,
    read_stand,
    read_tekenen,
    read_tussenstand,
)

LEZEN, NAAR = "subsidie/verantwoording/lezen.html", "subsidie:verantwoording"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verantwoording(request, sleutel):
    """Writing while the contribution runs; reading what was signed after that."""
    aanvraag = get_toegekend(request.user, sleutel)
    if aanvraag.status != Status.LOPEND:
        if request.method == "POST":
            messages.error(request, "De verantwoording is nu niet te veranderen. Wat je schreef, is niet bewaard.")
        return render(request, LEZEN, read_lezen(read_stand(aanvraag)))
    stand = read_stand(aanvraag)
    form, status = make_form(stand, post_data(request)), 200
    if form.is_bound and "gezien" not in form.errors:
        try:
            bewaard = services.save_velden(aanvraag, form.waarden, gezien=form.prints, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(NAAR, sleutel)
        form.tell(bewaard)
        if not form.errors and not bewaard.botst:
            messages.success(request, "Je tekst is bewaard.")
            return redirect("subsidie:verantwoording_sign" if request.POST.get("naar") else NAAR, sleutel)
        status = 409 if bewaard.botst else 422
    context = read_schrijven(stand, form)
    return render(request, "subsidie/verantwoording/schrijven.html", context, status=422 if form.errors else status)


@never_cache
@require_POST
def save(request, sleutel):
    """While somebody types: keeps what is right, and tells what the next save begins with and what it adds up to."""
    aanvraag = get_toegekend(request.user, sleutel)
    stand = read_stand(aanvraag)
    form = make_form(stand, request.POST)
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
    context = {"verslag": read_tussenstand(stand, form)}
    uitkomst["stand"] = render_to_string("subsidie/verantwoording/_geldstand.html", context)
    if form.errors:
        naam, fouten = next(iter(form.errors.items()))
        return JsonResponse(uitkomst | {"fout": f"Nog niet goed: {form.fields[naam].label}. {fouten[0]}"}, status=422)
    return JsonResponse(uitkomst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tekenen(request, sleutel):
    """Everything to read back, and the button."""
    aanvraag, status = get_toegekend(request.user, sleutel), 200
    if request.method == "POST":
        aanvraag = get_toegekend(request.user, sleutel, SIGN)
        try:
            services.sign(aanvraag, gezien=request.POST.get("gezien", ""), by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
            aanvraag = get_toegekend(request.user, sleutel)
            status = 409 if isinstance(error, EditConflict) else 422
        else:
            messages.success(request, "De verantwoording is ingediend. De academie leest haar nu.")
            return redirect(NAAR, sleutel)
    if aanvraag.status != Status.LOPEND:
        return redirect(NAAR, sleutel)
    return render(request, "subsidie/verantwoording/tekenen.html", read_tekenen(read_stand(aanvraag)), status=status)


@require_safe
def verantwoording_pdf(request, sleutel):
    """What was signed last, on paper."""
    rij = get_getekend(request.user, sleutel)
    context = {"rij": rij, "aanvraag": rij.verantwoording.aanvraag, "verslag": read_verslag(rij.inhoud)}
    naam = f"verantwoording-{rij.verantwoording.aanvraag.netwerk.slug}.pdf"
    try:
        return pdf_response("subsidie/verantwoording/verantwoording_pdf.html", context, naam)
    except GeenPdf as error:
        messages.error(request, str(error))
        return redirect("subsidie:academie_verantwoording" if request.user.is_academie else NAAR, sleutel)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vervolg(request, sleutel):
    """How the netwerk went on at its own cost."""
    aanvraag = get_toegekend(request.user, sleutel)
    context = read_lezen(read_stand(aanvraag))
    if context["vervolg"] is None:
        messages.info(request, "Over het vervolg vertel je als de bijdrage vaststaat.")
        return redirect(NAAR, sleutel)
    rij = context["stand"].verantwoording
    begin = {"gaat_door": rij.gaat_door, "betaalt": rij.betaalt, "bijeenkomsten": rij.bijeenkomsten}
    form = VervolgForm(post_data(request), initial=begin)
    if form.is_valid() and _try(form, services.tell_vervolg, aanvraag, by=request.user, **form.cleaned_data):
        messages.success(request, "Dank je. De academie leest hoe jullie verdergaan.")
        return redirect(NAAR, sleutel)
    status = 422 if form.errors else 200
    return render(request, "subsidie/verantwoording/vervolg.html", context | {"form": form}, status=status)


def _try(form, service, *args, **kwargs):
    """Did it? What the service refuses stands on the form."""
    try:
        service(*args, **kwargs)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _render_academie(request, aanvraag, **forms):
    """What was signed, and for who may settle the two forms."""
    stand = read_stand(aanvraag)
    context = read_lezen(stand) | {"kan_vaststellen": aanvraag.status == Status.VERANTWOORD}
    if context["kan_vaststellen"]:
        voorstel = max(0, min(stand.besluit.bedrag, stand.verslag.werkelijk.bijdrage))
        context |= {"vaststel_form": VaststelForm(voorstel=voorstel), "terug_form": TerugForm()}
    return render(request, "subsidie/verantwoording/academie.html", context | forms, status=422 if forms else 200)


@never_cache
@require_safe
def van_academie(request, sleutel):
    return _render_academie(request, get_van_academie(request.user, sleutel))


@never_cache
@require_POST
def settle(request, sleutel):
    aanvraag = get_van_academie(request.user, sleutel, SETTLE)
    form = VaststelForm(request.POST, voorstel=0)
    if form.is_valid() and _try(form, services.settle, aanvraag, by=request.user, **form.cleaned_data):
        messages.success(request, "De bijdrage staat vast. Het netwerk krijgt een mail.")
        return redirect("subsidie:academie_verantwoording", sleutel)
    return _render_academie(request, get_van_academie(request.user, sleutel), vaststel_form=form)


@never_cache
@require_POST
def give_back(request, sleutel):
    aanvraag = get_van_academie(request.user, sleutel, SETTLE)
    form = TerugForm(request.POST)
    if form.is_valid() and _try(form, services.give_back, aanvraag, by=request.user, **form.cleaned_data):
        messages.success(request, "Je vraag is gesteld. Het netwerk past de verantwoording aan.")
        return redirect("subsidie:academie_verantwoording", sleutel)
    return _render_academie(request, get_van_academie(request.user, sleutel), terug_form=form)
