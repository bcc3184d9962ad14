"""Measurements. Anonymity lives here, in the schema, and in ``services/antwoorden.py``, in the transaction.

Who answered and what was answered never share a row, a key, a time or an order:

* ``Genodigde`` says who was asked and whether something came back: yes or no, no time. Rows go when the meting closes.
* ``Teller`` counts a choice for the whole group. All rows exist from the opening on, so a first answer adds no row.
* ``OpenAntwoord`` is a text with a random key and nothing else. Ordered by that key.
* No foreign key leads from a Teller or an OpenAntwoord anywhere but to the meting, a group of at least five.
* ``Meting`` is not touched by an answer: its times are those of opening and closing.
* ``Zaalcode`` lets somebody answer in the meeting without a name: only whether it was used. Gone after closing.
* ``Gevraagde`` keeps who belonged to the group of a round that comes back, that asks what the netwerk added, or that
  was answered in the meeting; not who answered.

Facilitators are not asked. Their answers would have to be kept apart and could then never be shown, and in
a group of five they could subtract their own and see four. What is never shown is not asked.

``Gemist`` and ``VertrouwelijkAntwoord`` are not part of this: they are *vertrouwelijk*, words with a name for the
facilitators, and say so beforehand. A round is of one of the two kinds from the start (``Meting.Soort.VERTROUWELIJK``).
"""

from evaluatie.beelden.models import Beeld
from evaluatie.lijsten.models import Competentieblok, EigenLijst, EigenVraag
from evaluatie.models.antwoord import OpenAntwoord, Teller, Werkvormtelling
from evaluatie.models.gemist import GEMIST_TELT, Gemist
from evaluatie.models.meting import Genodigde, Gevraagde, Meting
from evaluatie.models.vragenlijst import Vragenlijst
from evaluatie.speerpunt.models import Speerpunt
from evaluatie.vertrouwelijk.models import Lezer, VertrouwelijkAntwoord
from evaluatie.zaal.models import Zaalcode

__all__ = [
    "GEMIST_TELT",
    "Beeld",
    "Competentieblok",
    "EigenLijst",
    "EigenVraag",
    "Gemist",
    "Genodigde",
    "Gevraagde",
    "Lezer",
    "Meting",
    "OpenAntwoord",
    "Speerpunt",
    "Teller",
    "VertrouwelijkAntwoord",
    "Vragenlijst",
    "Werkvormtelling",
    "Zaalcode",
]
