"""The result of a meting with the thresholds and the guard (``wacht``) applied: what is not in here cannot be shown.

Pages, mails, exports, the kompas and the academie all come through this door; nothing else reads a Teller to show.

Closed only; nothing below five completed answers; no question with fewer than five opinions; no distribution and no
number of opinions below ten; no smallest or largest answer, no subgroup.
"""

from evaluatie.uitslag.lezen import add_bevindingen, get_uitslag, read_uitslagen
from evaluatie.uitslag.tabel import (
    GroepUitslag,
    OpenUitslag,
    Uitslag,
    VraagUitslag,
    make_groep_uitslag,
    make_vraag_uitslag,
)

__all__ = [
    "GroepUitslag",
    "OpenUitslag",
    "Uitslag",
    "VraagUitslag",
    "add_bevindingen",
    "get_uitslag",
    "make_groep_uitslag",
    "make_vraag_uitslag",
    "read_uitslagen",
]
