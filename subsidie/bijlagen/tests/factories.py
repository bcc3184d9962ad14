from uuid import uuid4

import factory
from django.core.files.base import ContentFile

from subsidie.bijlagen.models import Bijlage
from subsidie.tests.factories import AanvraagFactory


class BijlageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Bijlage

    aanvraag = factory.SubFactory(AanvraagFactory)
    onderdeel = "waarom"
    naam = "'t stuk & meer.txt"
    grootte = 12
    bestand = factory.LazyFunction(lambda: ContentFile(b"Lees 't stuk", name=uuid4().hex))
