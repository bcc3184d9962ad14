from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kern.errors import DomainError
from netwerken.functie import services
from netwerken.functie.access import get_own_functievraag

_ZINNEN = {
    "past": "Mooi. We vragen het niet nog eens.",
    "praten": "De facilitator krijgt een mail en neemt contact met je op.",
}


@require_http_methods(["GET", "POST"])
def functie(request, slug):
    """Does it still fit? Yes, let us talk, or I stop."""
    vraag = get_own_functievraag(request.user, slug)
    context = {"netwerk": vraag.deelname.netwerk, "vraag": vraag}
    if request.method == "POST":
        antwoord = request.POST.get("antwoord", "")
        try:
            services.answer(vraag, antwoord, by=request.user)
        except DomainError as error:
            return render(request, "netwerken/functie/functie.html", context | {"fout": str(error)}, status=422)
        messages.success(request, _ZINNEN[antwoord])
        return redirect("overzicht:mijn")
    return render(request, "netwerken/functie/functie.html", context)
