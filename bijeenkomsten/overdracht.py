"""What a facilitator who hands over leaves behind in the meetings: promises, and what is planned."""

from bijeenkomsten.models import Afspraak, Bijeenkomst
from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import dag
from netwerken.overdracht.lijst import Punt, register_lijst


def register() -> None:
    register_lijst(list_overdracht)


def list_overdracht(netwerk, persoon):
    komend = list(Bijeenkomst.objects.filter(netwerk=netwerk).aankomend().order_by("begint_op", "pk"))
    if komend:
        yield Punt(
            titel=meervoud(len(komend), "bijeenkomst komt eraan,bijeenkomsten komen eraan"),
            tekst="Wat gepland is, blijft staan. Vertel wat er al geregeld is.",
            regels=tuple(
                (f"{dag(b.begint_op)}: {b.titel}", reverse("bijeenkomsten:detail", args=[netwerk.slug, b.pk]))
                for b in komend
            ),
        )
    beloofd = list(Afspraak.objects.open().filter(netwerk=netwerk, wie=persoon).order_by("voor", "pk"))
    if beloofd:
        yield Punt(
            titel=meervoud(len(beloofd), "afspraak staat open,afspraken staan open"),
            tekst="Rond ze af, of spreek af wie het overneemt.",
            regels=tuple((a.tekst, reverse("bijeenkomsten:afspraken", args=[netwerk.slug])) for a in beloofd),
        )
