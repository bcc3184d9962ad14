"""The automatic messages of a round. Their keys hold the round, so they move along with it."""

from datetime import datetime

from berichten import services as berichten
from bijeenkomsten.planning import Gepland
from evaluatie.models import Meting
from evaluatie.planning import RONDE_HERINNERING
from evaluatie.rondes.schema import make_schema
from kern.tijd import nu

KOMT = "evaluatie.ronde_komt"
RONDE = "evaluatie.ronde"
UITSLAG = "evaluatie.ronde_uitslag"
VERZET = "De ronde is verzet."


def list_berichten(meting: Meting, now: datetime) -> list[Gepland]:
    """What is still to come about this round. A facilitator who starts one by hand needs no announcement of it."""
    if meting.status not in {Meting.Status.GEPLAND, Meting.Status.OPEN}:
        return []
    schema, naam = make_schema(meting.opent_op), meting.titel
    items = []
    if meting.is_gepland:
        if meting.moment and schema.komt > now and not meting.is_vertrouwelijk:
            items.append(Gepland(
                KOMT, f"{KOMT}:{meting.pk}", schema.komt, f"Aankondiging: {naam}",
                "Naar de facilitators. Verzetten of overslaan kan dan nog.",
            ))  # fmt: skip
        items.append(Gepland(
            RONDE, f"{RONDE}:{meting.pk}", meting.opent_op, naam,
            _tell_opening(meting),
        ))  # fmt: skip
    items += [
        Gepland(
            RONDE_HERINNERING, f"{RONDE_HERINNERING}:{meting.pk}:{nummer}", op, f"{titel}: {naam}",
            "Alleen aan wie nog niet antwoordde. Wie dat zijn, ziet niemand.",
        )
        for nummer, op, titel in zip((1, 2), schema.herinneringen, ("Herinnering", "Laatste herinnering"), strict=True)
    ]  # fmt: skip
    items.append(Gepland(
        UITSLAG, f"{UITSLAG}:{meting.pk}", meting.sluit_op,
        f"Te lezen: {naam}" if meting.is_vertrouwelijk else f"Uitslag: {naam}", _tell_closing(meting),
    ))  # fmt: skip
    return items


def _tell_opening(meting):
    if meting.is_vertrouwelijk:
        return "De vragen gaan open. Naar de deelnemers, met naam. Alleen bij minder dan 5 deelnemers."
    return "De vragen gaan open. Naar alle deelnemers, anoniem. Alleen bij 5 of meer deelnemers."


def _tell_closing(meting):
    if meting.is_vertrouwelijk:
        return "Aan de facilitators: dat ze kunnen lezen wat deelnemers vertelden. De antwoorden staan niet in de mail."
    return "Aan iedereen: wat eruit kwam, of waarom er niets te zien is."


def plan_berichten(meting: Meting, *, now: datetime | None = None) -> None:
    """Plan or move what is still to come; what is no longer wanted lapses."""
    items = list_berichten(meting, now or nu())
    blijft = (*(g.sleutel for g in items), f"{RONDE}:{meting.pk}")
    berichten.cancel_verzendingen(meting.aanleiding, VERZET, behalve=blijft)
    for g in items:
        berichten.plan_verzending(
            soort=g.soort, sleutel=g.sleutel, op=g.op, titel=g.titel, omschrijving=g.omschrijving,
            context=meting.netwerk.context, aanleiding=meting.aanleiding,
        )  # fmt: skip
