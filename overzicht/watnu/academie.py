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


@overal
def show_beoordelen(feiten: Feiten):
    """Aanvragen this person judges, while there is something to do: the first to be ready is named."""
    wacht = feiten.te_beoordelen
    if wacht:
        eerste = wacht[0]
        voor = dag(eerste.aanvraag.ronde.advies_voor)
        meer = f" Daarna wacht er nog {len(wacht) - 1}." if wacht[1:] else ""
        yield Kaart(
            rang=12,
            moment=eerste.toewijzing.created_at,
            icoon="document",
            wanneer=f"Voor {voor}",
            titel=f"Beoordeel de aanvraag van {eerste.aanvraag.netwerk.naam}",
            tekst=f"{eerste.af} van {eerste.samen} criteria gedaan.{meer}",
            minuten=30,
            van_netwerk=False,
            acties=(
                Actie(
                    "Ga verder" if eerste.af else "Begin",
                    reverse("subsidie:beoordelen", args=[eerste.aanvraag.sleutel]),
                ),
                Actie("Mijn werk", reverse("subsidie:werk"), stil=True),
            ),
        )
