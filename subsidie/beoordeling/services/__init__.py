"""What the academie and the beoordelaars do with an aanvraag. Callers asked ``access`` first."""

from subsidie.beoordeling.models import Toewijzing
from subsidie.beoordeling.services.aanvulling import ask_more, mark_complete
from subsidie.beoordeling.services.oordelen import file_advies, save_oordeel, say
from subsidie.beoordeling.services.toewijzen import (
    assign,
    declare_conflict,
    follow_deelname,
    follow_rol,
    lapse_assignment,
    propose,
)

TERUGGENOMEN = Toewijzing.Vervallen.TERUGGENOMEN

__all__ = [
    "TERUGGENOMEN",
    "ask_more",
    "assign",
    "declare_conflict",
    "file_advies",
    "follow_deelname",
    "follow_rol",
    "lapse_assignment",
    "mark_complete",
    "propose",
    "save_oordeel",
    "say",
]
