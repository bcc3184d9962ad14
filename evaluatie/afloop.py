"""What happens to evaluations when a netwerk pauses or ends."""

from django.db.models import Q

from evaluatie.models import Competentieblok, EigenLijst, EigenVraag, Gemist, Meting, VertrouwelijkAntwoord, Vragenlijst
from evaluatie.rondes.vooruit import foresee_stap
from evaluatie.uitslag import read_uitslagen
from kern.adres import reverse
from kern.export import Lijst
from kern.templatetags.kern import meervoud
from kern.tijd import dag, nu
from netwerken.einde.gevolgen import GESTOPT, PAUZE, Gevolg, register_gevolgen, register_open
from netwerken.einde.soorten import ALLES, EXPORTEREN, WEG, WISSEN, Gegevenssoort, Stuk, register_soort


def register() -> None:
    register_gevolgen(tell_gevolgen)
    register_open(list_open)
    register_soort(
        Gegevenssoort(
            "uitslagen", "Uitslagen van evaluaties", "Gemiddelden van vijf of meer antwoorden. Anoniem.",
            (EXPORTEREN, *(keuze for keuze in ALLES if keuze != EXPORTEREN)),
            lambda n: [Meting.objects.filter(netwerk=n), Vragenlijst.objects.filter(netwerk=n)],
            "Een uitslag hoort bij een bijeenkomst. Bewaar je haar, bewaar dan ook de bijeenkomsten.",
            lijst=_lijst, hangt_aan="bijeenkomsten",
        )
    )  # fmt: skip
    register_soort(
        Gegevenssoort(
            "eigen_vragen", "Jullie eigen vragen", "Vragen die jullie zelf aan een lijst toevoegden. Geen antwoorden.",
            (WISSEN, EXPORTEREN), _vragen, lijst=_vragen_lijst,
        )
    )  # fmt: skip
    register_soort(
        Gegevenssoort(
            "gemist", "Wat wie er niet was nodig had", "De antwoorden van wie een keer niet kon.", WEG,
            lambda n: [Gemist.objects.filter(bijeenkomst__netwerk=n)], "Dit is van één persoon.",
            lambda n, p: [Gemist.objects.filter(bijeenkomst__netwerk=n, persoon=p)], _toon, jouw="Wat je nodig had",
        )
    )  # fmt: skip
    register_soort(
        Gegevenssoort(
            "verteld", "Wat deelnemers met naam vertelden", "Antwoorden uit een vertrouwelijke ronde.", WEG,
            lambda n: [VertrouwelijkAntwoord.objects.filter(meting__netwerk=n)], "Dit is van één persoon.",
            lambda n, p: [VertrouwelijkAntwoord.objects.filter(meting__netwerk=n, persoon=p)], _toon_verteld,
            jouw="Wat je de facilitators vertelde",
        )
    )  # fmt: skip


def _vragen(netwerk):
    return [model.objects.filter(netwerk=netwerk) for model in (EigenVraag, EigenLijst, Competentieblok)]


def _vragen_lijst(netwerk):
    rijen = [(rij.lijst, rij.tekst, rij.get_soort_display(), ", ".join(rij.opties)) for rij in _vragen(netwerk)[0]]
    return Lijst("eigen-vragen", "Eigen vragen", ("Lijst", "Vraag", "Hoe", "Antwoorden"), rijen)


def _read(netwerk):
    """The evaluations that still run, and all rounds that are not about a meeting, in one query."""
    loopt = Q(status=Meting.Status.OPEN, sluit_op__gt=nu())
    rows = list(Meting.objects.filter(loopt | Q(bijeenkomst=None), netwerk=netwerk).order_by("sluit_op", "pk"))
    lopend = [meting for meting in rows if meting.status == Meting.Status.OPEN and meting.sluit_op > nu()]
    return lopend, [meting for meting in rows if meting.is_ronde]


def _gevolg(netwerk, rows, tekst):
    regels = ((f"Antwoorden kan tot {dag(rows[-1].sluit_op)}", reverse("evaluatie:list", args=[netwerk.slug])),)
    return Gevolg(f"{meervoud(len(rows), 'evaluatie loopt,evaluaties lopen')} nog", tekst, "anoniem", regels)


def tell_gevolgen(netwerk, stap):
    rows, rondes = _read(netwerk)
    if rows:
        stil = "Wie wil, kan antwoorden. Er gaan geen herinneringen."
        yield _gevolg(netwerk, rows, stil if stap.soort in {PAUZE, GESTOPT} else "Die loopt gewoon af.")
    yield from foresee_stap(netwerk, rondes, stap)


def list_open(netwerk):
    if rows := _read(netwerk)[0]:
        yield _gevolg(netwerk, rows, "Wacht op de uitslag als je die samen wilt bespreken.")


def _toon(netwerk, persoon):
    for gemist in Gemist.objects.filter(bijeenkomst__netwerk=netwerk, persoon=persoon).select_related("bijeenkomst"):
        yield Stuk(f"Wat je nodig had na {gemist.bijeenkomst.titel}", gemist.tekst)


def _toon_verteld(netwerk, persoon):
    rows = VertrouwelijkAntwoord.objects.filter(meting__netwerk=netwerk, persoon=persoon)
    for antwoord in rows.select_related("meting").order_by("meting__opent_op", "pk"):
        vraag = antwoord.meting.document.per_code[antwoord.vraag]
        yield Stuk(f"{antwoord.meting.titel}: {vraag.tekst}", antwoord.tekst)


def _lijst(netwerk):
    """Averages as members may see them; nothing below the thresholds, no open answers."""
    metingen = list(
        Meting.objects.filter(netwerk=netwerk).toonbaar().select_related("bijeenkomst").order_by("opent_op")
    )
    uitslagen = read_uitslagen(metingen)
    rijen = [
        (
            meting.bijeenkomst.titel if meting.bijeenkomst else meting.naam,
            meting.opent_op,
            vraag.vraag.tekst,
            vraag.tekst if vraag.gemiddelde is None else vraag.gemiddelde,
            "minder dan 10" if vraag.aantal is None else vraag.aantal,
        )
        for meting in metingen
        for vraag in uitslagen[meting.pk].vragen
        if vraag.waarde is not None
    ]
    return Lijst("uitslagen", "Uitslagen", ("Waarover", "Gevraagd op", "Vraag", "Gemiddelde", "Meningen"), rijen)
