from datetime import timedelta

import factory

from kern.tijd import nu
from netwerken.models import Contactmoment
from netwerken.tests.factories import DeelnameFactory


class ContactmomentFactory(factory.django.DjangoModelFactory):
    """A toezegging that is written and not sent; the traits tell how far it came."""

    class Meta:
        model = Contactmoment

    class Params:
        gevraagd = factory.Trait(
            status="gevraagd",
            link_nr=1,
            gevraagd_op=factory.LazyFunction(nu),
            verloopt_op=factory.LazyFunction(lambda: nu() + timedelta(days=60)),
        )
        ondertekend = factory.Trait(
            gevraagd=True,
            status="ondertekend",
            getekend_naam="Karin <b>de</b> Wit",
            getekend_op=factory.LazyFunction(nu),
        )
        te_bevestigen = factory.Trait(ondertekend=True, status="te_bevestigen", getekend_naam="Bas <b>Anders</b>")
        door_beiden = factory.Trait(
            ondertekend=True, mijn_naam="Fenna", mijn_versie=1, mijn_op=factory.LazyFunction(nu)
        )
        gesprek = factory.Trait(soort="halverwege", uren=None, antwoorden={"verloop": "Het <b>loopt</b>."})

    deelname = factory.SubFactory(DeelnameFactory)
    soort = "toezegging"
    naam = "Karin <b>de</b> Wit"
    email = factory.Sequence(lambda n: f"karin{n}@leiding.test")
    uren = 8
    antwoorden = factory.LazyFunction(
        lambda: {
            "geregeld": "Een collega <b>neemt</b> 't over.",
            "doel": "Elk team <b>kiest</b> zelf.",
            "delen": "In 't <b>teamoverleg</b>.",
        }
    )
