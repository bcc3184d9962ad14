"""An aanvraag that was granted, for tests."""

from datetime import timedelta

from factory import LazyFunction, SubFactory
from factory.django import DjangoModelFactory

from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.besluit.tests.factories import UITLEG, make_ronde, straks
from subsidie.lopend.models import Wijziging
from subsidie.models import Besluit, Voorwaarde
from subsidie.tests.factories import AanvraagFactory, InzendingFactory

BEGROTING = {
    "begroting.tarief": 50_00,
    "begroting.1.procesbegeleiding.bijdrage": 9_600_00,
    "begroting.1.procesbegeleiding.eigen": 4_000_00,
    "begroting.1.procesbegeleiding.toelichting": "Vier dagdelen.",
    "begroting.2.procesbegeleiding.eigen": 1_000_00,
}
BEDRAG = 9_000_00  # a little less than was asked


def make_toegekend(status="lopend", *, voorwaarden=(), verteld_op=None, bedrag=BEDRAG, **velden):
    """Decided and told. ``voorwaarden``: (text, in how many days it is due)."""
    if "netwerk" not in velden:
        velden.setdefault("netwerk__gestart", True)
    ronde = velden.pop("ronde", None) or make_ronde()
    aanvraag = AanvraagFactory(ronde=ronde, binnen=status, **velden)
    inzending = InzendingFactory(aanvraag=aanvraag, antwoorden={"waarom.aanleiding": "Samen lezen", **BEGROTING})
    besluit = Besluit.objects.create(
        aanvraag=aanvraag, inzending=inzending, uitkomst="voorwaarde" if voorwaarden else "toegekend", bedrag=bedrag,
        motivering=UITLEG, op=nu(), verteld_op=verteld_op or nu(),
    )  # fmt: skip
    Voorwaarde.objects.bulk_create(
        Voorwaarde(besluit=besluit, tekst=tekst, voor=straks(dagen)) for tekst, dagen in voorwaarden
    )
    return aanvraag


def add_penvoerder(aanvraag, rol="penvoerder"):
    return DeelnameFactory(netwerk=aanvraag.netwerk, rol=rol).persoon


def make_staf(**velden):
    return PersoonFactory(**{"platformrol": "academie", "academie_sector": "vo"} | velden)


def geleden(dagen):
    return nu() - timedelta(days=dagen)


class WijzigingFactory(DjangoModelFactory):
    class Meta:
        model = Wijziging

    aanvraag = SubFactory(AanvraagFactory, binnen="lopend")
    soort = "anders"
    wat = "Een andere penvoerder."
    waarom = "Onze school fuseert."
    gevraagd_op = LazyFunction(nu)
