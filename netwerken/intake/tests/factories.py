import factory
from django.utils import timezone

from kern.tijd import nu
from netwerken.intake.models import Intake
from netwerken.tests.factories import DeelnameFactory


class IntakeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Intake
        skip_postgeneration_save = True

    class Params:
        verstuurd = factory.Trait(verstuurd_op=factory.LazyFunction(nu))
        past = factory.Trait(
            verstuurd=True, uitkomst="past", bericht="Fijn dat je <b>meedoet</b>.", besloten_op=factory.LazyFunction(nu)
        )

    deelname = factory.SubFactory(DeelnameFactory)
    gevraagd_dag = factory.LazyFunction(timezone.localdate)

    @factory.post_generation
    def antwoorden(self, create, extracted, **kwargs):
        for vraag, tekst in (extracted or {}).items():
            self.antwoorden.create(vraag=vraag, tekst=tekst)
