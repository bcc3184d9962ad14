from bijeenkomsten.models.aanwezigheid import Aanwezigheid, AanwezigheidQuerySet
from bijeenkomsten.models.agendalink import Agendalink, make_token
from bijeenkomsten.models.bijeenkomst import LANGST, Bijeenkomst, BijeenkomstQuerySet, load_voorbereiders, make_uid
from bijeenkomsten.models.onderdelen import Programmaonderdeel, Wijziging

__all__ = [
    "LANGST",
    "Aanwezigheid",
    "AanwezigheidQuerySet",
    "Agendalink",
    "Bijeenkomst",
    "BijeenkomstQuerySet",
    "Programmaonderdeel",
    "Wijziging",
    "load_voorbereiders",
    "make_token",
    "make_uid",
]
