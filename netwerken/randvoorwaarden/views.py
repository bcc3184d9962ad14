from django.contrib import messages
from django.forms import model_to_dict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kern.adres import reverse
from kern.errors import DomainError
from netwerken.access import get_netwerk
from netwerken.randvoorwaarden.access import READ, get_punt, get_school, may_read
from netwerken.randvoorwaarden.forms import RandvoorwaardeForm
from netwerken.randvoorwaarden.services import RandvoorwaardeConflict, write_randvoorwaarde
from netwerken.randvoorwaarden.stand import count_all, count_zonder_school, find_organisaties, find_rij, read_groepen


@require_safe
def randvoorwaarden(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.view_randvoorwaarden")
    geheel, scholen = read_groepen(netwerk, find_organisaties(netwerk))
    context = {"netwerk": netwerk, "telling": count_all([geheel, *scholen])}
    if may_read(request.user, netwerk, None):
        context |= {
            "geheel": geheel,
            "scholen": [groep for groep in scholen if may_read(request.user, netwerk, groep.organisatie)],
            "besluit": netwerk.startbesluiten.select_related("door").first(),
            "leest_alles": request.user.has_perm(READ, netwerk),
            "zonder_school": count_zonder_school(netwerk),
        }
    return render(request, "netwerken/randvoorwaarden/overzicht.html", context)


@require_safe
def school(request, slug, pk):
    netwerk, organisatie = get_school(request.user, slug, pk)
    _, [groep] = read_groepen(netwerk, [organisatie])
    return render(request, "netwerken/randvoorwaarden/school.html", {"netwerk": netwerk, "groep": groep})


@require_http_methods(["GET", "POST"])
def punt(request, slug, code, pk):
    netwerk, organisatie, punt = get_punt(request.user, slug, code, pk)
    terug = reverse("netwerken:randvoorwaarden_school", args=[slug, pk]) if organisatie else _overzicht(slug)
    rij, anders = find_rij(netwerk, organisatie, code), None
    data = request.POST.copy() if request.method == "POST" else None
    form = RandvoorwaardeForm(data, netwerk=netwerk, initial=model_to_dict(rij))
    if form.is_valid():
        try:
            write_randvoorwaarde(netwerk, code, organisatie=organisatie, by=request.user, **form.split())
        except RandvoorwaardeConflict as conflict:
            # What they wrote is on the page now; saving again is the choice to put this over it.
            anders, data["versie"] = conflict.rij, conflict.rij.versie
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Bewaard.")
            return redirect(terug)
    context = {"netwerk": netwerk, "organisatie": organisatie, "punt": punt, "form": form, "anders": anders}
    status = 422 if form.errors else 409 if anders else 200
    return render(request, "netwerken/randvoorwaarden/punt.html", context | {"terug": terug}, status=status)


def _overzicht(slug):
    return reverse("netwerken:randvoorwaarden", args=[slug])
