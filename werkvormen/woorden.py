"""Numbers of a kaart in words."""

from werkvormen.inhoud.soorten import GROOTSTE_GROEP

IN_MINUTEN = 120  # what lasts longer is told in hours


def say_duur(laag: int, hoog: int) -> str:
    """Minutes: «20 tot 40 min», «90 min tot 3 uur», «2,5 tot 4 uur»"""
    if laag == hoog:
        return " ".join(_duur(laag))
    (begin, maat), (eind, andere_maat) = _duur(laag), _duur(hoog)
    return f"{begin} tot {eind} {maat}" if maat == andere_maat else f"{begin} {maat} tot {eind} {andere_maat}"


def _duur(minuten):
    if minuten <= IN_MINUTEN or minuten % 30:
        return str(minuten), "min"
    uren, half = divmod(minuten, 60)
    return f"{uren},5" if half else str(uren), "uur"


def say_groep(laag: int, hoog: int) -> str:
    """«6 tot 24 mensen», «vanaf 5 mensen» when any number will do."""
    if laag == hoog:
        return f"{laag} mensen" if laag > 1 else "1 persoon"
    if hoog >= GROOTSTE_GROEP:
        return f"vanaf {laag} {'mensen' if laag > 1 else 'persoon'}"
    return f"{laag} tot {hoog} mensen"
