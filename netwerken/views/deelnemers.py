from functools import partial

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from kern.export import export_response
from netwerken import ledenlijst, services
from netwerken.access import get_deelname, get_netwerk, get_own_deelname
from netwerken.forms import JoinForm, LeaveForm, RollenForm, TekstForm, post_data
from netwerken.groepsbesluit.nodig import besluit_loopt_mee, is_nodig_voor_nieuwe
from netwerken.groepsbesluit.pagina import find_lopend
from netwerken.intake.services import start_gesprek
from netwerken.ledenlijst import get_leden, mark_unreachable
from netwerken.models import Deelname
from netwerken.toelating.stand import find_toelating, is_school_vol

Status = Deelname.Status


@require_safe
def deelnemers(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.view_binnenkant")
    leden = get_leden(netwerk)
    groepsvragen = find_lopend(netwerk, request.user) if besluit_loopt_mee(netwerk) else []
    context = {"netwerk": netwerk, "leden": leden, "groepsvragen": groepsvragen}
    staat_aan = find_toelating(netwerk).voordragen
    context["mag_voordragen"] = staat_aan and not netwerk.is_open and not netwerk.is_beeindigd
    if request.user.has_perm("netwerken.manage_deelnames", netwerk):
        mark_unreachable(leden)
        mark = partial(ledenlijst.mark_groep, netwerk=netwerk, leden=leden, groepsvragen=groepsvragen)
        context |= {
            "aanmeldingen": mark(ledenlijst.find_aanmeldingen(netwerk.pk)),
            "advies": ledenlijst.check_scholen(netwerk, leden),
            "wachtlijst": mark(ledenlijst.find_wachtlijst(netwerk.pk)),
            "uitnodigingen": ledenlijst.find_uitnodigingen(netwerk.pk),
        }
    if request.user.has_perm("netwerken.view_reden_einde", netwerk):
        context["vertrokken"] = ledenlijst.find_vertrokken(netwerk.pk)
    return render(request, "netwerken/deelnemers.html", context)


@reauthentication_required
@require_safe
def export(request, slug, soort):
    netwerk = get_netwerk(request.user, slug, "netwerken.export_deelnames")
    return export_response(ledenlijst.make_lijst(netwerk), soort)


# What one button does with one deelname: the service and what the facilitator reads afterwards.
_ACTIES = {
    "toelaten": (services.admit, "{naam} is toegelaten."),
    "gesprek": (start_gesprek, "Je gaat met {naam} in gesprek. {naam} krijgt vooraf een paar vragen per mail."),
    "pauzeren": (services.pause, "{naam} pauzeert en krijgt geen mails."),
    "hervatten": (services.resume, "{naam} doet weer mee."),
}


@require_POST
def deelname_action(request, slug, pk, actie):
    deelname = get_deelname(request.user, slug, pk)
    service, zin = _ACTIES[actie]
    try:
        deelname = service(deelname, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        op_wachtlijst = actie == "toelaten" and deelname.status == Status.WACHTLIJST
        zin = "De groep is vol. {naam} staat op de wachtlijst." if op_wachtlijst else zin
        messages.success(request, zin.format(naam=deelname.persoon.naam))
    return redirect("netwerken:deelnemers", slug)


@require_http_methods(["GET", "POST"])
def deelname_decline(request, slug, pk):
    deelname = get_deelname(request.user, slug, pk)
    hulp = "Staat in de mail aan deze persoon. Een vriendelijke zin over het waarom helpt."
    form = TekstForm(post_data(request), label="Wil je er iets bij zeggen?", hulp=hulp)
    if form.is_valid():
        return _finish(
            request, slug, lambda: services.decline(deelname, by=request.user, tekst=form.cleaned_data["tekst"]),
            f"{deelname.persoon.naam} krijgt een mail.",
        )  # fmt: skip
    context = {"form": form, "netwerk": deelname.netwerk, "deelname": deelname}
    return render(request, "netwerken/deelname_decline.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def deelname_remove(request, slug, pk):
    deelname = get_deelname(request.user, slug, pk)
    form = TekstForm(post_data(request), label="Waarom?", hulp="Alleen de facilitators lezen dit.")
    if form.is_valid():
        return _finish(
            request, slug, lambda: services.remove(deelname, by=request.user, toelichting=form.cleaned_data["tekst"]),
            f"{deelname.persoon.naam} is uitgeschreven en krijgt een mail.",
        )  # fmt: skip
    context = {"form": form, "netwerk": deelname.netwerk, "deelname": deelname}
    return render(request, "netwerken/deelname_remove.html", context, status=422 if form.errors else 200)


def _finish(request, slug, service, zin):
    try:
        service()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)
    return redirect("netwerken:deelnemers", slug)


@reauthentication_required
@require_http_methods(["GET", "POST"])
def rollen(request, slug, pk):
    deelname = get_deelname(request.user, slug, pk)
    rijen = deelname.netwerk.deelnames.lid().filter(persoon=deelname.persoon)
    initial = {"rollen": [rij.rol for rij in rijen], "variant": next((rij.variant for rij in rijen if rij.variant), "")}
    form = RollenForm(post_data(request), initial=initial)
    if form.is_valid():
        try:
            services.change_rollen(
                deelname.netwerk, deelname.persoon, set(form.cleaned_data["rollen"]), by=request.user,
                variant=form.cleaned_data["variant"],
            )  # fmt: skip
        except DomainError as error:
            form.add_error("rollen", str(error))
        else:
            messages.success(request, f"De rollen van {deelname.persoon.naam} zijn bewaard.")
            return redirect("netwerken:deelnemers", slug)
    context = {"form": form, "netwerk": deelname.netwerk, "deelname": deelname}
    return render(request, "netwerken/rollen.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def join(request, slug):
    netwerk = get_netwerk(request.user, slug)
    via_groep = is_nodig_voor_nieuwe(netwerk)
    form = JoinForm(post_data(request), netwerk=netwerk, via_groep=via_groep)
    if form.is_valid():
        try:
            deelname = services.sign_up(netwerk, request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _describe(deelname))
            return redirect(netwerk)
    mijn = next(
        (rij for rij in netwerk.deelnames_of(request.user) if rij.rol == "deelnemer" and rij.is_betrokken), None
    )
    context = {"form": form, "netwerk": netwerk, "mijn": mijn, "via_groep": via_groep}
    context["toelating"] = find_toelating(netwerk)
    return render(request, "netwerken/join.html", context, status=422 if form.errors else 200)


def _describe(deelname):
    return {
        Status.ACTIEF: "Je doet mee. Welkom.",
        Status.WACHTLIJST: "Van jouw school doen al genoeg mensen mee. Je staat op de wachtlijst en krijgt een mail "
        "als er plaats is."
        if is_school_vol(deelname)
        else "De groep is vol. Je staat op de wachtlijst en krijgt een mail als er plaats is.",
    }.get(deelname.status, "Je aanmelding is binnen. De facilitator laat je weten of je mee kunt doen.")


@require_http_methods(["GET", "POST"])
def leave(request, slug):
    netwerk = get_netwerk(request.user, slug)
    form = LeaveForm(post_data(request))
    if form.is_valid():
        try:
            services.leave(netwerk, request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Je doet niet meer mee aan {netwerk.naam}.")
            return redirect("overzicht:mijn")
    als_deelnemer = next((r for r in netwerk.deelnames_of(request.user) if r.rol == "deelnemer"), None)
    context = {
        "form": form,
        "netwerk": netwerk,
        "mijn": als_deelnemer,
        "is_betrokken": netwerk.is_betrokken(request.user),
        "begeleidt": request.user.has_perm("netwerken.hand_over", netwerk),
    }
    return render(request, "netwerken/leave.html", context, status=422 if form.errors else 200)


@require_POST
def pause(request, slug, actie):
    deelname = get_own_deelname(request.user, slug)
    try:
        if actie == "hervatten":
            services.resume(deelname, by=request.user)
            messages.success(request, "Je doet weer mee en krijgt weer mails.")
        else:
            services.pause(deelname, by=request.user)
            messages.success(request, "Je pauzeert. Je plaats blijft van jou, de mails stoppen.")
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(deelname.netwerk)
