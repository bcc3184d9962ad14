"""The kinds of mail that came with a topic of their own, each as its topic states it (``polls``, ``plans`` …)."""

from collections.abc import Callable
from dataclasses import dataclass


def nothing(letter, now=None):
    return None


@dataclass(frozen=True)
class Kind:
    """What the rules say of one kind. ``code``: of the link with which the netwerkbrief asks the same."""

    why_not: Callable  # (letter, now) → the true reasons not to send it
    receivers: Callable | None = None  # (oracle, occasion, now) → persons; None: never to a group
    keeps: int = 7  # days that it may be late and still be of use
    topic: str = ""
    lead: int = 0  # days before ``useful`` at which it should be there: a school holiday gives way to that
    code: str = ""
    useful: Callable = nothing  # (letter, now) → from then on it is of no use
    urgent: Callable = nothing  # (letter, now) → does it go in quiet times too?
    check: Callable | None = None  # (verifier, letter, delivery, now): what must stand in it
    sent: Callable = nothing  # (letter, now): what is true from then on
    missed: Callable = nothing  # (letter): the same when it does not go, for a stated reason
    asks: Callable | None = None  # (letter, now) → can the person still answer? Without: as long as it may go
    counts: bool = True  # among the three mails a week
    loose: bool = False  # stands apart from its message, and its row is thrown away as soon as it left


KINDS: dict[str, Kind] = {}
# What a netwerkbrief may say of a topic: (oracle, person, text, now) → what is not true in it.
IN_BRIEF: list[Callable] = []


def topic_of(kind, others):
    """The topic one can stop, if any; ``others``: of the kinds that are not here."""
    return KINDS[kind].topic if kind in KINDS else others.get(kind, "")


def is_loose(kind):
    return KINDS[kind].loose if kind in KINDS else kind == "evaluatie.herinnering"


def counts(kind):
    return KINDS[kind].counts if kind in KINDS else kind != "evaluatie.herinnering"
