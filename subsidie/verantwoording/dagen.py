"""The days of a verantwoording and of what came after, for ``subsidie/datums.py``. Importing registers."""

from kern.adres import reverse
from kern.tijd import lokale_dag
from subsidie.besluit.models import Besluit
from subsidie.datums import Datum, datums
from subsidie.lopend.looptijd import with_looptijd
from subsidie.toestand import Status
from subsidie.verantwoording.models import Verantwoording
from subsidie.verantwoording.periode import VERANTWOORDING, VERVOLG, find_voor


def _find(aanvragen, status, code, vanaf, tot):
    """(aanvraag, day) of those with this status of which this milestone is due in these days."""
    rows = aanvragen.with_ronde().filter(status=status).defer("antwoorden", "regelingversie__inhoud")
    rijen = {aanvraag.pk: aanvraag for aanvraag in rows}
    if not rijen:
        return
    besluiten = with_looptijd(Besluit.objects.verteld().filter(aanvraag__in=rijen)).only("aanvraag", "verteld_op")
    for besluit in besluiten.order_by("aanvraag"):
        aanvraag = rijen[besluit.aanvraag_id]
        voor = find_voor(aanvraag, besluit, code)
        if voor and vanaf <= voor <= tot:
            yield aanvraag, voor


@datums("verantwoording")
def teken(aanvragen, vanaf, tot):
    """The netwerk has not signed, or not again."""
    gevonden = list(_find(aanvragen, Status.LOPEND, VERANTWOORDING, vanaf, tot))
    rows = Verantwoording.objects.filter(aanvraag__in=[aanvraag for aanvraag, _ in gevonden])
    begonnen = set(rows.values_list("aanvraag", flat=True)) if gevonden else set()
    for aanvraag, voor in gevonden:
        mist = "Ze is nog niet getekend." if aanvraag.pk in begonnen else "Er is nog niets ingevuld."
        yield Datum(
            aanvraag, voor, "Vertel wat jullie deden en wat het kostte",
            reverse("subsidie:verantwoording", args=[aanvraag.sleutel]), mist, lokale_dag(aanvraag.status_sinds),
        )  # fmt: skip


@datums("vervolg")
def vertel(aanvragen, vanaf, tot):
    """Settled, and nobody told how it went on."""
    open_ = aanvragen.exclude(verantwoording__vervolg_op__isnull=False)
    for aanvraag, voor in _find(open_, Status.VASTGESTELD, VERVOLG, vanaf, tot):
        yield Datum(
            aanvraag, voor, "Vertel hoe jullie verdergaan",
            reverse("subsidie:verantwoording_vervolg", args=[aanvraag.sleutel]),
            sinds=lokale_dag(aanvraag.status_sinds),
        )  # fmt: skip
