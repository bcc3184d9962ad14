"""Aanvragen of which the decision was told, for tests."""

from personen.tests.factories import PersoonFactory
from subsidie.besluit.models import Besluit
from subsidie.besluit.services import tell
from subsidie.besluit.tests.factories import BIJDRAGE, besluit, make_beslisser, make_klaar, make_ronde
from subsidie.models import Aanvraag

__all__ = ["BIJDRAGE", "besluit", "make_gegund", "make_klaar", "make_ronde", "make_staf", "set_status"]


def make_staf(sector="vo"):
    return PersoonFactory(academie=True, academie_sector=sector)


def make_gegund(ronde=None, *, bedrag=BIJDRAGE, openbaar=True, status="", **velden) -> Besluit:
    """Granted and told. ``status``: where it is now."""
    aanvraag = make_klaar(ronde, gevraagd=BIJDRAGE, netwerk__is_openbaar=openbaar, **velden)
    by = make_beslisser()
    [verteld] = tell([besluit(aanvraag, by, bedrag=bedrag)], by=by)
    if status:
        set_status(aanvraag, status)
    verteld.aanvraag.refresh_from_db()
    return verteld


def set_status(aanvraag, status):
    Aanvraag.objects.filter(pk=aanvraag.pk).update(status=status)
