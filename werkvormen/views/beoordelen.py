"""What the academie does with what is offered."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from kern.paging import paginate
from werkvormen import services
from werkvormen.access import check_perm, get_werkvorm
from werkvormen.forms import RedenForm, post_data
from werkvormen.models import Werkvorm


@require_safe
def queue(request):
    check_perm(request.user, "werkvormen.review_werkvormen")
    return render(request, "werkvormen/beoordelen.html", {"page": paginate(request, Werkvorm.objects.aangeboden())})


@require_POST
def publish(request, werkvorm_slug):
    werkvorm = get_werkvorm(request.user, werkvorm_slug, "werkvormen.publish_werkvorm")
    try:
        werkvorm = services.publish_werkvorm(werkvorm, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("werkvormen:queue")
    messages.success(request, f"“{werkvorm.naam}” staat in de catalogus.")
    return redirect(werkvorm)


@require_http_methods(["GET", "POST"])
def send_back(request, werkvorm_slug):
    werkvorm = get_werkvorm(request.user, werkvorm_slug, "werkvormen.send_back_werkvorm")
    return _with_reason(request, werkvorm, services.send_back_werkvorm, "terugsturen")


@require_http_methods(["GET", "POST"])
def withdraw(request, werkvorm_slug):
    werkvorm = get_werkvorm(request.user, werkvorm_slug, "werkvormen.withdraw_werkvorm")
    return _with_reason(request, werkvorm, services.withdraw_werkvorm, "intrekken")


def _with_reason(request, werkvorm, service, wat):
    form = RedenForm(post_data(request))
    if form.is_valid():
        try:
            service(werkvorm, reden=form.cleaned_data["reden"], by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            gedaan = "teruggestuurd" if wat == "terugsturen" else "ingetrokken"
            messages.success(request, f"“{werkvorm.naam}” is {gedaan}.")
        return redirect("werkvormen:queue")
    context = {"form": form, "werkvorm": werkvorm, "wat": wat}
    return render(request, "werkvormen/werkvorm_reden.html", context, status=422 if form.errors else 200)
