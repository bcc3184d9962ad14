"""Everything the page of one netwerk shows: the cockpit for who takes part, the public page for everybody else."""

from django.db.models import Count, Q

from bijeenkomsten.models import Bijeenkomst
from fasen.models import load_routes
from fasen.route import get_route
from kern.tijd import lokale_dag, nu
from netwerken.models import Deelname
from overzicht.feiten import Feiten
from overzicht.vragen import count_antwoorden, read_leden
from overzicht.watnu import HOOGSTENS, collect

BERICHTEN = 4
GEZICHTEN = 6


def read_cockpit(user, netwerk, *, now=None):
    """What a member sees; the parts for managers are empty for the others."""
    deelnames = read_leden(netwerk, now or nu())
    feiten = Feiten(user, [netwerk], now=now, terug=netwerk.get_absolute_url(), deelnames=deelnames)
    load_routes([netwerk])
    route, volgende = get_route(netwerk), feiten.volgende(netwerk)
    leden = [lid for lid in deelnames if lid.status == Deelname.Status.ACTIEF and lid.is_active]
    return {
        "tab": "overzicht",
        "route": route,
        "kaarten": collect(feiten)[:HOOGSTENS],
        "volgende": volgende,
        "bladeren": _count_bladeren(volgende, leden),
        "vorige": feiten.laatste_terugblik(netwerk),
        "uitslag": feiten.laatste_uitslag(netwerk),
        "fase": route.huidige.fase if route.huidige else None,
        "fasevraag": _of_this_week(route, "vragen", feiten.now),
        "fasetip": _of_this_week(route, "tips", feiten.now),
        "verzendingen": feiten.verzendingen(netwerk)[:BERICHTEN],
        "is_begeleider": netwerk in feiten.begeleid,
        "facilitators": [lid for lid in leden if lid.rol == Deelname.Rol.FACILITATOR],
        "deelnemers": [lid for lid in leden if lid.rol == Deelname.Rol.DEELNEMER][:GEZICHTEN],
        "now": feiten.now,
        "biedt_hulp": feiten.biedt_hulp,
    }


def read_publiek(user, netwerk, *, now=None):
    """What somebody outside sees: no names, no days, no places."""
    facilitators = Deelname.objects.actief().filter(netwerk=netwerk, rol=Deelname.Rol.FACILITATOR).with_persoon()
    return {
        "route": get_route(netwerk, publiek=True),
        "facilitators": [d.persoon for d in facilitators],
        "volgende": Bijeenkomst.objects.filter(netwerk=netwerk).aankomend(now=now).first(),
        "wachtend": next((d for d in netwerk.deelnames_of(user) if d.is_betrokken), None),
        "feiten": _count_feiten(netwerk) if _sees_feiten(user) else None,
    }


def _sees_feiten(user):
    return user.is_authenticated and (user.is_academie or user.is_beheer)


def _count_feiten(netwerk):
    """Numbers for academie and beheer; nothing anybody wrote."""
    status = Bijeenkomst.Status
    return Bijeenkomst.objects.filter(netwerk=netwerk).aggregate(
        gehouden=Count("pk", filter=Q(status=status.GEHOUDEN)),
        gepland=Count("pk", filter=Q(status=status.GEPLAND)),
        afgelast=Count("pk", filter=Q(status=status.AFGELAST)),
    )


def _count_bladeren(bijeenkomst, leden):
    """One leaf for each person who takes part: comes, said nothing yet, cannot come. None before the first answer."""
    antwoorden = count_antwoorden(bijeenkomst) if bijeenkomst else {}
    komt, niet = (antwoorden.get(antwoord, 0) for antwoord in ("komt", "komt_niet"))
    if not komt + niet:
        return None
    mensen = len({lid.pk for lid in leden})
    return {"komt": komt, "niet": niet, "wacht": max(0, mensen - komt - niet)}


def _of_this_week(route, soort, now):
    """One entry of the present fase; another one every week, the same for everybody."""
    if route.huidige is None:
        return None
    rijen = getattr(route.huidige.fase, soort)
    return rijen[lokale_dag(now).isocalendar().week % len(rijen)]
