from datetime import timedelta

import factory
from django.utils import timezone

from kern.tijd import nu
from netwerken.models import Deelname, Netwerk, Uitnodiging
from personen.tests.factories import PersoonFactory


class NetwerkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Netwerk

    class Params:
        openbaar = factory.Trait(is_openbaar=True, status="werving")
        gesloten = factory.Trait(toegang="gesloten")
        gestart = factory.Trait(status="gestart")
        gestopt = factory.Trait(status="gestopt", reden_afsluiting="De <b>bestuurder</b> trok zich terug.")

    naam = factory.Sequence(lambda n: f"Samen <b>'t</b> vak in {n}")
    slug = factory.Sequence(lambda n: f"samen-{n}")
    centrale_vraag = "Hoe krijgen <b>collega's</b> meer ruimte?"
    doel = "Elke school probeert <b>één</b> nieuwe aanpak uit."
    sector = "vo"
    regio = "gelderland"
    thema = "ruimte in 't <b>team</b>"
    doelgroep = "teamleiders & <b>docenten</b>"
    start_datum = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=100))
    eind_datum = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=500))
    omschrijving = "We komen 's middags bij elkaar. <b>Iedereen</b> brengt een vraag mee."


class DeelnameFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Deelname

    class Params:
        facilitator = factory.Trait(rol="facilitator")
        penvoerder = factory.Trait(rol="penvoerder")
        eigenaar = factory.Trait(rol="eigenaar")
        aangemeld = factory.Trait(status="aangemeld", begonnen_op=None, motivatie="Ik <b>wil</b> 't leren.")
        wachtend = factory.Trait(status="wachtlijst", begonnen_op=None, wacht_sinds=factory.LazyFunction(nu))
        uitgestapt = factory.Trait(
            status="uitgestapt",
            beeindigd_op=factory.LazyFunction(timezone.localdate),
            reden_einde="tijd",
            toelichting_einde="Het <b>lukt</b> niet op m'n school.",
        )

    netwerk = factory.SubFactory(NetwerkFactory)
    persoon = factory.SubFactory(PersoonFactory)
    begonnen_op = factory.LazyFunction(timezone.localdate)


class UitnodigingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Uitnodiging

    netwerk = factory.SubFactory(NetwerkFactory)
    email = factory.Sequence(lambda n: f"genodigde{n}@school.test")
    naam = "Fenna <b>d'Haan</b>"
    uitgenodigd_door = factory.SubFactory(PersoonFactory)
    verstuurd_dag = factory.LazyFunction(timezone.localdate)
    verloopt_op = factory.LazyFunction(lambda: nu() + timedelta(days=60))
