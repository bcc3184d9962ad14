"""What is to be told, with what was ticked off already."""

from dataclasses import dataclass

from netwerken.models import Overdracht, Overdrachtvinkje
from netwerken.overdracht.inhoud import GESPREK, Gesprekspunt


@dataclass(frozen=True)
class Regel:
    punt: Gesprekspunt
    vinkje: Overdrachtvinkje | None


@dataclass(frozen=True)
class Gesprek:
    """``overdracht`` None: nobody was asked yet, so there is nothing to tick."""

    overdracht: Overdracht | None
    regels: tuple[Regel, ...]

    @property
    def stand(self):
        return say_stand(sum(regel.vinkje is not None for regel in self.regels))


def say_stand(besproken: int) -> str:
    """How far it is, in words."""
    if besproken >= len(GESPREK):
        return "Jullie bespraken alles."
    return f"{besproken} van de {len(GESPREK)} besproken."


def read_gesprek(overdracht: Overdracht | None) -> Gesprek:
    rows = overdracht.vinkjes.select_related("door") if overdracht else ()
    vinkjes = {vinkje.code: vinkje for vinkje in rows}
    return Gesprek(overdracht, tuple(Regel(punt, vinkjes.get(punt.code)) for punt in GESPREK))
