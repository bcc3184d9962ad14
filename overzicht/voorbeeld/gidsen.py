"""What facilitators of the demo did with the gids: a plan of fasen, and points they ticked off."""

from datetime import timedelta

from fasen.gids.inhoud import GIDSEN
from fasen.inhoud import FASEN
from fasen.models import FaseVerloop, Vinkje
from fasen.plan.pagina import read_dagen
from fasen.plan.rekenen import propose
from netwerken.models import Netwerk

VERBINDEND = "verbindend-vernieuwen"
# What the one in verbindend-vernieuwen wrote with it: (fase, code) → sentence.
ZINNEN = {
    ("verkenning", "kennen"): "Op de eerste dag schreef ieder een vraag op en kreeg drie vragen terug.",
    ("ontwikkeling", "maatjes"): "Vaste groepjes van drie of vier.",
    ("verdieping", "gemaakt"): "Zes scholen probeerden voor de zomer iets uit wat nog niet klaar was.",
    ("verdieping", "tussendoor"): "De groepjes bellen elke maand.",
}
NIET_NODIG = {("verkenning", "intake"): "We begonnen zonder formulier. Ik heb iedereen gebeld."}


def load(netwerk, groep, now):
    if netwerk.status not in {Netwerk.Status.GESTART, Netwerk.Status.AFRONDEN}:
        return
    verlopen = {verloop.fase: verloop for verloop in FaseVerloop.objects.filter(netwerk=netwerk)}
    _plan(netwerk, verlopen)
    _tick(netwerk, verlopen, groep["facilitator"], now)


def _plan(netwerk, verlopen):
    """As it was made on the first day, so that one sees plan and reality side by side."""
    dagen = [dag for dag, _ in read_dagen(netwerk)]
    for deel in propose(netwerk.start_datum, netwerk.eind_datum, dagen, netwerk.aantal_bijeenkomsten):
        verloop = verlopen[deel.fase.slug]
        verloop.gepland_van, verloop.gepland_tot, verloop.gepland_keren = deel.van, deel.tot, deel.keren
    FaseVerloop.objects.bulk_update(verlopen.values(), ["gepland_van", "gepland_tot", "gepland_keren"])


def _tick(netwerk, verlopen, door, now):
    """What people tick off themselves in the fasen behind them; in verbindend-vernieuwen half of the present one."""
    vinkjes = []
    for fase in FASEN:
        verloop = verlopen[fase.slug]
        is_over = verloop.status == FaseVerloop.Status.AFGEROND
        op = verloop.afgerond_op - timedelta(days=2) if is_over else now - timedelta(days=12)
        for punt in GIDSEN[fase.slug].punten:
            zin = ZINNEN.get((fase.slug, punt.code), "") if netwerk.slug == VERBINDEND else ""
            if not punt.meter and (is_over or zin):
                vinkjes.append(_vinkje(netwerk, fase, punt, door, op, soort="gedaan", zin=zin))
            elif netwerk.slug == VERBINDEND and (reden := NIET_NODIG.get((fase.slug, punt.code))):
                vinkjes.append(_vinkje(netwerk, fase, punt, door, op, soort="niet_nodig", zin=reden))
    Vinkje.objects.bulk_create(vinkjes)


def _vinkje(netwerk, fase, punt, door, op, **velden):
    return Vinkje(netwerk=netwerk, fase=fase.slug, code=punt.code, titel=punt.titel, door=door, op=op, **velden)
