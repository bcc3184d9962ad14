from datetime import timedelta

import factory

from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory
from evaluatie import services
from evaluatie.models import Gemist, Genodigde, Meting, OpenAntwoord, Teller
from evaluatie.schema import make_schema
from evaluatie.vragenlijst.bron import BIJEENKOMST, get_shipped
from evaluatie.vragenlijst.document import Soort
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

LIJST = get_shipped(BIJEENKOMST)
CODES = tuple(vraag.code for vraag in LIJST.geteld)
OPEN = LIJST.open_vragen[0].code


class MetingFactory(factory.django.DjangoModelFactory):
    """A bare meting without rows; ``make_meting`` opens a real one."""

    class Meta:
        model = Meting

    class Params:
        gesloten = factory.Trait(
            status="gesloten",
            genodigd=12,
            ingevuld=11,
            opent_op=factory.LazyFunction(lambda: nu() - timedelta(days=20)),
        )

    bijeenkomst = factory.SubFactory(BijeenkomstFactory, gehouden=True)
    netwerk = factory.SelfAttribute("bijeenkomst.netwerk")
    vragenlijst = factory.LazyFunction(lambda: services.ensure_vragenlijst(LIJST))
    opent_op = factory.LazyFunction(lambda: nu() - timedelta(days=1))
    sluit_op = factory.LazyAttribute(lambda o: o.opent_op + timedelta(days=13))


class GenodigdeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Genodigde

    meting = factory.SubFactory(MetingFactory)
    persoon = factory.SubFactory(PersoonFactory)
    soort = "aanwezig"


class TellerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Teller

    meting = factory.SubFactory(MetingFactory)
    vraag = "ev1-1"
    waarde = 4


class OpenAntwoordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpenAntwoord

    meting = factory.SubFactory(MetingFactory)
    vraag = "ev2-3"
    tekst = factory.Sequence(lambda n: f"Hoe krijg ik <b>'t</b> team mee, vraag {n}?")


class GemistFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gemist

    bijeenkomst = factory.SubFactory(BijeenkomstFactory, gehouden=True)
    persoon = factory.SubFactory(PersoonFactory)
    tekst = "Een <b>vaste</b> dag, dan kan ik 't regelen."


def make_bijeenkomst(aanwezig=6, afwezig=0, facilitators=1, **velden):
    """A held meeting with deelnemers who were there and who were not, and facilitators who were there."""
    netwerk = velden.pop("netwerk", None) or NetwerkFactory(gestart=True)
    bijeenkomst = BijeenkomstFactory(netwerk=netwerk, **({"gehouden": True} | velden))
    for is_er in [True] * aanwezig + [False] * afwezig:
        persoon = DeelnameFactory(netwerk=netwerk).persoon
        AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=persoon, aanwezig=is_er)
    for _ in range(facilitators):
        persoon = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
        AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=persoon, aanwezig=True)
    return bijeenkomst


def make_meting(aanwezig=6, *, now=None, **velden):
    """An open meting, opened by the service on the morning it should have, or now when that is still to come."""
    bijeenkomst = make_bijeenkomst(aanwezig, **velden)
    return services.open_meting(bijeenkomst, now=now or min(nu(), make_schema(bijeenkomst.eindigt_op).vraag))


def make_keuzes(waarde=4, **anders):
    """The same value for every question, with exceptions: ``ev1_5=0``."""
    return dict.fromkeys(CODES, waarde) | {code.replace("_", "-"): w for code, w in anders.items()}


def make_teksten(tekst="", alleen_facilitator=False, vraag=OPEN):
    return {vraag: services.Tekst(tekst, alleen_facilitator)}


def answer_all(meting, waarden, teksten=(), *, alleen=False):
    """One person after another answers, each one value for all questions; texts belong to the first ones."""
    genodigden = meting.genodigden.aanwezig().filter(ingevuld=False).select_related("persoon")
    for i, (genodigde, waarde) in enumerate(zip(genodigden, waarden, strict=False)):
        keuzes = waarde if isinstance(waarde, dict) else make_keuzes(waarde)
        tekst = make_teksten(teksten[i] if i < len(teksten) else "", alleen)
        services.answer(meting, genodigde.persoon, keuzes=keuzes, teksten=tekst, now=meting.opent_op)


def make_gesloten(waarden, teksten=(), *, aanwezig=None, **velden):
    """A meting that people answered and that is closed."""
    meting = make_meting(max(aanwezig or len(waarden), 5), **velden)
    answer_all(meting, waarden, teksten)
    return services.close_meting(meting, now=meting.sluit_op)


def make_netwerk(deelnemers=6, facilitators=1, **velden):
    """A running netwerk with so many deelnemers."""
    netwerk = NetwerkFactory(gestart=True, **velden)
    DeelnameFactory.create_batch(deelnemers, netwerk=netwerk)
    DeelnameFactory.create_batch(facilitators, netwerk=netwerk, facilitator=True)
    return netwerk


def make_ronde(netwerk=None, soort="barometer", *, now=None, document=None, naam="Barometer"):
    """An open round to the whole netwerk."""
    now = now or nu()
    meting = services.plan_ronde(
        netwerk or make_netwerk(), soort, opent_op=now, sluit_op=now + timedelta(days=14), naam=naam, document=document
    )
    return services.open_ronde(meting, now=now)


def make_ronde_keuzes(meting, waarde=4, **anders):
    """An answer to every counted question: ``waarde``, or as near as it can be said; ``bar_3=2`` for another."""
    anders = {code.replace("_", "-"): keuze for code, keuze in anders.items()}
    return {vraag.code: anders.get(vraag.code, _kies(vraag, waarde)) for vraag in meting.document.geteld}


def _kies(vraag, waarde):
    if vraag.soort == Soort.RANGORDE:
        return [1, 2, 3]
    waarde = min(waarde, vraag.hoogste)
    return [waarde] if vraag.soort == Soort.MEERKEUZE else waarde


def answer_ronde(meting, waarden, teksten=()):
    """One person after another answers, each one value (or a dict of choices) for everything; texts: {code: text}."""
    genodigden = meting.genodigden.aanwezig().filter(ingevuld=False).select_related("persoon")
    for i, (genodigde, waarde) in enumerate(zip(genodigden, waarden, strict=False)):
        keuzes = waarde if isinstance(waarde, dict) else make_ronde_keuzes(meting, waarde)
        tekst = {code: services.Tekst(t) for code, t in (teksten[i] if i < len(teksten) else {}).items()}
        services.answer(meting, genodigde.persoon, keuzes=keuzes, teksten=tekst, now=meting.opent_op)


def make_gesloten_ronde(waarden, teksten=(), *, netwerk=None, aantal=None, **velden):
    """A round that people answered and that is closed."""
    meting = make_ronde(netwerk or make_netwerk(max(aantal or len(waarden), 5)), **velden)
    answer_ronde(meting, waarden, teksten)
    return services.close_meting(meting, now=meting.sluit_op)
