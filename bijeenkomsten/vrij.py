"""Days on which people are free: what whoever plans a meeting should know before everyone gets an invitation (R18)."""

from datetime import timedelta

from kern.tijd import feestdag, lokale_dag
from personen.vakanties import vakantie_op

NAMEN = 3  # more names than this make a sentence nobody reads


def find_vrij(leden, begin, eind) -> list[str]:
    """A sentence per reason why these moments may not suit: a public holiday, or a school holiday of ``leden``.

    A netwerk may hold all three regions, so this tells about people and never refuses. ``leden``: persons with
    ``organisatie__deel_van`` at hand.
    """
    dagen = _dagen(begin, eind)
    zinnen = [f"Dan is het {naam}." for naam in dict.fromkeys(filter(None, map(feestdag, dagen)))]
    leden, per_vakantie = list(leden), {}
    for persoon in leden:
        for naam in dict.fromkeys(vakantie_op(persoon.vakantieregio, dag) for dag in dagen):
            if naam:
                per_vakantie.setdefault(naam, []).append(persoon.naam)
    return zinnen + [_zin(naam, wie, len(leden)) for naam, wie in per_vakantie.items()]


def count_vrij(leden, dag) -> int:
    """How many of ``leden`` have a school holiday on this day."""
    return sum(bool(vakantie_op(persoon.vakantieregio, dag)) for persoon in leden)


def _dagen(begin, eind):
    eerste, laatste = lokale_dag(begin), lokale_dag(eind)
    return [eerste + timedelta(days=n) for n in range((laatste - eerste).days + 1)]


def _zin(naam, wie, aantal):
    if len(wie) == aantal:
        return f"Dan is het {naam} voor iedereen in het netwerk." if aantal > 1 else f"Dan is het {naam} voor {wie[0]}."
    namen = [*wie[:NAMEN], *([f"nog {len(wie) - NAMEN}"] if len(wie) > NAMEN else [])]
    som = " en ".join(filter(None, [", ".join(namen[:-1]), namen[-1]]))
    return f"Dan is het {naam} voor {len(wie)} van de {aantal} mensen: {som}."
