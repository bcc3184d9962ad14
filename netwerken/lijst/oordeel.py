"""What would happen with every line of a list, before anything happens."""

from dataclasses import dataclass
from enum import StrEnum

from netwerken.adressen import read_adres
from netwerken.lijst.bestand import Rij
from netwerken.models import Deelname, Netwerk


class Wat(StrEnum):
    """The words beside a line."""

    NIEUW = "krijgt een uitnodiging"
    LID = "doet al mee"
    WACHT = "meldde zich zelf al aan"
    UITGENODIGD = "is al uitgenodigd"
    DUBBEL = "staat er dubbel in"
    FOUT = "adres klopt niet"


# Of several lines together, behind their number.
SAMEN = {
    Wat.NIEUW: "krijgen een uitnodiging",
    Wat.LID: "doen al mee",
    Wat.WACHT: "meldden zich zelf al aan",
    Wat.UITGENODIGD: "zijn al uitgenodigd",
    Wat.DUBBEL: "staan er dubbel in",
    Wat.FOUT: "adressen kloppen niet",
}


@dataclass(frozen=True)
class Oordeel:
    nummer: int
    naam: str
    email: str
    wat: Wat
    uitleg: str = ""

    @property
    def is_nieuw(self):
        return self.wat == Wat.NIEUW

    @property
    def regel(self):
        """As the form for inviting reads it: no sign in the name that it would take for something else."""
        naam = "".join(" " if teken in '<>,;"' else teken for teken in self.naam)
        return f"{' '.join(naam.split())} <{self.email}>" if naam.strip() else self.email


def judge(netwerk: Netwerk, rijen: list[Rij], rol: str) -> list[Oordeel]:
    """Per line what inviting would do; ``services.invite`` decides again when it really happens."""
    adressen = [read_adres(rij.email) for rij in rijen]
    emails = {adres.email for adres in adressen if not adres.fout}
    deelnames = netwerk.deelnames.betrokken().filter(rol=rol, persoon__email__in=emails)
    bekend = {
        email: Wat.LID if status in Deelname.LID else Wat.WACHT
        for email, status in deelnames.values_list("persoon__email", "status")
    }
    for uitnodiging in netwerk.uitnodigingen.open().filter(email__in=emails):
        bekend.setdefault(uitnodiging.email, Wat.UITGENODIGD)
    gezien, oordelen = set(), []
    for rij, adres in zip(rijen, adressen, strict=True):
        wat = Wat.FOUT if adres.fout else Wat.DUBBEL if adres.email in gezien else bekend.get(adres.email, Wat.NIEUW)
        gezien.add(adres.email)
        oordelen.append(Oordeel(rij.nummer, rij.naam[:120], adres.email or rij.email, wat, adres.fout))
    return oordelen
