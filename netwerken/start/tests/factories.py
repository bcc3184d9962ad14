import factory

from kern.tijd import nu
from netwerken.models import Startplan, Startversie
from netwerken.start.antwoorden import STANDAARD
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory

GEHEEL = STANDAARD | {
    "naam": "Rust in <b>'t</b> rooster", "centrale_vraag": "Hoe houden we <b>rust</b> in een vol rooster?",
    "doel": "Elk rooster heeft 's ochtends <b>rust</b>.", "sector": "vo", "doelgroep": "roostermakers & teamleiders",
    "start_datum": "2027-09-01", "inzet": "Je bent er <b>altijd</b>.",
}  # fmt: skip


class StartplanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Startplan

    class Params:
        heel = factory.Trait(antwoorden=factory.LazyFunction(lambda: dict(GEHEEL)))

    persoon = factory.SubFactory(PersoonFactory)
    stap = "doel"
    antwoorden = factory.LazyFunction(lambda: dict(STANDAARD))


class StartversieFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Startversie

    netwerk = factory.SubFactory(NetwerkFactory)
    nummer = 1
    antwoorden = factory.LazyFunction(lambda: {"inzet": "Twee uur <b>per</b> maand.", "weekdagen": ["1"]})
    op = factory.LazyFunction(nu)
