"""What the result page says about levers: that of its own round, and how the one before moved."""

from evaluatie.models import Speerpunt
from evaluatie.speerpunt.hefbomen import find_beweging, find_werkvormen
from evaluatie.uitslag import Uitslag
from evaluatie.uitslag.verloop import Verloop


def read_speerpunt(user, uitslag: Uitslag, verloop: Verloop | None) -> dict:
    """Context: the speerpunt, werkvormen that fit, whether this reader may choose, and what the last lever did.

    At most three queries.
    """
    if not uitslag.dimensies:
        return {}
    meting = uitslag.meting
    rondes = {meting.pk, *(ronde.meting.pk for ronde in (verloop.rondes if verloop else ()))}
    gekozen = {s.meting_id: s for s in Speerpunt.objects.select_related("door", "afspraak").filter(meting__in=rondes)}
    speerpunt, werkvormen = gekozen.get(meting.pk), []
    if speerpunt:
        speerpunt.meting = meting
        werkvormen = find_werkvormen(meting.netwerk, meting.document.code, speerpunt.dimensie)
    return {
        "speerpunt": speerpunt,
        "werkvormen": werkvormen,
        "may_choose": user.has_perm("evaluatie.choose_speerpunt", meting),
        "beweging": find_beweging(verloop, gekozen),
    }
