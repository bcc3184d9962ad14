"""A vertrouwelijke ronde in the list of evaluations: what this reader can do with it."""

from berichten.handelingen import link
from evaluatie.models import Genodigde, Lezer, Meting, VertrouwelijkAntwoord


def add_wie(rondes: list[Meting], persoon) -> None:
    """``mag_lezen``: the page with what people told; ``eigen``: the way to one's own words. No queries without one."""
    pks = [ronde.pk for ronde in rondes if ronde.is_vertrouwelijk]
    if not pks:
        return
    leest, gevraagd, vertelde = (
        set(model.objects.filter(meting__in=pks, persoon=persoon).values_list("meting", flat=True))
        for model in (Lezer, Genodigde, VertrouwelijkAntwoord)
    )
    for ronde in rondes:
        ronde.mag_lezen = ronde.pk in leest
        ronde.vertelde = ronde.pk in vertelde
        ronde.eigen = link("ev", ronde.pk, persoon.pk) if ronde.pk in gevraagd | vertelde else ""
