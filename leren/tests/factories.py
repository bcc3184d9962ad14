import factory

from leren.models import Leervraag, Leervraagversie
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory


class LeervraagFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Leervraag
        skip_postgeneration_save = True

    netwerk = factory.SubFactory(NetwerkFactory)
    persoon = factory.SubFactory(PersoonFactory)

    @factory.post_generation
    def tekst(self, create, extracted, **kwargs):
        tekst = extracted or "Hoe laat ik <b>los</b>?"
        Leervraagversie.objects.create(leervraag=self, nummer=1, soort="intake", tekst=tekst)
