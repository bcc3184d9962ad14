"""What happens to meetings. One module per noun."""

from bijeenkomsten.services.aanwezigheid import register_aanwezigheid, save_antwoord
from bijeenkomsten.services.agendalink import make_agendalink, stop_agendalink
from bijeenkomsten.services.bijeenkomst import cancel_all, cancel_bijeenkomst, plan_bijeenkomst, update_bijeenkomst
from bijeenkomsten.services.programma import add_onderdeel, delete_onderdeel, move_onderdeel, update_onderdeel

__all__ = [
    "add_onderdeel",
    "cancel_all",
    "cancel_bijeenkomst",
    "delete_onderdeel",
    "make_agendalink",
    "move_onderdeel",
    "plan_bijeenkomst",
    "register_aanwezigheid",
    "save_antwoord",
    "stop_agendalink",
    "update_bijeenkomst",
    "update_onderdeel",
]
