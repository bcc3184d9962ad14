"""Whether everybody has a few school days to answer: a week in a school holiday is no week."""

from collections import Counter
from datetime import date, timedelta

from kern.tijd import is_werkdag
from personen.vakanties import vakantie_op

GENOEG_DAGEN = 3


def find_krap(stemmers, van: date, tot: date) -> list[str]:
    """A sentence per reason why some have fewer than three school days from ``van`` up to ``tot``.

    ``stemmers``: persons with ``organisatie__deel_van`` at hand. It tells and never refuses.
    """
    werkdagen = [d for d in (van + timedelta(days=n) for n in range((tot - van).days + 1)) if is_werkdag(d)]
    if len(werkdagen) < GENOEG_DAGEN:
        return ["Er zitten minder dan drie werkdagen in. Neem liever een paar dagen meer."]
    telling = Counter(filter(None, (_find_vakantie(persoon.vakantieregio, werkdagen) for persoon in stemmers)))
    return [
        f"Voor {aantal} van de {len(stemmers)} mensen is het dan {naam}. Zij hebben minder dan drie schooldagen."
        for naam, aantal in telling.items()
    ]


def _find_vakantie(regio, werkdagen):
    namen = [vakantie_op(regio, d) for d in werkdagen]
    return next(filter(None, namen), "") if namen.count("") < GENOEG_DAGEN else ""
