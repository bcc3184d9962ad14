"""Who of the academie follows a granted aanvraag, and when something can be done with it."""

from personen.models import VAN_ACADEMIE, Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.rules import may_submit
from subsidie.beoordeling.belang import find_belangen
from subsidie.besluit.bevoegd import UITLEG
from subsidie.toestand import Rol, Status

IN_JAAR = (Status.TOEGEKEND, Status.VOORWAARDE, Status.LOPEND)  # granted, and not accounted for


def find_bezwaar(persoon: Persoon, aanvraag: Aanvraag) -> str:
    """Why this person may not act for the academie on this one, for that person; empty when they may."""
    sectoren = VAN_ACADEMIE.get(persoon.academie_sector, ())
    if not (persoon.is_active and persoon.is_academie and aanvraag.regelingversie.sector in sectoren):
        return "Dit doet iemand van de academie van deze sector."
    belang = find_belangen(aanvraag, [persoon]).get(persoon.pk)
    return f"{UITLEG[belang]} Iemand anders doet dit." if belang else ""


def find_rol(persoon: Persoon, aanvraag: Aanvraag) -> Rol:
    """What somebody of the netwerk is to it, for the track."""
    return Rol.INDIENER if may_submit(persoon, aanvraag.netwerk) else Rol.SCHRIJVER
