"""The automatic messages of an evaluation, as ``bijeenkomsten.planning`` wants to know them.

Their keys carry a round: when a meeting is moved after people were asked how it was (it turned out not to have taken
place), the new date gets new messages.
"""

from berichten.models import Verzending
from bijeenkomsten.planning import Gepland
from evaluatie.models import Meting
from evaluatie.schema import make_schema

VRAAG = "evaluatie.vraag"
GEMIST = "evaluatie.gemist"
HERINNERING = "evaluatie.herinnering"
UITSLAG = "evaluatie.uitslag"
TE_KLEIN = "evaluatie.te_klein"
RONDE_HERINNERING = "evaluatie.ronde_herinnering"
HERINNERINGEN = (HERINNERING, RONDE_HERINNERING)

GEEN_RONDE = "Er is geen evaluatie verstuurd, want er waren minder dan 5 deelnemers."


def make_sleutel(soort: str, bijeenkomst, ronde: int, extra: str = "") -> str:
    delen = [soort, str(bijeenkomst.pk), f"r{ronde}" if ronde else "", extra]
    return ":".join(deel for deel in delen if deel)


def get_ronde(bijeenkomst, gevraagd=None) -> int:
    """How often people were asked before this meeting was over: once for every move after the fact."""
    gevraagd = _gevraagd(bijeenkomst) if gevraagd is None else gevraagd
    return sum(op <= bijeenkomst.eindigt_op for op in gevraagd)


def _gevraagd(bijeenkomst):
    rows = Verzending.objects.filter(
        soort=VRAAG, aanleiding=bijeenkomst.aanleiding, status=Verzending.Status.UITGEVOERD
    )
    return list(rows.values_list("op", flat=True))


def plan(bijeenkomst) -> list[Gepland]:
    """What this meeting needs. Once the question went, the rest follows the real opening, or falls away."""
    if bijeenkomst.is_afgelast:
        return []
    gevraagd = _gevraagd(bijeenkomst)
    ronde = get_ronde(bijeenkomst, gevraagd)
    zaal = Meting.objects.filter(bijeenkomst=bijeenkomst, in_zaal=True, opent_op__gte=bijeenkomst.begint_op).first()
    if zaal:
        return _plan_zaal(bijeenkomst, ronde, zaal)
    meting = Meting.objects.filter(bijeenkomst=bijeenkomst, opent_op__gte=bijeenkomst.eindigt_op).first()
    schema = make_schema(bijeenkomst.eindigt_op, meting and meting.opent_op)
    items = [
        Gepland(
            VRAAG, make_sleutel(VRAAG, bijeenkomst, ronde), schema.vraag, "Evaluatie",
            "Aan wie erbij was: acht korte vragen, anoniem. Alleen als er 5 of meer deelnemers waren.",
        ),
        _plan_gemist(bijeenkomst, ronde, schema),
    ]  # fmt: skip
    geen_ronde = meting is None and len(gevraagd) > ronde
    return items if geen_ronde else items + plan_rest(bijeenkomst, ronde, schema)


def _plan_gemist(bijeenkomst, ronde, schema):
    return Gepland(
        GEMIST, make_sleutel(GEMIST, bijeenkomst, ronde), schema.vraag, "Bericht aan wie er niet was",
        "Wat jullie deden, en één vraag: wat heb je nodig om er de volgende keer bij te zijn?",
    )  # fmt: skip


def _plan_zaal(bijeenkomst, ronde, meting):
    """Answered in the meeting itself: nobody is asked again or reminded, and the result follows as soon as it can.

    Closed at its own hour it goes then, also when something changes before it left: counted from the day after the
    meeting it would be too late to be of use.
    """
    schema = make_schema(bijeenkomst.eindigt_op)
    op = schema.vraag if meting.is_gesloten and meting.sluit_op < schema.sluit else schema.sluit
    return [_plan_gemist(bijeenkomst, ronde, schema), _plan_uitslag(bijeenkomst, ronde, op)]


def plan_rest(bijeenkomst, ronde, schema) -> list[Gepland]:
    """What follows on the question."""
    herinneringen = [
        Gepland(
            HERINNERING, make_sleutel(HERINNERING, bijeenkomst, ronde, str(nummer)), op, titel,
            "Alleen aan wie nog niet antwoordde. Wie dat zijn, ziet niemand.",
        )
        for nummer, op, titel in zip(
            (1, 2), schema.herinneringen, ("Herinnering aan de evaluatie", "Laatste herinnering aan de evaluatie"),
            strict=True,
        )
    ]  # fmt: skip
    return [*herinneringen, _plan_uitslag(bijeenkomst, ronde, schema.sluit)]


def _plan_uitslag(bijeenkomst, ronde, op):
    return Gepland(
        UITSLAG, make_sleutel(UITSLAG, bijeenkomst, ronde), op, "Uitslag van de evaluatie",
        "Aan iedereen: wat eruit kwam, of waarom er niets te zien is.",
    )  # fmt: skip
