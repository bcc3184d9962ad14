"""The begroting of an aanvraag as a drawing: a bar per year, and who pays."""

from dataclasses import dataclass

from subsidie.begroting.bedragen import show_bedrag
from subsidie.begroting.lezen import read_begroting

BREED, HOOG = 336, 69


@dataclass(frozen=True)
class Deel:
    klas: str
    naam: str
    bedrag: int
    x: int = 0
    breedte: int = 0

    @property
    def toon(self) -> str:
        return show_bedrag(self.bedrag)


@dataclass(frozen=True)
class Balk:
    nummer: int
    delen: tuple[Deel, ...]
    y: int

    @property
    def totaal(self) -> int:
        return sum(deel.bedrag for deel in self.delen)

    @property
    def toon(self) -> str:
        return show_bedrag(self.totaal) if self.totaal else "nog leeg"

    @property
    def balk_y(self) -> int:
        return self.y + 10


@dataclass(frozen=True)
class Geld:
    balken: tuple[Balk, ...]
    sleutels: tuple[Deel, ...]

    @property
    def hoogte(self) -> int:
        return HOOG * len(self.balken)

    @property
    def zin(self) -> str:
        return " ".join(
            f"Jaar {b.nummer}: {', '.join(f'{d.naam} {d.toon}' for d in b.delen) or 'nog niet ingevuld'}."
            for b in self.balken
        )


def draw(antwoorden: dict, jaren: int) -> Geld:
    """``antwoorden``: of an inzending. The widest year fills the width; the others are in proportion."""
    begroting = read_begroting(antwoorden)
    nummers = sorted({regel.jaar for regel in begroting.regels} | set(range(1, jaren + 1)))
    bedragen = {nummer: _split(begroting.som(nummer)) for nummer in nummers}
    breedst = max((sum(wie.values()) for wie in bedragen.values()), default=0)
    balken = tuple(
        Balk(nummer, tuple(_parts(bedragen[nummer], breedst)), 14 + HOOG * i) for i, nummer in enumerate(nummers)
    )
    return Geld(balken, tuple(_parts(_split(begroting.som()), 0)))


def _split(som):
    """Own hours are own money at the rate that was given."""
    return {"bijdrage": som.bijdrage, "eigen": som.inleg, "derden": som.derden}


NAMEN = {"bijdrage": "bijdrage", "eigen": "eigen inleg", "derden": "anderen"}


def _parts(bedragen, breedst):
    x = 0
    for wie, bedrag in bedragen.items():
        if bedrag:
            breedte = round(bedrag * BREED / breedst) if breedst else 0
            yield Deel(f"bg-{wie}", NAMEN[wie], bedrag, x, max(breedte - 3, 1))
            x += breedte
