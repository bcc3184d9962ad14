"""Who may settle a verantwoording: anybody of the academie who is no part of it and did not advise on the aanvraag."""

from personen.models import VAN_ACADEMIE, Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling.belang import find_belangen
from subsidie.beoordeling.models import find_adviseurs
from subsidie.besluit.bevoegd import UITLEG


def find_bezwaar(persoon: Persoon, aanvraag: Aanvraag) -> str:
    """Why this person may not settle this one, for that person; empty when they may.

    The work of settling is checking numbers, so no beslisser is needed. Who decided may settle; who advised may not:
    two others have looked at it then, at the beginning and at the end.
    """
    sectoren = VAN_ACADEMIE.get(persoon.academie_sector, ())
    if not (persoon.is_active and persoon.is_academie and aanvraag.regelingversie.sector in sectoren):
        return "Alleen de academie van deze sector stelt een verantwoording vast."
    if persoon.pk in find_adviseurs(aanvraag):
        return "Je adviseerde over deze aanvraag. Iemand anders stelt de verantwoording vast."
    belang = find_belangen(aanvraag, [persoon]).get(persoon.pk)
    return f"{UITLEG[belang]} Iemand anders stelt de verantwoording vast." if belang else ""
