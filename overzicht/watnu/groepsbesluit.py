"""Somebody new in a gesloten group: the deelnemers say what they think, a facilitator finishes it."""

from kern.tijd import dag
from overzicht.feiten import Feiten
from overzicht.watnu.kaart import Actie, Kaart, bron, zin


@bron
def ask_stem(feiten: Feiten, netwerk):
    """A question to the group this person did not answer."""
    for vraag in feiten.groepsvragen(netwerk):
        if vraag.ik_moet and vraag.can_answer(feiten.now):
            yield Kaart(
                rang=17,
                moment=vraag.sluit_op,
                wanneer=f"Tot en met {dag(vraag.laatste_dag, met_jaar=False)}",
                icoon="persoon-plus",
                titel=f"Mag {vraag.persoon.naam} bij de groep?",
                tekst=f"{zin(feiten.noem(netwerk))} De groep is gesloten, dus jullie besluiten mee.".strip(),
                minuten=1,
                acties=(Actie("Lees wie het is en antwoord", vraag.get_absolute_url()),),
            )


@bron
def ask_besluit(feiten: Feiten, netwerk):
    """The answers are in, and a facilitator has to go on."""
    if not feiten.user.has_perm("netwerken.ask_groep", netwerk):
        return
    for vraag in feiten.groepsvragen(netwerk):
        if vraag.status in vraag.WACHT:
            te_weinig = vraag.status == vraag.Status.TE_WEINIG
            yield Kaart(
                rang=20,
                moment=vraag.sluit_op,
                wanneer=feiten.noem(netwerk),
                icoon="persoon-plus",
                titel=f"Komt {vraag.persoon.naam} bij de groep?",
                tekst="Minder dan de helft antwoordde. Geef de groep een week langer, of besluit zelf."
                if te_weinig
                else "De groep heeft geantwoord. Praat met de groep en schrijf je besluit op.",
                minuten=5,
                acties=(Actie("Kijk hoe het staat", vraag.get_absolute_url()),),
            )
