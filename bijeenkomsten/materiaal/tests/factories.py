from uuid import uuid4

import factory
from django.core.files.base import ContentFile

from bijeenkomsten.materiaal.models import Materiaal
from bijeenkomsten.tests.factories import BijeenkomstFactory


class MateriaalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Materiaal

    class Params:
        een_link = factory.Trait(bestand="", naam="", grootte=0, link="https://kijk.test/'t-<b>?a=1&b=2")

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    titel = factory.Sequence(lambda n: f"Lees <b>'t</b> stuk {n}")
    naam = "'t stuk & meer.txt"
    grootte = 12
    bestand = factory.LazyFunction(lambda: ContentFile(b"Lees 't stuk", name=uuid4().hex))
