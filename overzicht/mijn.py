"""Everything *Mijn overzicht* shows about one person."""

from fasen.models import load_routes
from fasen.route import get_route
from kern.adres import reverse
from kern.tijd import nu
from netwerken.models import load_deelnames_of
from overzicht import vragen
from overzicht.feiten import Feiten
from overzicht.watnu import HOOGSTENS, collect

TELWOORDEN = ("Niets", "Eén ding", "Twee dingen", "Drie dingen")
AGENDA_REGELS = 6


def find_own(user, *, now=None):
    """The netwerken somebody belongs to or waits for, running ones first."""
    netwerken = load_deelnames_of(user, load_routes(vragen.find_netwerken_of(user.pk, now or nu())))
    return sorted(netwerken, key=lambda netwerk: netwerk.is_beeindigd)


def read_mijn(user, *, now=None):
    """The context of the page: cards, netwerken, agenda and what the person waits for."""
    feiten = Feiten(user, find_own(user, now=now), now=now, terug=reverse("overzicht:mijn"))
    kaarten = collect(feiten, overal=True)
    return {
        "vandaag": feiten.now,
        "biedt_hulp": feiten.biedt_hulp,
        "kaarten": kaarten[:HOOGSTENS],
        "lead": make_lead(kaarten),
        "netwerken": [
            {
                "netwerk": netwerk,
                "route": get_route(netwerk),
                "volgende": feiten.volgende(netwerk),
                "taken": feiten.mijn_taken.get(netwerk.pk),
            }
            for netwerk in feiten.binnen
        ],
        "wachtend": [
            (netwerk, _wachtende_deelname(netwerk, user))
            for netwerk in feiten.netwerken
            if netwerk not in feiten.binnen
        ],
        "mentor_van": feiten.mentor_van,
        "startplannen": feiten.startplannen,
        "agenda": feiten.agenda(AGENDA_REGELS),
        "afspraken": feiten.alle_afspraken,
        "heeft_agendalink": any(netwerk.heeft_agendalink for netwerk in feiten.netwerken),
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
    voor = "je netwerken" if all(kaart.van_netwerk for kaart in eerst) else "jou"
    return f"{TELWOORDEN[len(eerst)]} voor {voor}. {duur}{later}"
