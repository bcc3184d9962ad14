"""What a netwerk in its year must still do, and by when. Importing this registers it; each asks the database once."""

from django.db.models import Exists, OuterRef

from kern.adres import reverse
from kern.tijd import lokale_dag
from subsidie.besluit.models import Besluit, Voorwaarde
from subsidie.datums import Datum, datums
from subsidie.lopend.bevoegd import IN_JAAR
from subsidie.lopend.looptijd import with_looptijd
from subsidie.lopend.mijlpalen import HALVERWEGE, find_mijlpaal
from subsidie.lopend.models import Nakoming, Tussenbericht


def _make_url(aanvraag):
    return reverse("subsidie:jaar", args=[aanvraag.sleutel])


@datums("voorwaarde")
def list_voorwaarden(aanvragen, vanaf, tot):
    """Conditions nobody reported, or that were sent back."""
    gemeld = Nakoming.objects.filter(voorwaarde=OuterRef("pk")).exclude(uitkomst=Nakoming.Uitkomst.TERUG)
    rows = Voorwaarde.objects.filter(
        ~Exists(gemeld), besluit__in=Besluit.objects.verteld(), voor__range=(vanaf, tot),
        besluit__aanvraag__in=aanvragen.filter(status__in=IN_JAAR).values("pk"),
    )  # fmt: skip
    for rij in rows.select_related("besluit__aanvraag__netwerk", "besluit__aanvraag__ronde"):
        aanvraag, sinds = rij.besluit.aanvraag, lokale_dag(rij.besluit.verteld_op)
        yield Datum(aanvraag, rij.voor, f"Voldoe aan de voorwaarde: {rij.tekst}", _make_url(aanvraag), sinds=sinds)


@datums("halverwege")
def list_halverwege(aanvragen, vanaf, tot):
    """How it goes half-way, as long as nobody told."""
    verteld = Tussenbericht.objects.filter(aanvraag=OuterRef("aanvraag"))
    rows = Besluit.objects.verteld().filter(
        ~Exists(verteld), aanvraag__in=aanvragen.filter(status__in=IN_JAAR).values("pk")
    )
    rows = with_looptijd(rows).select_related("aanvraag__netwerk", "aanvraag__ronde", "aanvraag__regelingversie")
    for besluit in rows.defer("motivering", "criteria", "aanvraag__antwoorden", "aanvraag__regelingversie__inhoud"):
        rij = find_mijlpaal(besluit.aanvraag, besluit, HALVERWEGE)
        if rij and vanaf <= rij.dag <= tot:
            sinds = lokale_dag(besluit.verteld_op)
            yield Datum(besluit.aanvraag, rij.dag, "Vertel hoe het gaat", _make_url(besluit.aanvraag), sinds=sinds)
