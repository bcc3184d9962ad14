import factory

from personen.models import Organisatie, Persoon


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
        beheer = factory.Trait(platformrol="beheer")

    email = factory.Sequence(lambda n: f"persoon{n}@school.test")
    naam = factory.Sequence(lambda n: f"Noor <b>d'Eijsink</b> {n}")
    functie = "teamleider"
    password = factory.django.Password("samen-leren")
