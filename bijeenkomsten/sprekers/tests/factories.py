from datetime import timedelta

import factory
from django.utils import timezone

from bijeenkomsten.models import Gastspreker, Spreekverzoek, Sprekersvraag
from bijeenkomsten.tests.factories import BijeenkomstFactory
from personen.tests.factories import PersoonFactory


class GastsprekerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gastspreker

    netwerk = factory.SubFactory("netwerken.tests.factories.NetwerkFactory")
    naam = factory.Sequence(lambda n: f"Femke <b>'t</b> Gast {n}")
    email = factory.Sequence(lambda n: f"gast{n}@elders.test")
    expertise = "rust in <b>'t</b> rooster"


class SpreekverzoekFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Spreekverzoek

    class Params:
        komt = factory.Trait(
            status="bevestigd", beantwoord_op=factory.LazyFunction(lambda: timezone.now() + timedelta(seconds=1))
        )
        kan_niet = factory.Trait(status="kan_niet", beantwoord_op=factory.LazyFunction(timezone.now))
        ingetrokken = factory.Trait(status="ingetrokken")

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    spreker = factory.SubFactory(GastsprekerFactory, netwerk=factory.SelfAttribute("..bijeenkomst.netwerk"))
    onderwerp = "Wat je <b>laat</b> liggen & 't waarom"
    bericht = "Wil je <b>een uur</b> met 'ons' meedenken?"
    praktisch = "Parkeren <b>achter</b> 't gebouw."


class SprekersvraagFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sprekersvraag

    verzoek = factory.SubFactory(SpreekverzoekFactory)
    persoon = factory.SubFactory(PersoonFactory)
    soort = "vraag"
    tekst = factory.Sequence(lambda n: f"Hoe <b>houd</b> je 't vol, {n}?")
