"""What happens to meetings. One module per noun."""

from bijeenkomsten.services.aanwezigheid import ON_AFMELDING, register_aanwezigheid, save_antwoord
from bijeenkomsten.services.agendalink import make_agendalink, stop_agendalink
from bijeenkomsten.services.bijeenkomst import cancel_all, cancel_bijeenkomst, plan_bijeenkomst, update_bijeenkomst

__all__ = [
    "ON_AFMELDING",
    "cancel_all",
    "cancel_bijeenkomst",
    "make_agendalink",
    "plan_bijeenkomst",
    "register_aanwezigheid",
    "save_antwoord",
    "stop_agendalink",
    "update_bijeenkomst",
]
