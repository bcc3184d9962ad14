"""Who does what in one demo group: most of the work is divided, one task is asked, a few are free."""

from netwerken.models import Begeleiding, Deelname, Taak
from netwerken.taken.inhoud import PUNTEN

# Which of the deelnemers does it; the others are of the facilitator, the penvoerder or nobody.
VAN_DEELNEMER = {"T-07": 1, "T-09": 2, "T-12": 0, "T-13": 3, "T-14": 4, "T-17": 5, "T-19": 2, "T-21": 6}
VAN_FACILITATOR = {"T-01", "T-02", "T-06", "T-11", "T-15", "T-16"}
VAN_PENVOERDER = {"T-04", "T-10"}
NIET_NODIG = {"T-03"}
GEVRAAGD = "T-18"  # of who tries the demo as deelnemer
TERUG = "T-22"
EIGEN = ("Foto’s maken", "Elke keer drie foto’s waarop je ziet wat we deden. Vraag eerst of het mag.")


def load(netwerk, groep, now):
    """For the group that has them."""
    if netwerk.slug != "verbindend-vernieuwen":
        return
    rijen = [Taak(netwerk=netwerk, code=p.code, volgorde=i, **_who(p.code, groep)) for i, p in enumerate(PUNTEN, 1)]
    naam, uitleg = EIGEN
    rijen.append(
        Taak(netwerk=netwerk, naam=naam, uitleg=uitleg, volgorde=len(rijen) + 1, persoon=groep["deelnemers"][1])
    )
    Taak.objects.bulk_create(rijen)
    Begeleiding.objects.create(
        deelname=netwerk.deelnames.get(rol=Deelname.Rol.FACILITATOR), betaald_door="subsidie",
        toelichting="Vier uur per week, zolang het netwerk loopt.",
    )  # fmt: skip


def _who(code, groep):
    mensen = groep["deelnemers"]
    if code in VAN_DEELNEMER:
        return {"persoon": mensen[VAN_DEELNEMER[code]]}
    if code in VAN_FACILITATOR | VAN_PENVOERDER:
        return {"persoon": groep["facilitator" if code in VAN_FACILITATOR else "penvoerder"]}
    if code == GEVRAAGD:
        return {"gevraagd": mensen[0]}
    if code == TERUG:
        return {"vorige": mensen[7], "reden": Taak.Reden.TERUG}
    return {"doet_mee": code not in NIET_NODIG}
