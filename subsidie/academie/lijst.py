"""The aanvragen of the chosen rounds as a list for Excel: facts, no verdicts and nothing that was not told."""

from decimal import Decimal

from django.db.models import OuterRef, Subquery

from kern.export import Lijst
from subsidie.academie.stand import Keuze, jaar_of
from subsidie.beoordeling.access import find_aanvragen
from subsidie.besluit.models import Besluit
from subsidie.toestand import TOEGEKEND

KOPPEN = (
    "Ronde", "Jaar", "Nummer", "Netwerk", "Sector", "Provincie", "Stand", "Stand sinds", "Ingediend op",
    "Gevraagd in euro", "Toegekend in euro", "Besluit bekend op",
)  # fmt: skip


def euro(centen: int | None) -> Decimal | None:
    return None if centen is None else Decimal(centen) / 100


def make_lijst(user, keuze: Keuze) -> Lijst:
    verteld = Besluit.objects.verteld().filter(aanvraag=OuterRef("pk"), aanvraag__status__in=TOEGEKEND)
    besluit = {veld: Subquery(verteld.values(veld)[:1]) for veld in ("bedrag", "verteld_op")}
    rows = find_aanvragen(user).annotate(**besluit).order_by("-ronde__sluit_op", "ronde", "nummer")
    rows = rows.defer("antwoorden", "regelingversie__inhoud")
    return Lijst(
        naam="aanvragen-in-getallen", titel="Aanvragen", koppen=KOPPEN,
        rijen=[
            (a.ronde.naam, jaar_of(a.ronde), a.nummer, a.netwerk.naam, a.netwerk.get_sector_display(),
             a.netwerk.get_regio_display(), a.get_status_display(), a.status_sinds, a.ingediend_op, euro(a.gevraagd),
             euro(a.bedrag), a.verteld_op)
            for a in rows if keuze.past(a.ronde)
        ],
    )  # fmt: skip
