import factory

from netwerken.tests.factories import NetwerkFactory
from netwerken.voordracht.models import Voordracht
from personen.tests.factories import PersoonFactory


class VoordrachtFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Voordracht

    netwerk = factory.SubFactory(NetwerkFactory, toegang="gesloten", status="gestart")
    naam = "Fenna <b>Haan</b>"
    email = factory.Sequence(lambda n: f"voorgedragen{n}@school.test")
    reden = "Zij stelt <b>goede</b> vragen."
    door = factory.SubFactory(PersoonFactory)
