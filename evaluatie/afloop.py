"""What happens to evaluations when a netwerk pauses or ends."""

from evaluatie.models import Gemist, Meting
from evaluatie.uitslag import get_uitslag
from kern.adres import reverse
from kern.export import Lijst
from kern.templatetags.kern import meervoud
from kern.tijd import dag, nu
from netwerken.einde.gevolgen import GESTOPT, PAUZE, Gevolg, register_gevolgen, register_open
from netwerken.einde.soorten import ALLES, EXPORTEREN, WEG, Gegevenssoort, Stuk, register_soort


def register() -> None:
    register_gevolgen(tell_gevolgen)
    register_open(list_open)
    register_soort(
        Gegevenssoort(
            "uitslagen", "Uitslagen van evaluaties", "Gemiddelden van vijf of meer antwoorden. Anoniem.",
            (EXPORTEREN, *(keuze for keuze in ALLES if keuze != EXPORTEREN)),
            lambda n: [Meting.objects.filter(netwerk=n)],
            "Een uitslag hoort bij een bijeenkomst. Bewaar je haar, bewaar dan ook de bijeenkomsten.",
            lijst=_lijst, hangt_aan="bijeenkomsten",
        )
    )  # fmt: skip
    register_soort(
        Gegevenssoort(
            "gemist", "Wat wie er niet was nodig had", "De antwoorden van wie een keer niet kon.", WEG,
            lambda n: [Gemist.objects.filter(bijeenkomst__netwerk=n)], "Dit is van één persoon.",
            lambda n, p: [Gemist.objects.filter(bijeenkomst__netwerk=n, persoon=p)], _toon, jouw="Wat je nodig had",
        )
    )  # fmt: skip


def _lopend(netwerk):
    rows = Meting.objects.filter(netwerk=netwerk, status=Meting.Status.OPEN, sluit_op__gt=nu())
    return list(rows.select_related("bijeenkomst").order_by("sluit_op", "pk"))


def _gevolg(netwerk, rows, tekst):
    regels = ((f"Antwoorden kan tot {dag(rows[-1].sluit_op)}", reverse("evaluatie:list", args=[netwerk.slug])),)
    return Gevolg(f"{meervoud(len(rows), 'evaluatie loopt,evaluaties lopen')} nog", tekst, "anoniem", regels)


def tell_gevolgen(netwerk, stap):
    if rows := _lopend(netwerk):
        stil = "Wie wil, kan antwoorden. Er gaan geen herinneringen."
        yield _gevolg(netwerk, rows, stil if stap.soort in {PAUZE, GESTOPT} else "Die loopt gewoon af.")


def list_open(netwerk):
    if rows := _lopend(netwerk):
        yield _gevolg(netwerk, rows, "Wacht op de uitslag als je die samen wilt bespreken.")


def _toon(netwerk, persoon):
    for gemist in Gemist.objects.filter(bijeenkomst__netwerk=netwerk, persoon=persoon).select_related("bijeenkomst"):
        yield Stuk(f"Wat je nodig had na {gemist.bijeenkomst.titel}", gemist.tekst)


def _lijst(netwerk):
    """Averages as members may see them; nothing below the thresholds, no open answers."""
    metingen = Meting.objects.filter(netwerk=netwerk).toonbaar().select_related("bijeenkomst").order_by("opent_op")
    rijen = [
        (meting.bijeenkomst.titel, meting.bijeenkomst.begint_op, vraag.vraag.tekst, vraag.gemiddelde, vraag.aantal)
        for meting in metingen
        for vraag in get_uitslag(meting).vragen
        if vraag.gemiddelde is not None
    ]
    return Lijst("uitslagen", "Uitslagen", ("Bijeenkomst", "Wanneer", "Vraag", "Gemiddelde", "Aantal"), rijen)
