import factory

from bijeenkomsten.models import Academieuitnodiging
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.tijd import nu


class AcademieuitnodigingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Academieuitnodiging

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    gevraagd_op = factory.LazyFunction(nu)

    class Params:
        komt = factory.Trait(
            antwoord="komt", wie_komt="Noor", antwoord_dag=factory.LazyAttribute(lambda o: o.bijeenkomst.datum)
        )
        ingetrokken = factory.Trait(ingetrokken_op=factory.LazyFunction(nu))
