from subsidie.beoordeling.views.academie import aanvraag, ask, assign, complete, export, lijst, take_away, werk
from subsidie.beoordeling.views.oordelen import advies, ask_own, belang, beoordelen, bespreken, oordeel

__all__ = [
    "aanvraag",
    "advies",
    "ask",
    "ask_own",
    "assign",
    "belang",
    "beoordelen",
    "bespreken",
    "complete",
    "export",
    "lijst",
    "oordeel",
    "take_away",
    "werk",
]
