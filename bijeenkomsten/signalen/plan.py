"""The plan of fasen beside the calendar: a meeting that moves or a shorter looptijd never breaks it in silence."""

from dataclasses import replace

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.signalen.agenda import lees_alles
from fasen.inhoud import FASEN
from fasen.kompas.getallen import Moment
from fasen.kompas.signaal import aandacht, goed, onbekend, signaal
from fasen.models import FaseVerloop
from fasen.plan.pagina import make_delen
from fasen.plan.rekenen import find_knelpunten
from kern.templatetags.kern import meervoud
from kern.tijd import lokale_dag


@signaal(
    lees_alles, code="bijeenkomsten.plan", naam="Het plan van de fasen past nog", ernst=1, valkuil="VK-07",
    tips=("TIP-15", "TIP-61", "TIP-32"), vraag="Klopt ons plan nog met wat we onderweg leerden?",
    doen=("fasen:plan", "Pas het plan aan"),
    uitleg="Is er een plan van de fasen, dan leggen we het naast de agenda en de einddatum van het netwerk. Past er "
    "iets niet meer, dan noemen we het eerste. Een plan mag altijd veranderen.",
)  # fmt: skip
def plan(alles, netwerk, peiling):
    keren, _, verlopen = alles
    delen = [_zonder_oude_keren(deel, lokale_dag(Moment.of(peiling).jaar_terug)) for deel in make_delen(verlopen)]
    if not any(deel.is_gepland for deel in delen):
        return onbekend("Er is nog geen plan van de fasen.", "Dat weten we als er een plan is.")
    over = {verloop.fase for verloop in verlopen.values() if verloop.status == FaseVerloop.Status.AFGEROND}
    dagen = [lokale_dag(k.begint_op) for k in keren.alle if k.status != Bijeenkomst.Status.AFGELAST]
    knelpunten = find_knelpunten(
        delen, nog=[fase for fase in FASEN if fase.slug not in over], dagen=dagen, eind=netwerk.eind_datum,
        vandaag=peiling.dag,
    )  # fmt: skip
    if not knelpunten:
        return goed("Het plan van de fasen past bij de agenda en bij de einddatum.")
    return aandacht(" ".join([knelpunten[0], *_say_meer(len(knelpunten) - 1)]))


def _say_meer(aantal):
    return (
        [f"En er {'past' if aantal == 1 else 'passen'} nog {meervoud(aantal, 'ding,dingen')} niet."] if aantal else []
    )


def _zonder_oude_keren(deel, vanaf):
    """Meetings of longer than a year ago are not known here, so nothing is said about how many there were."""
    return replace(deel, keren=None) if deel.is_gepland and deel.van < vanaf else deel
