from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kern.errors import DomainError
from leren import services
from leren.access import get_leervragen
from leren.forms import LeervraagForm, LezersForm


@never_cache
@require_http_methods(["GET", "POST"])
def leren(request, slug):
    """The own leervraag with its history and a form, and those that others share."""
    perm = "leren.change_leervraag" if request.method == "POST" else "leren.view_leren"
    netwerk, eigen, anderen = get_leervragen(request.user, slug, perm)
    form = LeervraagForm.start(netwerk, eigen, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.write_leervraag(netwerk, request.user, **form.waarden)
        except DomainError as error:  # mostly another screen: what stands there now is shown above what was typed
            _, eigen, anderen = get_leervragen(request.user, slug, perm)
            form.data = form.data.copy()
            form.data["versie"] = str(eigen.huidige.nummer if eigen else 0)
            form.add_error(None, str(error))
        else:
            messages.success(request, "Je leervraag is bewaard.")
            return redirect("leren:leren", slug)
    return _show(request, netwerk, eigen, anderen, form)


def _show(request, netwerk, eigen, anderen, form):
    context = {
        "netwerk": netwerk, "eigen": eigen, "anderen": anderen, "form": form,
        "lezers": LezersForm(initial={"leest": eigen.leest}) if eigen else None,
        "is_facilitator": request.user.has_perm("leren.view_leervragen", netwerk),
        "may_change": request.user.has_perm("leren.change_leervraag", netwerk),
    }  # fmt: skip
    return render(request, "leren/leren.html", context, status=422 if form.errors else 200)


@require_POST
def lezers(request, slug):
    _, eigen, _ = get_leervragen(request.user, slug, "leren.change_leervraag")
    if eigen is None:
        raise Http404
    form = LezersForm(request.POST)
    if form.is_valid():
        services.choose_lezers(eigen, form.cleaned_data["leest"], by=request.user)
        messages.success(request, "Vanaf nu leest: " + eigen.Leest(form.cleaned_data["leest"]).label.lower() + ".")
    else:
        messages.error(request, "Kies wie je leervraag leest.")
    return redirect("leren:leren", slug)
