from datetime import timedelta
from types import SimpleNamespace

import pytest

from berichten.models import Bericht, Verzending
from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.draaiboek.models import Draaiboekstap
from bijeenkomsten.models import Aanwezigheid
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from evaluatie.models import Gemist, Meting, VertrouwelijkAntwoord
from evaluatie.services.rijen import ensure_vragenlijst
from evaluatie.tests.factories import MetingFactory
from evaluatie.vragenlijst.bron import get_shipped
from kern.tijd import nu
from leren.models import Leervraag, Leervraagversie
from netwerken.contract.models import Akkoord, Contract, Contractversie
from netwerken.einde.soorten import alle_soorten
from netwerken.models import Contactmoment, Deelname, Intake, Intakeantwoord
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

GEHEIM = "Geheim van "


@pytest.fixture
def vol(persoon):
    """A netwerk with something of every kind, of three deelnemers; ``persoon`` guides it."""
    netwerk = NetwerkFactory(slug="samen", naam="Samen verder", gestart=True, is_openbaar=True)
    facilitator = DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    leden = [DeelnameFactory(netwerk=netwerk, motivatie=f"{GEHEIM}{n} motivatie") for n in range(3)]
    b = BijeenkomstFactory(netwerk=netwerk, titel="De aftrap", begint_op=nu() - timedelta(days=9), status="gehouden")
    onderdeel = ProgrammaonderdeelFactory(bijeenkomst=b, titel="Kennismaken")
    Draaiboekstap.objects.create(bijeenkomst=b, wat="gewijzigd", titel="x", voor={"tekst": f"{GEHEIM}draaiboek"})
    AfspraakFactory(netwerk=netwerk, bijeenkomst=b, tekst="Noor belt de school")
    MetingFactory(bijeenkomst=b, opent_op=nu() - timedelta(days=9), sluit_op=nu())
    MetingFactory(
        netwerk=netwerk, bijeenkomst=None, soort="vertrouwelijk", naam="Barometer, met naam", gesloten=True,
        ingevuld=None, vragenlijst=ensure_vragenlijst(get_shipped("barometer")), sluit_op=nu() - timedelta(days=1),
    )  # fmt: skip
    versie = Contractversie.objects.create(
        netwerk=netwerk, nummer=1, artikelen=[{"vraag": "Vertrouwen", "tekst": "Wat hier gezegd is, blijft hier."}],
        herzien_op=nu(), vastgelegd_op=nu(),
    )  # fmt: skip
    Contract.objects.create(netwerk=netwerk, laatste=versie)
    for n, lid in enumerate(leden):
        fill_lid(lid, n, b, versie)
    verzending = Verzending.objects.create(
        soort="netwerken.contract_herzien", sleutel="v", context=netwerk.context, titel="x", op=nu(),
        status="vervallen",
        eigen_tekst=f"{GEHEIM}mail",
    )  # fmt: skip
    Bericht.objects.create(
        sleutel="b", soort="netwerken.contract_herzien", verzending=verzending, aan=persoon, context=netwerk.context,
        op=nu(), probeer_op=nu(), status="overgeslagen", reden="x",
    )  # fmt: skip
    return SimpleNamespace(netwerk=netwerk, facilitator=facilitator, leden=leden, b=b, onderdeel=onderdeel)


def fill_lid(lid, n, b, versie):
    persoon, tekst = lid.persoon, f"{GEHEIM}{n}"
    intake = Intake.objects.create(deelname=lid, gevraagd_dag=nu(), verstuurd_op=nu())
    Intakeantwoord.objects.create(intake=intake, vraag=3, tekst=f"{tekst} intake")
    Contactmoment.objects.create(
        deelname=lid, soort="toezegging", naam="Leiding", email="l@school.test", antwoorden={"doel": f"{tekst} kaart"}
    )
    leervraag = Leervraag.objects.create(
        netwerk=lid.netwerk, persoon=persoon, leest="groep" if n == 1 else "facilitator"
    )
    Leervraagversie.objects.create(leervraag=leervraag, nummer=1, soort="intake", tekst=f"{tekst} leervraag")
    Aanwezigheid.objects.create(bijeenkomst=b, persoon=persoon, antwoord="komt_niet", reden=f"{tekst} reden")
    Gemist.objects.create(bijeenkomst=b, persoon=persoon, tekst=f"{tekst} gemist")
    meting = lid.netwerk.metingen.get(soort=Meting.Soort.VERTROUWELIJK)
    VertrouwelijkAntwoord.objects.create(meting=meting, persoon=persoon, vraag="slot-1", tekst=f"{tekst} verteld")
    Akkoord.objects.create(versie=versie, persoon=persoon, is_akkoord=False, bezwaar=f"{tekst} bezwaar")


def count_all(netwerk):
    """How many rows hold something of this netwerk, by kind."""
    return {soort.code: soort.count(netwerk) for soort in alle_soorten()}


def is_lid(persoon, netwerk):
    return Deelname.objects.lid().filter(persoon=persoon, netwerk=netwerk).exists()
