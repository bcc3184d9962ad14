"""The begroting out of the answers of an aanvraag: {"begroting.<jaar>.<post>.<kolom>": whole number}. No database."""

from subsidie.begroting.rekenen import Begroting, Regel

KOLOMMEN = {"bijdrage": "bijdrage", "eigen": "eigen", "derden": "derden", "uren": "kwartieren"}
TOELICHTING = "toelichting"
TARIEF = "begroting.tarief"
_DELEN = 4


def make_code(jaar: int, post: str, kolom: str) -> str:
    return f"begroting.{jaar}.{post}.{kolom}"


def read_begroting(antwoorden: dict) -> Begroting:
    """What an aanvraag or an inzending says of money, in the order of year and line."""
    tarief, cellen = antwoorden.get(TARIEF, 0), {}
    for code, waarde in antwoorden.items():
        delen = code.split(".") if code.startswith("begroting.") else ()  # most answers are about something else
        if len(delen) == _DELEN and delen[3] in KOLOMMEN:
            cellen.setdefault((int(delen[1]), delen[2]), {})[KOLOMMEN[delen[3]]] = waarde
    regels = (Regel(jaar, post, **bedragen, tarief=tarief) for (jaar, post), bedragen in sorted(cellen.items()))
    return Begroting(tuple(regels), tarief)
