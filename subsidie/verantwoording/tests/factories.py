"""A netwerk that got a contribution more than a year ago, for tests."""

from datetime import timedelta

from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory
from kern.tijd import lokale_dag, nu
from netwerken.tests.factories import DeelnameFactory
from subsidie.aanvragen.formulier import make_afdruk
from subsidie.lopend.tests.factories import BEDRAG, add_penvoerder, geleden, make_toegekend
from subsidie.models import Ondertekening, Verantwoording
from subsidie.verantwoording.services import read_concept, save_velden, settle, sign

BEGROTING = {
    "begroting.tarief": 50_00,
    "begroting.1.procesbegeleiding.bijdrage": 9_000_00,
    "begroting.1.vervanging.uren": 4 * 20,
    "begroting.2.procesbegeleiding.eigen": 1_000_00,
}
INVOER = {
    "begroting.1.procesbegeleiding.bijdrage": 8_500_00,
    "begroting.1.procesbegeleiding.toelichting": "Eén keer minder & 't <b>viel</b> mee.",
    "begroting.1.vervanging.uren": 4 * 18,
    "verhaal.opbrengst": "We kijken nu <b>bij elkaar</b> in de les.",
}
VRAAG = "Waarom is er één keer minder begeleid dan gepland?"


def make_lopend(status="lopend", *, dagen=400, bedrag=BEDRAG, **velden):
    """The decision was told so many days ago, when the netwerk began too."""
    if "netwerk" not in velden:
        velden.setdefault("netwerk__start_datum", lokale_dag(nu()) - timedelta(days=dagen))
    aanvraag = make_toegekend(status, verteld_op=geleden(dagen), bedrag=bedrag, **velden)
    aanvraag.inzendingen.update(antwoorden=BEGROTING)
    return aanvraag


def write(aanvraag, by=None, **anders):
    """Fill it in as INVOER does; ``anders``: code=value with __ for a point."""
    waarden = INVOER | {code.replace("__", "."): waarde for code, waarde in anders.items()}
    save_velden(aanvraag, waarden, gezien={}, by=by)


def sign_now(aanvraag, by=None):
    return sign(aanvraag, gezien=make_afdruk(read_concept(aanvraag)), by=by)


def make_getekend(**velden):
    """Filled in and signed by its penvoerder: (aanvraag, penvoerder)."""
    aanvraag = make_lopend(**velden)
    penvoerder = add_penvoerder(aanvraag)
    write(aanvraag, penvoerder)
    sign_now(aanvraag, penvoerder)
    aanvraag.refresh_from_db()
    return aanvraag, penvoerder


def make_ondertekening(netwerk):
    """Signed for this netwerk as it is, whatever is missing in it."""
    aanvraag = make_lopend("verantwoord", netwerk=netwerk)
    rij = Verantwoording.objects.create(aanvraag=aanvraag, invoer=INVOER)
    return Ondertekening.objects.create(verantwoording=rij, nummer=1, inhoud=read_concept(aanvraag), op=nu())


def make_vast(staf, **velden):
    """Settled as it was granted."""
    aanvraag, penvoerder = make_getekend(**velden)
    settle(aanvraag, BEDRAG, "", by=staf)
    aanvraag.refresh_from_db()
    return aanvraag, penvoerder


def hold(netwerk, personen=(), dagen=-100, **velden):
    """A meeting that was held, with who was there."""
    keer = BijeenkomstFactory(netwerk=netwerk, dagen=dagen, status="gehouden", **velden)
    for persoon in personen:
        AanwezigheidFactory(bijeenkomst=keer, persoon=persoon, aanwezig=True)
    return keer


def add_deelnemer(netwerk, **velden):
    return DeelnameFactory(netwerk=netwerk, rol="deelnemer", **velden).persoon
