"""An aanvraag of which the advices are in, for tests."""

from datetime import timedelta

from kern.tijd import lokale_dag, nu
from personen.tests.factories import PersoonFactory
from subsidie.besluit.models import Uitkomst
from subsidie.besluit.services import decide
from subsidie.models import Regelingversie, Toewijzing
from subsidie.regeling.bron import get_shipped
from subsidie.tests.factories import AanvraagFactory, AanvraagrondeFactory, InzendingFactory

UITLEG = "De groep is vol en het plan is helder beschreven."
BIJDRAGE = 9_600_00


def make_ronde(**velden):
    return AanvraagrondeFactory(regelingversie=Regelingversie.of(get_shipped("vo-leernetwerken")), **velden)


def make_klaar(ronde=None, **velden):
    """Handed in, judged, and waiting for a decision."""
    ronde = ronde or make_ronde()
    aanvraag = AanvraagFactory(ronde=ronde, binnen="advies_klaar", netwerk__gestart=True, **velden)
    InzendingFactory(
        aanvraag=aanvraag,
        antwoorden={"begroting.1.sprekers.bijdrage": BIJDRAGE, "begroting.1.sprekers.eigen": 1},
        criteria={"deelnemers": {"stand": "goed", "bewijs": "Er doen acht mensen vast mee."}},
    )
    return aanvraag


def make_beslisser(**velden):
    return PersoonFactory(platformrol="academie", academie_sector="vo", is_beslisser=True, **velden)


def make_beoordelaar(**velden):
    return PersoonFactory(platformrol="academie", academie_sector="vo", is_beoordelaar=True, **velden)


def assign(aanvraag, persoon, **velden):
    return Toewijzing.objects.create(aanvraag=aanvraag, persoon=persoon, **velden)


def criteria(aanvraag, **anders):
    """Everything is met, but for ``anders``: code=(voldoet, reason); write - as _."""
    alles = {c.code: ("ja", "") for c in aanvraag.regelingversie.regeling.criteria}
    return alles | {code.replace("_", "-"): oordeel for code, oordeel in anders.items()}


def besluit(aanvraag, by=None, uitkomst=Uitkomst.TOEGEKEND, **velden):
    standaard = {"bedrag": 0 if uitkomst == Uitkomst.AFGEWEZEN else BIJDRAGE, "motivering": UITLEG}
    standaard["criteria"] = criteria(aanvraag)
    standaard["voorwaarden"] = [("Zes toezeggingen", straks())] if uitkomst == Uitkomst.VOORWAARDE else []
    return decide(aanvraag, uitkomst, by=by or make_beslisser(), **standaard | velden)


def straks(dagen=30):
    return lokale_dag(nu()) + timedelta(days=dagen)
