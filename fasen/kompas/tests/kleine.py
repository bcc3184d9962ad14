"""A kompas that tests can steer: a handful of signalen of which each says what the test wants."""

from contextlib import contextmanager

from fasen.kompas import signaal as register
from fasen.kompas.signaal import Signaal, aandacht, goed, onbekend

ZEGT = {"goed": goed, "aandacht": aandacht}


def maak_signaal(code, zegt="goed", bewijs=None, **velden):
    """``zegt``: goed, aandacht, onbekend, or None for a signaal that has nothing to say."""
    bewijs = bewijs or f"Dit is het bewijs van {code}."
    uitkomst = onbekend(bewijs, "Morgen weten we het.") if zegt == "onbekend" else zegt and ZEGT[zegt](bewijs)
    gewoon = {
        "naam": f"Naam van {code}",
        "ernst": 2,
        "valkuil": "VK-02",
        "tips": ("TIP-12",),
        "uitleg": "Zo tellen we.",
    }
    return Signaal(
        code=code, meet=lambda peiling: dict.fromkeys(peiling.ids, uitkomst) if uitkomst else {}, **gewoon | velden
    )


@contextmanager
def alleen(*signalen):
    """Only these signalen exist."""
    eerder = dict(register._SIGNALEN)
    register._SIGNALEN.clear()
    register._SIGNALEN.update({s.code: s for s in signalen})
    try:
        yield
    finally:
        register._SIGNALEN.clear()
        register._SIGNALEN.update(eerder)
