"""What should become of the rounds of a netwerk, decided without writing: the planner carries it out, pages tell it
beforehand. The same answer as often as it is asked.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from evaluatie.models import Meting
from evaluatie.rondes.agenda import find_clash
from evaluatie.rondes.momenten import EINDMETING, NAMETING, NULMETING, Leven, Moment, find_momenten
from evaluatie.rondes.schema import Rondeschema, make_schema
from evaluatie.vragenlijst.bron import get_shipped
from kern.tijd import is_werkdag, lokale_dag, maand_jaar, ochtend
from personen.vakanties import vakantie_op

VRIJ_HOOGSTENS = 6  # days of school holiday while the questions are open
EENMALIG = frozenset({NULMETING, EINDMETING, NAMETING})
NIEUW, VERZET, WEG, VERVALT = "nieuw", "verzet", "weg", "vervalt"


@dataclass(frozen=True)
class Besluit:
    """One round: ``nieuw``, ``verzet``, ``weg`` (without a trace) or ``vervalt`` (with a reason; somebody chose it).

    ``ronde``: as it is planned now; ``moment`` and ``schema``: when it will be.
    """

    hoe: str
    ronde: Meting | None = None
    moment: Moment | None = None
    schema: Rondeschema | None = None

    @property
    def naam(self) -> str:
        """What it is called, or will be when the netwerk keeps the name that the list has."""
        return self.ronde.titel if self.ronde else make_naam(get_shipped(self.moment.soort), self.moment, self.dag)

    @property
    def dag(self) -> date:
        return lokale_dag(self.schema.opent)


def make_naam(document, moment: Moment, dag: date) -> str:
    """What comes more than once has its month in its name."""
    return document.naam if moment.soort in EENMALIG else f"{document.naam} {maand_jaar(dag)}"


def decide(leven: Leven, rondes: list[Meting], vrij: Counter, now: datetime) -> Iterator[Besluit]:
    """First what goes, then what comes or moves. ``rondes``: all of them, whatever came of them; ``vrij``: how many
    people live in which region of school holidays.
    """
    momenten, blijft = {moment.sleutel: moment for moment in find_momenten(leven)}, []
    for ronde in rondes:
        if hoe := _find_unwanted(ronde, momenten, leven):
            yield Besluit(hoe, ronde)
        else:
            blijft.append(ronde)
    for moment in momenten.values():
        besluit = _decide(moment, blijft, vrij, now)
        if besluit is None:
            continue
        blijft = [ronde for ronde in blijft if ronde is not besluit.ronde]
        if besluit.schema:
            blijft.append(_imagine(besluit))
        yield besluit


def _find_unwanted(ronde, momenten, leven):
    """What somebody chose stays until the netwerk ends."""
    if not ronde.is_gepland or ronde.moment in momenten:
        return ""
    if not ronde.met_de_hand:
        return WEG
    return "" if leven.loopt or ronde.soort == NAMETING and leven.geeindigd else VERVALT


def _decide(moment, rondes, vrij, now):
    ronde = next((ronde for ronde in rondes if ronde.moment == moment.sleutel), None)
    if ronde and (not ronde.is_gepland or ronde.met_de_hand):
        return None
    anderen = [ander for ander in rondes if ander is not ronde and ander.status != Meting.Status.VERVALLEN]
    if ronde and ronde.opent_op > now and _stays(moment, lokale_dag(ronde.opent_op), anderen, vrij):
        return None
    dag = _find_day(moment, anderen, vrij, lokale_dag(now))
    if dag is None:
        return Besluit(WEG, ronde) if ronde else None
    return Besluit(VERZET if ronde else NIEUW, ronde, moment, make_schema(ochtend(dag)))


def _imagine(besluit):
    """The round as it will be, never saved: the next ones may not stand in its way."""
    schema = besluit.schema
    return Meting(
        soort=besluit.moment.soort, status=Meting.Status.GEPLAND, moment=besluit.moment.sleutel,
        opent_op=schema.opent, sluit_op=schema.sluit,
    )  # fmt: skip


def _stays(moment, dag, anderen, vrij):
    return moment.vanaf <= dag <= moment.tot and _suits(moment.soort, dag, anderen, vrij)


def _find_day(moment, anderen, vrij, vandaag) -> date | None:
    """The first morning of the window that suits; what is found today begins tomorrow."""
    dag = max(moment.vanaf, vandaag + timedelta(days=1))
    while dag <= moment.tot:
        if _suits(moment.soort, dag, anderen, vrij):
            return dag
        dag += timedelta(days=1)
    return None


def _suits(soort, dag, anderen, vrij) -> bool:
    """A working day, no school holiday of most of the group, and no other round in the way."""
    if not is_werkdag(dag) or _is_vrij(vrij, dag):
        return False
    schema = make_schema(ochtend(dag))
    duurt = (lokale_dag(schema.sluit) - dag).days
    if sum(_is_vrij(vrij, dag + timedelta(days=n)) for n in range(duurt)) > VRIJ_HOOGSTENS:
        return False
    return find_clash(anderen, soort, schema.opent, schema.sluit) is None


def _is_vrij(regios: Counter, dag: date) -> bool:
    """Half of the group or more has a school holiday."""
    vrij = sum(aantal for regio, aantal in regios.items() if vakantie_op(regio, dag))
    return bool(vrij) and 2 * vrij >= regios.total()
