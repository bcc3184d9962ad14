"""The meeting series of a netwerk as a list to download. No names: it may be passed on as it is."""

from django.utils import timezone

from bijeenkomsten.models import Bijeenkomst
from kern.export import Lijst

_KOPPEN = (
    "Nummer", "Dag", "Begint", "Eindigt", "Minuten", "Waar het over gaat", "Wat er na afloop anders is", "Vorm", "Plek",
    "Plaats", "Status", "Komen", "Komen niet", "Waren er", "Reden van afgelasten",
)  # fmt: skip


def make_lijst(netwerk) -> Lijst:
    """Every meeting in order of time; the ones that went off have no number."""
    rijen, nummer = [], 0
    for b in Bijeenkomst.objects.filter(netwerk=netwerk).with_tellingen().order_by("begint_op", "pk"):
        nummer += not b.is_afgelast
        rijen.append(_row(b, None if b.is_afgelast else nummer))
    return Lijst(f"bijeenkomsten-{netwerk.slug}", "Bijeenkomsten", _KOPPEN, rijen)


def _row(b, nummer):
    begin, eind = (timezone.localtime(moment).time() for moment in (b.begint_op, b.eindigt_op))
    plek = (b.locatie or b.adres, b.plaats) if b.heeft_plek else ("online", "")
    waren = b.aantal_aanwezig if b.is_gehouden else None
    return (
        nummer, b.datum, begin, eind, b.duur_minuten, b.titel, b.doel, b.get_vorm_display(), *plek,
        b.get_status_display(), b.aantal_komt, b.aantal_komt_niet, waren, b.reden_afgelast,
    )  # fmt: skip
