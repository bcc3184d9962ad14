from berichten.services.adressen import clear_address, mark_address
from berichten.services.forecast import explain_waits, leaves_later
from berichten.services.netwerkbrief import ask_in_letter, forget_letters
from berichten.services.outbox import carry_out_due, nudge, queue_bericht
from berichten.services.verzendingen import (
    cancel_verzendingen,
    edit_verzending,
    hold_verzending,
    plan_verzending,
    resume_verzending,
    skip_verzending,
)
from berichten.services.voorkeuren import set_preference, set_preferences, stop_mail

__all__ = [
    "ask_in_letter",
    "cancel_verzendingen",
    "carry_out_due",
    "clear_address",
    "edit_verzending",
    "explain_waits",
    "forget_letters",
    "hold_verzending",
    "leaves_later",
    "mark_address",
    "nudge",
    "plan_verzending",
    "queue_bericht",
    "resume_verzending",
    "set_preference",
    "set_preferences",
    "skip_verzending",
    "stop_mail",
]
