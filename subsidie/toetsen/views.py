from django.shortcuts import render
from django.views.decorators.http import require_safe

from subsidie.toetsen.access import get_netwerk_with_criteria
from subsidie.toetsen.pagina import read_beelden


@require_safe
def netwerk(request, slug):
    """What the criteria say of the netwerk now, for who guides it."""
    gevonden = get_netwerk_with_criteria(request.user, slug)
    beelden = read_beelden(gevonden)
    gekozen = [beeld for beeld in beelden if beeld.regeling.code == request.GET.get("regeling")]
    beeld = next(iter(gekozen + beelden), None)
    context = {"netwerk": gevonden, "beelden": beelden, "beeld": beeld}
    return render(request, "subsidie/toetsen/netwerk.html", context)
