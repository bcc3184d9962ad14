"""Which netwerken got a contribution: open data. What was told, of netwerken that are public; the others only count.

The format is promised in docs/open-data.md: a field may come, none changes or goes without another FORMAAT.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Max, Q, Sum
from django.utils.timezone import localtime

from kern.adres import reverse
from kern.export import Lijst
from kern.paging import ByKeys
from kern.prepared import prepared
from kern.tijd import lokale_dag
from personen.models import Provincie, Sector
from subsidie.academie.lijst import euro
from subsidie.besluit.models import Besluit
from subsidie.toestand import TOEGEKEND, Status

FORMAAT = "leernetwerken-toegekend/1"
LICENTIE = {"code": "CC0-1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"}
KOPPEN = ("Netwerk", "Adres", "Sector", "Provincie", "Regeling", "Ronde", "Bedrag in euro", "Bekend op", "Stand")


@dataclass(frozen=True)
class Toekenning:
    """One netwerk in one round. ``bedrag``: eurocents that were granted."""

    naam: str
    slug: str
    sector: str
    provincie: str
    regeling: str
    ronde: str
    bedrag: int
    verteld_op: datetime
    status: str

    @property
    def url(self) -> str:
        return reverse("overzicht:netwerk", args=[self.slug])

    @property
    def adres(self) -> str:
        """For who reads it somewhere else."""
        return f"{settings.BASE_URL}{self.url}"

    @property
    def stand(self) -> str:
        return "afgerond" if self.status == Status.VASTGESTELD else "loopt"

    @property
    def sector_naam(self) -> str:
        return Sector(self.sector).label

    @property
    def provincie_naam(self) -> str:
        return Provincie(self.provincie).label


@dataclass(frozen=True)
class Rondetotaal:
    """All that was granted in a round, also to netwerken that are not public."""

    pk: int
    naam: str
    regeling: str
    sector: str
    budget: int
    aantal: int
    niet_openbaar: int
    bedrag: int


_VELDEN = (
    "aanvraag__netwerk__naam", "aanvraag__netwerk__slug", "aanvraag__netwerk__sector", "aanvraag__netwerk__regio",
    "aanvraag__regelingversie__naam", "aanvraag__ronde__naam", "bedrag", "verteld_op", "aanvraag__status",
)  # fmt: skip


def _find_alle():
    return Besluit.objects.verteld().filter(aanvraag__status__in=TOEGEKEND)


def _find_openbaar():
    """What was told last comes first."""
    rows = _find_alle().filter(aanvraag__netwerk__is_openbaar=True)
    return rows.order_by("-verteld_op", "aanvraag__netwerk__naam", "pk")


def find_toegekend() -> list[Toekenning]:
    """What is public, of all."""
    return [Toekenning(*rij) for rij in _find_openbaar().values_list(*_VELDEN)]


def find_pagina() -> ByKeys:
    """The same, for ``paginate``."""
    return ByKeys(_find_keys(), lambda keys: {key: Toekenning(*rij) for key, *rij in _find_by_keys(keys)})


@prepared
def _find_keys():
    return _find_openbaar().values_list("pk", flat=True)


@prepared(many=["keys"])
def _find_by_keys(keys):
    return _find_openbaar().filter(pk__in=keys).order_by().values_list("pk", *_VELDEN)


def read_totalen() -> list[Rondetotaal]:
    """Per round, the one in which something was told last first."""
    return [Rondetotaal(*rij) for *rij, _ in _find_totalen()]


@prepared
def _find_totalen():
    velden = ("pk", "naam", "regelingversie__naam", "regelingversie__sector", "budget")
    rows = _find_alle().order_by().values_list(*(f"aanvraag__ronde__{veld}" for veld in velden))
    rows = rows.annotate(
        aantal=Count("pk"), niet=Count("pk", filter=Q(aanvraag__netwerk__is_openbaar=False)), som=Sum("bedrag"),
        laatste=Max("verteld_op"),
    )  # fmt: skip
    return rows.order_by("-laatste", "aanvraag__ronde__pk")


def make_json(moment: datetime) -> dict:
    """Everything at once. Amounts are whole eurocents, days are ISO 8601, addresses are whole."""
    totalen = read_totalen()
    return {
        "formaat": FORMAAT,
        "gemaakt_op": localtime(moment).isoformat(timespec="seconds"),
        "licentie": LICENTIE,
        "aantal": sum(rij.aantal for rij in totalen),
        "niet_openbaar": sum(rij.niet_openbaar for rij in totalen),
        "bedrag_cent": sum(rij.bedrag for rij in totalen),
        "rondes": [
            {"ronde": r.naam, "regeling": r.regeling, "sector": r.sector, "budget_cent": r.budget, "aantal": r.aantal,
             "niet_openbaar": r.niet_openbaar, "bedrag_cent": r.bedrag}
            for r in totalen
        ],
        "toegekend": [
            {"netwerk": t.naam, "url": t.adres, "sector": t.sector, "provincie": t.provincie,
             "regeling": t.regeling, "ronde": t.ronde, "bedrag_cent": t.bedrag,
             "besluit_op": lokale_dag(t.verteld_op).isoformat(), "stand": t.stand}
            for t in find_toegekend()
        ],
    }  # fmt: skip


def make_lijst() -> Lijst:
    """The same netwerken as CSV; the totals are only in the JSON."""
    return Lijst(
        naam="toegekend", titel="Toegekend", koppen=KOPPEN,
        rijen=[
            (t.naam, t.adres, t.sector_naam, t.provincie_naam, t.regeling, t.ronde, euro(t.bedrag),
             lokale_dag(t.verteld_op), t.stand)
            for t in find_toegekend()
        ],
    )  # fmt: skip
