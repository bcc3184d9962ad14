import factory

from bijeenkomsten.models import Afspraak
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.tijd import nu
from personen.tests.factories import PersoonFactory


class AfspraakFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Afspraak

    class Params:
        gedaan = factory.Trait(
            status="gedaan", gesloten_op=factory.LazyFunction(nu), gesloten_door=factory.SubFactory(PersoonFactory)
        )
        vervallen = factory.Trait(
            status="vervallen", gesloten_op=factory.LazyFunction(nu), reden_vervallen="De <b>proef</b> gaat niet door."
        )

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    netwerk = factory.LazyAttribute(lambda o: o.bijeenkomst.netwerk)
    tekst = factory.Sequence(lambda n: f"Vraag <b>'t</b> team naar idee {n}")
