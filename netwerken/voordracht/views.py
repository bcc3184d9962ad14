from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kern.errors import DomainError
from netwerken.access import get_netwerk
from netwerken.forms import post_data
from netwerken.voordracht import services
from netwerken.voordracht.access import get_own_voordracht
from netwerken.voordracht.forms import VoordrachtForm


@require_http_methods(["GET", "POST"])
def nominate(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.nominate")
    form = VoordrachtForm(post_data(request))
    if form.is_valid():
        try:
            services.nominate(netwerk, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{form.cleaned_data['naam']} krijgt een mail en zegt zelf ja of nee.")
            return redirect("netwerken:nominate", slug)
    mijn = netwerk.voordrachten.filter(door=request.user)[:20]
    context = {"netwerk": netwerk, "form": form, "mijn": mijn}
    return render(request, "netwerken/voordracht/voordragen.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request, slug, pk):
    voordracht = get_own_voordracht(request.user, slug, pk)
    try:
        services.withdraw(voordracht, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "De voordracht is ingetrokken. De link werkt niet meer.")
    return redirect("netwerken:nominate", slug)
