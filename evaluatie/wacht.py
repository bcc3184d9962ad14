"""The guard against subtraction: which figures of a round may be shown exactly beside the rounds before it.

A table is what everybody may see of one question in one round. Whoever knows both groups can subtract two tables: of a
group of seven and the same group with one more person remains what that one person chose. More tables can be added
and subtracted as well, so a rule for pairs is not enough. ``is_veilig`` asks of all exact tables of a question
together whether any sum of them, times whatever, is about one to four people. With no change of the group, or one of
five and more, a pair always passes; then the figures are exact.

Otherwise the figure is *grof*: a band of half points (``maak_band``). A band never says more than what the exact table
nearest to it says already about a group in which everybody stayed as they were: every half point that would fit that is
in the band. Therefore no chain of bands and tables tells more than the exact tables alone.

Rounds after a meeting ask about different meetings, so their tables say nothing together, whoever was there. What a
netwerk added to their list may ask about the same thing every time («Hoe tevreden ben je met je school?»): those
questions are guarded as all others (``Document.bewaakt``), also against the same question in another list.

Decided once, when the round closes (``bewaak``), and kept: an account that is removed later changes nothing.
A question that was never shown exactly before is exact, whatever the group did.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb, floor

from django.conf import settings
from django.db.models import Aggregate, JSONField, OuterRef, Subquery

from evaluatie.models import Gevraagde, Meting, Teller
from evaluatie.vragenlijst.document import GEEN_OORDEEL

MEESTE_SOMMEN = 20_000  # more would take too long to look at: then it is not proven safe, and so it is not safe


@dataclass(frozen=True)
class Samenstelling:
    """Who belonged to a group; ``leeg``: places of people who left the platform, so nobody knows whose."""

    personen: frozenset = frozenset()
    leeg: int = 0

    def erbij(self, eerder: "Samenstelling") -> int:
        """How many came since. An empty place counts as somebody else."""
        return len(self.personen - eerder.personen) + self.leeg

    def eruit(self, eerder: "Samenstelling") -> int:
        return eerder.erbij(self)

    @property
    def is_bekend(self) -> bool:
        """Of a round that opened before its group was kept nobody knows who was asked."""
        return bool(self.personen or self.leeg)

    def is_dezelfde(self, eerder: "Samenstelling") -> bool:
        return not self.leeg and self == eerder


@dataclass(frozen=True)
class Tabel:
    """The exact figures of one scale question: the sum of the scores of ``aantal`` people of a group."""

    groep: Samenstelling
    som: int
    aantal: int


def is_veilig(eerder, nieuw: Samenstelling) -> bool:
    """May this group get exact figures, given the groups that have them? See the docstring of the module.

    Only known people count for how many somebody is hidden among: empty places may be the same person or another.
    """
    if any(nieuw.is_dezelfde(groep) for groep in eerder):
        return True
    groepen = [*dict.fromkeys(groep for groep in eerder if not groep.leeg), *(g for g in eerder if g.leeg), nieuw]
    kolommen = Counter(
        tuple(int(persoon in groep.personen) for groep in groepen)
        for persoon in frozenset().union(*(groep.personen for groep in groepen))
    )
    for i, groep in enumerate(groepen):
        if groep.leeg:
            kolommen.setdefault(tuple(int(i == j) for j in range(len(groepen))), 0)
    genoeg = settings.EVALUATIE_MIN_ANTWOORDEN
    groot = [kolom for kolom, aantal in kolommen.items() if aantal >= genoeg]
    klein = {kolom: aantal for kolom, aantal in kolommen.items() if aantal < genoeg}
    return not _is_small(_nulruimte(groot, len(groepen)), klein, genoeg)


def _is_small(basis, klein, genoeg):
    """Is there a sum of the groups, 0 for every large part, about fewer than ``genoeg`` people?

    The smallest ones are 0 on as many parts as can be chosen freely, so those are the ones to look at.
    """
    rijen = _vereenvoudig([[_product(rij, kolom) for kolom in klein] for rij in basis])
    if not rijen:
        return False
    samen = Counter()
    for kolom, aantal in zip(zip(*rijen, strict=True), klein.values(), strict=True):
        if any(kolom):
            eerste = next(getal for getal in kolom if getal)
            samen[tuple(getal / eerste for getal in kolom)] += aantal
    if comb(len(samen), len(rijen) - 1) > MEESTE_SOMMEN:
        return True
    for gekozen in combinations(samen, len(rijen) - 1):
        for som in _nulruimte(gekozen, len(rijen)):
            if sum(aantal for kolom, aantal in samen.items() if _product(som, kolom)) < genoeg:
                return True
    return False


def _product(rij, kolom):
    return sum(a * b for a, b in zip(rij, kolom, strict=True))


def _vereenvoudig(rijen):
    """Row echelon form, without empty rows."""
    rijen, klaar = [[Fraction(getal) for getal in rij] for rij in rijen], []
    for k in range(len(rijen[0]) if rijen else 0):
        spil = next((rij for rij in rijen if rij[k]), None)
        if spil is None:
            continue
        rijen.remove(spil)
        spil = [getal / spil[k] for getal in spil]
        rijen = [_trek_af(rij, spil, k) for rij in rijen]
        klaar = [*(_trek_af(rij, spil, k) for rij in klaar), spil]
    return klaar


def _trek_af(rij, spil, k):
    return [a - rij[k] * b for a, b in zip(rij, spil, strict=True)]


def _nulruimte(vergelijkingen, breedte):
    """A basis of what is 0 in every equation."""
    rijen = _vereenvoudig(vergelijkingen)
    spillen = [next(k for k, getal in enumerate(rij) if getal) for rij in rijen]
    basis = []
    for vrij in set(range(breedte)) - set(spillen):
        vector = [Fraction(int(k == vrij)) for k in range(breedte)]
        for rij, spil in zip(rijen, spillen, strict=True):
            vector[spil] = -rij[vrij]
        basis.append(vector)
    return basis


def maak_band(eerder, nieuw: Tabel, hoogste: int) -> tuple[float, float]:
    """The lowest and the highest half point to show instead of the mean of ``nieuw``."""
    basis = min(eerder, key=lambda tabel: nieuw.groep.erbij(tabel.groep) + nieuw.groep.eruit(tabel.groep))
    gebleven = min(max(basis.aantal - nieuw.groep.eruit(basis.groep), 0), nieuw.aantal)
    weg, erbij = basis.aantal - gebleven, nieuw.aantal - gebleven
    laagst, hoogst = basis.som - weg * hoogste + erbij, basis.som - weg + erbij * hoogste
    laagst, hoogst = max(laagst, nieuw.aantal), min(hoogst, nieuw.aantal * hoogste)
    past = laagst <= nieuw.som <= hoogst
    return tuple(_halve(som, nieuw.aantal) for som in ((laagst, hoogst) if past else (nieuw.som, nieuw.som)))


def _halve(som, aantal):
    return floor(Fraction(2 * som, aantal) + Fraction(1, 2)) / 2


def bewaak(meting: Meting) -> dict[str, list[float] | None]:
    """{code: band} of the questions of a closed round that may not be shown exactly; None: not even a band.

    Three queries. To be called under the lock of the netwerk, so that rounds are decided one after the other.
    """
    eerder = _find_eerder(meting)
    if not eerder:
        return {}
    groepen = read_groepen([*eerder, meting])
    tellers = _read_tellers([*eerder, meting])
    banden, veilig = {}, {}
    for vraag in meting.document.bewaakt:
        exact = [m for m in eerder if vraag.code not in m.banden and (m.pk, vraag.code) in tellers]
        if not exact or (meting.pk, vraag.code) not in tellers:
            continue
        sleutel = tuple(m.pk for m in exact)
        if sleutel not in veilig:
            veilig[sleutel] = is_veilig([groepen[m.pk] for m in exact], groepen[meting.pk])
        if not all(groepen[m.pk].is_bekend for m in (*exact, meting)):
            banden[vraag.code] = None
        elif not veilig[sleutel]:
            tabellen = [_maak_tabel(groepen[m.pk], tellers[m.pk, vraag.code]) for m in (*exact, meting)]
            banden[vraag.code] = (
                list(maak_band(tabellen[:-1], tabellen[-1], vraag.hoogste)) if vraag.is_schaal else None
            )
    return banden


def _find_eerder(meting):
    """Rounds of this netwerk that can be seen and share a question with this one."""
    codes = {vraag.code for vraag in meting.document.bewaakt}
    rondes = Meting.objects.toonbaar().filter(netwerk=meting.netwerk_id).exclude(pk=meting.pk)
    rondes = rondes.exclude(soort=Meting.Soort.SAMEN)  # it shows no question that is guarded
    return [m for m in rondes if codes & {v.code for v in m.document.bewaakt}]


class _Samen(Aggregate):
    """All values of a column as one list."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **extra)


def find_wie() -> Subquery:
    """Who belonged to the group of the round of the query this is a part of; for ``make_groep``."""
    rows = Gevraagde.objects.filter(meting=OuterRef("pk")).order_by().values("meting")
    return Subquery(rows.annotate(wie=_Samen("persoon")).values("wie"))


def make_groep(wie: list[int | None] | None) -> Samenstelling:
    """``wie``: as ``find_wie`` found them; a round that kept no group has none."""
    personen = frozenset(persoon for persoon in wie or () if persoon is not None)
    return Samenstelling(personen, (wie or []).count(None))


def read_groepen(metingen) -> dict[int, Samenstelling]:
    """Who belonged to the group of each round: one query."""
    personen, leeg = defaultdict(set), Counter()
    for pk, persoon in Gevraagde.objects.filter(meting__in=metingen).values_list("meting", "persoon").order_by():
        if persoon is None:
            leeg[pk] += 1
        else:
            personen[pk].add(persoon)
    return {m.pk: Samenstelling(frozenset(personen[m.pk]), leeg[m.pk]) for m in metingen}


def _read_tellers(metingen):
    tellers = defaultdict(dict)
    rows = Teller.objects.filter(meting__in=metingen).order_by()
    for pk, code, waarde, aantal in rows.values_list("meting", "vraag", "waarde", "aantal"):
        tellers[pk, code][waarde] = aantal
    return tellers


def _maak_tabel(groep, telling):
    scores = {waarde: aantal for waarde, aantal in telling.items() if waarde != GEEN_OORDEEL}
    return Tabel(groep, sum(waarde * aantal for waarde, aantal in scores.items()), sum(scores.values()))
