"""How the time of a meeting is divided: which places there are, about how long each is, and where a break belongs."""

from dataclasses import dataclass

from bijeenkomsten.voorstel.kandidaten import ONLINE, Kandidaat, Situatie

KORTST, LANGST = 30, 600  # minutes of a meeting for which there is a suggestion
STAP = 5
ZONDER_PAUZE = {ONLINE: 75}
ZONDER_PAUZE_OP_EEN_PLEK = 100
PAUZE_NA, PAUZE_VOOR = 40, 20  # minutes since the begin and until the end, at least
MET_LUNCH = 300  # minutes from which one of the breaks is a lunch
KORTSTE_KERN = 35  # minutes on average, when there is more than one
MEESTE_KERNEN = 3
REK = 5  # minutes that a place around the kern may grow; what is then left stays free
# From how many minutes: about how long everything around the kern is. Shorter than an hour has no transfer of its own.
RAND = (
    (165, {"opening": 15, "afspraken": 10, "transfer": 20, "afsluiting": 15, "pauze": 15}),
    (100, {"opening": 10, "afspraken": 10, "transfer": 20, "afsluiting": 10, "pauze": 10}),
    (80, {"opening": 10, "afspraken": 10, "transfer": 15, "afsluiting": 10, "pauze": 10}),
    (60, {"opening": 5, "afspraken": 5, "transfer": 10, "afsluiting": 5, "pauze": 10}),
    (0, {"opening": 5, "afspraken": 5, "transfer": 0, "afsluiting": 5, "pauze": 10}),
)
KENNISMAKEN = 25  # minutes for the opening of a meeting where people meet for the first time, from 100 minutes on
# What fits after a kern with this purpose, when there is time for a second one.
VERVOLG = {
    "kennismaken": ("richting", "uitwisselen"), "vertrouwen": ("uitwisselen", "reflecteren"),
    "richting": ("ideeen", "vooruit"), "ideeen": ("richting", "maken"), "uitwisselen": ("casus", "reflecteren"),
    "casus": ("uitwisselen", "oefenen"), "kennis": ("uitwisselen", "onderzoeken"),
    "onderzoeken": ("richting", "reflecteren"), "maken": ("uitwisselen", "reflecteren"),
    "oefenen": ("casus", "reflecteren"), "reflecteren": ("richting", "vooruit"), "verbinden": ("uitwisselen", "casus"),
    "meenemen": ("casus", "vooruit"), "vooruit": ("richting", "reflecteren"), "begeleiden": ("casus", "uitwisselen"),
}  # fmt: skip
# What to begin with when people know each other: the opening prepares the kern.
OPENT = {
    "casus": ("casus", "vertrouwen"), "uitwisselen": ("uitwisselen", "vertrouwen"), "ideeen": ("ideeen", "vertrouwen"),
    "richting": ("richting", "vertrouwen"), "reflecteren": ("reflecteren", "vertrouwen"),
}  # fmt: skip
_KERN_DELEN = {1: (100,), 2: (60, 40), 3: (40, 30, 30)}  # percent


@dataclass(frozen=True)
class Plek:
    """One place in the meeting. ``doelen``: what it should serve, most wanted first; ``streef``: about how long."""

    naam: str
    moment: str
    doelen: tuple[str, ...]
    streef: int
    na_lunch: bool = False

    @property
    def is_eerste_kern(self):
        return self.naam == "kern"


def langst_zonder_pauze(s: Situatie) -> int:
    return ZONDER_PAUZE.get(s.vorm, ZONDER_PAUZE_OP_EEN_PLEK)


def make_plekken(s: Situatie, kernen: int) -> list[Plek] | None:
    """The places of a meeting with so many kernen, in order; None when it is too short for that."""
    rand = _rand(s)
    rest = s.minuten - sum(rand.values())
    if kernen > 1 and rest < kernen * KORTSTE_KERN:
        return None
    doelen = [(s.doel,), *((doel,) for doel in VERVOLG[s.doel])]
    plekken = [Plek("opening", "opening", _opening_doelen(s), rand["opening"])]
    if s.afspraken:
        plekken.append(Plek("afspraken", "afspraken", ("vooruit",), rand["afspraken"]))
    for nummer, deel in enumerate(_KERN_DELEN[kernen]):
        naam = f"kern{nummer + 1}" if nummer else "kern"
        na_lunch = s.minuten >= MET_LUNCH and nummer == kernen - 1 > 0
        plekken.append(Plek(naam, "kern", doelen[nummer], _rond(rest * deel // 100), na_lunch))
    if rand["transfer"]:
        plekken.append(Plek("transfer", "transfer", ("meenemen", "reflecteren"), rand["transfer"]))
    return [*plekken, Plek("afsluiting", "afsluiting", ("vooruit", "reflecteren"), rand["afsluiting"])]


def _rand(s):
    """Minutes of everything around the kern."""
    rand = dict(next(delen for vanaf, delen in RAND if s.minuten >= vanaf))
    rand["pauze"] = rand["pauze"] * count_pauzes(s) + (30 if s.minuten >= MET_LUNCH else 0)
    rand["afspraken"] *= bool(s.afspraken)
    if s.eerste and s.minuten >= 100:  # noqa: PLR2004 - the second row of RAND
        rand["opening"] = KENNISMAKEN
    return rand


def count_pauzes(s: Situatie) -> int:
    return (s.minuten - 1) // langst_zonder_pauze(s)


def _opening_doelen(s):
    if s.eerste or s.doel == "kennismaken":
        return ("kennismaken", "vertrouwen")
    return OPENT.get(s.doel, ("vertrouwen",))


def _rond(minuten):
    return max(STAP, minuten // STAP * STAP)


def verdeel(kandidaten: list[Kandidaat], totaal: int, hooguit: list[int], eerst=frozenset()) -> list[int]:
    """Minutes for each, within its own range and together at most ``totaal``; in steps of five where that can be.

    ``hooguit``: how long each may become when there is time to spare; ``eerst``: which grow before the others. Raises
    ValueError when even the shortest of all is too long together.
    """
    if sum(k.kort for k in kandidaten) > totaal:
        raise ValueError("What must be in it does not fit.")
    minuten = [_begin(k, hoogst) for k, hoogst in zip(kandidaten, hooguit, strict=True)]
    while (te_veel := sum(minuten) - totaal) > 0:
        # What has most to give gives first, so nothing is cut to the bone while something else is at ease.
        plek = max(range(len(minuten)), key=lambda i: (minuten[i] - kandidaten[i].kort, i))
        minuten[plek] -= min(STAP, te_veel, minuten[plek] - kandidaten[plek].kort)
    while totaal - sum(minuten) >= STAP:
        kan = [i for i, hoogst in enumerate(hooguit) if hoogst - minuten[i] >= STAP]
        if not kan:
            break
        plek = min(kan, key=lambda i: (i not in eerst, minuten[i] / kandidaten[i].gewoon, i))
        minuten[plek] += STAP
    return minuten


def _begin(kandidaat, hoogst):
    """As long as it usually takes, in steps of five when its range has one."""
    gewoon = min(kandidaat.gewoon, hoogst)
    rond = round(gewoon / STAP) * STAP
    kan = [m for m in (rond, rond - STAP, rond + STAP) if kandidaat.kort <= m <= hoogst]
    return kan[0] if kan else gewoon


def find_pauze(minuten: list[int], is_pauze: list[bool], grens: int) -> int | None:
    """Before which block another break belongs, or None. Only where several blocks together go on for too long.

    The stretch is cut where both halves are as equal as can be.
    """
    begin = 0
    for eind in [*(i for i, pauze in enumerate(is_pauze) if pauze), len(minuten)]:
        stuk = minuten[begin:eind]
        delen = {n: (sum(stuk[:n]), sum(stuk[n:])) for n in range(1, len(stuk))}
        delen = {n: (voor, na) for n, (voor, na) in delen.items() if voor >= PAUZE_NA and na >= PAUZE_VOOR}
        if sum(stuk) > grens and delen:
            return begin + min(delen, key=lambda n: (max(delen[n]), -n))
        begin = eind + 1
    return None
