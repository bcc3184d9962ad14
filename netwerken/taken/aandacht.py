"""What the tasks ask of somebody, for the netwerkbrief: to say yes or no, or to give away what came free."""

from datetime import datetime

from berichten.acties import Actie
from netwerken.models import Deelname, Netwerk
from netwerken.taken.mails import page_of, taak_links
from netwerken.taken.models import Taak

VOORBIJ = (Netwerk.Status.AFGEROND, Netwerk.Status.ZELFSTANDIG, Netwerk.Status.GESTOPT)


def ask_taak(persoon, now: datetime):
    """Tasks this person is asked to do."""
    rows = Taak.objects.filter(gevraagd=persoon).exclude(netwerk__status__in=VOORBIJ).select_related("netwerk")
    for taak in rows.order_by("netwerk", "volgorde", "pk"):
        ja, nee = taak_links(taak, persoon)
        yield Actie(
            titel=f"{taak.titel}: doe jij dat?", knop="Ik doe het", url=ja, anders=("Liever niet", nee),
            tekst=taak.toelichting, netwerk=taak.netwerk.naam, onderwerp="netwerk",
        )  # fmt: skip


def ask_verdelen(persoon, now: datetime):
    """Tasks that came free in a netwerk this person guides."""
    begeleid = Deelname.objects.actief().filter(persoon=persoon, rol=Deelname.Rol.FACILITATOR).values("netwerk")
    los = Taak.objects.losgekomen().filter(netwerk__in=begeleid).exclude(netwerk__status__in=VOORBIJ)
    per_netwerk = {}
    for taak in los.select_related("netwerk").order_by("netwerk", "volgorde", "pk"):
        per_netwerk.setdefault(taak.netwerk, []).append(taak.titel)
    for netwerk, titels in per_netwerk.items():
        yield Actie(
            titel="Een taak is weer vrij" if len(titels) == 1 else f"{len(titels)} taken zijn weer vrij",
            knop="Kijk wie het overneemt", url=page_of(netwerk), tekst=f"{', '.join(titels)}.",
            netwerk=netwerk.naam, onderwerp="netwerk",
        )  # fmt: skip
