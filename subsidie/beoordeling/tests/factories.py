"""An aanvraag to judge, for tests."""

from personen.tests.factories import PersoonFactory
from subsidie.beoordeling import services
from subsidie.models import Inzending, Toewijzing
from subsidie.tests.factories import AanvraagFactory, AanvraagrondeFactory, InzendingFactory, RegelingversieFactory

CRITERIA = (
    {"code": "veld", "nummer": 1, "naam": "Uit het veld", "soort": "oordeel", "vraag": "Van scholen?"},
    {"code": "keren", "nummer": 6, "naam": "Drie keer per jaar", "soort": "automatisch", "groen": "er drie keer is"},
    {"code": "mensen", "nummer": 8, "naam": "Zes vaste mensen", "soort": "gemengd", "knockout": True},
)  # fmt: skip
INHOUD = {"criteria": list(CRITERIA), "beoordeling": {"beoordelaars": 2}}
FEITEN = {
    "veld": {"stand": "onbekend", "bewijs": "Een rector vraagt dit aan."},
    "keren": {"stand": "goed", "bewijs": "Er staan vier bijeenkomsten gepland."},
    "mensen": {"stand": "aandacht", "bewijs": "Vijf van de acht zegden toe.", "groen": "er zes toezeggingen zijn"},
}
UITLEG = "Vier scholen vragen hierom, met een brief van hun rector."


def make_aanvraag(binnen="in_beoordeling", **velden):
    """Handed in, with criteria and what the facts said."""
    if "ronde" not in velden:
        velden["ronde"] = AanvraagrondeFactory(regelingversie=RegelingversieFactory(inhoud=INHOUD))
    aanvraag = AanvraagFactory(
        binnen=binnen, **({"netwerk__gestart": True} if "netwerk" not in velden else {}), **velden
    )
    InzendingFactory(aanvraag=aanvraag, antwoorden={"plan.doel": "Samen leren lezen"}, criteria=FEITEN)
    return aanvraag


def make_toewijzing(aanvraag=None, persoon=None, **velden):
    return Toewijzing.objects.create(
        aanvraag=aanvraag or make_aanvraag(), persoon=persoon or PersoonFactory(beoordelaar=True), **velden
    )


def judge(toewijzing, reden=UITLEG, waarde="voldoende"):
    """A verdict on every criterium."""
    for rij in CRITERIA:
        services.save_oordeel(toewijzing, rij["code"], waarde, reden, by=toewijzing.persoon)


def file(toewijzing, tekst=UITLEG, reden=UITLEG, uitkomst="toekennen"):
    judge(toewijzing, reden)
    return services.file_advies(toewijzing, uitkomst, tekst, by=toewijzing.persoon)


def hand_in_again(aanvraag, antwoorden=None):
    """What the netwerk added; the services of the applicant do this for real."""
    nummer = aanvraag.inzendingen.count() + 1
    type(aanvraag).objects.filter(pk=aanvraag.pk).update(status="in_beoordeling")
    return Inzending.objects.create(
        aanvraag=aanvraag, nummer=nummer, op=aanvraag.created_at, criteria=FEITEN,
        antwoorden=antwoorden or {"plan.doel": "Anders"},
    )  # fmt: skip
