import factory

from fasen.gids.models import Vinkje
from kern.tijd import nu
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory


class VinkjeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vinkje

    netwerk = factory.SubFactory(NetwerkFactory)
    fase = "verkenning"
    code = "kennen"
    titel = "Jullie kennen elkaar verder dan de functie"
    soort = "gedaan"
    zin = "Met <b>foto's</b> van 't gebouw."
    door = factory.SubFactory(PersoonFactory)
    op = factory.LazyFunction(nu)
