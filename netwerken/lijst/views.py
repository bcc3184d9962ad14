from collections import Counter

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from netwerken.access import get_netwerk
from netwerken.adressen import MAX_ADRESSEN
from netwerken.forms import InviteForm
from netwerken.lijst.forms import LijstForm
from netwerken.lijst.oordeel import SAMEN, Wat, judge


@never_cache
@require_http_methods(["GET", "POST"])
def invite_list(request, slug):
    """What would happen with a list. Nothing is kept or sent: the button at the end goes to the form for inviting."""
    netwerk = get_netwerk(request.user, slug, "netwerken.manage_deelnames")
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LijstForm(*bound, te_groot=getattr(request, "upload_te_groot", False))
    context = {"netwerk": netwerk, "form": form}
    if form.is_valid():
        context |= _read_uitkomst(netwerk, form)
    return render(request, "netwerken/lijst/lijst.html", context, status=422 if form.errors else 200)


def _read_uitkomst(netwerk, form):
    rol = form.cleaned_data["rol"]
    oordelen = judge(netwerk, form.rijen, rol)
    nieuw = [oordeel for oordeel in oordelen if oordeel.is_nieuw]
    telling = Counter(oordeel.wat for oordeel in oordelen)
    adressen = "\n".join(oordeel.regel for oordeel in nieuw[:MAX_ADRESSEN])
    return {
        "oordelen": oordelen,
        "telling": [(wat.value if telling[wat] == 1 else SAMEN[wat], telling[wat]) for wat in Wat if telling[wat]],
        "nieuw": nieuw[:MAX_ADRESSEN],
        "later": nieuw[MAX_ADRESSEN:],
        "stuur": InviteForm(initial={"adressen": adressen, "rol": rol}),
    }
