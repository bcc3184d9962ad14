"""How it stands with what has to be in order, of one demo group that runs and one that is to begin."""

from datetime import timedelta

from kern.tijd import lokale_dag
from netwerken.models import Randvoorwaarde, Startbesluit
from netwerken.randvoorwaarden.inhoud import VAN_NETWERK, VAN_ORGANISATIE
from netwerken.randvoorwaarden.stand import find_organisaties

Status = Randvoorwaarde.Status
AANPAK = "Het rooster is rond tot de zomer. Daarna praten we er met de rector over, en tot dan komt zij elke twee keer."
RISICO = "Er is nu geen lesvrije middag, en vervanging lukt maar om de keer."
REDEN = "Op één school komt er pas na de zomer ruimte in het rooster. De andere zijn klaar om te beginnen."

BEWIJS = {
    "RV-24": "We zijn met genoeg voor een goed gesprek, en niemand hoeft te zwijgen.",
    "RV-44": "Grote en kleine scholen, uit stad en dorp, en een paar starters.",
}


def load(netwerk, groep, now):
    """For the two groups that have them."""
    if netwerk.slug == "verbindend-vernieuwen":
        _load_begonnen(netwerk, groep, now)
    elif netwerk.slug == "persoonlijk-leiderschap":
        _load_voor_start(netwerk, groep)


def _load_begonnen(netwerk, groep, now):
    """All in order but the time of one school, and a reason to begin all the same."""
    rijen = [_make(netwerk, None, punt, groep) for punt in VAN_NETWERK]
    scholen = list(find_organisaties(netwerk))
    rijen += [_make(netwerk, school, punt, groep) for school in scholen for punt in VAN_ORGANISATIE]
    krap = next(rij for rij in rijen if rij.code == "RV-03" and rij.organisatie == scholen[-1])
    krap.status, krap.bewijs, krap.aanpak = Status.RISICO, RISICO, AANPAK
    krap.voor = lokale_dag(now) + timedelta(days=60)
    Randvoorwaarde.objects.bulk_create(rijen)
    Startbesluit.objects.create(
        netwerk=netwerk, open=0, risico=1, reden=REDEN, door=groep["facilitator"], op=now - timedelta(days=425)
    )


def _load_voor_start(netwerk, groep):
    """Half of it is known, of half of the schools."""
    rijen = [_make(netwerk, None, punt, groep) for punt in VAN_NETWERK[:4]]
    scholen = list(find_organisaties(netwerk))
    rijen += [_make(netwerk, s, punt, groep) for s in scholen[: len(scholen) // 2] for punt in VAN_ORGANISATIE[:3]]
    Randvoorwaarde.objects.bulk_create(rijen)


def _make(netwerk, organisatie, punt, groep):
    return Randvoorwaarde(
        netwerk=netwerk, organisatie=organisatie, code=punt.code, status=Status.VOLDAAN,
        bewijs=BEWIJS.get(punt.code, punt.bewijs), eigenaar=groep["facilitator"],
        gewijzigd_door=groep["facilitator"],
    )  # fmt: skip
