from datetime import timedelta

import factory
from django.utils import timezone

from bijeenkomsten.models import Prikantwoord, Prikdatum, Prikker
from bijeenkomsten.tests.factories import BijeenkomstFactory, op_werkdag
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory


class PrikkerFactory(factory.django.DjangoModelFactory):
    """With ``dagen``: that many proposed days, a week apart, the first in five weeks."""

    class Meta:
        model = Prikker
        skip_postgeneration_save = True

    class Params:
        gesloten = factory.Trait(sluit_dag=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1)))
        ingetrokken = factory.Trait(status="ingetrokken")
        gekozen = factory.Trait(
            status="gekozen",
            bijeenkomst=factory.SubFactory(BijeenkomstFactory, netwerk=factory.SelfAttribute("..netwerk")),
        )

    netwerk = factory.SubFactory(NetwerkFactory)
    titel = factory.Sequence(lambda n: f"Wanneer <b>'t</b> vak in, keer {n}")
    doel = "Na afloop kiest <b>iedereen</b> één proef."
    locatie = "'t <b>Lyceum</b>"
    plaats = "Zutphen"
    sluit_dag = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))

    @factory.post_generation
    def dagen(self, create, extracted, **kwargs):
        for n in range(2 if extracted is None else extracted):
            PrikdatumFactory(prikker=self, over=35 + 7 * n)


class PrikdatumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Prikdatum

    class Params:
        over = 35

    prikker = factory.SubFactory(PrikkerFactory, dagen=0)
    begint_op = factory.LazyAttribute(lambda o: op_werkdag(o.over))
    eindigt_op = factory.LazyAttribute(lambda o: o.begint_op + timedelta(hours=3, minutes=30))


class PrikantwoordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Prikantwoord

    datum = factory.SubFactory(PrikdatumFactory)
    persoon = factory.SubFactory(PersoonFactory)
    waarde = "kan"
