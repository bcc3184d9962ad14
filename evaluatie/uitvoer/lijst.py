"""Results as a list for Excel: what the page shows this reader, and where something is not shown, why.

Comes through the door of ``uitslag`` only. Nothing in the file that is not on the page.
"""

from evaluatie.models import Meting
from evaluatie.uitslag import Uitslag, get_uitslag, read_uitslagen
from kern.export import Lijst

KOPPEN = ("Waarover", "Gesloten op", "Gevraagd", "Ingevuld", "Onderwerp", "Vraag", "Wat", "Getal", "Tekst")
GEMIDDELDE, AANTAL, GROF = "gemiddelde", "hoeveel mensen een mening hadden", "ongeveer"
NIET, MEEST, SCHREEF, ALLEEN = "niet te zien", "het meest gekozen", "open antwoord", "open antwoord, alleen facilitator"


def make_lijst(meting: Meting, *, voor_facilitator: bool = False) -> Lijst:
    """One round, as this reader may see it."""
    uitslag = get_uitslag(meting, voor_facilitator=voor_facilitator)
    return Lijst(f"uitslag-{meting.pk}", "Uitslag", KOPPEN, list(_rijen(uitslag)))


def make_lijst_alles(netwerk) -> Lijst:
    """All rounds that are closed, oldest first, without what people wrote. Two queries."""
    rows = Meting.objects.filter(netwerk=netwerk, status=Meting.Status.GESLOTEN).select_related("bijeenkomst")
    rows = rows.exclude(soort=Meting.Soort.VERTROUWELIJK)
    metingen = list(rows.order_by("sluit_op", "pk"))
    uitslagen = read_uitslagen(metingen)
    rijen = [rij for m in metingen for rij in _rijen(uitslagen.get(m.pk) or get_uitslag(m))]
    return Lijst(f"uitslagen-{netwerk.slug}", "Uitslagen", KOPPEN, rijen)


def _rijen(uitslag: Uitslag):
    meting = uitslag.meting
    kop = (meting.titel, meting.sluit_op, uitslag.gevraagd, uitslag.ingevuld)
    if uitslag.reden:
        yield (*kop, None, None, NIET, None, uitslag.reden)
    for groep in uitslag.groepen:
        if groep.groep.dimensie:
            yield from ((*kop, groep.naam, None, *rest) for rest in _cijfer(groep))
        for vraag in groep.vragen:
            yield from ((*kop, groep.naam, vraag.vraag.tekst, *rest) for rest in _vraag(vraag, meting.document.schaal))
    for vraag in uitslag.open_antwoorden:
        for wat, teksten in ((SCHREEF, vraag.teksten), (ALLEEN, vraag.alleen_facilitator)):
            yield from ((*kop, None, vraag.vraag.tekst, wat, None, tekst) for tekst in teksten)


def _cijfer(deel):
    """(what, number, text) of the figure of a question or a dimensie."""
    if deel.reden:
        yield NIET, None, deel.reden
    elif deel.is_grof:
        yield GROF, None, deel.tekst
    elif deel.gemiddelde is not None:
        yield GEMIDDELDE, deel.gemiddelde, None


def _vraag(deel, schaal):
    yield from _cijfer(deel)
    yield from ((MEEST, None, optie) for optie in deel.hoogste)
    if deel.aantal is not None:
        yield AANTAL, deel.aantal, None
    if deel.verdeling:
        vraag = deel.vraag
        woorden = vraag.opties or (schaal if vraag.hoogste == len(schaal) else tuple(map(str, vraag.waarden[1:])))
        wat = "punten" if vraag.soort == "rangorde" else "hoe vaak gekozen"
        yield from ((wat, n, woord) for woord, n in zip(woorden, deel.verdeling, strict=True))
