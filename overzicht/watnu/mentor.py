"""What waits for the mentor of another facilitator: to find each other and choose an hour."""

from datetime import timedelta

from kern.adres import reverse
from kern.tijd import dag
from overzicht.feiten import Feiten
from overzicht.watnu.kaart import Actie, Kaart, overal

BEGIN = timedelta(days=21)  # after that the two know how to find each other


@overal
def plan_gesprek(feiten: Feiten):
    """In the first weeks. The page goes on naming whom they help."""
    for vraag in feiten.mentor_van:
        if vraag.updated_at > feiten.now - BEGIN:
            yield Kaart(
                rang=33,
                moment=vraag.updated_at,
                icoon="gesprek",
                wanneer=f"Mentor sinds {dag(vraag.updated_at, met_jaar=False)}",
                titel=f"Plan een gesprek met {vraag.persoon.naam}",
                tekst=f"Je bent mentor bij {vraag.netwerk.naam}. Een half uur is genoeg om te beginnen.",
                minuten=5,
                van_netwerk=False,
                acties=(Actie("Lees de vraag", f"{reverse('netwerken:begeleiders')}#jij-helpt"),),
            )
