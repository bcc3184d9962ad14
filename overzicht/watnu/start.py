"""A netwerk that somebody is preparing and did not finish."""

from kern.adres import reverse
from kern.tijd import dag
from overzicht.feiten import Feiten
from overzicht.watnu.kaart import Actie, Kaart, overal


@overal
def resume_startplan(feiten: Feiten):
    """The last one they worked on; the page where one begins shows all of them."""
    if not feiten.startplannen:
        return
    plan, *andere = feiten.startplannen
    stil = (Actie(f"Nog {len(andere)} in voorbereiding", reverse("netwerken:create"), stil=True),) if andere else ()
    yield Kaart(
        rang=60,
        icoon="potlood",
        wanneer=f"Bewaard op {dag(plan.updated_at, met_jaar=False)}",
        titel=f"Ga verder met {plan.naam}" if plan.antwoorden.get("naam") else "Ga verder met je nieuwe netwerk",
        tekst="Je was een netwerk aan het voorbereiden. Alles wat je invulde, staat er nog.",
        minuten=5,
        van_netwerk=False,
        acties=(Actie("Ga verder", plan.get_absolute_url()), *stil),
    )
