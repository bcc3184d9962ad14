from bijeenkomsten.afspraken.models import Afspraak
from bijeenkomsten.draaiboek.models import LANGST_ONDERDEEL, Programmaonderdeel
from bijeenkomsten.jaarplan.models import Jaarplan
from bijeenkomsten.materiaal.models import Materiaal
from bijeenkomsten.models.aanwezigheid import Aanwezigheid, AanwezigheidQuerySet
from bijeenkomsten.models.agendalink import Agendalink, make_token
from bijeenkomsten.models.bijeenkomst import LANGST, Bijeenkomst, BijeenkomstQuerySet, load_voorbereiders, make_uid
from bijeenkomsten.models.wijziging import Wijziging
from bijeenkomsten.prikker.models import Prikantwoord, Prikdatum, Prikker

__all__ = [
    "LANGST",
    "LANGST_ONDERDEEL",
    "Aanwezigheid",
    "AanwezigheidQuerySet",
    "Afspraak",
    "Agendalink",
    "Bijeenkomst",
    "BijeenkomstQuerySet",
    "Jaarplan",
    "Prikantwoord",
    "Prikdatum",
    "Prikker",
    "Materiaal",
    "Programmaonderdeel",
    "Wijziging",
    "load_voorbereiders",
    "make_token",
    "make_uid",
]
