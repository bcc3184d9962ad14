"""What is not finished in learning when a netwerk ends: counted, never read."""

from kern.adres import reverse
from kern.export import Lijst
from kern.templatetags.kern import meervoud
from leren.models import Leervraag, Leervraagversie
from netwerken.einde.gevolgen import Gevolg, register_open
from netwerken.einde.soorten import EXPORTEREN, WISSEN, Gegevenssoort, Stuk, register_soort


def register() -> None:
    register_open(list_open)
    register_soort(
        Gegevenssoort(
            "leervragen", "De leervragen", "Wat iedereen wilde leren, en wat het opleverde.", (WISSEN, EXPORTEREN),
            lambda n: [Leervraag.objects.filter(netwerk=n)],
            "In het bestand staat alleen wat iemand met de groep deelde.",
            lambda n, p: [Leervraag.objects.filter(netwerk=n, persoon=p)], _toon, _lijst, jouw="Je leervraag",
        )
    )  # fmt: skip


def list_open(netwerk):
    lopend = Leervraag.objects.filter(netwerk=netwerk, status=Leervraag.Status.LOPEND)
    if aantal := lopend.filter(persoon__in=netwerk.leden()).count():
        yield Gevolg(
            f"{meervoud(aantal, 'leervraag,leervragen')} zonder uitkomst",
            "Maak er tijd voor in de laatste bijeenkomst: wat weet je nu?", "vraag",
            (("Naar Leren", reverse("leren:leren", args=[netwerk.slug])),),
        )  # fmt: skip


def _toon(netwerk, persoon):
    for versie in Leervraagversie.objects.filter(leervraag__netwerk=netwerk, leervraag__persoon=persoon):
        tekst = "\n\n".join(filter(None, [versie.tekst, versie.toelichting]))
        yield Stuk(f"Je leervraag, {versie.get_soort_display()}", tekst)


def _lijst(netwerk):
    """Only what its writer shared with the group, and only of who still takes part."""
    gedeeld = Leervraag.objects.van_leden(netwerk).filter(leest=Leervraag.Leest.GROEP).with_versies()
    rijen = [(v.persoon.naam, v.huidige.tekst, v.huidige.get_soort_display()) for v in gedeeld if v.huidige]
    return Lijst("leervragen", "Leervragen", ("Wie", "Leervraag", "Versie"), rijen)
