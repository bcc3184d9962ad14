"""What people in the demo wait for: one theme with enough people, one that lacks a few, one in somebody's own words."""

from datetime import timedelta

from kern.tijd import lokale_dag
from netwerken.belangstelling.models import Belangstelling, Thema, Themavoorstel
from netwerken.belangstelling.regels import make_sleutel
from netwerken.belangstelling.services import add_thema, find_or_propose
from overzicht.voorbeeld.mensen import DOMEIN

LIJST = ("kansengelijkheid", "formatief evalueren", "werkdruk in het team", "basisvaardigheden", "burgerschap")
VAN_IEMAND = "omgaan met AI in de klas"
# theme, how many people, from how many schools
GROEPEN = (("formatief evalueren", 6, 5), ("kansengelijkheid", 5, 4))


def load(mensen, accounts, now):
    """The outsider of the demo wants to guide the netwerk that can begin."""
    academie, buitenstaander = (accounts[f"{wie}@{DOMEIN}"] for wie in ("beslisser", "buitenstaander"))
    themas = {naam: add_thema(naam, "vo", by=academie) for naam in LIJST}
    for naam, aantal, scholen in GROEPEN:
        groep = mensen.make(aantal, ("teamleider", "leraar"), organisaties=mensen.scholen[:scholen])
        for n, persoon in enumerate(groep):
            _wait(themas[naam], persoon, n, now)
    _wait(themas["formatief evalueren"], buitenstaander, 3, now, wil_trekken=True)
    (persoon,) = mensen.make(1, ("leraar",), organisaties=mensen.scholen[:1])
    _wait(find_or_propose(VAN_IEMAND, "vo", by=persoon), persoon, 0, now)
    # As the service makes it, without the mail to who wants to guide: nothing leaves from the demo.
    Themavoorstel.objects.create(thema=themas["formatief evalueren"], sector="vo", regio="utrecht", mensen=7, scholen=6)


def remove():
    """Returns who waited for one of them."""
    themas = Thema.objects.filter(sleutel__in=[make_sleutel(naam) for naam in (*LIJST, VAN_IEMAND)])
    mensen = set(Belangstelling.objects.filter(thema__in=themas).values_list("persoon", flat=True))
    themas.delete()
    return mensen


def _wait(thema, persoon, n, now, *, wil_trekken=False):
    sinds = now - timedelta(days=20 + 9 * n)
    Belangstelling.objects.create(
        thema=thema, persoon=persoon, sector="vo", regio="landelijk" if n == 1 else "utrecht",
        functie=persoon.functie, wil_trekken=wil_trekken,
        waarom="Op onze school begint dit net, en niemand weet nog hoe." if n % 3 == 0 else "",
        geldig_tot=lokale_dag(sinds) + timedelta(days=365),
    )  # fmt: skip
