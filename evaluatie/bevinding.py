"""The finding in words: the title of a result page. Of the dimensies of a list when it has them, else of its questions.

Rules, in this order:

1. Nothing with a number: "Te weinig meningen voor een uitslag".
2. Every mean at least 4: "Een sterke bijeenkomst." or "Jullie staan er sterk voor." and what was strongest.
3. Highest mean at least 3.6: what is strong. Lowest mean under 3.0: what is weak. Both: both.
4. Highest strong, lowest not weak but a whole point lower: both as well.
5. Nothing strong and nothing weak: "Jullie oordeel is gematigd."

The first one in the list wins a tie, so the same numbers always give the same words. A band counts with its middle.
"""

from collections.abc import Iterable

HEEL_STERK, STERK, ZWAK, GROOT_VERSCHIL = 4.0, 3.6, 3.0, 1.0


def make_bevinding(cijfers: Iterable, *, over_bijeenkomst: bool = True) -> str:
    """One or two sentences that the numbers support."""
    getoond = [cijfer for cijfer in cijfers if cijfer.op_vijf is not None]
    if not getoond:
        return "Te weinig meningen voor een uitslag"
    hoogste = max(getoond, key=lambda c: c.op_vijf)
    laagste = min(getoond, key=lambda c: c.op_vijf)
    if laagste.op_vijf >= HEEL_STERK:
        return _join("Een sterke bijeenkomst" if over_bijeenkomst else "Jullie staan er sterk voor", hoogste.sterk)
    verschil = round(hoogste.op_vijf - laagste.op_vijf, 1)
    delen = []
    if hoogste.op_vijf >= STERK:
        delen.append(hoogste.sterk)
    if laagste.op_vijf < ZWAK or (delen and verschil >= GROOT_VERSCHIL):
        delen.append(laagste.zwak)
    return _join(*(delen if any(delen) else ["Jullie oordeel is gematigd"]))


def _join(*zinnen):
    return " ".join(zin if zin.endswith("?") else f"{zin}." for zin in zinnen if zin)
