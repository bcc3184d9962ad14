from evaluatie.services.antwoorden import (
    AlIngevuldError,
    GeslotenError,
    Tekst,
    answer,
    check_can_answer,
    save_gemist,
    switch_soort,
)
from evaluatie.services.hielp import count_hielp
from evaluatie.services.metingen import (
    cancel_rest,
    list_niet_gevraagd,
    open_meting,
    plan_rest,
    send_now,
    who_is_asked,
    who_missed,
)
from evaluatie.services.rijen import ensure_newest, ensure_vragenlijst, register_samensteller
from evaluatie.services.rondes import cancel_ronde, list_group, move_ronde, open_ronde, plan_ronde, who_is_in
from evaluatie.services.sluiten import close_due, close_meting, forget_reminders
from evaluatie.services.vertrouwelijk import BEWAART, find_guides, find_lezers, get_wist_op, take_back, tell

__all__ = [
    "BEWAART",
    "AlIngevuldError",
    "GeslotenError",
    "Tekst",
    "answer",
    "cancel_rest",
    "cancel_ronde",
    "check_can_answer",
    "close_due",
    "close_meting",
    "count_hielp",
    "find_guides",
    "find_lezers",
    "ensure_newest",
    "ensure_vragenlijst",
    "forget_reminders",
    "get_wist_op",
    "list_group",
    "list_niet_gevraagd",
    "move_ronde",
    "open_meting",
    "open_ronde",
    "plan_rest",
    "plan_ronde",
    "register_samensteller",
    "save_gemist",
    "send_now",
    "switch_soort",
    "take_back",
    "tell",
    "who_is_asked",
    "who_is_in",
    "who_missed",
]
