"""The begroting of an aanvraag as a drawing: a bar per year, and who pays."""

from dataclasses import dataclass

from subsidie.begroting.bedragen import show_bedrag

BREED, HOOG = 336, 69
_DELEN = 4


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
    cellen = _read(antwoorden)
    nummers = sorted({jaar for jaar, _ in cellen} | set(range(1, jaren + 1)))
    bedragen = {n: {wie: cellen.get((n, wie), 0) for wie in ("bijdrage", "eigen", "derden")} for n in nummers}
    breedst = max((sum(wie.values()) for wie in bedragen.values()), default=0)
    balken = tuple(
        Balk(nummer, tuple(_parts(bedragen[nummer], breedst)), 14 + HOOG * i) for i, nummer in enumerate(nummers)
    )
    samen = {wie: sum(jaar[wie] for jaar in bedragen.values()) for wie in ("bijdrage", "eigen", "derden")}
    return Geld(balken, tuple(_parts(samen, 0)))


NAMEN = {"bijdrage": "bijdrage", "eigen": "eigen inleg", "derden": "anderen"}


def _parts(bedragen, breedst):
    x = 0
    for wie, bedrag in bedragen.items():
        if bedrag:
            breedte = round(bedrag * BREED / breedst) if breedst else 0
            yield Deel(f"bg-{wie}", NAMEN[wie], bedrag, x, max(breedte - 3, 1))
            x += breedte


def _read(antwoorden):
    """{(jaar, wie): eurocents}; own hours are own money at the rate that was given."""
    cellen, tarief = {}, antwoorden.get("begroting.tarief", 0)
    for sleutel, waarde in antwoorden.items():
        delen = sleutel.split(".")
        if len(delen) == _DELEN and delen[0] == "begroting" and isinstance(waarde, int):
            wie, bedrag = delen[3], waarde
            if wie == "uren":
                wie, bedrag = "eigen", (waarde * tarief + 2) // 4
            plek = (int(delen[1]), wie)
            cellen[plek] = cellen.get(plek, 0) + bedrag
    return cellen
