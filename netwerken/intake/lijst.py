"""The intakes of a netwerk, as its facilitators see them."""

from netwerken.intake.models import Intake, Intakekeuze
from netwerken.intake.services import find_zonder


def read_intakes(netwerk, *, door):
    """Of everybody who takes part or waits, what asks for a conversation first; not the own one of ``door``."""
    rows = Intake.objects.with_deelname().filter(deelname__netwerk=netwerk)
    rows = rows.filter(deelname__in=netwerk.deelnames.betrokken()).exclude(deelname__persoon=door)
    return sorted(rows, key=lambda i: (i.is_besloten, not i.is_verstuurd, i.persoon.naam.casefold()))


def count_zonder(netwerk) -> int:
    return find_zonder(netwerk).count()


def is_bij_aankomst(netwerk) -> bool:
    return Intakekeuze.objects.filter(netwerk=netwerk, bij_aankomst=True).exists()
