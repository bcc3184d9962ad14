"""What happens in the running year of a granted aanvraag. Callers asked ``access`` first."""

from subsidie.lopend.services.beginnen import record_startgesprek, start_due, start_when_ready
from subsidie.lopend.services.betalen import keep_afrekening, mark_paid, take_back_paid
from subsidie.lopend.services.halverwege import pick_up, send_tussenbericht
from subsidie.lopend.services.standen import explain_criterium, store_standen
from subsidie.lopend.services.voorwaarden import answer_nakoming, report_voorwaarde
from subsidie.lopend.services.wijzigingen import decide_wijziging, find_bezwaren, request_wijziging, take_back_wijziging

__all__ = [
    "answer_nakoming",
    "decide_wijziging",
    "explain_criterium",
    "find_bezwaren",
    "keep_afrekening",
    "mark_paid",
    "pick_up",
    "record_startgesprek",
    "report_voorwaarde",
    "request_wijziging",
    "send_tussenbericht",
    "start_due",
    "start_when_ready",
    "store_standen",
    "take_back_paid",
    "take_back_wijziging",
]
