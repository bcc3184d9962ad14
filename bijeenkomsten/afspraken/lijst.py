"""The afspraken as pages show them, each by one query, and the list for a spreadsheet."""

from dataclasses import dataclass

from django.db.models import Exists, Q

from bijeenkomsten.models import Afspraak, Bijeenkomst
from kern.adres import reverse
from kern.export import Lijst
from kern.prepared import prepared
from kern.tijd import lokale_dag, nu

OPEN, GEDAAN, ALLES = "open", "gedaan", "alles"
STATUSSEN = ((OPEN, "Open"), (GEDAAN, "Gedaan of losgelaten"), (ALLES, "Alles"))
IEDEREEN = "iedereen"


def list_path(netwerk) -> str:
    return reverse("bijeenkomsten:afspraken", args=[netwerk.slug])


@prepared
def _find_of_netwerk(netwerk):
    return Afspraak.objects.filter(netwerk=netwerk).met_wie().op_volgorde()


@prepared
def _find_of_bijeenkomst(bijeenkomst):
    return Afspraak.objects.filter(bijeenkomst=bijeenkomst).met_wie().op_volgorde()


def read_of_bijeenkomst(bijeenkomst) -> list[Afspraak]:
    """What was agreed at this meeting, closed ones too."""
    return _with_netwerk(_find_of_bijeenkomst(bijeenkomst.pk), bijeenkomst.netwerk)


@prepared
def find_open_of(persoon):
    """What this person promised, with the netwerk it belongs to; not of a netwerk that is over or that they left."""
    rows = Afspraak.objects.open().van(persoon).in_lopend_netwerk_van(persoon)
    return rows.select_related("netwerk", "bijeenkomst").op_volgorde()


@prepared
def _find_open_eerder(netwerk, bijeenkomst, begint_op):
    return Afspraak.objects.eerder_dan(netwerk, bijeenkomst, begint_op).open().met_wie().op_volgorde()


def read_open_eerder(bijeenkomst) -> list[Afspraak]:
    """What is still open of earlier times, for the opening of this meeting."""
    rows = _find_open_eerder(bijeenkomst.netwerk_id, bijeenkomst.pk, bijeenkomst.begint_op)
    return _with_netwerk(rows, bijeenkomst.netwerk)


@prepared
def _find_rond(netwerk, bijeenkomst, begint_op, now):
    """Of this meeting, and what is open of earlier ones with whether another one comes first (``eerst_nog``)."""
    komend = Bijeenkomst.objects.aankomend(now=now).filter(netwerk=netwerk, begint_op__lt=begint_op)
    eerder = Afspraak.objects.eerder_dan(netwerk, bijeenkomst, begint_op).open()
    rows = Afspraak.objects.filter(Q(bijeenkomst=bijeenkomst) | Q(pk__in=eerder.values("pk")))
    return rows.annotate(eerst_nog=Exists(komend.order_by())).met_wie().op_volgorde()


def read_rond(bijeenkomst) -> tuple[list[Afspraak], list[Afspraak]]:
    """What was agreed at this meeting, and with what it begins, by one query.

    Only the first meeting that is not over begins with what is open: a later one need not ask yet.
    """
    rows = _find_rond(bijeenkomst.netwerk_id, bijeenkomst.pk, bijeenkomst.begint_op, nu())
    rows = _with_netwerk(rows, bijeenkomst.netwerk)
    komt_nog = not bijeenkomst.is_over and not bijeenkomst.is_afgelast
    return (
        [row for row in rows if row.bijeenkomst_id == bijeenkomst.pk],
        [row for row in rows if row.bijeenkomst_id != bijeenkomst.pk and komt_nog and not row.eerst_nog],
    )


def _with_netwerk(rows, netwerk):
    for row in rows:
        row.netwerk = netwerk
    return rows


@dataclass(frozen=True)
class Filters:
    status: str
    wie: str

    @classmethod
    def read(cls, query, leden):
        """What is not a choice counts as not chosen."""
        status, wie = query.get("status", ""), query.get("wie", "")
        kan = {str(lid.pk) for lid in leden} | {IEDEREEN}
        return cls(status if status in dict(STATUSSEN) else OPEN, wie if wie in kan else "")

    def passes(self, afspraak):
        goed = self.status == ALLES or (self.status == OPEN) is afspraak.is_open
        if self.wie == IEDEREEN:
            return goed and afspraak.wie_id is None
        return goed and (not self.wie or str(afspraak.wie_id) == self.wie)


def read_lijst(netwerk, filters) -> list[Afspraak]:
    """What passes the filters: open ones by their day, then the closed ones, latest first."""
    rows = _with_netwerk(_find_of_netwerk(netwerk.pk), netwerk)
    gesloten = sorted((r for r in rows if not r.is_open), key=lambda r: r.gesloten_op, reverse=True)
    return [r for r in [*(r for r in rows if r.is_open), *gesloten] if filters.passes(r)]


_KOPPEN = (
    "Wat", "Wie", "Klaar op", "Status", "Gesloten op", "Waarom losgelaten", "Bijeenkomst", "Dag van de bijeenkomst",
)  # fmt: skip


def make_export(netwerk, afspraken) -> Lijst:
    rijen = [
        (
            a.tekst, a.wie_naam, a.voor, a.get_status_display(), a.gesloten_op and lokale_dag(a.gesloten_op),
            a.reden_vervallen, a.bijeenkomst.titel if a.bijeenkomst else "", a.bijeenkomst and a.bijeenkomst.datum,
        )
        for a in afspraken
    ]  # fmt: skip
    return Lijst(f"afspraken-{netwerk.slug}", "Afspraken", _KOPPEN, rijen)
