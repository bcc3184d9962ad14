from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fasen.kompas import services
from fasen.kompas.access import get_beeld, get_netwerk_to_move, get_signaal
from fasen.kompas.beeld import read_beeld
from fasen.kompas.forms import NogNietForm
from fasen.kompas.trends import read_trends
from fasen.route import get_route
from kern.adres import reverse
from kern.errors import DomainError
from kern.tijd import dag
from netwerken.access import check_perm


@require_safe
def kompas(request, netwerk_slug):
    netwerk, beeld = get_beeld(request.user, netwerk_slug)
    return render(
        request, "fasen/kompas/kompas.html", {"netwerk": netwerk, "beeld": beeld, "route": get_route(netwerk)}
    )


@require_safe
def blok(request, netwerk_slug):
    """A few lines for the cockpit, which fetches them after it is drawn."""
    netwerk, beeld = get_beeld(request.user, netwerk_slug)
    return render(request, "fasen/kompas/_blok.html", {"netwerk": netwerk, "beeld": beeld})


@require_safe
def trends(request):
    """For the academie: in how many netwerken a pitfall asks attention."""
    check_perm(request.user, "fasen.view_trends")
    context = {"trends": read_trends(request.user.academie_sector, timezone.localdate())}
    return render(request, "fasen/kompas/trends.html", context)


@require_POST
def snooze(request, netwerk_slug, code):
    netwerk, signaal = get_signaal(request.user, netwerk_slug, code)
    na_bijeenkomst = request.POST.get("tot") == "bijeenkomst"
    try:
        reactie = services.snooze(netwerk, signaal, na_bijeenkomst=na_bijeenkomst, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{signaal.gids.titel}” komt terug na {dag(reactie.tot)}.")
    return redirect("fasen:kompas", netwerk.slug)


@require_POST
def dispute(request, netwerk_slug, code):
    netwerk, signaal = get_signaal(request.user, netwerk_slug, code)
    try:
        services.dispute(netwerk, signaal, zin=request.POST.get("zin", ""), by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{signaal.gids.titel}” blijft weg tot de feiten veranderen.")
    return redirect("fasen:kompas", netwerk.slug)


@require_POST
def restore(request, netwerk_slug, code):
    netwerk, signaal = get_signaal(request.user, netwerk_slug, code)
    services.restore(netwerk, signaal, by=request.user)
    messages.success(request, f"“{signaal.gids.titel}” telt weer mee.")
    return redirect("fasen:kompas", netwerk.slug)


@require_http_methods(["GET", "POST"])
def nog_niet(request, netwerk_slug):
    netwerk = get_netwerk_to_move(request.user, netwerk_slug)
    uitgang = read_beeld(netwerk).uitgang
    form = NogNietForm(request.POST or None, initial={"fase": uitgang.fase.slug if uitgang else ""})
    if request.method == "POST" and form.is_valid():
        try:
            services.decline_voorstel(netwerk, form.cleaned_data["fase"], zin=form.cleaned_data["zin"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Jullie blijven nog even. De reden staat bij het kompas.")
            return redirect("fasen:kompas", netwerk.slug)
    context = {
        "netwerk": netwerk, "uitgang": uitgang, "form": form, "terug": reverse("fasen:kompas", args=[netwerk.slug])
    }  # fmt: skip
    return render(request, "fasen/kompas/nog_niet.html", context, status=422 if form.errors else 200)
