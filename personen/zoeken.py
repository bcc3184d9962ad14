"""Find an organisation by what people type: part of its name, its place, its BRIN, its board."""

from django.db.models import F

from personen.models import Organisatie
from personen.zoektekst import normalise

MINSTENS = 2  # letters
HOOGSTENS = 20  # results on the page
LANGST = 100  # characters of a question that count
_WOORDEN = 8


def is_enough(q: str) -> bool:
    return any(len(word) >= MINSTENS for word in normalise(q[:LANGST]).split())


def find_organisaties(q: str) -> list[Organisatie]:
    """Organisations that exist and hold every word of ``q``, those whose name begins with it first.

    At most two queries and ``HOOGSTENS`` + 1 rows: the last one only says that there are more. On PostgreSQL a trigram
    index finds the parts of words, and the index on the name stops early at a question that finds thousands. SQLite
    looks through the table.
    """
    if not is_enough(q):
        return []
    text = normalise(q[:LANGST])
    rows = Organisatie.objects.filter(is_active=True).order_by("naam", "plaats", "pk")
    for word in text.split()[:_WOORDEN]:
        rows = rows.filter(zoektekst__contains=word)
    # A vestiging with the name and the place of its school is the school once more.
    rows = rows.exclude(soort="vestiging", naam=F("deel_van__naam"), plaats=F("deel_van__plaats"))
    rows = rows.select_related("deel_van__deel_van")
    found = list(rows.filter(zoektekst__startswith=text)[: HOOGSTENS + 1])
    if len(found) <= HOOGSTENS:
        found += rows.exclude(zoektekst__startswith=text)[: HOOGSTENS + 1 - len(found)]
    return found
