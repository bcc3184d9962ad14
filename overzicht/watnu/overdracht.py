"""A handover that is going on: for both facilitators how far they are with what is to be told."""

from kern.tijd import dag
from netwerken.overdracht.gesprek import say_stand
from netwerken.overdracht.inhoud import GESPREK
from overzicht.feiten import Feiten
from overzicht.watnu.kaart import Actie, Kaart, bron, zin


@bron
def show_overdracht(feiten: Feiten, netwerk):
    """As long as something is not told. The successor sees it from the yes on."""
    for overdracht in feiten.overdrachten(netwerk):
        if overdracht.besproken >= len(GESPREK):
            continue
        overdracht.netwerk = netwerk
        neemt_over, is_ja = overdracht.naar_id == feiten.user.pk, overdracht.antwoord == overdracht.Antwoord.JA
        tot = dag(overdracht.verloopt_op, met_jaar=False)
        advies = "Neem er samen een half uur voor." if is_ja else f"{overdracht.naam} kan antwoorden tot en met {tot}."
        yield Kaart(
            rang=23,
            moment=overdracht.verloopt_op,
            wanneer=f"Tot en met {tot}" if is_ja else feiten.noem(netwerk),
            icoon="mensen",
            titel=f"{overdracht.van.naam} droeg het begeleiden aan je over"
            if neemt_over
            else f"Je draagt het begeleiden over aan {overdracht.naam}",
            tekst=" ".join(
                filter(None, [zin(feiten.noem(netwerk)) if is_ja else "", say_stand(overdracht.besproken), advies])
            ),
            minuten=30 if is_ja else 10,
            acties=(Actie("Ga naar de lijst", f"{overdracht.get_absolute_url()}#gesprek-kop"),),
        )
