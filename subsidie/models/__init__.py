"""The tables of the topics of this room, in one place for Django."""

from subsidie.aanvragen.models import Aanvraag, Inzending
from subsidie.regeling.models import Aanvraagronde, Regelingversie
from subsidie.spoor.models import Spoorregel

__all__ = ["Aanvraag", "Aanvraagronde", "Inzending", "Regelingversie", "Spoorregel"]
