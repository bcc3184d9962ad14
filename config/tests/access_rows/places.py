"""Where in the world of access_world.py an address points: the arguments of a row."""

from urllib.parse import urlsplit

from django.urls import resolve

from berichten.handelingen import link
from bijeenkomsten.links import ics_link
from bijeenkomsten.models import Sjabloon
from bijeenkomsten.tests.factories import AgendalinkFactory
from evaluatie.zaal.adres import make_adres as make_zaal_adres
from netwerken import aanvaarden
from werkvormen.tests.factories import WerkvormFactory


def network(world):
    return {"slug": world.netwerk.slug}


def with_lijst(thing="", *, vraag=False):
    """A list of questions: the barometer, or one of the things; with ``vraag`` an own question in it."""

    def kwargs(world):
        code = getattr(world.things, thing).code if thing else "barometer"
        return network(world) | {"lijst": code} | ({"pk": world.things.eigen_vraag.pk} if vraag else {})

    return kwargs


def zaal(world):
    return {"token": resolve(urlsplit(make_zaal_adres(world.things.zaal)).path).kwargs["token"]}


def of(thing=None, **more):
    """The address of one thing in the network."""

    def kwargs(world):
        pk = {"pk": getattr(world.things, thing).pk} if thing else {}
        return network(world) | pk | more

    return kwargs


def pk_of(thing):
    """The address of one thing that is of no network."""
    return lambda world: {"pk": getattr(world.things, thing).pk}


def onderdeel(world):
    return of("bijeenkomst", onderdeel_pk=world.things.onderdeel.pk)(world)


def materiaal(world):
    return of("bijeenkomst", materiaal_pk=world.things.materiaal.pk)(world)


def werkvorm_in(world):
    return of("bijeenkomst", werkvorm=WerkvormFactory().slug)(world)


def sjabloon(world):
    bijeenkomst = world.things.bijeenkomst
    gedeeld = Sjabloon.objects.create(naam="x", netwerk=bijeenkomst.netwerk, minuten=60)
    return of("bijeenkomst", sjabloon_pk=gedeeld.pk)(world)


def beurt(world):
    return of("bijeenkomst", persoon=world.cast["deelnemer"].pk)(world)


def gast(world):
    return of("bijeenkomst", gast_pk=world.things.gast.pk)(world)


def gastvraag(world):
    return gast(world) | {"vraag_pk": world.things.gastvraag.pk}


def school_page(world):
    return of(pk=world.things.school.pk)(world)


def school(world):
    return school_page(world) | {"code": "RV-01"}


def versie(world):
    return of(nummer=world.things.contractversie.nummer)(world)


def aantekening(world):
    return of("bijeenkomst", aantekening_pk=world.things.aantekening.pk)(world)


def fasen(world):
    return {"netwerk_slug": world.netwerk.slug}


def fase(world):
    return fasen(world) | {"fase_slug": "verkenning"}


def next_fase(world):
    return fasen(world) | {"fase_slug": "ontwikkeling"}


def punt(world):
    return fase(world) | {"code": "kennen"}


def signaal(world):
    return fasen(world) | {"code": "netwerken.minimum"}


def aanvraag(world):
    """What the academie judges."""
    return {"sleutel": world.things.toewijzing.aanvraag.sleutel}


def aanvraag_toewijzing(world):
    return aanvraag(world) | {"pk": world.things.toewijzing.pk}


def aanvraag_criterium(world):
    return aanvraag(world) | {"criterium": "veld"}


def lopend(**more):
    """A granted aanvraag in its year, or with ``pk`` one of the things of that year."""

    def kwargs(world):
        rest = {naam: getattr(world.things, waarde).pk if naam == "pk" else waarde for naam, waarde in more.items()}
        return {"sleutel": world.things.lopend.sleutel} | rest

    return kwargs


def werkvorm(status):
    """One of the facilitator, in this state."""
    return lambda world: {"werkvorm_slug": getattr(world.things, f"werkvorm_{status}").slug}


def startplan(**more):
    return lambda world: {"sleutel": world.things.startplan.sleutel} | more


def draft(**more):
    """An aanvraag that was never handed in, or with ``pk`` one of the things with it."""

    def kwargs(world):
        rest = {naam: getattr(world.things, waarde).pk if naam == "pk" else waarde for naam, waarde in more.items()}
        return {"sleutel": world.things.aanvraag.sleutel} | rest

    return kwargs


def signed(world):
    """A verantwoording that the academie has to settle."""
    return {"sleutel": world.things.ondertekening.verantwoording.aanvraag.sleutel}


def concept(world):
    return {"sleutel": world.things.concept.sleutel}


def named(naam):
    return lambda world: {"naam": naam}


def _of_url(url):
    return resolve(urlsplit(url).path).kwargs


def one_touch(world):
    return _of_url(link("aan", world.things.bijeenkomst.pk, world.cast["deelnemer"].pk))


def invitation(world):
    return _of_url(link(aanvaarden.CODE, world.things.uitnodiging.pk))


def ics_mail(world):
    return _of_url(ics_link(world.things.bijeenkomst, world.cast["deelnemer"]))


def feed(world):
    return {"token": AgendalinkFactory(persoon=world.cast["deelnemer"]).token}


def passkey(world):
    """Of somebody else: for everybody in the cast it does not exist."""
    return {"pk": world.things.passkey.pk}


def entree(world):
    """A provider that is not configured does not exist; with one these are tested in personen."""
    return {"aanbieder": "entree"}


def reset_key(world):
    return {"uidb36": "1", "key": "verlopen"}
