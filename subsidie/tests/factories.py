"""Rounds and aanvragen for tests."""

from datetime import timedelta

from factory import LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from kern.tijd import lokale_dag, nu
from netwerken.tests.factories import NetwerkFactory
from subsidie.models import Aanvraag, Aanvraagronde, Inzending, Regelingversie


class RegelingversieFactory(DjangoModelFactory):
    class Meta:
        model = Regelingversie

    vingerafdruk = Sequence(lambda n: f"{n:064x}")
    code = "proeftuin"
    versie = Sequence(lambda n: n + 1)
    naam = "Proeftuin"
    sector = "vo"
    inhoud = LazyFunction(dict)


class AanvraagrondeFactory(DjangoModelFactory):
    """Open since a week, for three more."""

    class Meta:
        model = Aanvraagronde

    naam = "Najaarsronde"
    regelingversie = SubFactory(RegelingversieFactory)
    opent_op = LazyFunction(lambda: nu() - timedelta(days=7))
    sluit_op = LazyFunction(lambda: nu() + timedelta(days=21))
    advies_voor = LazyFunction(lambda: lokale_dag(nu()) + timedelta(days=42))
    besluit_voor = LazyFunction(lambda: lokale_dag(nu()) + timedelta(days=56))
    budget = 100_000_00


class AanvraagFactory(DjangoModelFactory):
    class Meta:
        model = Aanvraag

    ronde = SubFactory(AanvraagrondeFactory)
    regelingversie = SelfAttribute("ronde.regelingversie")
    netwerk = SubFactory(NetwerkFactory)
    nummer = Sequence(lambda n: n + 1)
    status_sinds = LazyFunction(nu)

    @classmethod
    def _create(cls, model_class, *args, binnen="", **kwargs):
        """``binnen``: a status it can only have after it was handed in."""
        if binnen:
            kwargs |= {"status": binnen, "ingediend_op": kwargs.get("ingediend_op") or nu()}
        return super()._create(model_class, *args, **kwargs)


class InzendingFactory(DjangoModelFactory):
    class Meta:
        model = Inzending

    aanvraag = SubFactory(AanvraagFactory, binnen="ingediend")
    nummer = 1
    op = LazyFunction(nu)
    antwoorden = LazyFunction(dict)
