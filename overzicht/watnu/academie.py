"""What waits for the academie, whichever netwerken they are in themselves."""

from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import dag
from overzicht.feiten import Feiten
from overzicht.watnu.kaart import Actie, Kaart, overal


@overal
def show_aangeboden(feiten: Feiten):
    """Werkvormen that somebody offered."""
    if sinds := feiten.aangeboden:
        yield Kaart(
            rang=21,
            moment=sinds[0],
            icoon="document",
            wanneer=f"Sinds {dag(sinds[0], met_jaar=False)}",
            titel=f"{meervoud(len(sinds), 'werkvorm wacht,werkvormen wachten')} op je oordeel",
            tekst="Lees mee, publiceer, of stuur terug met een reden. De schrijver hoort het meteen.",
            minuten=10,
            van_netwerk=False,
            acties=(Actie("Bekijk wat er is aangeboden", reverse("werkvormen:queue")),),
        )
