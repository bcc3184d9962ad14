"""What the tasks ask: to say yes or no, and of who divides them to find somebody."""

from kern.adres import reverse
from kern.templatetags.kern import meervoud
from netwerken.models import Netwerk
from overzicht.feiten import Feiten
from overzicht.watnu.kaart import Actie, Kaart, bron


@bron
def ask_taak(feiten: Feiten, netwerk):
    """Tasks this person is asked to do."""
    aantal = feiten.taken_gevraagd(netwerk)
    if aantal and feiten.is_actief(netwerk):
        yield Kaart(
            rang=23,
            icoon="gesprek",
            wanneer=feiten.noem(netwerk),
            titel="Wil jij een taak doen?" if aantal == 1 else f"Wil jij {aantal} taken doen?",
            tekst="De facilitator denkt aan jou. Zeg ja of nee, beide is goed.",
            minuten=1,
            acties=(Actie("Bekijk de vraag", reverse("netwerken:taken", args=[netwerk.slug])),),
        )


@bron
def show_vrije_taken(feiten: Feiten, netwerk):
    """Somebody left, pauses, passed or gave a task back; or the group runs while nobody has some of the work."""
    vrij, los = feiten.taken_vrij(netwerk)
    acties = (Actie("Verdeel de taken", reverse("netwerken:taken_verdelen", args=[netwerk.slug])),)
    if los:
        yield Kaart(
            rang=24,
            icoon="mensen",
            wanneer=feiten.noem(netwerk),
            titel=f"{meervoud(los, 'taak is,taken zijn')} weer vrij",
            tekst="Iemand stopt, pauzeert, of doet het liever niet. Kijk wie het kan overnemen.",
            minuten=3,
            acties=acties,
        )
    elif vrij and netwerk.status == Netwerk.Status.GESTART:
        yield Kaart(
            rang=46,
            icoon="mensen",
            wanneer=feiten.noem(netwerk),
            titel=f"{meervoud(vrij, 'taak heeft,taken hebben')} nog niemand",
            tekst="Vraag iemand uit de groep, of zeg dat jullie de taak niet nodig hebben.",
            minuten=5,
            acties=acties,
        )
