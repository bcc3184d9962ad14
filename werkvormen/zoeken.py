"""What a werkvorm is found by: words, and their stems as Dutch bends them.

A word of the search finds every word that begins with it or whose stem begins with its stem: «tafels» finds «tafel» and
«tafelkleden». PostgreSQL does so by its configuration ``dutch``, in a column that it fills itself (migration 0005): to
make that anew for every find, only to order them, took most of the time of a search. SQLite has nothing like it, so
``zoektekst`` also holds the stems, made by the same algorithm; the outcome is the same (tests/test_zoeken.py).
"""

import re
from functools import lru_cache, reduce

from django.db import connection
from django.db.models import BooleanField, F, FloatField, Func, IntegerField, Q, TextField, Value
from django.db.models.functions import Length, Replace
from snowballstemmer import stemmer

from personen.zoektekst import normalise
from werkvormen.inhoud.soorten import DOELEN, MOMENTEN

MEESTE_WOORDEN = 8
# What PostgreSQL leaves out of a Dutch text (its dutch.stop), so that both leave out the same.
_STOP = """
de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat
mijn men dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want
nog zal me zij nu ge geen omdat iets worden toch al waren veel meer doen toen moet ben zonder kan hun dus
alles onder ja eens hier wie werd altijd doch wordt wezen kunnen ons zelf tegen na reeds wil kon niets uw
iemand geweest andere
"""
STOPWOORDEN = frozenset(_STOP.split())
# «ideeën» is «idee», «theorieën» is «theorie»: the one bend that the algorithm does not know.
_MEER_EE = re.compile(r"(ee|ie)en\b")
_STEM = stemmer("dutch_porter")  # of the two in Snowball the one that PostgreSQL has


def split_woorden(text) -> list[str]:
    """«De 1-2-4-Allen, ideeën» → de 1 2 4 allen idee"""
    return _MEER_EE.sub(r"\1", normalise(text or "")).split()


def split_vraag(q) -> list[str]:
    """The words of a search that say something, each once."""
    woorden = dict.fromkeys(woord for woord in split_woorden(q) if woord not in STOPWOORDEN)
    return list(woorden)[:MEESTE_WOORDEN]


@lru_cache(maxsize=8192)  # the catalogue holds some 3,600 words
def stem(woord) -> str:
    return _STEM.stemWord(woord) if woord.isalpha() and woord.isascii() else woord


def make_zoektekst(kaart) -> str:
    """Three lines: the words of the name, all other words, and the stems; those of the name once more behind a «=»."""
    naam = split_woorden(kaart.naam)
    stappen = [f"{stap.titel} {stap.tekst}" for stap in kaart.stappen]
    woorden = [DOELEN[doel] for doel in kaart.doelen] + [MOMENTEN[moment] for moment in kaart.momenten]
    delen = [kaart.samenvatting, kaart.doel, kaart.wanneer, *stappen, *kaart.materiaal, *kaart.variaties, *kaart.let_op]
    rest = split_woorden(" ".join([*delen, kaart.online, kaart.voorbeeldvraag, kaart.ruimte, *woorden]))
    telt = [woord for woord in naam if woord not in STOPWOORDEN]
    stammen = [stem(woord) for woord in telt + rest if woord not in STOPWOORDEN]
    in_naam = [f"={deel}" for woord in telt for deel in dict.fromkeys([woord, stem(woord)])]
    return "\n".join(" ".join(["", *woorden]) for woorden in (naam, rest, stammen + in_naam))


class _Vector(Func):
    """The words and stems PostgreSQL keeps beside ``zoektekst``, the column this is given."""

    output_field = TextField()

    def as_sql(self, compiler, connection):
        sql, params = compiler.compile(self.source_expressions[0])
        return sql.replace('"zoektekst"', '"zoekvector"'), params


class _Vraag(Func):
    """One word of the search, given twice: as the beginning of a stem and of a word as it is written."""

    template, arg_joiner = "(to_tsquery('dutch', %(expressions)s))", ") || to_tsquery('simple', "
    output_field = TextField()


class _Past(Func):
    arg_joiner, template, output_field = " @@ ", "(%(expressions)s)", BooleanField()


class _Allebei(Func):
    arg_joiner, template, output_field = " && ", "(%(expressions)s)", TextField()


class _Rang(Func):
    function, output_field = "ts_rank", FloatField()


def search(rows, q):
    """The rows that have every word of ``q``, with ``rang``: higher is a better find, a hit in the name best of all."""
    woorden = split_vraag(q)
    if not woorden:
        return rows.annotate(rang=Value(0, output_field=IntegerField()))
    return (_search_postgresql if connection.vendor == "postgresql" else _search_plain)(rows, woorden)


def _search_postgresql(rows, woorden):
    vragen = [_Vraag(*[Value(f"{woord}:*")] * 2) for woord in woorden]
    vraag = _Allebei(*vragen) if len(vragen) > 1 else vragen[0]
    rows = rows.filter(_Past(_Vector(F("zoektekst")), vraag))
    return rows.annotate(rang=_Rang(_Vector(F("zoektekst")), vraag))


def _search_plain(rows, woorden):
    for woord in woorden:
        rows = rows.filter(Q(zoektekst__contains=f" {woord}") | Q(zoektekst__contains=f" {stem(woord)}"))
    return rows.annotate(rang=reduce(lambda a, b: a + b, map(_tel, woorden)))


def _tel(woord):
    """How often the stem occurs, where once in the name counts for a hundred."""
    stam, tekst = stem(woord), F("zoektekst")
    in_naam = Length(Replace(tekst, Value(f" ={stam}"), Value(f" ={stam}" + 100 * "#"))) - Length(tekst)
    elders = Length(Replace(tekst, Value(f" {stam}"), Value(f" {stam}#"))) - Length(tekst)
    return in_naam + elders
