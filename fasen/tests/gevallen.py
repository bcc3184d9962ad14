"""For every signaal of this room a netwerk of which it says goed, aandacht and onbekend; config/tests runs them all."""

from datetime import timedelta

from django.utils import timezone

from fasen import services
from fasen.models import FaseVerloop, load_routes
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from personen.tests.factories import OrganisatieFactory

GEVALLEN = {}


def geval(code, staat):
    """Register the function below: it makes a netwerk, or a netwerk and the moment to look at it."""

    def register(function):
        assert (code, staat) not in GEVALLEN
        GEVALLEN[code, staat] = function
        return function

    return register


def over(dagen):
    return timezone.localdate() + timedelta(days=dagen)


def maak_netwerk(deelnemers=0, *, facilitators=0, scholen=None, **velden):
    """A running netwerk; ``scholen``: how many deelnemers each school has, instead of one school for everybody."""
    netwerk = NetwerkFactory(**({"status": "gestart"} | velden))
    for aantal in scholen or ([deelnemers] if deelnemers else []):
        school = OrganisatieFactory()
        for _ in range(aantal):
            DeelnameFactory(netwerk=netwerk, persoon__organisatie=school, begonnen_op=over(-90))
    for _ in range(facilitators):
        DeelnameFactory(netwerk=netwerk, facilitator=True)
    return netwerk


def zet_route(netwerk, fase, sinds=-60, **velden):
    """Put the netwerk in this fase, since so many days."""
    services.create_route(netwerk, nu() - timedelta(days=400))
    FaseVerloop.objects.filter(netwerk=netwerk, status="lopend").update(status="gepland", begonnen_op=None)
    FaseVerloop.objects.filter(netwerk=netwerk, fase=fase).update(
        status="lopend", begonnen_op=nu() + timedelta(days=sinds), **velden
    )
    return load_routes([Netwerk.objects.get(pk=netwerk.pk)])[0]


def met_manieren(*varianten):
    """A netwerk with a facilitator for each way of guiding."""
    netwerk = maak_netwerk()
    for variant in varianten:
        DeelnameFactory(netwerk=netwerk, facilitator=True, variant=variant)
    return netwerk


# --- the group ---


@geval("netwerken.facilitator", "goed")
def _():
    return maak_netwerk(facilitators=1)


@geval("netwerken.facilitator", "aandacht")
def _():
    return maak_netwerk(3), nu() + timedelta(days=15)


@geval("netwerken.facilitator", "onbekend")
def _():
    return maak_netwerk(3)


@geval("netwerken.een_facilitator", "goed")
def _():
    return maak_netwerk(facilitators=2)


@geval("netwerken.een_facilitator", "aandacht")
def _():
    return maak_netwerk(facilitators=1)


@geval("netwerken.procesbewaker", "goed")
def _():
    return met_manieren("beide", "inhoudelijk_expert")


@geval("netwerken.procesbewaker", "aandacht")
def _():
    return met_manieren("inhoudelijk_expert")


@geval("netwerken.procesbewaker", "onbekend")
def _():
    return met_manieren("", "inhoudelijk_expert")


@geval("netwerken.een_facilitator", "onbekend")
def _():
    return maak_netwerk(facilitators=1, start_datum=over(-30))


@geval("netwerken.minimum", "goed")
def _():
    return maak_netwerk(6, min_deelnemers=6)


@geval("netwerken.minimum", "aandacht")
def _():
    return maak_netwerk(5, min_deelnemers=6)


@geval("netwerken.minimum", "onbekend")
def _():
    return maak_netwerk(5, min_deelnemers=6, status="werving", start_datum=over(20))


@geval("netwerken.groepsgrootte", "goed")
def _():
    return maak_netwerk(12)


@geval("netwerken.groepsgrootte", "aandacht")
def _():
    return maak_netwerk(13)


@geval("netwerken.groepsgrootte", "onbekend")
def _():
    return maak_netwerk()


@geval("netwerken.spreiding", "goed")
def _():
    return maak_netwerk(scholen=[2, 2, 2])


@geval("netwerken.spreiding", "aandacht")
def _():
    return maak_netwerk(scholen=[5, 1, 1])


@geval("netwerken.spreiding", "onbekend")
def _():
    return maak_netwerk(scholen=[4, 1])


@geval("netwerken.alleen_van_school", "goed")
def _():
    return maak_netwerk(scholen=[2, 2, 1], deelname_als="organisatie")


@geval("netwerken.alleen_van_school", "aandacht")
def _():
    return maak_netwerk(scholen=[1, 1, 3], deelname_als="organisatie")


@geval("netwerken.alleen_van_school", "onbekend")
def _():
    return maak_netwerk(scholen=[1, 1], deelname_als="organisatie")


def _met_pauze(aantal, deelnemers=8):
    netwerk = maak_netwerk(deelnemers)
    for deelname in netwerk.deelnames.all()[:aantal]:
        netwerk.deelnames.filter(pk=deelname.pk).update(status="pauze")
    return netwerk


@geval("netwerken.pauze", "goed")
def _():
    return _met_pauze(2)


@geval("netwerken.pauze", "aandacht")
def _():
    return _met_pauze(3)


@geval("netwerken.pauze", "onbekend")
def _():
    return _met_pauze(3, deelnemers=5)


def _met_vertrek(aantal, **velden):
    netwerk = maak_netwerk(6, **velden)
    for _n in range(aantal):
        DeelnameFactory(netwerk=netwerk, uitgestapt=True)
    return netwerk


@geval("netwerken.vertrek", "goed")
def _():
    netwerk = _met_vertrek(1)
    DeelnameFactory(netwerk=netwerk, uitgestapt=True, beeindigd_op=over(-200))
    return netwerk


@geval("netwerken.vertrek", "aandacht")
def _():
    return _met_vertrek(2)


@geval("netwerken.vertrek", "onbekend")
def _():
    return _met_vertrek(2, start_datum=over(-30))


def _met_nieuwe(aantal, **velden):
    netwerk = maak_netwerk(4, **({"start_datum": over(-300)} | velden))
    netwerk.deelnames.update(begonnen_op=over(-300))
    for _n in range(aantal):
        DeelnameFactory(netwerk=netwerk, begonnen_op=over(-20))
    return netwerk


@geval("netwerken.instroom", "goed")
def _():
    return _met_nieuwe(2)


@geval("netwerken.instroom", "aandacht")
def _():
    return _met_nieuwe(3)


@geval("netwerken.instroom", "onbekend")
def _():
    return _met_nieuwe(3, start_datum=over(-100))


# --- the door ---


def _met_uitnodigingen(stil, aanvaard, dagen=-20):
    netwerk = maak_netwerk()
    for n in range(stil + aanvaard):
        antwoord = "geen" if n < stil else "aanvaard"
        UitnodigingFactory(netwerk=netwerk, verstuurd_dag=over(dagen), antwoord=antwoord)
    UitnodigingFactory(netwerk=netwerk, verstuurd_dag=over(dagen), antwoord="ingetrokken")
    return netwerk


@geval("netwerken.uitnodigingen", "goed")
def _():
    return _met_uitnodigingen(2, 4)


@geval("netwerken.uitnodigingen", "aandacht")
def _():
    return _met_uitnodigingen(3, 4)


@geval("netwerken.uitnodigingen", "onbekend")
def _():
    netwerk = maak_netwerk()
    UitnodigingFactory.create_batch(3, netwerk=netwerk, verstuurd_dag=over(-13))
    return netwerk


def _met_wachtlijst(**velden):
    netwerk = maak_netwerk(4, **({"max_deelnemers": 4, "min_deelnemers": 2} | velden))
    DeelnameFactory(netwerk=netwerk, wachtend=True)
    return netwerk


@geval("netwerken.wachtlijst", "goed")
def _():
    return _met_wachtlijst(max_deelnemers=5)


@geval("netwerken.wachtlijst", "aandacht")
def _():
    return _met_wachtlijst()


@geval("netwerken.wachtlijst", "onbekend")
def _():
    return _met_wachtlijst(status="in_oprichting")


@geval("netwerken.openbaar", "goed")
def _():
    return maak_netwerk(status="werving", is_openbaar=True)


@geval("netwerken.openbaar", "aandacht")
def _():
    return maak_netwerk(status="werving")


@geval("netwerken.openbaar", "onbekend")
def _():
    return maak_netwerk(status="in_oprichting")


# --- the goal ---


@geval("netwerken.doel", "goed")
def _():
    return maak_netwerk(doel="Elke school doet één proef met ’t rooster.")


@geval("netwerken.doel", "aandacht")
def _():
    return maak_netwerk(doel="Samen leren. " + " " * 40)


@geval("netwerken.doel", "onbekend")
def _():
    return maak_netwerk(doel="", status="in_oprichting")


@geval("netwerken.doel_school", "goed")
def _():
    return maak_netwerk(doel_niveau="leerling")


@geval("netwerken.doel_school", "aandacht")
def _():
    return maak_netwerk(doel_niveau="deelnemer")


@geval("netwerken.doel_school", "onbekend")
def _():
    return maak_netwerk(doel="", doel_niveau="deelnemer")


# --- the route ---


@geval("fasen.looptijd", "goed")
def _():
    return zet_route(maak_netwerk(eind_datum=over(90)), "inbedding")


@geval("fasen.looptijd", "aandacht")
def _():
    return zet_route(maak_netwerk(eind_datum=over(90)), "verdieping")


@geval("fasen.looptijd", "onbekend")
def _():
    return maak_netwerk(eind_datum=over(90))


@geval("fasen.duur", "goed")
def _():
    return zet_route(maak_netwerk(), "verdieping", gepland_van=over(-60), gepland_tot=over(-29))


@geval("fasen.duur", "aandacht")
def _():
    return zet_route(maak_netwerk(), "verdieping", gepland_van=over(-60), gepland_tot=over(-31))


@geval("fasen.duur", "onbekend")
def _():
    return zet_route(maak_netwerk(), "verdieping", sinds=-50)


def _met_vorige(dagen):
    netwerk = zet_route(maak_netwerk(), "ontwikkeling", sinds=-10)
    FaseVerloop.objects.filter(netwerk=netwerk, fase="verkenning").update(
        status="afgerond", begonnen_op=nu() - timedelta(days=10 + dagen), afgerond_op=nu() - timedelta(days=10)
    )
    return load_routes([netwerk])[0]


@geval("fasen.tempo", "goed")
def _():
    return _met_vorige(14)


@geval("fasen.tempo", "aandacht")
def _():
    return _met_vorige(13)


@geval("fasen.tempo", "onbekend")
def _():
    return zet_route(maak_netwerk(), "verkenning")
