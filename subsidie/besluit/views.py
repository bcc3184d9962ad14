"""Deciding, making known, and the letter."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from kern.pdf import GeenPdf, pdf_response
from kern.templatetags.kern import meervoud
from subsidie.besluit import services
from subsidie.besluit.access import get_besluiten_of_ronde, get_brief, get_te_besluiten
from subsidie.besluit.brief import make_brief
from subsidie.besluit.forms import BesluitForm, VertelForm
from subsidie.besluit.pagina import read_besluiten, read_dossier


@never_cache
@require_http_methods(["GET", "POST"])
def decide(request, sleutel):
    """The frozen evidence and the advices, and the form; once decided, what was decided."""
    aanvraag = get_te_besluiten(request.user, sleutel)
    dossier = read_dossier(aanvraag, request.user)
    if dossier.besluit:
        context = {"aanvraag": aanvraag, "dossier": dossier, "brief": make_brief(dossier.besluit)}
        return render(request, "subsidie/besluit/besloten.html", context)
    form = BesluitForm(
        request.POST if request.method == "POST" else None, regeling=dossier.regeling, voorstel=dossier.voorstel,
        gevraagd=dossier.gevraagd,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _decide(request, aanvraag, form):
        return redirect("subsidie:besluit", sleutel)
    context = {
        "aanvraag": aanvraag, "dossier": dossier, "form": form,
        "nodig": form.make_rijen(punt for punt in dossier.punten if not punt.is_eens),
        "eens": form.make_rijen(punt for punt in dossier.punten if punt.is_eens),
    }  # fmt: skip
    return render(request, "subsidie/besluit/besluit.html", context, status=422 if form.errors else 200)


def _decide(request, aanvraag, form):
    try:
        services.decide(aanvraag, by=request.user, **form.values)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, "Je besluit is bewaard. Het netwerk hoort het pas als je het bekendmaakt.")
    return True


@require_POST
def take_back(request, sleutel):
    aanvraag = get_te_besluiten(request.user, sleutel)
    try:
        services.take_back(aanvraag, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Je besluit is teruggenomen. Je kunt opnieuw beslissen.")
    return redirect("subsidie:besluit", sleutel)


@never_cache
@require_http_methods(["GET", "POST"])
def besluiten(request, pk):
    """The decisions of a round that nobody outside knows yet, to make known together."""
    ronde = get_besluiten_of_ronde(request.user, pk)
    stand = read_besluiten(ronde)
    form = VertelForm(request.POST if request.method == "POST" else None, besluiten=stand.wachtend)
    if request.method == "POST" and form.is_valid():
        verteld = services.tell(form.cleaned_data["besluit"], by=request.user)
        messages.success(request, f"{meervoud(len(verteld), 'besluit,besluiten')} bekendgemaakt. De brief is onderweg.")
        return redirect("subsidie:besluiten", pk)
    context = {"ronde": ronde, "stand": stand, "form": form}
    return render(request, "subsidie/besluit/besluiten.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def brief(request, sleutel):
    besluit = get_brief(request.user, sleutel)
    context = {"besluit": besluit, "aanvraag": besluit.aanvraag, "brief": make_brief(besluit)}
    return render(request, "subsidie/besluit/brief.html", context)


@require_safe
def brief_pdf(request, sleutel):
    inhoud = make_brief(get_brief(request.user, sleutel))
    try:
        return pdf_response("subsidie/besluit/brief_pdf.html", {"brief": inhoud}, inhoud.bestandsnaam)
    except GeenPdf as error:
        messages.error(request, str(error))
        return redirect("subsidie:brief", sleutel)
