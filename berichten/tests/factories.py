from datetime import timedelta

import factory

from berichten import soorten
from berichten.models import Adresmerk, Bericht, Verzending, Voorkeur
from berichten.soorten import Inhoud, Soort
from kern.tijd import nu
from personen.tests.factories import PersoonFactory


class VerzendingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Verzending

    class Params:
        uitgevoerd = factory.Trait(status="uitgevoerd", uitgevoerd_op=factory.LazyFunction(nu))

    soort = "proef"
    sleutel = factory.Sequence(lambda n: f"proef:{n}")
    context = "netwerk:1"
    titel = factory.Sequence(lambda n: f"Programma <b>'t</b> {n}")
    op = factory.LazyFunction(lambda: nu() - timedelta(minutes=1))


class BerichtFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Bericht

    class Params:
        verstuurd = factory.Trait(status="verstuurd", verstuurd_op=factory.LazyFunction(nu))

    soort = "proef"
    sleutel = factory.Sequence(lambda n: f"proef:bericht:{n}")
    aan = factory.SubFactory(PersoonFactory)
    op = factory.LazyFunction(lambda: nu() - timedelta(minutes=1))
    probeer_op = factory.SelfAttribute("op")


class VoorkeurFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Voorkeur

    persoon = factory.SubFactory(PersoonFactory)
    onderwerp = "bijeenkomsten"
    keuze = "niet"


class AdresmerkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Adresmerk

    adres = factory.Sequence(lambda n: f"terug{n}@school.test")
    soort = "onbereikbaar"
    bron = "Brevo"


def proef_inhoud(bericht):
    return Inhoud(
        onderwerp="Kom je <b>donderdag</b>?",
        template="email/account/bericht",
        context={"tekst": "Dag 't College.", "delen": [("tekst", "Dag 't College.")]},
        reden="Je krijgt deze mail omdat je meedoet.",
    )


def add_soort(monkeypatch, code="proef", **kwargs):
    """A kind of message that exists for one test."""
    soort = Soort(
        **{"code": code, "naam": "Proefbericht", "inhoud": proef_inhoud, "onderwerp": "bijeenkomsten"} | kwargs
    )
    monkeypatch.setitem(soorten._SOORTEN, code, soort)
    return soort
