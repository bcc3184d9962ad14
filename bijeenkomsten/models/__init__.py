from bijeenkomsten.academie.models import Academieuitnodiging
from bijeenkomsten.afspraken.models import Afspraak
from bijeenkomsten.draaiboek.models import LANGST_ONDERDEEL, Bezig, Draaiboekstap, Programmaonderdeel, Sjabloon
from bijeenkomsten.jaarplan.models import Jaarplan
from bijeenkomsten.materiaal.models import Materiaal
from bijeenkomsten.models.aanwezigheid import Aanwezigheid, AanwezigheidQuerySet
from bijeenkomsten.models.agendalink import Agendalink, make_token
from bijeenkomsten.models.bijeenkomst import LANGST, Bijeenkomst, BijeenkomstQuerySet, load_voorbereiders, make_uid
from bijeenkomsten.models.wijziging import Wijziging
from bijeenkomsten.oordeel.models import Oordeel
from bijeenkomsten.prikker.models import Prikantwoord, Prikdatum, Prikker
from bijeenkomsten.sprekers.models import Gastspreker, Spreekverzoek, Sprekersvraag
from bijeenkomsten.uitvoeren.models import Aantekening, Bloktijd, Uitvoering, Uitvoerstap
from bijeenkomsten.voorbereiders.models import Beurt

__all__ = [
    "LANGST",
    "LANGST_ONDERDEEL",
    "Aantekening",
    "Academieuitnodiging",
    "Aanwezigheid",
    "AanwezigheidQuerySet",
    "Afspraak",
    "Agendalink",
    "Bezig",
    "Beurt",
    "Bijeenkomst",
    "BijeenkomstQuerySet",
    "Draaiboekstap",
    "Materiaal",
    "Jaarplan",
    "Gastspreker",
    "Oordeel",
    "Prikantwoord",
    "Prikdatum",
    "Prikker",
    "Programmaonderdeel",
    "Sjabloon",
    "Spreekverzoek",
    "Sprekersvraag",
    "Bloktijd",
    "Uitvoering",
    "Uitvoerstap",
    "Wijziging",
    "load_voorbereiders",
    "make_token",
    "make_uid",
]
