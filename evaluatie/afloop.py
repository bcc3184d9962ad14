"""What happens to evaluations when a netwerk pauses or ends."""

from evaluatie.models import Meting
from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import dag, nu
from netwerken.einde.gevolgen import GESTOPT, PAUZE, Gevolg, register_gevolgen, register_open


def register() -> None:
    register_gevolgen(tell_gevolgen)
    register_open(list_open)


def _lopend(netwerk):
    rows = Meting.objects.filter(netwerk=netwerk, status=Meting.Status.OPEN, sluit_op__gt=nu())
    return list(rows.select_related("bijeenkomst").order_by("sluit_op", "pk"))


def _gevolg(netwerk, rows, tekst):
    regels = ((f"Antwoorden kan tot {dag(rows[-1].sluit_op)}", reverse("evaluatie:list", args=[netwerk.slug])),)
    return Gevolg(f"{meervoud(len(rows), 'evaluatie loopt,evaluaties lopen')} nog", tekst, "anoniem", regels)


def tell_gevolgen(netwerk, stap):
    if rows := _lopend(netwerk):
        stil = "Wie wil, kan antwoorden. Er gaan geen herinneringen."
        yield _gevolg(netwerk, rows, stil if stap.soort in {PAUZE, GESTOPT} else "Die loopt gewoon af.")


def list_open(netwerk):
    if rows := _lopend(netwerk):
        yield _gevolg(netwerk, rows, "Wacht op de uitslag als je die samen wilt bespreken.")
