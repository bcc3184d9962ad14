from datetime import date

import factory
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from personen.models import Organisatie, Persoon, Schoolvakantie


class OrganisatieFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisatie

    naam = factory.Sequence(lambda n: f"'t <b>College</b> {n}")
    soort = "school"
    sector = "vo"
    plaats = "Zutphen"
    provincie = "gelderland"
    vakantieregio = "midden"


class PersoonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Persoon
        skip_postgeneration_save = True

    class Params:
        academie = factory.Trait(platformrol="academie", academie_sector="vo")
        beoordelaar = factory.Trait(academie=True, is_beoordelaar=True)
        beslisser = factory.Trait(academie=True, is_beslisser=True)
        beheer = factory.Trait(platformrol="beheer")

    email = factory.Sequence(lambda n: f"persoon{n}@school.test")
    naam = factory.Sequence(lambda n: f"Noor <b>d'Eijsink</b> {n}")
    functie = "teamleider"
    password = factory.django.Password("samen-leren")


class SchoolvakantieFactory(factory.django.DjangoModelFactory):
    """Beside the real ones of the migration: in a schooljaar that no source knows."""

    class Meta:
        model = Schoolvakantie

    schooljaar = factory.Sequence(lambda n: f"{4000 + n}-{4001 + n}")
    naam = "meivakantie"
    regio = "midden"
    begin = date(2040, 4, 28)
    eind = date(2040, 5, 6)
    bron = "verzonnen"
    bron_datum = date(2026, 11, 21)


class PasskeyFactory(factory.django.DjangoModelFactory):
    """A row like a passkey leaves. Nobody can sign in with it: the browser tests make real ones."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(PersoonFactory)
    type = Authenticator.Type.WEBAUTHN
    data = factory.LazyAttribute(lambda row: {"name": "<b>Noors</b> 'telefoon'", "credential": {}})


class SchoolaccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SocialAccount

    user = factory.SubFactory(PersoonFactory)
    provider = "https://entree.test"
    uid = factory.Sequence(lambda n: f"hash{n}@school")
    extra_data = factory.LazyFunction(lambda: {"affiliatie": "staff", "brin": "", "organisatie": "'t <b>College</b>"})
