import copy

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kern.errors import DomainError
from netwerken import services
from netwerken.access import get_netwerk
from netwerken.forms import VELDEN, NetwerkForm, StatusForm, merge_keuzes, post_data
from netwerken.services import NetwerkConflict


@require_http_methods(["GET", "POST"])
def update(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.change_netwerk")
    data = merge_keuzes(request.POST, netwerk) if request.method == "POST" else None
    form = NetwerkForm(data, instance=copy.copy(netwerk))
    if form.is_valid():
        try:
            netwerk = services.update_netwerk(
                netwerk, form.values, versie=form.cleaned_data["versie"] or 0, by=request.user
            )
        except NetwerkConflict as conflict:
            return _show_conflict(request, form, conflict)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "De gegevens van het netwerk zijn bewaard.")
            return redirect(netwerk)
    context = {"form": form, "netwerk": netwerk}
    return render(request, "netwerken/netwerk_update.html", context, status=422 if form.errors else 200)


def _show_conflict(request, form, conflict):
    """Both texts side by side. Everything the user typed travels along, so nothing is lost by choosing."""
    bewaard = NetwerkForm(instance=conflict.netwerk)
    verschillen = [
        {
            "veld": veld,
            "label": form[veld].label,
            "hun": _read(conflict.netwerk, veld),
            "mijn": _read(form.instance, veld),
        }
        for veld in conflict.velden
    ]
    velden = [(veld, form.data.get(veld, "")) for veld in VELDEN]
    context = {
        "netwerk": conflict.netwerk, "verschillen": verschillen, "velden": velden, "versie": bewaard["versie"].value(),
    }  # fmt: skip
    return render(request, "netwerken/netwerk_conflict.html", context, status=409)


def _read(netwerk, veld):
    toon = getattr(netwerk, f"get_{veld}_display", None)
    return toon() if toon else getattr(netwerk, veld)


@require_POST
def publish(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.change_netwerk")
    try:
        if request.POST.get("openbaar") == "nee":
            services.unpublish_netwerk(netwerk, by=request.user)
            messages.success(request, "Het netwerk staat niet meer in de openbare lijst.")
        else:
            services.publish_netwerk(netwerk, by=request.user)
            messages.success(request, "Het netwerk staat nu in de openbare lijst.")
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("netwerken:update", slug)
    return redirect("netwerken:status", slug)


_STAPPEN = {
    "in_oprichting": services.start_oprichting,
    "werving": services.start_werving,
    "afronden": services.start_afronden,
}


@reauthentication_required
@require_http_methods(["GET", "POST"])
def status(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.change_netwerk")
    form = StatusForm(post_data(request), netwerk=netwerk)
    if form.is_valid():
        try:
            netwerk = _take_step(netwerk, form.cleaned_data, request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Het netwerk is nu: {netwerk.get_status_display()}.")
            return redirect("netwerken:status", slug)
    mag_kiezen = request.user.has_perm("netwerken.settle_gegevens", netwerk)
    context = {"form": form, "netwerk": netwerk, "mag_kiezen": mag_kiezen}
    return render(request, "netwerken/netwerk_status.html", context, status=422 if form.errors else 200)


def _take_step(netwerk, data, by):
    if data["stap"] == "gestart":
        return services.start_netwerk(netwerk, reden=data.get("reden", ""), by=by)
    return _STAPPEN[data["stap"]](netwerk, by=by)
