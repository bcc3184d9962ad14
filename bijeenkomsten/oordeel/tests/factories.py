import factory

from bijeenkomsten.models import Oordeel
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from werkvormen.tests.factories import WerkvormFactory


class OordeelFactory(factory.django.DjangoModelFactory):
    """Both taps, about a meeting two weeks ago."""

    class Meta:
        model = Oordeel

    bijeenkomst = factory.SubFactory(BijeenkomstFactory, dagen=-14, status="gehouden")
    werkvorm = factory.SubFactory(WerkvormFactory)
    doel = "ja"
    nog_eens = "nog_eens"


def make_gebruik(bijeenkomst, *werkvormen):
    """These werkvormen stand in the draaiboek of this meeting."""
    return [ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, werkvorm=werkvorm) for werkvorm in werkvormen]
