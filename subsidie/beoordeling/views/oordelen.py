"""For who judges an aanvraag."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from kern.tijd import nu
from subsidie.beoordeling import services
from subsidie.beoordeling.access import get_belang, get_bespreking, get_toewijzing
from subsidie.beoordeling.criteria import find_aanvuldagen
from subsidie.beoordeling.forms import AdviesForm, OordeelForm, PuntForm, post_data
from subsidie.beoordeling.models import Oordeel
from subsidie.beoordeling.pagina import read_beoordeling, read_bespreking, read_inhoud
from subsidie.toestand import Rol


def _to(naam, sleutel, anker=""):
    return redirect(f"{reverse(f'subsidie:{naam}', args=[sleutel])}{anker}")


def _show(request, toewijzing, gekozen, form=None):
    context = read_beoordeling(request.user, toewijzing, gekozen)
    rij = next((rij for rij in context["rijen"] if rij.criterium.code == context["gekozen"]), None)
    if rij and form is None:
        begin = {"waarde": rij.oordeel.waarde, "reden": rij.oordeel.reden} if rij.oordeel else {}
        form = OordeelForm(initial=begin, criterium=rij.criterium)
    context |= {"form": form} | read_inhoud(toewijzing.aanvraag)
    status = 422 if form and form.errors else 200
    return render(request, "subsidie/beoordeling/beoordelen.html", context, status=status)


@never_cache
@require_safe
def beoordelen(request, sleutel):
    return _show(request, get_toewijzing(request.user, sleutel), request.GET.get("criterium", ""))


@never_cache
@require_POST
def oordeel(request, sleutel, criterium):
    """Keep it, and on to the next one that has no verdict yet."""
    toewijzing = get_toewijzing(request.user, sleutel)
    context = read_beoordeling(request.user, toewijzing)
    rij = next((rij for rij in context["rijen"] if rij.criterium.code == criterium), None)
    if rij is None:
        return _to("beoordelen", sleutel)
    form = OordeelForm(request.POST, criterium=rij.criterium)
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.save_oordeel(toewijzing, criterium, data["waarde"], data["reden"], by=request.user)
        except DomainError as error:
            if not read_beoordeling(request.user, toewijzing)["mag_oordelen"]:  # somebody was first: no form to show
                messages.error(request, str(error))
                return _to("beoordelen", sleutel)
            form.add_error("reden", str(error))
        else:
            anker = "#klopt-kop" if rij.criterium.klopt else "#open"
            return _to("beoordelen", sleutel, anker)
    return _show(request, toewijzing, criterium, form)


@require_POST
def ask_own(request, sleutel):
    """Send the netwerk the questions this beoordelaar wrote down."""
    toewijzing = get_toewijzing(request.user, sleutel)
    rows = Oordeel.objects.visible_to(request.user).filter(toewijzing=toewijzing, waarde=Oordeel.Waarde.VRAAG)
    vragen = [(rij.criterium, rij.reden[:1000]) for rij in rows]
    voor = nu() + timedelta(days=find_aanvuldagen(toewijzing.aanvraag))
    try:
        services.ask_more(toewijzing.aanvraag, vragen, voor, by=request.user, rol=Rol.BEOORDELAAR)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Gevraagd. Het netwerk ziet niet wie het vroeg.")
    return _to("beoordelen", sleutel)


@never_cache
@require_http_methods(["GET", "POST"])
def advies(request, sleutel):
    """Read one's verdicts once more, and file the advice."""
    toewijzing = get_toewijzing(request.user, sleutel)
    form = AdviesForm(post_data(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.file_advies(toewijzing, data["uitkomst"], data["tekst"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Je advies is ingediend. Nu lees je ook wat anderen vinden.")
            return _to("bespreken", sleutel)
    context = read_beoordeling(request.user, toewijzing) | {"form": form}
    return render(request, "subsidie/beoordeling/advies.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def belang(request, sleutel):
    """Say that one cannot judge this one."""
    aanvraag = get_belang(request.user, sleutel)
    if request.method == "POST":
        services.declare_conflict(aanvraag, by=request.user)
        messages.success(request, "Goed dat je het zegt. Een ander leest deze aanvraag.")
        return redirect("subsidie:werk")
    return render(request, "subsidie/beoordeling/belang.html", {"aanvraag": aanvraag})


@never_cache
@require_http_methods(["GET", "POST"])
def bespreken(request, sleutel):
    """Read each other's advice, and talk about it."""
    aanvraag = get_bespreking(request.user, sleutel)
    form = PuntForm(post_data(request))
    if form.is_valid():
        try:
            services.say(aanvraag, form.cleaned_data["tekst"], by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        return _to("bespreken", sleutel, "#punten-kop")
    context = read_bespreking(request.user, aanvraag) | {"form": form}
    return render(request, "subsidie/beoordeling/bespreken.html", context, status=422 if form.errors else 200)
