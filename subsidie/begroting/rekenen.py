"""A begroting and what is wrong with it: whole numbers only, no database.

What somebody pays with own hours is money here: quarters of an hour at a rate per hour, rounded per line, so that a
total is always the sum of what the page shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from subsidie.begroting.bedragen import show_bedrag


@dataclass(frozen=True)
class Post:
    """A line of costs. ``hoogste_aandeel``: which percentage of the whole contribution may go to it; 0 is no limit."""

    code: str
    naam: str
    bijdrage: bool = True
    hoogste_aandeel: int = 0
    uitleg: str = ""


@dataclass(frozen=True)
class Jaar:
    """A year of the plan, with a contribution or at own cost."""

    nummer: int
    bijdrage: bool


@dataclass(frozen=True)
class Kader:
    """What a regeling says of money. ``eigen_*``: the least the netwerk itself puts in, in years with contribution."""

    jaren: tuple[Jaar, ...]
    posten: tuple[Post, ...]
    bijdrage_hoogst: int
    uurtarief_hoogst: int
    eigen_bedrag: int = 0
    eigen_procent: int = 0


@dataclass(frozen=True)
class Som:
    """Who pays: the contribution, own money, own hours in money, and others."""

    bijdrage: int = 0
    eigen: int = 0
    uren: int = 0
    derden: int = 0

    def __add__(self, other: "Som") -> "Som":
        return Som(
            self.bijdrage + other.bijdrage, self.eigen + other.eigen, self.uren + other.uren, self.derden + other.derden
        )

    @property
    def inleg(self) -> int:
        """What the netwerk itself puts in, in money and hours."""
        return self.eigen + self.uren

    @property
    def totaal(self) -> int:
        return self.bijdrage + self.eigen + self.uren + self.derden


@dataclass(frozen=True)
class Regel:
    """One line of costs in one year, and who pays it. Amounts in eurocents; ``tarief``: of one hour."""

    jaar: int
    post: str
    bijdrage: int = 0
    eigen: int = 0
    derden: int = 0
    kwartieren: int = 0
    tarief: int = 0

    @property
    def som(self) -> Som:
        """Half a cent goes up."""
        return Som(self.bijdrage, self.eigen, (self.kwartieren * self.tarief + 2) // 4, self.derden)


@dataclass(frozen=True)
class Bezwaar:
    """Something the regeling does not allow, with where it is: a year and a line, as far as they are known."""

    tekst: str
    jaar: int | None = None
    post: str = ""


@dataclass(frozen=True)
class Begroting:
    regels: tuple[Regel, ...] = ()
    tarief: int = 0

    def som(self, jaar: int | None = None, post: str | None = None) -> Som:
        """Everything together, of one year, of one line, or of one line in one year."""
        return sum_up(r for r in self.regels if jaar in (None, r.jaar) and post in (None, r.post))

    def bezwaren(self, kader: Kader) -> list[Bezwaar]:
        """What the regeling does not allow or still asks, in the order of the page. Empty is fine."""
        if not self.som().totaal:
            return [Bezwaar("De begroting is nog leeg. Vul in wat jullie kosten zijn en wie ze betaalt.")]
        return [
            *self._bezwaren_bijdrage(kader), *self._bezwaren_posten(kader), *self._bezwaren_inleg(kader),
            *self._bezwaren_uren(kader),
        ]  # fmt: skip

    def _bezwaren_bijdrage(self, kader):
        bijdrage = self.som().bijdrage
        if not bijdrage:
            yield Bezwaar("Jullie vragen nog geen bijdrage. Vul in welk deel de bijdrage betaalt.")
        if bijdrage > kader.bijdrage_hoogst:
            hoogst, te_veel = show_bedrag(kader.bijdrage_hoogst), show_bedrag(bijdrage - kader.bijdrage_hoogst)
            yield Bezwaar(
                f"Jullie vragen {show_bedrag(bijdrage)}. Een netwerk krijgt hooguit {hoogst}: haal er {te_veel} af."
            )
        for jaar in kader.jaren:
            if not jaar.bijdrage and (zonder := self.som(jaar.nummer).bijdrage):
                yield Bezwaar(
                    f"In jaar {jaar.nummer} is er geen bijdrage. Zet {show_bedrag(zonder)} bij wie het wel betaalt.",
                    jaar.nummer,
                )

    def _bezwaren_posten(self, kader):
        bijdrage = self.som().bijdrage
        for post in kader.posten:
            deel = self.som(post=post.code).bijdrage
            if deel and not post.bijdrage:
                eerste = next(r.jaar for r in self.regels if r.post == post.code and r.bijdrage)
                yield Bezwaar(f"«{post.naam}» kun je niet uit de bijdrage betalen.", eerste, post.code)
            elif post.hoogste_aandeel and deel * 100 > post.hoogste_aandeel * bijdrage:
                yield Bezwaar(
                    f"«{post.naam}» is {show_bedrag(deel)} van de bijdrage."
                    f" Dat mag hooguit {post.hoogste_aandeel}% zijn.",
                    post=post.code,
                )

    def _bezwaren_inleg(self, kader):
        met = sum_up(r for r in self.regels if r.jaar in {jaar.nummer for jaar in kader.jaren if jaar.bijdrage})
        if met.inleg < kader.eigen_bedrag:
            yield Bezwaar(
                f"Jullie leggen zelf {show_bedrag(met.inleg)} in. Dat is minstens {show_bedrag(kader.eigen_bedrag)}."
                " Eigen uren tellen mee."
            )
        if met.inleg * 100 < kader.eigen_procent * met.totaal:
            yield Bezwaar(
                f"Jullie leggen zelf {show_bedrag(met.inleg)} in, van {show_bedrag(met.totaal)} kosten. Dat is minstens"
                f" {kader.eigen_procent}%. Eigen uren tellen mee."
            )
        for jaar in kader.jaren:
            if not self.som(jaar.nummer).totaal:
                betaalt = "en wie ze betaalt" if jaar.bijdrage else "en wie ze zonder bijdrage betaalt"
                yield Bezwaar(f"Jaar {jaar.nummer} is nog leeg. Vul in wat de kosten zijn, {betaalt}.", jaar.nummer)

    def _bezwaren_uren(self, kader):
        if any(regel.kwartieren for regel in self.regels):
            if not self.tarief:
                yield Bezwaar("Vul in wat een uur van jullie kost. Dan tellen de uren mee.")
            if self.tarief > kader.uurtarief_hoogst:
                yield Bezwaar(f"Een uur telt voor hooguit {show_bedrag(kader.uurtarief_hoogst)} mee.")


def sum_up(regels: Iterable[Regel]) -> Som:
    return sum((regel.som for regel in regels), Som())
