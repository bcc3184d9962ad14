from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from berichten import services as berichten_services
from berichten.models import Verzending
from berichten.soorten import alle_soorten
from kern.errors import DomainError
from kern.export import export_response
from kern.paging import paginate
from kern.tijd import nu
from netwerken import verzendlog
from netwerken.access import get_netwerk, get_verzending
from netwerken.forms import MessageForm, post_data
from netwerken.voorbeeld import get_voorbeeld

Status = Verzending.Status
VOORUIT = timedelta(days=14)


@require_safe
def berichten(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.manage_berichten")
    now, soorten = nu(), {soort.code: soort for soort in alle_soorten()}
    page = paginate(request, verzendlog.Log(netwerk.context, now), per_page=10)
    verzendlog.load_uitkomsten(page.object_list, {code for code, soort in soorten.items() if soort.namen_in_log})
    komend = verzendlog.find_komend(netwerk.context, now, now + VOORUIT)
    leden = list(netwerk.leden().select_related("organisatie__deel_van")) if komend and settings.RUSTTIJDEN else []
    for verzending in komend:
        verzending.bewerkbaar = verzending.soort in soorten and soorten[verzending.soort].bewerkbaar
        wacht = verzending.soort in soorten and verzending.status == Status.GEPLAND
        verzending.wacht = berichten_services.explain_waits(verzending, leden) if wacht else []
    context = {"netwerk": netwerk, "komend": komend, "page": page}
    return render(request, "netwerken/berichten.html", context)


@require_safe
def export(request, slug, soort):
    netwerk = get_netwerk(request.user, slug, "netwerken.manage_berichten")
    return export_response(verzendlog.make_lijst(netwerk), soort)


@require_http_methods(["GET", "POST"])
def message(request, slug, pk):
    netwerk, verzending = get_verzending(request.user, slug, pk)
    form = MessageForm(post_data(request), initial={"eigen_tekst": verzending.eigen_tekst})
    tekst = verzending.eigen_tekst
    soort = {soort.code: soort for soort in alle_soorten()}.get(verzending.soort)
    if request.method == "POST" and not (soort and soort.bewerkbaar):
        raise PermissionDenied
    if form.is_valid():
        tekst = form.cleaned_data["eigen_tekst"]
        if "voorbeeld" not in request.POST:
            try:
                berichten_services.edit_verzending(verzending, eigen_tekst=tekst, by=request.user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, "Je tekst staat erbij. De mail gaat op het geplande moment.")
                return redirect("netwerken:berichten", slug)
    bewerkbaar = bool(soort and soort.bewerkbaar) and verzending.status not in {Status.UITGEVOERD, Status.VERVALLEN}
    context = {
        "form": form, "netwerk": netwerk, "verzending": verzending, "bewerkbaar": bewerkbaar,
        "voorbeeld": get_voorbeeld(verzending, tekst, by=request.user),
    }  # fmt: skip
    return render(request, "netwerken/bericht.html", context, status=422 if form.errors else 200)


_ACTIES = {
    "vasthouden": (berichten_services.hold_verzending, "Het bericht wacht tot jij het laat gaan."),
    "overslaan": (berichten_services.skip_verzending, "Het bericht gaat niet weg."),
    "versturen": (berichten_services.resume_verzending, "Het bericht gaat toch{wanneer}."),
}


def _wanneer(verzending):
    """When it goes, for who lets it go in a quiet time."""
    if verzending.op > nu():
        return ""
    wanneer = berichten_services.leaves_later(verzending.soort, aanleiding=verzending.aanleiding)
    return f", {wanneer}" if wanneer else ""


@require_POST
def message_action(request, slug, pk, actie):
    _, verzending = get_verzending(request.user, slug, pk)
    service, zin = _ACTIES[actie]
    try:
        service(verzending, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin.format(wanneer=_wanneer(verzending)))
    return redirect("netwerken:berichten", slug)
