from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fasen import services
from fasen.access import get_fase, get_netwerk_with_route
from fasen.forms import MoveForm, PlanForm
from fasen.inhoud import FASEN, IN_ELKE_FASE
from fasen.models import Fasestap
from fasen.plan.pagina import read_plan, read_ritme, read_voorstel
from fasen.route import get_route
from fasen.vooruit import foresee
from fasen.wegwijzer import read_wegwijzer
from kern.adres import reverse
from kern.errors import DomainError, EditConflict
from kern.paging import paginate
from kern.prepared import prepared

VOORGESTELD = "Het kompas stelde deze stap voor, en wij vinden dat ook."


@login_not_required
@require_safe
def fase_public(request):
    return render(request, "fasen/fase_public.html", {"fasen": FASEN})


@login_not_required
@require_safe
def fase_guide(request, fase_slug):
    fase = get_fase(fase_slug)
    context = {"fase": fase, "elke_fase": IN_ELKE_FASE, "wegwijzer": read_wegwijzer(), "fasen": FASEN}
    return render(request, "fasen/fase_guide.html", context)


@prepared
def _find_stappen(netwerk):
    return Fasestap.objects.of_netwerk(netwerk).for_log()


@require_safe
def fase_list(request, netwerk_slug):
    netwerk = get_netwerk_with_route(request.user, netwerk_slug)
    stappen = _find_stappen(netwerk.pk)
    context = {"netwerk": netwerk, "route": get_route(netwerk), "page": paginate(request, stappen)}
    return render(request, "fasen/fase_list.html", context | {"plan": read_plan(netwerk, stappen)})


@require_http_methods(["GET", "POST"])
def fase_move(request, netwerk_slug, fase_slug):
    netwerk = get_netwerk_with_route(request.user, netwerk_slug, "fasen.move_fase")
    fase = get_fase(fase_slug)
    reden = VOORGESTELD if "voorstel" in request.GET else ""
    form = MoveForm(request.POST or None, initial={"seen": get_route(netwerk).slug, "reden": reden})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.move_to(netwerk, fase, reden=data["reden"], by=request.user, seen=data["seen"])
        except EditConflict as conflict:
            # Show where the netwerk is by now, keep the text, and let the user decide again from there.
            netwerk = get_netwerk_with_route(request.user, netwerk_slug, "fasen.move_fase")
            form = MoveForm(request.POST.dict() | {"seen": get_route(netwerk).slug})
            form.add_error(None, str(conflict))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Jullie zijn nu in {fase.naam}.")
            return redirect("fasen:list", netwerk.slug)
    return _render_move(request, netwerk, fase, form)


def _render_move(request, netwerk, fase, form):
    """The question with what changes, or why this step can not be taken."""
    route = get_route(netwerk)
    if route.slug == fase.slug:
        messages.info(request, f"Jullie zijn al in {fase.naam}.")
        return redirect("fasen:list", netwerk.slug)
    hindernis = ""
    try:
        services.check_move(netwerk, route.huidige and route.huidige.fase, fase)
    except DomainError as error:
        hindernis = str(error)
    is_terug = fase.nummer < route.nummer
    context = {
        "netwerk": netwerk, "route": route, "fase": fase, "form": form, "hindernis": hindernis, "is_terug": is_terug,
        "stap": f"{'Terug naar' if is_terug else 'Naar'} {fase.naam}?",
        "knop": f"Ga {'terug ' if is_terug else ''}naar {fase.naam}",
        "terug": reverse("fasen:list", args=[netwerk.slug]), "ook": [] if hindernis else foresee(netwerk, fase),
    }  # fmt: skip
    return render(request, "fasen/fase_move.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def fase_plan(request, netwerk_slug):
    netwerk = get_netwerk_with_route(request.user, netwerk_slug, "fasen.move_fase")
    verlopen = netwerk.faseverlopen.all()
    is_gevraagd = "voorstel" in request.GET
    ritme = read_ritme(netwerk) if is_gevraagd else None
    voorstel = read_voorstel(netwerk, verlopen, ritme) if is_gevraagd else ()
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, netwerk=netwerk, verlopen=verlopen, voorstel=voorstel)
    if request.method == "POST" and form.is_valid():
        services.plan_fasen(netwerk, form.planning(), by=request.user)
        messages.success(request, "Het plan is bewaard.")
        return redirect(f"{reverse('fasen:list', args=[netwerk.slug])}#plan")
    context = {
        "netwerk": netwerk, "form": form, "voorstel": voorstel, "met_ritme": bool(ritme), "is_gevraagd": is_gevraagd,
    }  # fmt: skip
    return render(request, "fasen/fase_plan.html", context, status=422 if form.errors else 200)
