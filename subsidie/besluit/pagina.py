"""What the pages of a decision show."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet

from subsidie.aanvragen.models import Aanvraag, Inzending
from subsidie.begroting.bedragen import show_bedrag
from subsidie.beoordeling.criteria import Criterium, read_criteria
from subsidie.beoordeling.models import Advies, Bespreekpunt, Oordeel
from subsidie.besluit.models import Besluit, Uitkomst, Voldoet
from subsidie.besluit.services import read_gevraagd, sum_toegekend
from subsidie.regeling.document import Regeling
from subsidie.regeling.models import Aanvraagronde


@dataclass(frozen=True)
class Punt:
    """One criterium for who decides: what the facts said at handing in, and each verdict with its reason."""

    criterium: Criterium
    oordelen: tuple[dict, ...]

    @property
    def is_eens(self) -> bool:
        return bool(self.oordelen) and all(o["waarde"] == Oordeel.Waarde.VOLDOENDE for o in self.oordelen)


@dataclass(frozen=True)
class Dossier:
    """``voorstel``: a criterium that every advice finds voldoende is proposed as met; the rest is to be chosen."""

    inzending: Inzending
    regeling: Regeling
    adviezen: list[Advies]
    gesprek: list[Bespreekpunt]
    punten: list[Punt]
    besluit: Besluit | None

    @property
    def gevraagd(self) -> int:
        return read_gevraagd(self.inzending)

    @property
    def gevraagd_tekst(self) -> str:
        return show_bedrag(self.gevraagd)

    @property
    def voorstel(self) -> dict[str, str]:
        return {punt.criterium.code: Voldoet.JA for punt in self.punten if punt.is_eens}


def read_dossier(aanvraag: Aanvraag, lezer) -> Dossier:
    """Everything on one page, as it was handed in last; ``lezer`` reads the advices that the blindness allows."""
    inzending, regeling = aanvraag.inzendingen.first(), aanvraag.regelingversie.regeling
    adviezen = Advies.objects.visible_to(lezer).tellend().filter(toewijzing__aanvraag=aanvraag)
    adviezen = list(adviezen.select_related("toewijzing__persoon"))
    oordelen = defaultdict(list)
    for advies in adviezen:
        for code, oordeel in advies.oordelen.items():
            woord = Oordeel.Waarde(oordeel["waarde"]).label
            oordelen[code].append({**oordeel, "woord": woord, "wie": advies.toewijzing.persoon.naam})
    return Dossier(
        inzending, regeling, adviezen,
        list(Bespreekpunt.objects.visible_to(lezer).filter(aanvraag=aanvraag).select_related("persoon")),
        [Punt(c, tuple(oordelen[c.code])) for c in read_criteria(aanvraag, inzending)],
        aanvraag.besluiten.wacht().prefetch_related("voorwaarden").first(),
    )  # fmt: skip


@dataclass
class Ronde:
    """The decisions of a round: what waits to be told, and the money."""

    wachtend: QuerySet
    budget: int
    toegekend: int
    rijen: list[Besluit] = field(default_factory=list)

    @property
    def over(self) -> int:
        return self.budget - self.toegekend

    def geld(self) -> list[tuple[str, str]]:
        namen = ("budget", "toegekend", "over")
        bedragen = (self.budget, self.toegekend, self.over)
        return [(naam, show_bedrag(bedrag)) for naam, bedrag in zip(namen, bedragen, strict=True)]


def read_besluiten(ronde: Aanvraagronde) -> Ronde:
    wachtend = Besluit.objects.wacht().filter(aanvraag__ronde=ronde)
    rijen = list(wachtend.select_related("aanvraag__netwerk", "door").order_by("aanvraag__nummer"))
    for rij in rijen:
        rij.woord, rij.bedrag_tekst = Uitkomst(rij.uitkomst).label, show_bedrag(rij.bedrag)
    return Ronde(wachtend, ronde.budget, sum_toegekend(ronde), rijen)
