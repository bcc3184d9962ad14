"""The second half of ``gevallen``: carrying it together, and what is done."""

from datetime import timedelta

from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.sprekers.tests.factories import SpreekverzoekFactory
from bijeenkomsten.tests.factories import ProgrammaonderdeelFactory
from bijeenkomsten.tests.gevallen import GEVALLEN, geval, maak_keer, maak_keren
from fasen.models import FaseVerloop, load_routes
from fasen.tests.gevallen import maak_netwerk, over, zet_route
from kern.tijd import nu
from werkvormen.tests.factories import WerkvormFactory

__all__ = ["GEVALLEN"]

# --- carrying it together ---


def _met_voorbereiders(per_keer):
    """``per_keer``: which deelnemers prepared each meeting, by their place in the list."""
    netwerk = maak_keren([5] * len(per_keer))
    mensen = [d.persoon for d in netwerk.deelnames.order_by("pk")]
    for keer, wie in zip(netwerk.bijeenkomsten.order_by("begint_op"), per_keer, strict=True):
        keer.voorbereiders.set([mensen[n] for n in wie])
    return netwerk


@geval("bijeenkomsten.zelfde_voorbereiders", "goed")
def _():
    return _met_voorbereiders([(0, 1), (1, 2), (0, 1), (0,)])


@geval("bijeenkomsten.zelfde_voorbereiders", "aandacht")
def _():
    return _met_voorbereiders([(0, 1), (0, 1), (1,), (0,)])


@geval("bijeenkomsten.zelfde_voorbereiders", "onbekend")
def _():
    return _met_voorbereiders([(0, 1), (0, 1), (0, 1), ()])


@geval("bijeenkomsten.alleen_facilitator", "goed")
def _():
    return _met_voorbereiders([(), (), (0,)])


@geval("bijeenkomsten.alleen_facilitator", "aandacht")
def _():
    netwerk = _met_voorbereiders([(0,), (), (), ()])
    facilitator = maak_netwerk(facilitators=1).deelnames.get().persoon
    netwerk.deelnames.create(persoon=facilitator, rol="facilitator", begonnen_op=over(-90))
    netwerk.bijeenkomsten.order_by("-begint_op").first().voorbereiders.add(facilitator)
    return netwerk


@geval("bijeenkomsten.alleen_facilitator", "onbekend")
def _():
    return _met_voorbereiders([(), ()])


@geval("bijeenkomsten.afspraken", "goed")
def _():
    netwerk = maak_keren([5, 5, 5])
    AfspraakFactory(bijeenkomst=netwerk.bijeenkomsten.order_by("begint_op").first())
    return netwerk


@geval("bijeenkomsten.afspraken", "aandacht")
def _():
    return maak_keren([5, 5, 5])


@geval("bijeenkomsten.afspraken", "onbekend")
def _():
    return maak_keren([5])


def _met_afspraken(te_laat, gedaan=0, los=0):
    netwerk = maak_keren([5])
    keer = netwerk.bijeenkomsten.get()
    for n in range(te_laat + gedaan + los):
        afspraak = AfspraakFactory(bijeenkomst=keer, voor=over(-5))
        if n >= te_laat + gedaan:
            velden = {"status": "vervallen", "reden_vervallen": "Het hoeft niet meer."}
        else:
            velden = {"status": "gedaan"}
        if n >= te_laat:
            netwerk.afspraken.filter(pk=afspraak.pk).update(gesloten_op=nu(), **velden)
    AfspraakFactory(bijeenkomst=keer, voor=over(5))
    return netwerk


@geval("bijeenkomsten.afspraken_open", "goed")
def _():
    return _met_afspraken(3, gedaan=4)


@geval("bijeenkomsten.afspraken_open", "aandacht")
def _():
    return _met_afspraken(3, gedaan=3, los=4)


@geval("bijeenkomsten.afspraken_open", "onbekend")
def _():
    return _met_afspraken(0, los=2)


def _met_gedaan(afspraken, *, tussendoor):
    netwerk = maak_keren([5, 5])
    keer = netwerk.bijeenkomsten.order_by("begint_op").last()
    op = keer.eindigt_op + timedelta(days=3) if tussendoor else keer.begint_op + timedelta(hours=1)
    for _n in range(afspraken):
        afspraak = AfspraakFactory(bijeenkomst=keer)
        netwerk.afspraken.filter(pk=afspraak.pk).update(status="gedaan", gesloten_op=op)
    return netwerk


@geval("bijeenkomsten.contact", "goed")
def _():
    return _met_gedaan(3, tussendoor=True)


@geval("bijeenkomsten.contact", "aandacht")
def _():
    return _met_gedaan(3, tussendoor=False)


@geval("bijeenkomsten.contact", "onbekend")
def _():
    return _met_gedaan(2, tussendoor=True)


# --- what is done ---


def _met_draaiboek(keren, werkvormen=(), **minuten):
    """Meetings with a draaiboek of these minutes per soort, and each with the werkvorm at its place."""
    netwerk = maak_keren([5] * keren)
    for n, keer in enumerate(netwerk.bijeenkomsten.order_by("begint_op")):
        for soort, duur in minuten.items():
            ProgrammaonderdeelFactory(bijeenkomst=keer, soort=soort, minuten=duur)
        if n < len(werkvormen):
            ProgrammaonderdeelFactory(bijeenkomst=keer, werkvorm=werkvormen[n])
    return netwerk


@geval("bijeenkomsten.luisteren", "goed")
def _():
    return _met_draaiboek(2, luisteren=49, praten=51, rust=200)


@geval("bijeenkomsten.luisteren", "aandacht")
def _():
    return _met_draaiboek(2, luisteren=50, praten=50, rust=200)


@geval("bijeenkomsten.luisteren", "onbekend")
def _():
    return _met_draaiboek(1, luisteren=50)


@geval("bijeenkomsten.maken", "goed")
def _():
    return _met_draaiboek(2, maken=15, praten=85, rust=200)


@geval("bijeenkomsten.maken", "aandacht")
def _():
    return _met_draaiboek(2, maken=14, praten=86)


@geval("bijeenkomsten.maken", "onbekend")
def _():
    return _met_draaiboek(3, rust=15)


@geval("bijeenkomsten.afwisseling", "goed")
def _():
    return _met_draaiboek(3, WerkvormFactory.create_batch(3), praten=30)


@geval("bijeenkomsten.afwisseling", "aandacht")
def _():
    een, ander = WerkvormFactory.create_batch(2)
    return _met_draaiboek(3, [een, ander, een], praten=30)


@geval("bijeenkomsten.afwisseling", "onbekend")
def _():
    een, ander = WerkvormFactory.create_batch(2)
    return _met_draaiboek(3, [een, ander], praten=30)


def _met_gasten(keren, gasten):
    netwerk = maak_keren([5] * keren)
    for keer in netwerk.bijeenkomsten.order_by("begint_op")[:gasten]:
        SpreekverzoekFactory(bijeenkomst=keer, status="bevestigd", beantwoord_op=nu())
    for keer in netwerk.bijeenkomsten.all():
        SpreekverzoekFactory(bijeenkomst=keer, status="kan_niet", beantwoord_op=nu())
    return netwerk


@geval("bijeenkomsten.experts", "goed")
def _():
    return _met_gasten(4, 2)


@geval("bijeenkomsten.experts", "aandacht")
def _():
    return _met_gasten(4, 3)


@geval("bijeenkomsten.experts", "onbekend")
def _():
    return _met_gasten(2, 2)


# --- the plan of fasen beside the calendar ---


def _met_plan(keren, **velden):
    """Verankering is all that is left, planned to the end with one meeting. ``keren``: in how many days each is."""
    netwerk = zet_route(maak_netwerk(6, **velden), "verankering")
    FaseVerloop.objects.filter(netwerk=netwerk).exclude(fase="verankering").update(
        status="afgerond", begonnen_op=nu() - timedelta(days=200), afgerond_op=nu() - timedelta(days=60)
    )
    FaseVerloop.objects.filter(netwerk=netwerk, fase="verankering").update(
        gepland_van=over(-60), gepland_tot=netwerk.eind_datum, gepland_keren=1
    )
    for dagen in keren:
        maak_keer(netwerk, dagen)
    return load_routes([netwerk])[0]


@geval("bijeenkomsten.plan", "goed")
def _():
    return _met_plan([30])


@geval("bijeenkomsten.plan", "aandacht")
def _():
    return _met_plan([30, 60])


@geval("bijeenkomsten.plan", "onbekend")
def _():
    return zet_route(maak_netwerk(6), "verkenning")
