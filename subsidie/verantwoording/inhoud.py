"""A verantwoording as a document: made from what is counted and what people wrote, and frozen when somebody signs.

The page, the PDF and what the academie reads all show ``Verslag``, read from the same JSON, signed or not.
"""

from dataclasses import dataclass
from datetime import date

from subsidie.aanvragen.formulier import Mist
from subsidie.aanvragen.models import Aanvraag
from subsidie.begroting.bedragen import show_bedrag, show_uren
from subsidie.begroting.lezen import TARIEF, TOELICHTING, make_code, read_begroting
from subsidie.begroting.rekenen import Begroting, Som
from subsidie.verantwoording.periode import Periode, find_jaren
from subsidie.verantwoording.tellen import BRONNEN, Soort, Telling

VERHAAL = {  # code: (question, whether it can stay empty)
    "opbrengst": ("Wat leverde het jaar op?", False),
    "anders": ("Wat ging anders dan jullie dachten?", True),
    "verder": ("Wat nemen jullie mee naar het jaar erna?", True),
}
WIE = {"bijdrage": "bijdrage", "eigen": "eigen geld", "uren": "eigen uren", "derden": "anderen"}
VERSIE = 1


def make_telling_code(code: str, wat: str) -> str:
    """The key in ``invoer`` of a better value, or of the note with it."""
    return f"telling.{code}.{wat}"


def make_verhaal_code(code: str) -> str:
    return f"verhaal.{code}"


def read_werkelijk(invoer: dict, begroting: Begroting) -> Begroting:
    """What it really cost and who paid; hours at the rate of the begroting."""
    return read_begroting(invoer | {TARIEF: begroting.tarief})


def make_inhoud(
    aanvraag: Aanvraag, invoer: dict, *, periode: Periode, tellingen: list[Telling], begroting: Begroting,
    toegekend: int,
) -> dict:  # fmt: skip
    """Everything as plain JSON: what is signed, and what is read back before that."""
    return {
        "versie": VERSIE, "van": periode.van.isoformat(), "laatste": periode.laatste.isoformat(),
        "toegekend": toegekend, "tarief": begroting.tarief,
        "tellingen": [_freeze_telling(telling, invoer) for telling in tellingen],
        "geld": list(_freeze_geld(aanvraag, invoer, begroting)),
        "verhaal": [
            {"code": code, "vraag": vraag, "tekst": invoer.get(make_verhaal_code(code), "")}
            for code, (vraag, _) in VERHAAL.items()
        ],
    }  # fmt: skip


def _freeze_telling(telling, invoer):
    return {
        "code": telling.code, "naam": telling.naam, "soort": str(telling.soort), "waarde": telling.waarde,
        "hoe": telling.hoe, "let_op": telling.let_op, "dagen": [dag.isoformat() for dag in telling.dagen],
        "verbeterd": invoer.get(make_telling_code(telling.code, "waarde")),
        "toelichting": invoer.get(make_telling_code(telling.code, "toelichting"), ""),
    }  # fmt: skip


def _freeze_geld(aanvraag, invoer, begroting):
    """Every line with something in it, planned or real."""
    werkelijk = read_werkelijk(invoer, begroting)
    for jaar in find_jaren(aanvraag):
        for post in aanvraag.regelingversie.regeling.kader.posten:
            plan, echt = begroting.som(jaar, post.code), werkelijk.som(jaar, post.code)
            toelichting = invoer.get(make_code(jaar, post.code, TOELICHTING), "")
            if plan.totaal or echt.totaal or toelichting:
                yield {
                    "jaar": jaar, "post": post.code, "naam": post.naam, "begroot": vars(plan), "werkelijk": vars(echt),
                    "toelichting": toelichting,
                }  # fmt: skip


@dataclass(frozen=True)
class Getal:
    """One number to read. ``geteld``: what the platform counted; ``geldt``: what counts, in words."""

    code: str
    naam: str
    geteld: str
    geldt: str
    hoe: str
    let_op: str
    dagen: tuple[date, ...]
    toelichting: str
    is_verbeterd: bool

    @property
    def bron(self) -> tuple[str, str]:
        """(address, name) of the page it comes from; empty for one that is not counted any more."""
        return BRONNEN.get(self.code, ("", ""))


@dataclass(frozen=True)
class Postregel:
    jaar: int
    code: str
    naam: str
    begroot: Som
    werkelijk: Som
    toelichting: str

    @property
    def verschil(self) -> int:
        return self.werkelijk.totaal - self.begroot.totaal


@dataclass(frozen=True)
class Verslag:
    """What the pages show."""

    van: date
    laatste: date
    toegekend: int
    tarief: int
    getallen: tuple[Getal, ...]
    posten: tuple[Postregel, ...]
    verhaal: tuple[tuple[str, str], ...]

    @property
    def begroot(self) -> Som:
        return sum((post.begroot for post in self.posten), Som())

    @property
    def werkelijk(self) -> Som:
        return sum((post.werkelijk for post in self.posten), Som())

    @property
    def verschil(self) -> int:
        return self.werkelijk.totaal - self.begroot.totaal

    @property
    def over(self) -> int:
        """What is left of the contribution."""
        return self.toegekend - self.werkelijk.bijdrage

    @property
    def dekking(self) -> list[tuple[str, int, int]]:
        """(who pays, planned, real), whoever pays something."""
        rijen = [(naam, getattr(self.begroot, code), getattr(self.werkelijk, code)) for code, naam in WIE.items()]
        return [rij for rij in rijen if rij[1] or rij[2]]

    @property
    def jaren(self) -> list[int]:
        return sorted({post.jaar for post in self.posten})


def read_verslag(inhoud: dict) -> Verslag:
    """What is in the JSON of ``make_inhoud``."""
    return Verslag(
        date.fromisoformat(inhoud["van"]), date.fromisoformat(inhoud["laatste"]), inhoud["toegekend"],
        inhoud["tarief"], tuple(_read_getal(rij) for rij in inhoud["tellingen"]),
        tuple(
            Postregel(
                r["jaar"], r["post"], r["naam"], Som(**r["begroot"]), Som(**r["werkelijk"]), r["toelichting"]
            )
            for r in inhoud["geld"]
        ),
        tuple((rij["vraag"], rij["tekst"]) for rij in inhoud["verhaal"] if rij["tekst"]),
    )  # fmt: skip


def say_waarde(waarde: int | None, soort: str) -> str:
    if waarde is None:
        return "niet te tellen"
    return f"{show_uren(waarde)} uur" if soort == Soort.UREN else str(waarde)


def _read_getal(rij):
    verbeterd = rij["verbeterd"] is not None and rij["verbeterd"] != rij["waarde"]
    return Getal(
        rij["code"], rij["naam"], say_waarde(rij["waarde"], rij["soort"]),
        say_waarde(rij["verbeterd"] if verbeterd else rij["waarde"], rij["soort"]), rij["hoe"], rij["let_op"],
        tuple(date.fromisoformat(dag) for dag in rij["dagen"]), rij["toelichting"], verbeterd,
    )  # fmt: skip


def find_mist(inhoud: dict) -> list[Mist]:
    """What it cannot be signed without, in the order of the page."""
    verslag = read_verslag(inhoud)
    return [*_mist_getallen(verslag), *_mist_geld(verslag), *_mist_verhaal(inhoud)]


def _mist_getallen(verslag):
    for getal in verslag.getallen:
        if getal.is_verbeterd and not getal.toelichting:
            yield Mist(
                "tellingen", f"Schrijf bij «{getal.naam}» waarom het getal anders is.",
                f"id_telling-{getal.code}-toelichting",
            )  # fmt: skip


def _mist_geld(verslag):
    if not verslag.werkelijk.totaal:
        yield Mist("geld", "Vul in wat het echt kostte, en wie het betaalde.", "geld-kop")
    elif verslag.over < 0:
        yield Mist(
            "geld", f"Jullie schrijven {show_bedrag(verslag.werkelijk.bijdrage)} bij de bijdrage. Jullie kregen"
            f" {show_bedrag(verslag.toegekend)}: zet de rest bij wie het wel betaalde.", "geld-kop",
        )  # fmt: skip


def _mist_verhaal(inhoud):
    for rij in inhoud["verhaal"]:
        if not rij["tekst"] and not VERHAAL[rij["code"]][1]:
            yield Mist("verhaal", f"Vertel: {rij['vraag'][0].lower()}{rij['vraag'][1:]}", f"id_verhaal-{rij['code']}")
