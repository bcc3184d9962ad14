"""The only door through which views get a theme or a voorstel: 404 hides, 403 refuses."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from kern.forms import read_number
from netwerken.access import check_perm
from netwerken.belangstelling.lijst import find_eigen, may_begin
from netwerken.belangstelling.models import Belangstelling, Thema, Themavoorstel
from personen.models import VAN_ACADEMIE

PERM = "netwerken.manage_themas"


def find_thema(user, pk: str) -> Thema | None:
    """The theme of a link in the list: one that everybody may see, or that this person waits for."""
    thema = Thema.objects.filter(pk=read_number(pk)).first()
    if thema and (thema.is_zichtbaar or thema.belangstellingen.filter(persoon=user).exists()):
        return thema
    return None


def get_eigen(user, pk: int) -> Belangstelling:
    rows = Belangstelling.objects.select_related("thema", "persoon")
    return get_object_or_404(rows, pk=pk, persoon=user)


def get_thema_of_academie(user, pk: int) -> Thema:
    """Any theme that was not merged, for who looks after its sector or after people who wait for it."""
    check_perm(user, PERM)
    sectoren = VAN_ACADEMIE[user.academie_sector]
    thema = get_object_or_404(Thema.objects.exclude(status=Thema.Status.SAMENGEVOEGD), pk=pk)
    if thema.sector in sectoren or thema.belangstellingen.filter(sector__in=sectoren).exists():
        return thema
    raise Http404


def get_voorstel_to_begin(user, pk: int) -> Themavoorstel:
    """Of who can begin it, or could until somebody else did a moment ago: the service tells that."""
    voorstel = get_object_or_404(Themavoorstel.objects.select_related("thema", "netwerk"), pk=pk)
    eigen = find_eigen(user)
    if voorstel.trekker_id == user.pk or may_begin(voorstel, user, eigen) or _could_begin(voorstel, eigen):
        return voorstel
    raise Http404


def _could_begin(voorstel, eigen):
    return any(rij.wil_trekken and rij.thema_id == voorstel.thema_id for rij in eigen)


def get_voorstel_to_give_back(user, pk: int) -> Themavoorstel:
    """Of who took it up, and of the academie of its sector."""
    voorstel = get_object_or_404(Themavoorstel.objects.select_related("thema"), pk=pk)
    if voorstel.trekker_id == user.pk or user.has_perm(PERM) and voorstel.sector in VAN_ACADEMIE[user.academie_sector]:
        return voorstel
    raise Http404


def get_voorstel_of_academie(user, pk: int) -> Themavoorstel:
    check_perm(user, PERM)
    rows = Themavoorstel.objects.filter(sector__in=VAN_ACADEMIE[user.academie_sector])
    return get_object_or_404(rows.select_related("thema"), pk=pk)
