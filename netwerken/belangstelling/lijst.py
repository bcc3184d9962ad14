"""What the pages about themes show. Others see numbers only, and none below three."""

from dataclasses import dataclass

from django.db.models import Count, Q

from kern.templatetags.kern import meervoud
from netwerken.belangstelling.models import GETAL_VANAF, Belangstelling, Thema, Themavoorstel
from netwerken.belangstelling.regels import Groep, can_reach, find_dichtstbij, is_alike
from personen.models import VAN_ACADEMIE

_ACTIEF = Q(belangstellingen__persoon__is_active=True)


def for_list(q):
    """The themes everybody may see that hold these words, with the numbers ``tell_aantal`` needs."""
    return (
        Thema.objects.zichtbaar()
        .search(q)
        .annotate(
            mensen=Count("belangstellingen", filter=_ACTIEF),
            scholen=Count("belangstellingen__persoon__organisatie", filter=_ACTIEF, distinct=True)
            + Count(
                "belangstellingen__persoon__organisatie_naam",
                filter=_ACTIEF & ~Q(belangstellingen__persoon__organisatie_naam=""),
                distinct=True,
            ),
        )
        .order_by("naam", "pk")
    )


def tell_aantal(mensen: int, scholen: int) -> str:
    """«7 mensen uit 5 scholen». A number below three could be somebody, so it is not told."""
    if mensen < GETAL_VANAF:
        return ""
    uit = f" uit {scholen} scholen" if scholen >= GETAL_VANAF else ""
    return f"{meervoud(mensen, 'mens,mensen')}{uit}"


def find_eigen(persoon) -> list[Belangstelling]:
    """What this person waits for."""
    return list(persoon.belangstellingen.select_related("thema__opgegaan_in", "netwerk").order_by("thema__naam", "pk"))


def find_te_trekken(persoon, eigen=None) -> list[Themavoorstel]:
    """The voorstellen this person can begin, or has begun to write."""
    eigen = find_eigen(persoon) if eigen is None else eigen
    if not eigen:
        return []
    rows = Themavoorstel.objects.lopend().filter(thema__in={rij.thema_id for rij in eigen}).select_related("thema")
    return [voorstel for voorstel in rows.order_by("pk") if may_begin(voorstel, persoon, eigen)]


def may_begin(voorstel: Themavoorstel, persoon, eigen) -> bool:
    """Wants to guide it, and can get there; or is the one who does."""
    if not voorstel.is_vrij:
        return voorstel.trekker_id == persoon.pk
    return any(
        rij.wil_trekken
        and (rij.thema_id, rij.sector) == (voorstel.thema_id, voorstel.sector)
        and can_reach(rij.regio, voorstel.regio)
        for rij in eigen
    )


def find_van_academie(persoon) -> list[Thema]:
    """The themes this academie looks after: what waits first, with numbers and the voorstellen of its sectors."""
    sectoren = VAN_ACADEMIE[persoon.academie_sector]
    van_mij = _ACTIEF & Q(belangstellingen__sector__in=sectoren)
    rows = Thema.objects.exclude(status=Thema.Status.SAMENGEVOEGD).annotate(
        mensen=Count("belangstellingen", filter=van_mij)
    )
    rows = rows.filter(Q(sector__in=sectoren) | Q(mensen__gt=0))
    return list(rows.order_by("naam", "pk"))


def count_te_beoordelen(persoon) -> int:
    return Thema.objects.filter(
        status=Thema.Status.VOORGESTELD, sector__in=VAN_ACADEMIE[persoon.academie_sector]
    ).count()


def find_voorstellen(persoon):
    """The voorstellen in the sectors of this academie that still ask for something."""
    rows = Themavoorstel.objects.lopend().filter(sector__in=VAN_ACADEMIE[persoon.academie_sector])
    return rows.select_related("thema", "trekker").order_by("status", "pk")


@dataclass(frozen=True)
class Beeld:
    """One theme as its academie sees it."""

    rijen: list[Belangstelling]
    groep: Groep | None
    lijkt_op: list[Thema]
    voorstellen: list[Themavoorstel]


def read_beeld(thema: Thema, persoon) -> Beeld:
    """Who waits in the sectors of this academie, how near a netwerk is, and which themes are written alike."""
    sectoren = VAN_ACADEMIE[persoon.academie_sector]
    rijen = thema.belangstellingen.actief().filter(sector__in=sectoren).select_related("persoon__organisatie")
    vrij = set(thema.belangstellingen.vrij().values_list("pk", flat=True))
    rijen = list(rijen.order_by("persoon__naam", "pk"))
    anderen = Thema.objects.zichtbaar().exclude(pk=thema.pk)
    voorstellen = list(thema.voorstellen.lopend().filter(sector__in=sectoren).select_related("trekker", "netwerk"))
    for voorstel in voorstellen:
        voorstel.kandidaten = [
            rij for rij in rijen if rij.sector == voorstel.sector and can_reach(rij.regio, voorstel.regio)
        ]
    return Beeld(
        rijen=rijen,
        groep=find_dichtstbij([rij.wens for rij in rijen if rij.pk in vrij]),
        lijkt_op=[ander for ander in anderen if is_alike(thema.sleutel, ander.sleutel)],
        voorstellen=voorstellen,
    )
