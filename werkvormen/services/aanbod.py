"""What is offered and stays without an answer."""

from berichten.services import ask_in_letter
from kern.tijd import nu
from personen.models import Persoon
from werkvormen.aandacht import find_lang_open


def remind_academie() -> int:
    """The next netwerkbrief of everybody of the academie asks about what waits for more than a week.

    When that letter is written it looks again: what was answered meanwhile is no longer asked, and without anything
    else there is no letter. Returns how many people were asked; once a week or every night is the same.
    """
    now = nu()
    if not find_lang_open(now):
        return 0
    mensen = Persoon.objects.filter(platformrol=Persoon.Platformrol.ACADEMIE, is_active=True).order_by("pk")
    return sum(ask_in_letter(persoon, now) for persoon in mensen.select_related("organisatie__deel_van"))
