from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kern.errors import DomainError
from netwerken.access import get_netwerk
from netwerken.forms import post_data
from netwerken.groepsbesluit.nodig import is_nodig_voor_nieuwe
from netwerken.toelating import services
from netwerken.toelating.forms import ToelatingForm
from netwerken.toelating.stand import find_toelating


@require_http_methods(["GET", "POST"])
def toelating(request, slug):
    """How people are let in: what is asked, what counts, how many of one school, and whether the group decides."""
    netwerk = get_netwerk(request.user, slug, "netwerken.change_toelating")
    form = ToelatingForm(post_data(request), instance=find_toelating(netwerk))
    if form.is_valid():
        try:
            services.change_toelating(netwerk, form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Zo laten jullie voortaan mensen toe.")
            return redirect("netwerken:deelnemers", slug)
    context = {"netwerk": netwerk, "form": form, "via_groep": is_nodig_voor_nieuwe(netwerk)}
    return render(request, "netwerken/toelating/toelating.html", context, status=422 if form.errors else 200)
