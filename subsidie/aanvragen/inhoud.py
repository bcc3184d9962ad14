"""An aanvraag to read: its answers and begroting in words, and what changed between two inzendingen."""

from dataclasses import dataclass

from subsidie.aanvragen.formulier import Onderdeel, Veld, Verschil, find_verschil
from subsidie.aanvragen.models import Aanvraag, Inzending
from subsidie.aanvragen.regels import read_formulier
from subsidie.begroting.lezen import TOELICHTING, make_code, read_begroting
from subsidie.begroting.rekenen import Begroting, Jaar, Kader, Post, Som

BREED = 336  # of the drawing
_TUSSEN = 3


@dataclass(frozen=True)
class Blok:
    """One piece of the bar of a year: who pays it, and where it is drawn."""

    soort: str
    bedrag: int
    x: int
    breed: int


@dataclass(frozen=True)
class Postregel:
    post: Post
    som: Som
    kwartieren: int
    toelichting: str


@dataclass(frozen=True)
class Jaarbeeld:
    """A year of the begroting: the lines with something in them, the total, and the bar."""

    jaar: Jaar
    posten: tuple[Postregel, ...]
    som: Som
    balk: tuple[Blok, ...]


@dataclass(frozen=True)
class Begrotingsbeeld:
    jaren: tuple[Jaarbeeld, ...]
    som: Som
    tarief: int
    hoogst: int


@dataclass(frozen=True)
class Inhoud:
    """What ``subsidie/aanvragen/_inhoud.html`` shows. ``delen``: the questions of a part, with answers in words."""

    delen: tuple[tuple[Onderdeel, tuple[tuple[Veld, str], ...]], ...]
    begroting: Begrotingsbeeld


def make_inhoud(bron: Aanvraag | Inzending) -> Inhoud:
    """Everything that was filled in: of an inzending as it was handed in, of an aanvraag as it is now."""
    aanvraag = bron.aanvraag if isinstance(bron, Inzending) else bron
    formulier = read_formulier(aanvraag.regelingversie)
    delen = tuple(
        (deel, tuple((veld, veld.say(bron.antwoorden.get(veld.code))) for veld in deel.velden))
        for deel in formulier.onderdelen
    )
    return Inhoud(delen, make_beeld(formulier.kader, bron.antwoorden))


def make_beeld(kader: Kader, antwoorden: dict) -> Begrotingsbeeld:
    """The begroting to look at. The longest year is as wide as the drawing."""
    begroting = read_begroting(antwoorden)
    meest = max((begroting.som(jaar.nummer).totaal for jaar in kader.jaren), default=0)
    jaren = tuple(_make_jaar(jaar, kader, begroting, antwoorden, meest) for jaar in kader.jaren)
    return Begrotingsbeeld(jaren, begroting.som(), begroting.tarief, kader.bijdrage_hoogst)


def _make_jaar(jaar, kader, begroting: Begroting, antwoorden, meest):
    posten = []
    for post in kader.posten:
        regels = [r for r in begroting.regels if (r.jaar, r.post) == (jaar.nummer, post.code)]
        toelichting = antwoorden.get(make_code(jaar.nummer, post.code, TOELICHTING), "")
        if regels or toelichting:
            kwartieren = sum(regel.kwartieren for regel in regels)
            posten.append(Postregel(post, begroting.som(jaar.nummer, post.code), kwartieren, toelichting))
    som = begroting.som(jaar.nummer)
    return Jaarbeeld(jaar, tuple(posten), som, tuple(_draw(som, meest)))


def _draw(som: Som, meest: int):
    x = 0
    for soort, bedrag in (("bijdrage", som.bijdrage), ("eigen", som.inleg), ("derden", som.derden)):
        if bedrag:
            breed = max(_TUSSEN, bedrag * (BREED - 2 * _TUSSEN) // meest)
            yield Blok(soort, bedrag, x, breed)
            x += breed + _TUSSEN


def maak_verschil(eerst: Inzending, nu: Inzending) -> list[Verschil]:
    """What was changed between two inzendingen of one aanvraag, in the order of the pages."""
    return find_verschil(read_formulier(nu.aanvraag.regelingversie), eerst.antwoorden, nu.antwoorden)
