import factory

from bijeenkomsten.models import Aantekening
from bijeenkomsten.tests.factories import BijeenkomstFactory


class AantekeningFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Aantekening

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    tekst = factory.Sequence(lambda n: f"Ze <b>lachten</b> om 't idee {n}")
