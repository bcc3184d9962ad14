import factory

from fasen.models import Fasestap, FaseVerloop
from kern.tijd import nu
from netwerken.tests.factories import NetwerkFactory


class FaseVerloopFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FaseVerloop

    class Params:
        lopend = factory.Trait(status="lopend", begonnen_op=factory.LazyFunction(nu))
        onderbroken = factory.Trait(status="onderbroken", begonnen_op=factory.LazyFunction(nu))
        afgerond = factory.Trait(
            status="afgerond", begonnen_op=factory.LazyFunction(nu), afgerond_op=factory.LazyFunction(nu)
        )

    netwerk = factory.SubFactory(NetwerkFactory)
    fase = "verkenning"


class FasestapFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Fasestap

    netwerk = factory.SubFactory(NetwerkFactory)
    van = "verkenning"
    naar = "ontwikkeling"
    reden = "We kennen elkaars <b>vragen</b>, 't is tijd."
    stand = {"deelnemers": 9, "scholen": 4}
    op = factory.LazyFunction(nu)
