from evaluatie.services.antwoorden import AlIngevuldError, answer, check_can_answer, save_gemist, switch_soort
from evaluatie.services.hielp import count_hielp
from evaluatie.services.metingen import (
    cancel_rest,
    close_due,
    close_meting,
    forget_reminders,
    list_niet_gevraagd,
    open_meting,
    plan_rest,
    send_now,
    who_is_asked,
)

__all__ = [
    "AlIngevuldError",
    "answer",
    "cancel_rest",
    "check_can_answer",
    "close_due",
    "close_meting",
    "count_hielp",
    "forget_reminders",
    "list_niet_gevraagd",
    "open_meting",
    "plan_rest",
    "save_gemist",
    "send_now",
    "switch_soort",
    "who_is_asked",
]
