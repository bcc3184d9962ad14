"""The finding in words: the title of a result page.

Rules, in this order:

1. No question with a number: "Te weinig meningen voor een uitslag".
2. Every mean at least 4: "Een sterke bijeenkomst." and what was strongest.
3. Highest mean at least 3.6: what is strong. Lowest mean under 3.0: what is weak. Both: both.
4. Highest strong, lowest not weak but a whole point lower: both as well.
5. Nothing strong and nothing weak: "Jullie oordeel is gematigd."

The first question in the list wins a tie, so the same numbers always give the same words.
"""

from collections.abc import Iterable

HEEL_STERK, STERK, ZWAK, GROOT_VERSCHIL = 4.0, 3.6, 3.0, 1.0


def make_bevinding(vragen: Iterable) -> str:
    """One or two sentences that the numbers support."""
    getoond = [vraag for vraag in vragen if vraag.gemiddelde is not None]
    if not getoond:
        return "Te weinig meningen voor een uitslag"
    hoogste = max(getoond, key=lambda v: v.gemiddelde)
    laagste = min(getoond, key=lambda v: v.gemiddelde)
    if laagste.gemiddelde >= HEEL_STERK:
        return _join("Een sterke bijeenkomst", hoogste.vraag.sterk)
    verschil = round(hoogste.gemiddelde - laagste.gemiddelde, 1)
    delen = []
    if hoogste.gemiddelde >= STERK:
        delen.append(hoogste.vraag.sterk)
    if laagste.gemiddelde < ZWAK or (delen and verschil >= GROOT_VERSCHIL):
        delen.append(laagste.vraag.zwak)
    return _join(*(delen or ["Jullie oordeel is gematigd"]))


def _join(*zinnen):
    return " ".join(zin if zin.endswith("?") else f"{zin}." for zin in zinnen)
