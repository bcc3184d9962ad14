"""Everything *Mijn overzicht* shows about one person."""

from django.urls import reverse

from bijeenkomsten.models import Agendalink
from fasen.models import prefetch_route
from fasen.route import get_route
from netwerken.models import Deelname, Netwerk
from overzicht.feiten import Feiten
from overzicht.watnu import HOOGSTENS, collect

TELWOORDEN = ("Niets", "Eén ding", "Twee dingen", "Drie dingen")
AGENDA_REGELS = 6


def find_own(user):
    """The netwerken somebody belongs to or waits for, running ones first."""
    mijn = Deelname.objects.betrokken().filter(persoon=user).values("netwerk")
    rows = Netwerk.objects.filter(pk__in=mijn).for_list().with_rollen_of(user).prefetch_related(prefetch_route())
    return sorted(rows.order_by("naam", "pk"), key=lambda netwerk: netwerk.is_beeindigd)


def read_mijn(user, *, now=None):
    """The context of the page: cards, netwerken, agenda and what the person waits for."""
    feiten = Feiten(user, find_own(user), now=now, terug=reverse("overzicht:mijn"))
    kaarten = collect(feiten)
    return {
        "vandaag": feiten.now,
        "kaarten": kaarten[:HOOGSTENS],
        "lead": make_lead(kaarten),
        "netwerken": [
            {"netwerk": netwerk, "route": get_route(netwerk), "volgende": feiten.volgende(netwerk)}
            for netwerk in feiten.binnen
        ],
        "wachtend": [
            (netwerk, _wachtende_deelname(netwerk, user))
            for netwerk in feiten.netwerken
            if netwerk not in feiten.binnen
        ],
        "agenda": feiten.agenda(AGENDA_REGELS),
        "heeft_agendalink": Agendalink.objects.filter(persoon=user).exists() if feiten.binnen else False,
    }


def _wachtende_deelname(netwerk, user):
    return next(deelname for deelname in netwerk.deelnames_of(user) if deelname.is_betrokken)


def make_lead(kaarten):
    """«Drie dingen voor je netwerken. Samen ongeveer vijf minuten.»"""
    if not kaarten:
        return "Er wacht nu niets op je."
    eerst = kaarten[:HOOGSTENS]
    minuten = sum(kaart.minuten for kaart in eerst)
    duur = "Ongeveer een minuut." if minuten == 1 else f"Samen ongeveer {minuten} minuten."
    if len(eerst) == 1:
        duur = duur.replace("Samen o", "O")
    rest = len(kaarten) - len(eerst)
    later = f" Daarna wacht er nog {rest}." if rest else ""
    return f"{TELWOORDEN[len(eerst)]} voor je netwerken. {duur}{later}"
