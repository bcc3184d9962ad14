"""The year for who guides the netwerk."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from netwerken.forms import post_data
from subsidie.aanvragen.forms import BegrotingForm
from subsidie.aanvragen.regels import read_formulier
from subsidie.lopend import services
from subsidie.lopend.access import get_eigen_wijziging, get_jaar, get_voorwaarde
from subsidie.lopend.forms import LooptijdForm, NakomingForm, ToelichtingForm, TussenberichtForm, WijzigingForm
from subsidie.lopend.geldend import read_antwoorden
from subsidie.lopend.looptijd import find_dicht
from subsidie.lopend.models import Wijziging
from subsidie.lopend.pagina import read_jaar
from subsidie.lopend.views.tonen import NETWERK, act_as_netwerk, act_by_button, show_netwerk


@never_cache
@require_safe
def jaar(request, sleutel):
    """What is due, what is paid, how it goes, and what asks attention."""
    return show_netwerk(request, get_jaar(request.user, sleutel))


@never_cache
@require_POST
def report(request, sleutel, pk):
    """Say that a condition is met."""
    voorwaarde = get_voorwaarde(request.user, sleutel, pk)
    form = NakomingForm(request.POST, prefix=f"v{pk}")
    return act_as_netwerk(
        request, get_jaar(request.user, sleutel), form,
        lambda data: services.report_voorwaarde(voorwaarde, data["tekst"], by=request.user),
        "Gemeld. De academie kijkt ernaar.",
    )  # fmt: skip


@never_cache
@require_POST
def halverwege(request, sleutel):
    aanvraag = get_jaar(request.user, sleutel)
    form = TussenberichtForm(request.POST, prefix="half")
    return act_as_netwerk(
        request, aanvraag, form,
        lambda data: services.send_tussenbericht(aanvraag, data["keuze"], data["tekst"], by=request.user),
        "Verstuurd. De academie leest het.",
    )  # fmt: skip


@never_cache
@require_POST
def explain(request, sleutel, code):
    """Say why a criterium asks attention."""
    aanvraag = get_jaar(request.user, sleutel)
    if code not in aanvraag.regelingversie.regeling.per_code:
        raise Http404
    form = ToelichtingForm(request.POST, prefix=f"c-{code}")
    return act_as_netwerk(
        request, aanvraag, form,
        lambda data: services.explain_criterium(aanvraag, code, data["tekst"], by=request.user),
        "Bewaard. De academie leest het pas als zij het criterium ziet.",
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wijziging(request, sleutel, soort):
    """Ask for a change; with the begroting the whole new one."""
    aanvraag = get_jaar(request.user, sleutel, "subsidie.submit_aanvraag")
    if soort not in Wijziging.Soort.values:
        raise Http404
    gezien = read_jaar(aanvraag)
    if request.method != "POST" and (dicht := _find_dicht(gezien, soort)):
        messages.info(request, dicht)
        return redirect(NETWERK, sleutel)
    form, begroting = _make_form(request, gezien, soort), _make_begroting(request, aanvraag, soort)
    if form.is_bound and _request(request, aanvraag, soort, form, begroting):
        messages.success(request, "Gevraagd. De academie antwoordt met de reden erbij.")
        return redirect(NETWERK, sleutel)
    context = {
        "aanvraag": aanvraag, "netwerk": aanvraag.netwerk, "form": form, "begroting": begroting, "jaar": gezien,
        "soort": Wijziging.Soort(soort),
    }  # fmt: skip
    return render(request, "subsidie/lopend/wijziging.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def wijziging_terug(request, sleutel, pk):
    rij = get_eigen_wijziging(request.user, sleutel, pk)
    return act_by_button(
        request, sleutel, lambda: services.take_back_wijziging(rij, by=request.user), naar=NETWERK,
        zin="Ingetrokken. Alles blijft zoals het is.",
    )  # fmt: skip


def _find_dicht(gezien, soort):
    """Why nothing of this soort can be asked now; empty when it can."""
    if gezien.open_wijziging or not gezien.loopt:
        return "Er kan nu geen wijziging bij."
    return find_dicht(gezien.aanvraag, gezien.ruimte) if soort == Wijziging.Soort.LOOPTIJD else ""


def _make_form(request, gezien, soort):
    if soort == Wijziging.Soort.LOOPTIJD:
        return LooptijdForm(post_data(request), ruimte=gezien.ruimte)
    return WijzigingForm(post_data(request))


def _make_begroting(request, aanvraag, soort):
    if soort != Wijziging.Soort.BEGROTING:
        return None
    formulier, antwoorden = read_formulier(aanvraag.regelingversie), read_antwoorden(aanvraag)
    return BegrotingForm(post_data(request), formulier=formulier, antwoorden=antwoorden)


def _request(request, aanvraag, soort, form, begroting):
    """True when it was asked; what is not right stands in ``form``."""
    if begroting is not None and begroting.errors:
        form.add_error(None, "In de begroting staat nog iets dat niet goed is. Het staat bij het bedrag.")
    if not form.is_valid():
        return False
    try:
        services.request_wijziging(
            aanvraag, soort, **form.cleaned_data, antwoorden=begroting.waarden if begroting else None, by=request.user
        )
    except DomainError as error:
        form.add_error(None, str(error))
    return not form.errors
