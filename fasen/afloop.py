"""What becomes of the route and the kompas of a netwerk that is over."""

from fasen.gids.models import Vinkje
from fasen.kompas.models import Kompasreactie, Kompasstand
from fasen.models import Fasestap
from kern.export import Lijst
from netwerken.einde.soorten import BEWAREN, EXPORTEREN, WISSEN, Gegevenssoort, register_soort


def register() -> None:
    register_soort(
        Gegevenssoort(
            "fasen", "De route en het kompas", "Wanneer jullie naar welke fase gingen, en waarom.",
            (BEWAREN, EXPORTEREN, WISSEN),
            lambda n: [model.objects.filter(netwerk=n) for model in (Kompasreactie, Kompasstand, Fasestap, Vinkje)],
            lijst=_lijst,
        )
    )  # fmt: skip


def _lijst(netwerk):
    stappen = Fasestap.objects.filter(netwerk=netwerk).order_by("op", "pk")
    rijen = [(stap.op, stap.get_van_display(), stap.get_naar_display(), stap.reden) for stap in stappen]
    return Lijst("fasen", "Fasen", ("Wanneer", "Van", "Naar", "Waarom"), rijen)
