import factory

from personen.tests.factories import PersoonFactory
from subsidie.opmerkingen.models import Opmerking
from subsidie.tests.factories import AanvraagFactory


class OpmerkingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Opmerking

    aanvraag = factory.SubFactory(AanvraagFactory)
    onderdeel = "begroting"
    tekst = "Klopt 't <b>tarief</b>?"
    door = factory.SubFactory(PersoonFactory)
