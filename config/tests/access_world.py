"""The people and the two networks with which the access table knocks on every door."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from berichten.tests.factories import VerzendingFactory
from bijeenkomsten.academie.tests.factories import AcademieuitnodigingFactory
from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.materiaal.tests.factories import MateriaalFactory
from bijeenkomsten.prikker.tests.factories import PrikkerFactory
from bijeenkomsten.sprekers.tests.factories import SpreekverzoekFactory, SprekersvraagFactory
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from bijeenkomsten.uitvoeren.tests.factories import AantekeningFactory
from evaluatie.lijsten.models import EigenLijst
from evaluatie.lijsten.services import add_lijst
from evaluatie.lijsten.tests.factories import PROEF, make_eigen
from evaluatie.models import Lezer, VertrouwelijkAntwoord, Zaalcode
from evaluatie.services.rijen import ensure_vragenlijst
from evaluatie.tests.factories import MetingFactory
from evaluatie.vragenlijst.bron import get_shipped
from fasen.services import create_route
from kern.services import register_hartslag
from kern.tijd import nu
from leren.tests.factories import LeervraagFactory
from netwerken.belangstelling.tests.factories import BelangstellingFactory, ThemavoorstelFactory
from netwerken.functie.services import ask_after_change
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.leidinggevende.tests.factories import ContactmomentFactory
from netwerken.models import (
    Contract,
    Contractreactie,
    Contractversie,
    Contractvraag,
    Groepsbesluit,
    Mentorvraag,
    Overdracht,
    Taak,
)
from netwerken.overdracht.models import GELDIG
from netwerken.start.tests.factories import StartplanFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from netwerken.voordracht.tests.factories import VoordrachtFactory
from personen.tests.factories import OrganisatieFactory, PasskeyFactory, PersoonFactory
from subsidie.aanvragen.tests.factories import ConceptFactory
from subsidie.beoordeling.tests.factories import make_aanvraag, make_toewijzing
from subsidie.bijlagen.tests.factories import BijlageFactory
from subsidie.lopend.tests.factories import WijzigingFactory, make_toegekend
from subsidie.models import Nakoming, Regelingversie, Tussenbericht
from subsidie.opmerkingen.tests.factories import OpmerkingFactory
from subsidie.regeling.bron import get_shipped as get_regeling
from subsidie.tests.factories import AanvraagrondeFactory
from subsidie.verantwoording.tests.factories import make_ondertekening
from werkvormen.models import Concept, Werkvorm
from werkvormen.tests.factories import WerkvormFactory

CAST = ("anoniem", "buitenstaander", "deelnemer", "facilitator", "penvoerder", "academie", "beheer")
MEMBERS = ("deelnemer", "facilitator", "penvoerder")


@dataclass(eq=False)
class World:
    """One network with one of everything that has an address, and the seven who try."""

    cast: dict
    netwerk: object
    things: SimpleNamespace

    @classmethod
    def make(cls, *, is_openbaar):
        for naam in ("worker", "planner"):  # or /gezond/ answers that they are not well
            register_hartslag(naam)
        cast = {
            name: PersoonFactory(naam=name.title()) for name in CAST if name not in ("anoniem", "academie", "beheer")
        }
        cast |= {"anoniem": None, "academie": PersoonFactory(beoordelaar=True), "beheer": PersoonFactory(beheer=True)}
        netwerk = NetwerkFactory(gestart=True, is_openbaar=is_openbaar, slug="het-netwerk")
        create_route(netwerk)
        for name in MEMBERS:
            DeelnameFactory(netwerk=netwerk, persoon=cast[name], rol=name)
        things = _things(netwerk, cast)
        LeervraagFactory(netwerk=netwerk, persoon=cast["deelnemer"])
        ask_after_change(cast["deelnemer"])
        for intake in (IntakeFactory(deelname=netwerk.deelnames.get(persoon=cast["deelnemer"])), things.intake):
            intake.antwoorden.create(vraag=3, tekst="Hoe blijft het rustig?")
        return cls(cast, netwerk, things)


def _things(netwerk, cast):
    facilitator = cast["facilitator"]
    bijeenkomst = BijeenkomstFactory(netwerk=netwerk)
    geweest = BijeenkomstFactory(netwerk=netwerk, gehouden=True)
    deelname = netwerk.deelnames.get(rol="deelnemer")
    gast = SpreekverzoekFactory(bijeenkomst=bijeenkomst)
    werkvormen = {
        f"werkvorm_{status}": WerkvormFactory(status=status, eigenaar=facilitator) for status in Werkvorm.Status.values
    }
    return SimpleNamespace(
        **werkvormen,
        concept=Concept.objects.create(eigenaar=facilitator, gegevens={"velden": {"naam": ""}, "stappen": []}),
        intake=(intake := IntakeFactory(deelname__netwerk=netwerk, verstuurd=True)),
        intakelid=intake.deelname,
        **_contract(netwerk, cast["deelnemer"]),
        taak=Taak.objects.create(netwerk=netwerk, naam="Koffie", volgorde=1),
        mentorvraag=Mentorvraag.objects.create(netwerk=netwerk, persoon=facilitator, vraag="Hoe begin ik?"),
        overdracht=Overdracht.objects.create(
            netwerk=netwerk, van=facilitator, email="opvolger@school.test", naam="Op", verloopt_op=nu() + GELDIG
        ),
        begeleider=netwerk.deelnames.get(rol="facilitator"),
        **_thema(cast["buitenstaander"]),
        aanvraag=(aanvraag := ConceptFactory(netwerk=netwerk, antwoorden={})),
        bijlage=BijlageFactory(aanvraag=aanvraag),
        opmerking=OpmerkingFactory(aanvraag=aanvraag),
        groepsbesluit=_groepsbesluit(netwerk, cast),
        voordracht=VoordrachtFactory(netwerk=netwerk, door=facilitator),
        aanmelding=DeelnameFactory(netwerk=netwerk, aangemeld=True),
        lid=(lid := DeelnameFactory(netwerk=netwerk, persoon__organisatie=OrganisatieFactory())),
        school=lid.persoon.organisatie,
        contactmoment=ContactmomentFactory(deelname=deelname, gedeeld=True),
        uitnodiging=UitnodigingFactory(netwerk=netwerk),
        startplan=StartplanFactory(persoon=facilitator),
        bijeenkomst=bijeenkomst,
        academieuitnodiging=AcademieuitnodigingFactory(bijeenkomst=bijeenkomst),
        geweest=geweest,
        prikker=PrikkerFactory(netwerk=netwerk),
        afspraak=AfspraakFactory(bijeenkomst=geweest),
        gast=gast,
        gastvraag=SprekersvraagFactory(verzoek=gast),
        spreker=gast.spreker,
        onderdeel=ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst),
        aantekening=AantekeningFactory(bijeenkomst=bijeenkomst),
        materiaal=MateriaalFactory(bijeenkomst=bijeenkomst),
        passkey=PasskeyFactory(),
        meting=MetingFactory(bijeenkomst=geweest),
        eigen_vraag=make_eigen(netwerk),
        eigen_lijst=add_lijst(PROEF, netwerk=netwerk, by=facilitator),
        lijst_voor_allen=EigenLijst.objects.filter(netwerk=None).first() or add_lijst(PROEF, by=None),
        barometer=MetingFactory(
            bijeenkomst=None,
            netwerk=netwerk,
            soort="barometer",
            naam="Barometer",
            gesloten=True,
            vragenlijst=ensure_vragenlijst(get_shipped("barometer")),
        ),
        ronde=MetingFactory(netwerk=netwerk, bijeenkomst=None, soort="barometer", status="gepland", naam="Barometer"),
        verteld=_verteld(netwerk, facilitator, cast["deelnemer"]),
        zaal=_zaal(netwerk),
        aanvraagronde=AanvraagrondeFactory(regelingversie=Regelingversie.of(get_regeling("vo-leernetwerken"))),
        ondertekening=make_ondertekening(netwerk),
        **_lopend(netwerk),
        toewijzing=make_toewijzing(make_aanvraag(netwerk=netwerk), cast["academie"]),
        verzending=VerzendingFactory(
            soort="bijeenkomsten.programma",
            context=netwerk.context,
            aanleiding=bijeenkomst.aanleiding,
            op=bijeenkomst.begint_op,
        ),
    )


def _lopend(netwerk):
    """A granted aanvraag in its year, with one of everything the netwerk says to the academie."""
    aanvraag = make_toegekend(netwerk=netwerk, voorwaarden=[("Een brief", 30)])
    voorwaarde = aanvraag.besluiten.get().voorwaarden.get()
    return {
        "lopend": aanvraag,
        "voorwaarde": voorwaarde,
        "nakoming": Nakoming.objects.create(voorwaarde=voorwaarde, tekst="Klaar.", op=nu()),
        "tussenbericht": Tussenbericht.objects.create(aanvraag=aanvraag, keuze="bellen", op=nu()),
        "wijziging": WijzigingFactory(aanvraag=aanvraag, uitkomst="afgewezen", reden="Nee.", besloten_op=nu()),
    }


def _verteld(netwerk, facilitator, deelnemer):
    """A closed vertrouwelijke ronde: the facilitator was named, the deelnemer told something."""
    meting = MetingFactory(
        netwerk=netwerk, bijeenkomst=None, soort="vertrouwelijk", naam="Met naam", gesloten=True, genodigd=3,
        ingevuld=None,
    )  # fmt: skip
    Lezer.objects.create(meting=meting, persoon=facilitator)
    VertrouwelijkAntwoord.objects.create(meting=meting, persoon=deelnemer, vraag="ev2-3", tekst="Ik ben 't kwijt.")
    return meting


def _zaal(netwerk):
    """A round in the room, with a place for everybody who knocks."""
    meting = MetingFactory(in_zaal=True, bijeenkomst=BijeenkomstFactory(netwerk=netwerk, gehouden=True))
    Zaalcode.objects.bulk_create(Zaalcode(meting=meting) for _ in range(9))
    return meting


def _thema(buitenstaander):
    """Somebody waits for a theme, and wants to guide what can begin there."""
    rij = BelangstellingFactory(persoon=buitenstaander, wil_trekken=True)
    return {"belangstelling": rij, "thema": rij.thema, "themavoorstel": ThemavoorstelFactory(thema=rij.thema)}


def _groepsbesluit(netwerk, cast):
    """A question to the group about somebody at the door, asked of the deelnemer."""
    besluit = Groepsbesluit.objects.create(
        deelname=DeelnameFactory(netwerk=netwerk, aangemeld=True), opent_op=nu(), sluit_op=nu() + timedelta(days=7)
    )
    besluit.stemmen.create(persoon=cast["deelnemer"])
    return besluit


def _contract(netwerk, deelnemer):
    """A version that was settled, and of the next one a question and what the deelnemer said."""
    versie = Contractversie.objects.create(
        netwerk=netwerk, nummer=1, artikelen=[], herzien_op="2099-01-01", vastgelegd_op=nu(), bekrachtigd_op=nu()
    )
    contract = Contract.objects.create(netwerk=netwerk, ronde=2, laatste=versie)
    vraag = Contractvraag.objects.create(contract=contract, volgorde=1, vraag="Wie leidt?", tekst="Om de beurt.")
    reactie = Contractreactie.objects.create(vraag=vraag, ronde=2, persoon=deelnemer, tekst="Goed.")
    return {"contractvraag": vraag, "contractreactie": reactie, "contractversie": versie}
