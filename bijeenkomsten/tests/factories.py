from datetime import datetime, time, timedelta

import factory
from django.utils import timezone

from bijeenkomsten.models import Aanwezigheid, Agendalink, Bijeenkomst, Programmaonderdeel
from kern.tijd import is_werkdag
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory


def op_werkdag(dagen, uur=13, minuut=30):
    """A moment about ``dagen`` days from now, on a working day, Dutch time."""
    d = timezone.localdate() + timedelta(days=dagen)
    while not is_werkdag(d):
        d += timedelta(days=1 if dagen >= 0 else -1)
    return timezone.make_aware(datetime.combine(d, time(uur, minuut)))


class BijeenkomstFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Bijeenkomst
        skip_postgeneration_save = True

    class Params:
        dagen = 35
        geweest = factory.Trait(dagen=-7)
        gehouden = factory.Trait(dagen=-7, status="gehouden")
        afgelast = factory.Trait(status="afgelast", reden_afgelast="De <b>zaal</b> is 's middags bezet.")
        online = factory.Trait(
            vorm="online", locatie="", adres="", plaats="", online_link="https://overleg.test/kamer?a=1&b=2"
        )

    netwerk = factory.SubFactory(NetwerkFactory)
    titel = factory.Sequence(lambda n: f"Samen <b>'t</b> vak in, keer {n}")
    doel = "Na afloop kiest <b>iedereen</b> één proef."
    begint_op = factory.LazyAttribute(lambda o: op_werkdag(o.dagen))
    eindigt_op = factory.LazyAttribute(lambda o: o.begint_op + timedelta(hours=3, minutes=30))
    locatie = "'t <b>Lyceum</b>"
    adres = "Kastanjelaan 8"
    plaats = "Zutphen"
    voorbereiding = "Neem één <b>idee</b> mee dat bleef liggen."
    meenemen = "je laptop & 't boek"

    @factory.post_generation
    def voorbereiders(self, create, extracted, **kwargs):
        if create and extracted:
            self.voorbereiders.set(extracted)


class ProgrammaonderdeelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programmaonderdeel

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    volgorde = factory.LazyAttribute(lambda o: o.bijeenkomst.onderdelen.count() + 1)
    titel = factory.Sequence(lambda n: f"Kijken naar <b>'t</b> werk {n}")
    minuten = 30
    vraag = "Wat liet <b>jij</b> 't laatst liggen?"
    doel = "Ieder ziet <b>één</b> idee opnieuw."
    materiaal = "Foto's <b>en</b> tape"
    notities = "Alleen <b>wij</b> zien 'm."
    wie = "Marit <b>en</b> 't team"


class AanwezigheidFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Aanwezigheid

    class Params:
        komt = factory.Trait(antwoord="komt")
        komt_niet = factory.Trait(antwoord="komt_niet", reden="M'n <b>kind</b> is ziek.")

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    persoon = factory.SubFactory(PersoonFactory)


class AgendalinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agendalink

    persoon = factory.SubFactory(PersoonFactory)
