"""What is not finished in learning when a netwerk ends: counted, never read."""

from kern.adres import reverse
from kern.templatetags.kern import meervoud
from leren.models import Leervraag
from netwerken.einde.gevolgen import Gevolg, register_open


def register() -> None:
    register_open(list_open)


def list_open(netwerk):
    lopend = Leervraag.objects.filter(netwerk=netwerk, status=Leervraag.Status.LOPEND)
    if aantal := lopend.filter(persoon__in=netwerk.leden()).count():
        yield Gevolg(
            f"{meervoud(aantal, 'leervraag,leervragen')} zonder uitkomst",
            "Maak er tijd voor in de laatste bijeenkomst: wat weet je nu?", "vraag",
            (("Naar Leren", reverse("leren:leren", args=[netwerk.slug])),),
        )  # fmt: skip
