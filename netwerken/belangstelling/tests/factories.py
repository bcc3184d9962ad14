from datetime import timedelta

import factory
from django.utils import timezone

from netwerken.belangstelling.models import Belangstelling, Thema, Themavoorstel
from netwerken.belangstelling.regels import make_sleutel
from personen.tests.factories import OrganisatieFactory, PersoonFactory


class ThemaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Thema

    class Params:
        zichtbaar = factory.Trait(status="zichtbaar")

    naam = factory.Sequence(lambda n: f"Rust in 't <b>lokaal</b> {n}")
    sleutel = factory.LazyAttribute(lambda thema: make_sleutel(thema.naam))
    sector = "vo"


class BelangstellingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Belangstelling

    thema = factory.SubFactory(ThemaFactory, zichtbaar=True)
    persoon = factory.SubFactory(PersoonFactory, organisatie=factory.SubFactory(OrganisatieFactory))
    sector = "vo"
    regio = "utrecht"
    functie = "team<b>leider</b>"
    waarom = "Ik wil 't <b>echt</b> weten."
    geldig_tot = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))


class ThemavoorstelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Themavoorstel

    thema = factory.SubFactory(ThemaFactory, zichtbaar=True)
    sector = "vo"
    regio = "utrecht"
    mensen = 6
    scholen = 3


def make_groep(thema, aantal=6, scholen=3, **velden):
    """So many people from so many schools who wait for one theme, without a look at what could begin."""
    organisaties = [OrganisatieFactory() for _ in range(scholen)]
    return [
        BelangstellingFactory(thema=thema, persoon__organisatie=organisaties[n % scholen], **velden)
        for n in range(aantal)
    ]
