"""Where the guide of the fasen finds the werkvormen that help."""

from fasen.wegwijzer import Verwijzing
from kern.adres import reverse
from kern.prepared import prepared
from werkvormen.models import Werkvorm


@prepared
def _find_kaarten():
    """Those of the catalogue: what somebody wrote has no code and is found by searching."""
    rijen = Werkvorm.objects.gepubliceerd().exclude(code="").order_by("naam", "pk")
    return rijen.values_list("code", "naam", "slug", "lijsten__helpt_bij")


def find_verwijzingen() -> list[Verwijzing]:
    return [
        Verwijzing(naam, reverse("werkvormen:detail", args=[slug]), code, tuple(helpt_bij or ()))
        for code, naam, slug, helpt_bij in _find_kaarten()
    ]
