"""The only door to a verantwoording: 404 hides, 403 refuses."""

from django.http import Http404

from netwerken.access import check_perm
from subsidie.aanvragen import access as aanvragen
from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling import access as academie
from subsidie.toestand import TOEGEKEND
from subsidie.verantwoording.models import Ondertekening, Verantwoording

WRITE, SIGN = "subsidie.write_verantwoording", "subsidie.sign_verantwoording"
READ, SETTLE = "subsidie.read_verantwoording", "subsidie.settle_verantwoording"


def get_toegekend(user, sleutel, perm: str = WRITE) -> Aanvraag:
    """An aanvraag that was granted and the netwerk heard so; there is nothing to account for before that."""
    return _check_toegekend(aanvragen.get_aanvraag(user, sleutel, perm))


def get_van_academie(user, sleutel, perm: str = "subsidie.handle_aanvraag") -> Aanvraag:
    """The same for the academie of its sector."""
    aanvraag = academie.get_aanvraag(user, sleutel)
    check_perm(user, perm, aanvraag)
    return _check_toegekend(aanvraag)


def get_getekend(user, sleutel) -> Ondertekening:
    """What was signed last, for who guides the netwerk and for the academie."""
    aanvraag = get_toegekend(user, sleutel, READ)
    rij = Ondertekening.objects.filter(verantwoording__aanvraag=aanvraag).select_related("door").first()
    if rij is None:
        raise Http404
    rij.verantwoording = Verantwoording.objects.of(aanvraag)
    rij.verantwoording.aanvraag = aanvraag
    return rij


def _check_toegekend(aanvraag):
    if aanvraag.status not in TOEGEKEND:
        raise Http404
    return aanvraag
