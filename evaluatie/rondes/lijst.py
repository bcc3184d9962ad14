"""The rounds of a netwerk as its page tells them: what runs, what comes, what was."""

from evaluatie.models import Meting
from evaluatie.rondes.waarom import explain

Status = Meting.Status


def split_rondes(rondes: list[Meting], bijeenkomsten) -> dict[str, list[Meting]]:
    """``lopend`` also holds the rounds after a meeting; ``komend`` soonest first, with why each comes."""
    per_status = {status: [ronde for ronde in rondes if ronde.status == status] for status in Status}
    lopend = [*per_status[Status.OPEN], *(meting for meting in bijeenkomsten if meting.status == Status.OPEN)]
    komend = list(reversed(per_status[Status.GEPLAND]))
    for ronde in komend:
        ronde.waarom = explain(ronde)
    return {
        "lopend": sorted(lopend, key=lambda meting: meting.sluit_op),
        "komend": komend,
        "geweest": [ronde for ronde in rondes if ronde.status in {Status.GESLOTEN, Status.VERVALLEN}],
        "gesloten": [meting for meting in bijeenkomsten if meting.status != Status.OPEN],
    }
