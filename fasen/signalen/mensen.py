"""Who takes part in a netwerk, as signalen count it: roles, schools and days, never a word somebody wrote."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, Q

from fasen.kompas.getallen import Moment
from fasen.kompas.signaal import Peiling
from kern.prepared import prepared
from netwerken.models import Deelname, Netwerk
from netwerken.taken.stand import count_taken
from personen.models import Organisatie

Status, Rol = Deelname.Status, Deelname.Rol
VOOR_DE_START = {Netwerk.Status.IDEE, Netwerk.Status.IN_OPRICHTING, Netwerk.Status.WERVING}


class Mens(NamedTuple):
    persoon: int
    rol: str
    status: str
    organisatie: int | None
    regio: str
    begonnen_op: date | None
    beeindigd_op: date | None
    variant: str
    taken: int  # how many of the tasks of the netwerk this person has


@dataclass
class Mensen:
    """Everybody in, at the door of, or lately gone from one netwerk; once per role."""

    rijen: list[Mens] = field(default_factory=list)

    @property
    def deelnemers(self):
        """Who takes a place: active or with a pause."""
        return [m for m in self.rijen if m.rol == Rol.DEELNEMER and m.status in Deelname.LID]

    @property
    def gepauzeerd(self):
        return [m for m in self.deelnemers if m.status == Status.PAUZE]

    @property
    def facilitators(self):
        return {m.persoon for m in self.rijen if m.rol == Rol.FACILITATOR and m.status == Status.ACTIEF}

    @property
    def manieren(self) -> list[str]:
        """How each facilitator guides: a variant, or empty when nobody wrote it down."""
        return [m.variant for m in self.rijen if m.rol == Rol.FACILITATOR and m.status == Status.ACTIEF]

    @property
    def verdeeld(self) -> tuple[int, int]:
        """How many tasks somebody has, and how many of these are not a facilitator's."""
        per_mens = {m.persoon: m.taken for m in self.rijen if m.status in Deelname.LID}
        van_anderen = sum(aantal for persoon, aantal in per_mens.items() if persoon not in self.facilitators)
        return sum(per_mens.values()), van_anderen

    @property
    def wachtlijst(self):
        return [m for m in self.rijen if m.status == Status.WACHTLIJST]

    @property
    def vertrokken(self):
        """Deelnemers who left in the last half year."""
        return [m for m in self.rijen if m.rol == Rol.DEELNEMER and m.status == Status.UITGESTAPT]

    @property
    def per_school(self) -> Counter:
        """How many deelnemers each school has; who did not tell their school is left out."""
        return Counter(m.organisatie for m in self.deelnemers if m.organisatie)

    @property
    def regios(self) -> list[str]:
        """The holiday region of everybody who is active, each once."""
        return list({m.persoon: m.regio for m in self.rijen if m.status == Status.ACTIEF}.values())


@prepared(many=["netwerken"])
def _find_mensen(netwerken, half_jaar_terug):
    nu_of_net_weg = Q(status__in=Deelname.LID + Deelname.WACHTEND) | Q(beeindigd_op__gte=half_jaar_terug)
    rows = Deelname.objects.filter(nu_of_net_weg, netwerk__in=netwerken).order_by("pk")
    rows = rows.annotate(taken=count_taken(OuterRef("netwerk"), persoon=OuterRef("persoon")))
    return rows.values_list(
        "netwerk", "persoon", "rol", "status", "persoon__organisatie", "persoon__organisatie__vakantieregio",
        "persoon__organisatie__soort", "persoon__organisatie__deel_van__vakantieregio", "begonnen_op", "beeindigd_op",
        "variant", "taken",
    )  # fmt: skip


def lees_mensen(peiling: Peiling) -> dict[int, Mensen]:
    mensen = defaultdict(Mensen, {pk: Mensen() for pk in peiling.ids})
    for netwerk, persoon, rol, status, organisatie, regio, soort, boven, *rest in _find_mensen(
        peiling.ids, Moment.of(peiling).half_jaar_terug
    ):
        # As Organisatie.regio: a vestiging without a region of its own has that of its school.
        waar = regio or (boven if soort == Organisatie.Soort.VESTIGING else "") or ""
        mensen[netwerk].rijen.append(Mens(persoon, rol, status, organisatie, waar, *rest))
    return mensen


def is_gestart(netwerk) -> bool:
    return netwerk.status not in VOOR_DE_START


def maanden_sinds(netwerk, peiling: Peiling) -> float:
    """How many months the netwerk is under way."""
    return (peiling.dag - netwerk.start_datum).days / 30.4
