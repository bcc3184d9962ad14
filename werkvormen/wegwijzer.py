"""Where the guide of the fasen finds the werkvormen that help."""

from fasen.wegwijzer import Verwijzing
from kern.adres import reverse
from kern.memo import memo
from kern.prepared import prepared
from werkvormen.models import Werkvorm


@prepared
def _find_kaarten():
    """Those of the catalogue, one row per fase: what somebody wrote has no code and is found by searching."""
    rijen = Werkvorm.objects.gepubliceerd().exclude(code="").filter(kenmerken__soort="fasen").order_by("naam", "pk")
    return rijen.values_list("code", "naam", "slug", "lijsten__helpt_bij", "kenmerken__waarde")


def find_verwijzingen() -> list[Verwijzing]:
    return list(_make(tuple((*begin, tuple(helpt_bij or ()), fase) for *begin, helpt_bij, fase in _find_kaarten())))


@memo(size=8)
def _make(rijen):
    """The catalogue changes seldom. Every kaart fits one fase at least (``werkvormen/inhoud``)."""
    fasen, kaarten = {}, {}
    for code, naam, slug, helpt_bij, fase in rijen:
        fasen.setdefault(code, []).append(fase)
        kaarten[code] = (naam, reverse("werkvormen:detail", args=[slug]), code, helpt_bij)
    return [Verwijzing(*kaart, tuple(fasen[code])) for code, kaart in kaarten.items()]
