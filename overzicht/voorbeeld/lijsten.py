"""A question of their own in the barometer of one demo netwerk, for the rounds that still have to open."""

from evaluatie.lijsten.models import EigenVraag
from evaluatie.lijsten.services import add_vraag
from overzicht.voorbeeld import verhalen

VRAAG = "Ik durf hier ook te vertellen wat niet lukte."


def load(netwerk, groep, now):
    if netwerk.slug != verhalen.VERBINDEND_VERNIEUWEN.slug or EigenVraag.objects.filter(netwerk=netwerk).exists():
        return
    add_vraag(
        netwerk, "barometer", soort=EigenVraag.Soort.EENS, tekst=VRAAG, kort="Vertellen wat mislukt",
        by=groep["facilitator"],
    )  # fmt: skip
