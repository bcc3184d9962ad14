"""How the turns of a netwerk stand, seen from one meeting."""

from collections import defaultdict

from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from bijeenkomsten.models.bijeenkomst import Voorbereiding
from bijeenkomsten.voorbereiders.models import Beurt
from bijeenkomsten.voorbereiders.volgorde import BEREIDT_VOOR, GEVRAAGD, KAN_NIET, PAST, Kandidaat
from kern.tijd import lokale_dag
from netwerken.models import Deelname


def read_kandidaten(bijeenkomst: Bijeenkomst, *, met_vragen=True) -> list[Kandidaat]:
    """Every deelnemer of now, with when it was their turn and what stands in the way this time.

    ``met_vragen``: who is asked for another meeting counts as on turn there; False for who may not see that.
    """
    netwerk, (gedaan, nu_voor) = bijeenkomst.netwerk_id, _read_voorbereidingen(bijeenkomst)
    beurten = _add_vragen(gedaan, bijeenkomst) if met_vragen else gedaan
    wat = _read_wat(bijeenkomst) | dict.fromkeys(nu_voor, BEREIDT_VOOR)
    dagen = _read_dagen(netwerk)
    rows = Deelname.objects.actief().filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER, persoon__is_active=True)
    rows = rows.select_related("persoon__organisatie").order_by("persoon__naam", "persoon_id")
    return [
        Kandidaat(
            persoon=rij.persoon,
            sinds=rij.begonnen_op,
            laatst=max(beurten[rij.persoon_id], default=None),
            keren=len(beurten[rij.persoon_id]),
            is_nieuw=not any(rij.begonnen_op <= d < bijeenkomst.datum for d in dagen),
            wat=wat.get(rij.persoon_id, ""),
        )
        for rij in rows
    ]


def _read_voorbereidingen(bijeenkomst):
    """persoon → the days of the other meetings they prepared or will, and who prepares this one."""
    rows = Voorbereiding.objects.filter(bijeenkomst__netwerk=bijeenkomst.netwerk_id)
    rows = rows.exclude(bijeenkomst__status="afgelast").order_by()
    dagen, nu_voor = defaultdict(set), []
    for persoon, pk, begin in rows.values_list("persoon", "bijeenkomst", "bijeenkomst__begint_op"):
        if pk == bijeenkomst.pk:
            nu_voor.append(persoon)
        else:
            dagen[persoon].add(lokale_dag(begin))
    return dagen, nu_voor


def _add_vragen(dagen, bijeenkomst):
    """Who is asked to prepare another meeting is as good as on turn there."""
    rows = Beurt.objects.open().filter(bijeenkomst__netwerk=bijeenkomst.netwerk_id).exclude(bijeenkomst=bijeenkomst.pk)
    for persoon, begin in rows.order_by().values_list("persoon", "bijeenkomst__begint_op"):
        dagen[persoon].add(lokale_dag(begin))
    return dagen


def _read_wat(bijeenkomst):
    niet = Aanwezigheid.objects.filter(bijeenkomst=bijeenkomst.pk, antwoord=Aanwezigheid.Antwoord.KOMT_NIET)
    wat = dict.fromkeys(niet.values_list("persoon", flat=True), KAN_NIET)
    for persoon, gepast in Beurt.objects.filter(bijeenkomst=bijeenkomst.pk).values_list("persoon", "gepast"):
        wat[persoon] = PAST if gepast else GEVRAAGD
    return wat


def _read_dagen(netwerk):
    rows = Bijeenkomst.objects.filter(netwerk=netwerk).exclude(status=Bijeenkomst.Status.AFGELAST).order_by()
    return [lokale_dag(begin) for begin in rows.values_list("begint_op", flat=True)]
