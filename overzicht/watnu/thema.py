"""What themes ask: begin the netwerk that enough people wait for, and of the academie a word."""

from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import dag
from overzicht.feiten import Feiten
from overzicht.watnu.kaart import Actie, Kaart, overal


@overal
def ask_trekker(feiten: Feiten):
    """Enough people for a theme, and this person said to want to guide."""
    for voorstel in feiten.te_trekken:
        begon = voorstel.trekker_id == feiten.user.pk
        wie = f"{meervoud(voorstel.mensen, 'mens,mensen')} uit {meervoud(voorstel.scholen, 'school,scholen')}"
        yield Kaart(
            rang=24,
            moment=voorstel.begonnen_op or voorstel.created_at,
            icoon="mensen",
            wanneer=f"Sinds {dag(voorstel.begonnen_op or voorstel.created_at, met_jaar=False)}",
            titel=f"Begin je netwerk over {voorstel.thema.naam}"
            if begon
            else f"Begin jij een netwerk over {voorstel.thema.naam}?",
            tekst=f"{wie} willen hierover leren. Zodra het netwerk er is, krijgen zij een mail.",
            minuten=5,
            van_netwerk=False,
            acties=(Actie("Bekijk het voorstel", reverse("netwerken:themas")),),
        )


@overal
def show_themas(feiten: Feiten):
    """Of the academie: themes to judge, and netwerken for which nobody stood up yet."""
    wachten, vrij = feiten.themas_van_academie
    pagina = reverse("netwerken:themas_academie")
    if vrij:
        yield Kaart(
            rang=20,
            icoon="mensen",
            wanneer="Genoeg mensen",
            titel=f"{meervoud(vrij, 'netwerk kan,netwerken kunnen')} beginnen",
            tekst="Wie het wil trekken, weet het al. Gebeurt er niets, vraag dan zelf iemand.",
            minuten=5,
            van_netwerk=False,
            acties=(Actie("Kijk wie het kan trekken", pagina),),
        )
    if wachten:
        yield Kaart(
            rang=21,
            icoon="gesprek",
            wanneer="Nieuwe thema’s",
            titel=f"{meervoud(wachten, 'thema wacht,thema’s wachten')} op je oordeel",
            tekst="Zet het in de lijst, voeg het samen met een ander, of zeg waarom niet.",
            minuten=3,
            van_netwerk=False,
            acties=(Actie("Bekijk de thema’s", pagina),),
        )
