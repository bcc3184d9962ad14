"""The tables of the topics of this room, in one place for Django."""

from subsidie.aanvragen.models import Aanvraag, Inzending
from subsidie.academie.models import Belnotitie
from subsidie.beoordeling.models import (
    Aanvulvraag,
    Advies,
    Belangverklaring,
    Bespreekpunt,
    Oordeel,
    Toewijzing,
)
from subsidie.besluit.models import Besluit, Voorwaarde
from subsidie.bijlagen.models import Bijlage
from subsidie.lopend.models import (
    Afrekening,
    Criteriumstand,
    Nakoming,
    Startgesprek,
    Tussenbericht,
    Uitbetaling,
    Wijziging,
)
from subsidie.opmerkingen.models import Opmerking
from subsidie.regeling.models import Aanvraagronde, Regelingversie
from subsidie.spoor.models import Spoorregel
from subsidie.verantwoording.models import Ondertekening, Verantwoording

__all__ = [
    "Afrekening",
    "Aanvraag",
    "Aanvraagronde",
    "Aanvulvraag",
    "Advies",
    "Belangverklaring",
    "Belnotitie",
    "Besluit",
    "Bespreekpunt",
    "Bijlage",
    "Criteriumstand",
    "Inzending",
    "Nakoming",
    "Ondertekening",
    "Oordeel",
    "Opmerking",
    "Regelingversie",
    "Spoorregel",
    "Startgesprek",
    "Toewijzing",
    "Tussenbericht",
    "Uitbetaling",
    "Verantwoording",
    "Voorwaarde",
    "Wijziging",
]
