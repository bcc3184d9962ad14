"""Find an organisation by what people type: part of its name, its place, its BRIN, its board."""

from django.db.models import Case, F, IntegerField, Value, When

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

    One query, at most ``HOOGSTENS`` + 1 rows: the last one only says that there are more. On PostgreSQL a trigram
    index finds the parts of words; SQLite looks through the table.
    """
    if not is_enough(q):
        return []
    text = normalise(q[:LANGST])
    rows = Organisatie.objects.filter(is_active=True)
    for word in text.split()[:_WOORDEN]:
        rows = rows.filter(zoektekst__contains=word)
    begins = Case(When(zoektekst__startswith=text, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(
        # A vestiging with the name and the place of its school is the school once more.
        rows.exclude(soort="vestiging", naam=F("deel_van__naam"), plaats=F("deel_van__plaats"))
        .select_related("deel_van__deel_van")
        .order_by(begins, "naam", "plaats", "pk")[: HOOGSTENS + 1]
    )
