"""An aanvraag to judge, for tests."""

from dataclasses import replace

from personen.tests.factories import PersoonFactory
from subsidie.beoordeling import services
from subsidie.models import Inzending, Regelingversie, Toewijzing
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.document import Criterium, dump, fingerprint
from subsidie.tests.factories import AanvraagFactory, AanvraagrondeFactory, InzendingFactory

CRITERIA = tuple(
    Criterium(naam=code.title(), tekst="Zo.", bron="verzonnen", groen="er genoeg is", code=code, **velden)
    for code, velden in {
        "veld": {"wie": "oordeel", "vraag": "Vroegen scholen hierom?"},
        "keren": {"wie": "automatisch", "toets": "bijeenkomsten"},
        "mensen": {"wie": "gemengd", "toets": "deelnemers", "vraag": "Kan dit?", "knockout": True},
    }.items()
)
FEITEN = {
    "veld": {"stand": "onbekend", "bewijs": "Een rector vraagt dit aan."},
    "keren": {"stand": "goed", "bewijs": "Er staan vier bijeenkomsten gepland."},
    "mensen": {"stand": "aandacht", "bewijs": "Vijf van de acht zegden toe.", "groen": "er zes toezeggingen zijn"},
}
UITLEG = "Vier scholen vragen hierom, met een brief van hun rector."


def make_versie(sector="vo"):
    """A regeling with three criteria, one of each kind, and two beoordelaars."""
    regeling = replace(get_shipped("vo-leernetwerken"), code="drie-criteria", sector=sector, criteria=CRITERIA)
    velden = {"code": regeling.code, "versie": 1, "naam": "Drie", "sector": sector, "inhoud": dump(regeling)}
    return Regelingversie.objects.get_or_create(pk=fingerprint(regeling), defaults=velden)[0]


def make_aanvraag(binnen="in_beoordeling", **velden):
    """Handed in, with criteria and what the facts said."""
    if "ronde" not in velden:
        velden["ronde"] = AanvraagrondeFactory(regelingversie=make_versie())
    aanvraag = AanvraagFactory(
        binnen=binnen, **({"netwerk__gestart": True} if "netwerk" not in velden else {}), **velden
    )
    InzendingFactory(aanvraag=aanvraag, antwoorden={"waarom.aanleiding": "Samen leren lezen"}, criteria=FEITEN)
    return aanvraag


def make_toewijzing(aanvraag=None, persoon=None, **velden):
    return Toewijzing.objects.create(
        aanvraag=aanvraag or make_aanvraag(), persoon=persoon or PersoonFactory(beoordelaar=True), **velden
    )


def judge(toewijzing, reden=UITLEG, waarde="voldoende"):
    """A verdict on every criterium."""
    for rij in CRITERIA:
        services.save_oordeel(toewijzing, rij.code, waarde, reden, by=toewijzing.persoon)


def file(toewijzing, tekst=UITLEG, reden=UITLEG, uitkomst="toekennen"):
    judge(toewijzing, reden)
    return services.file_advies(toewijzing, uitkomst, tekst, by=toewijzing.persoon)


def hand_in_again(aanvraag, antwoorden=None):
    """What the netwerk added; the services of the applicant do this for real."""
    nummer = aanvraag.inzendingen.count() + 1
    type(aanvraag).objects.filter(pk=aanvraag.pk).update(status="in_beoordeling")
    return Inzending.objects.create(
        aanvraag=aanvraag, nummer=nummer, op=aanvraag.created_at, criteria=FEITEN,
        antwoorden=antwoorden or {"waarom.aanleiding": "Anders"},
    )  # fmt: skip
