"""Where the guide of the fasen finds the werkvormen that help."""

from fasen.wegwijzer import Verwijzing
from kern.adres import reverse
from kern.prepared import prepared
from werkvormen.models import Werkvorm


@prepared
def _find_kaarten():
    """Those of the catalogue, one row per fase: what somebody wrote has no code and is found by searching."""
    rijen = Werkvorm.objects.gepubliceerd().exclude(code="").filter(kenmerken__soort="fasen").order_by("naam", "pk")
    return rijen.values_list("code", "naam", "slug", "lijsten__helpt_bij", "kenmerken__waarde")


def find_verwijzingen() -> list[Verwijzing]:
    """Every kaart fits one fase at least (``werkvormen/inhoud``)."""
    fasen, kaarten = {}, {}
    for code, naam, slug, helpt_bij, fase in _find_kaarten():
        fasen.setdefault(code, []).append(fase)
        kaarten[code] = (naam, slug, helpt_bij)
    return [
        Verwijzing(naam, reverse("werkvormen:detail", args=[slug]), code, tuple(helpt_bij or ()), tuple(fasen[code]))
        for code, (naam, slug, helpt_bij) in kaarten.items()
    ]
