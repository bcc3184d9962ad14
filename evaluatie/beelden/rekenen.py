"""The arithmetic of a picture. Pure: sums per part in, publishable figures or a reason out.

A picture needs at least ``MIN_NETWERKEN`` netwerken and ``MIN_ANTWOORDEN`` answers, and no netwerk may have given more
than half of the answers, or the picture would be a picture of that one. The same holds for every question by itself.

Of one sector there is only a picture when every other part that anybody took part in, and the rest, obeys that too:
otherwise the small part is the whole picture minus the others. That is decided per question as well.
Figures are rounded: a mean to one decimal, a distribution to whole per cents, numbers downwards.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from evaluatie.uitslag.tabel import DEEL_VAN_DIMENSIE, rond_af
from evaluatie.vragenlijst.document import GEEN_OORDEEL, Document, Vraag

MIN_NETWERKEN, MIN_ANTWOORDEN = 5, 30
TE_WEINIG = f"Er deden minder dan {MIN_NETWERKEN} netwerken mee, of er waren minder dan {MIN_ANTWOORDEN} antwoorden."
TE_GROOT = "Eén netwerk gaf meer dan de helft van de antwoorden."
ANDER_DEEL = "Dan zou je kunnen uitrekenen wat een klein deel antwoordde."


@dataclass(frozen=True)
class Deel:
    """What one part of the netwerken gave in one half year.

    per_netwerk: the answers of each netwerk. telling: {question: {value: people or points}}. netwerken: {question: how
    many netwerken had an opinion}.
    """

    per_netwerk: tuple[int, ...] = ()
    telling: dict = field(default_factory=dict)
    netwerken: dict = field(default_factory=dict)

    @property
    def is_leeg(self) -> bool:
        return not self.per_netwerk

    @property
    def reden(self) -> str:
        """Why there is no picture of this part, or «»."""
        totaal = sum(self.per_netwerk)
        if len(self.per_netwerk) < MIN_NETWERKEN or totaal < MIN_ANTWOORDEN:
            return TE_WEINIG
        return TE_GROOT if max(self.per_netwerk) * 2 > totaal else ""

    def has_genoeg(self, code: str) -> bool:
        """Enough of one question."""
        return self.netwerken.get(code, 0) >= MIN_NETWERKEN and _tel(self, code) >= MIN_ANTWOORDEN

    def is_leeg_van(self, code: str) -> bool:
        return not _tel(self, code)


def _tel(deel, code):
    return sum(n for waarde, n in deel.telling.get(code, {}).items() if waarde != GEEN_OORDEEL)


def join(delen) -> Deel:
    """Several parts as one."""
    telling, netwerken, per_netwerk = {}, {}, ()
    for deel in delen:
        per_netwerk += deel.per_netwerk
        for code, waarden in deel.telling.items():
            samen = telling.setdefault(code, {})
            for waarde, aantal in waarden.items():
                samen[waarde] = samen.get(waarde, 0) + aantal
        for code, aantal in deel.netwerken.items():
            netwerken[code] = netwerken.get(code, 0) + aantal
    return Deel(per_netwerk, telling, netwerken)


def make_beelden(document: Document, delen: dict[str, Deel], sectoren) -> dict[str, dict]:
    """{sector or «» for all together: the fields of a Beeld}. ``delen``: by sector, each netwerk in exactly one.

    ``sectoren``: of which a picture may be wanted; what is in none of those is the rest.
    """
    rest = join(deel for sector, deel in delen.items() if sector not in sectoren)
    losse = {sector: delen.get(sector, Deel()) for sector in sectoren}
    allen = [deel for deel in (*losse.values(), rest) if not deel.is_leeg]
    geheel = join(allen)
    beelden = {"": _make(document, geheel, geheel.reden, [geheel])}
    te_klein = any(deel.reden for deel in allen)
    for sector, deel in losse.items():
        reden = deel.reden or geheel.reden or (ANDER_DEEL if te_klein else "")
        beelden[sector] = _make(document, deel, reden, allen)
    return beelden


def _make(document, deel, reden, allen):
    """The fields of one picture; a question is in it when it may be of every part in ``allen``."""
    if reden:
        return {"reden": reden}
    groepen = [_make_groep(groep, deel, allen) for groep in document.groepen]
    return {
        "netwerken": len(deel.per_netwerk) // 5 * 5,
        "antwoorden": sum(deel.per_netwerk) // 10 * 10,
        "inhoud": [groep for groep in groepen if groep["vragen"]],
    }


def _make_groep(groep, deel, allen):
    vragen = []
    for vraag in groep.vragen:
        mag = all(ander.has_genoeg(vraag.code) or ander.is_leeg_van(vraag.code) for ander in allen)
        if not vraag.is_open:
            vragen.append(_make_vraag(vraag, deel.telling[vraag.code] if mag and deel.has_genoeg(vraag.code) else None))
    getoond = [vraag["gemiddelde"] for vraag in vragen if vraag["gemiddelde"] is not None]
    gemiddelde = None
    if groep.dimensie and len(getoond) >= DEEL_VAN_DIMENSIE * len(vragen):
        gemiddelde = rond_af(sum(Fraction(str(waarde)) for waarde in getoond) / len(getoond), 10)
    return {"code": groep.code, "naam": groep.naam, "gemiddelde": gemiddelde, "vragen": vragen}


def _make_vraag(vraag: Vraag, telling):
    """Mean of a schaal and per cents of every answer; without ``telling`` a gap."""
    gevonden = {
        "code": vraag.code,
        "tekst": vraag.tekst,
        "opties": list(vraag.opties),
        "gemiddelde": None,
        "delen": None,
    }
    if telling is None:
        return gevonden
    aantallen = {waarde: telling.get(waarde, 0) for waarde in vraag.waarden if waarde != GEEN_OORDEEL}
    totaal = sum(aantallen.values())
    if vraag.is_schaal:
        gevonden["gemiddelde"] = rond_af(Fraction(sum(w * n for w, n in aantallen.items()), totaal), 10)
    return gevonden | {"delen": [int(rond_af(Fraction(n * 100, totaal), 1)) for n in aantallen.values()]}
