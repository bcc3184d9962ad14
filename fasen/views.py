from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fasen import services
from fasen.access import get_fase, get_netwerk_with_route
from fasen.forms import MoveForm
from fasen.inhoud import FASEN, IN_ELKE_FASE
from fasen.models import Fasestap
from fasen.route import get_route
from kern.errors import DomainError


@login_not_required
@require_safe
def fase_public(request):
    return render(request, "fasen/fase_public.html", {"fasen": FASEN})


@require_safe
def fase_list(request, netwerk_slug):
    netwerk = get_netwerk_with_route(request.user, netwerk_slug)
    stappen = Fasestap.objects.visible_to(request.user).filter(netwerk=netwerk).for_log()
    context = {"netwerk": netwerk, "route": get_route(netwerk), "stappen": stappen, "elke_fase": IN_ELKE_FASE}
    return render(request, "fasen/fase_list.html", context)


@require_safe
def fase_detail(request, netwerk_slug, fase_slug):
    fase = get_fase(fase_slug)
    netwerk = get_netwerk_with_route(request.user, netwerk_slug)
    route = get_route(netwerk)
    station = route.stations[fase.nummer - 1]
    context = {"netwerk": netwerk, "route": route, "fase": fase, "station": station, "elke_fase": IN_ELKE_FASE}
    return render(request, "fasen/fase_detail.html", context)


@require_http_methods(["GET", "POST"])
def fase_move(request, netwerk_slug, fase_slug):
    fase = get_fase(fase_slug)
    netwerk = get_netwerk_with_route(request.user, netwerk_slug, "fasen.move_fase")
    route = get_route(netwerk)
    form = MoveForm(request.POST or None, initial={"seen": route.huidige.slug if route.huidige else ""})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.move_to(netwerk, fase, reden=data["reden"], by=request.user, seen=data["seen"] or None)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Jullie zijn nu in {fase.naam}.")
            return redirect("fasen:list", netwerk.slug)
    context = {"netwerk": netwerk, "route": route, "fase": fase, "form": form}
    return render(request, "fasen/fase_move.html", context, status=422 if form.errors else 200)
