from datetime import timedelta

from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory
from evaluatie import services
from evaluatie.tests.factories import make_netwerk
from evaluatie.vertrouwelijk.services import ask_by_name
from evaluatie.vragenlijst.document import Document, Groep, Vraag
from kern.tijd import lokale_dag, nu, werkochtend_na
from netwerken.services import leave

OPEN_LIJST = Document(
    "rondje", 1, "Rondje", "Hoe zit je erbij?",
    (
        Groep("g", "Groep", (Vraag("ro-1", "Het gaat goed.", kort="Goed"), Vraag("ro-2", "Wat wil je kwijt?", "open"))),
    ),
)  # fmt: skip
GEHEIM = "Ik ben <b>moe</b> van 't rooster & mis overleg."


def make_klein(deelnemers=3, **velden):
    """A running netwerk that is too small to stay anonymous."""
    return make_netwerk(deelnemers, **velden)


def make_ronde_met_naam(netwerk=None, code="barometer", *, now=None):
    """An open vertrouwelijke ronde, asked by the facilitator."""
    netwerk = netwerk or make_klein()
    return ask_by_name(netwerk, code, by=netwerk.facilitators().first(), now=now)


def later(dagen=20):
    """A working day, some weeks from now."""
    return lokale_dag(werkochtend_na(nu(), dagen=dagen))


def first(meting):
    """One of those who were asked."""
    return meting.genodigden.select_related("persoon").order_by("pk").first().persoon


def code_of(meting):
    """Of the first question."""
    return meting.document.open_vragen[0].code


def tell_all(meting, tekst=GEHEIM):
    """Everybody asked tells something at the first question."""
    code = code_of(meting)
    for nummer, genodigde in enumerate(meting.genodigden.select_related("persoon").order_by("persoon_id")):
        services.tell(meting, genodigde.persoon, {code: f"{tekst} {nummer}"}, now=meting.opent_op)


def make_verteld(netwerk=None, *, dagen=15, **velden):
    """A closed one in which everybody told something, opened so many days ago."""
    meting = make_ronde_met_naam(netwerk, now=nu() - timedelta(days=dagen), **velden)
    tell_all(meting)
    return services.close_meting(meting, now=meting.sluit_op)


def make_meeting(netwerk, *, dagen=-2, aanwezig=None):
    """A held meeting of which these were there (default: everybody)."""
    bijeenkomst = BijeenkomstFactory(netwerk=netwerk, gehouden=True, dagen=dagen)
    for persoon in netwerk.deelnemers() if aanwezig is None else aanwezig:
        AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=persoon, aanwezig=True)
    return bijeenkomst


def leave_all_but(netwerk, blijven):
    for persoon in netwerk.deelnemers().order_by("pk")[blijven:]:
        leave(netwerk, persoon)
