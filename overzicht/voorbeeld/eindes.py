"""The end of a demo network: closed a few weeks ago, with a clock that everybody sees, and somebody who left."""

from datetime import timedelta

from django.utils import timezone

from leren.models import Leervraag, Leervraagversie
from netwerken.einde.klok import MAANDEN, add_months, start_clock
from netwerken.models import Deelname
from netwerken.services import close_netwerk

GELEDEN = 24  # days since the end
SLOTWOORD = "Elke school werkte een thema uit. Wat werkt, staat in de wiki. Op elke school let iemand op wat blijft."
LEERVRAAG = "Hoe geef ik leerlingen echt iets te kiezen, zonder dat het vrijblijvend wordt?"
UITKOMST = "Ik bied nu twee routes aan en vertel waarom. Kiezen en uitleggen horen bij elkaar."


def load(netwerk, groep, accounts, now):
    """``facilitator@`` guided it too; ``deelnemer@`` was ready before the end and still has the own words there."""
    toen = now - timedelta(days=GELEDEN)
    deelnemer, facilitator = (accounts[f"{wie}@leernetwerk.test"] for wie in ("deelnemer", "facilitator"))
    begin, eind = netwerk.start_datum, timezone.localdate(now - timedelta(days=90))
    Deelname.objects.create(netwerk=netwerk, persoon=facilitator, rol=Deelname.Rol.FACILITATOR, begonnen_op=begin)
    Deelname.objects.create(
        netwerk=netwerk, persoon=deelnemer, status=Deelname.Status.AFGEROND, reden_einde=Deelname.RedenEinde.KLAAR,
        begonnen_op=begin, beeindigd_op=eind, motivatie="Ik wil dat mijn leerlingen zelf leren plannen.",
    )  # fmt: skip
    leervraag = Leervraag.objects.create(netwerk=netwerk, persoon=deelnemer, leest="groep", status="klaar")
    for nummer, (soort, tekst) in enumerate((("aangescherpt", LEERVRAAG), ("resultaat", UITKOMST)), start=1):
        Leervraagversie.objects.create(leervraag=leervraag, nummer=nummer, soort=soort, tekst=tekst)
    netwerk = close_netwerk(netwerk, netwerk.Status.AFGEROND, reden=SLOTWOORD, by=groep["facilitator"])
    afsluiting = start_clock(netwerk, by=groep["facilitator"], besloten_door="groep")
    afsluiting.gesloten_op, afsluiting.wist_op = toen, add_months(timezone.localdate(toen), MAANDEN)
    afsluiting.save()
