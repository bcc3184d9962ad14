"""For every signaal of this room a netwerk of which it says goed, aandacht and onbekend; config/tests runs them all."""

from datetime import UTC, date, datetime, timedelta

from bijeenkomsten.models import Aanwezigheid
from bijeenkomsten.tests.factories import BijeenkomstFactory
from fasen.tests.gevallen import maak_netwerk, zet_route
from kern.tijd import feestdag, nu

GEVALLEN = {}


def geval(code, staat):
    def register(function):
        assert (code, staat) not in GEVALLEN
        GEVALLEN[code, staat] = function
        return function

    return register


def maak_keer(netwerk, dagen, was_er=0, lijst=0, **velden):
    """A meeting so many days from now; ``was_er`` of the first ``lijst`` deelnemers were there."""
    begin = nu() + timedelta(days=dagen)
    status = velden.pop("status", "gehouden" if dagen < 0 else "gepland")
    keer = BijeenkomstFactory(
        netwerk=netwerk, begint_op=begin, eindigt_op=begin + timedelta(hours=3), status=status, **velden
    )
    deelnames = netwerk.deelnames.filter(rol="deelnemer").order_by("pk")[:lijst]
    Aanwezigheid.objects.bulk_create(
        Aanwezigheid(bijeenkomst=keer, persoon_id=d.persoon_id, aanwezig=n < was_er) for n, d in enumerate(deelnames)
    )
    return keer


def maak_keren(was_er, lijst=6, **velden):
    """A netwerk with a meeting a month; ``was_er``: how many were there, latest meeting first."""
    netwerk = maak_netwerk(lijst, **velden)
    for n, aantal in enumerate(was_er, start=1):
        maak_keer(netwerk, -28 * n, aantal, lijst)
    return netwerk


# --- the calendar ---


@geval("bijeenkomsten.volgende", "goed")
def _():
    netwerk = maak_netwerk()
    maak_keer(netwerk, 20)
    return netwerk


@geval("bijeenkomsten.volgende", "aandacht")
def _():
    netwerk = maak_netwerk()
    maak_keer(netwerk, 20, status="afgelast", reden_afgelast="De zaal is bezet.")
    return netwerk


@geval("bijeenkomsten.volgende", "onbekend")
def _():
    return maak_netwerk(status="werving")


JANUARI = datetime(2027, 1, 20, 12, tzinfo=UTC)


def _in_schooljaar(aantal, **velden):
    netwerk = maak_netwerk(**({"start_datum": date(2026, 9, 1), "eind_datum": date(2028, 7, 1)} | velden))
    for n in range(aantal):
        begin = datetime(2026, 10, 1, 12, tzinfo=UTC) + timedelta(days=14 * n)
        BijeenkomstFactory(netwerk=netwerk, begint_op=begin, eindigt_op=begin + timedelta(hours=3))
    buiten = datetime(2026, 7, 1, 12, tzinfo=UTC)
    BijeenkomstFactory(netwerk=netwerk, begint_op=buiten, eindigt_op=buiten + timedelta(hours=3))
    return netwerk


@geval("bijeenkomsten.jaar", "goed")
def _():
    return _in_schooljaar(3), JANUARI


@geval("bijeenkomsten.jaar", "aandacht")
def _():
    return _in_schooljaar(2), JANUARI


@geval("bijeenkomsten.jaar", "onbekend")
def _():
    return _in_schooljaar(2, eind_datum=date(2027, 2, 1)), JANUARI


@geval("bijeenkomsten.druk", "goed")
def _():
    return _in_schooljaar(8), JANUARI


@geval("bijeenkomsten.druk", "aandacht")
def _():
    return _in_schooljaar(9), JANUARI


@geval("bijeenkomsten.druk", "onbekend")
def _():
    return _in_schooljaar(0), JANUARI


def _op_dag(*dag):
    netwerk = maak_netwerk(3)
    begin = datetime(*dag, 12, tzinfo=UTC)
    BijeenkomstFactory(netwerk=netwerk, begint_op=begin, eindigt_op=begin + timedelta(hours=3))
    return netwerk


@geval("bijeenkomsten.vakantie", "goed")
def _():
    assert not feestdag(date(2027, 3, 10))
    return _op_dag(2027, 3, 10), JANUARI


@geval("bijeenkomsten.vakantie", "aandacht")
def _():
    assert feestdag(date(2027, 5, 6))  # hemelvaart
    return _op_dag(2027, 5, 6), JANUARI


@geval("bijeenkomsten.vakantie", "onbekend")
def _():
    return maak_netwerk(3)


def _met_afgelast(gegaan, afgelast):
    netwerk = maak_keren([5] * gegaan)
    for n in range(afgelast):
        maak_keer(netwerk, -3 * (n + 1), status="afgelast", reden_afgelast="De zaal is bezet.")
    return netwerk


@geval("bijeenkomsten.afgelast", "goed")
def _():
    return _met_afgelast(3, 1)


@geval("bijeenkomsten.afgelast", "aandacht")
def _():
    return _met_afgelast(2, 2)


@geval("bijeenkomsten.afgelast", "onbekend")
def _():
    return _met_afgelast(1, 1)


@geval("bijeenkomsten.in_fase", "goed")
def _():
    return zet_route(maak_keren([5, 5]), "verdieping", sinds=-100)


@geval("bijeenkomsten.in_fase", "aandacht")
def _():
    netwerk = maak_netwerk(6)
    maak_keer(netwerk, -28, 5, 6)
    return zet_route(netwerk, "verdieping", sinds=-130)


@geval("bijeenkomsten.in_fase", "onbekend")
def _():
    return zet_route(maak_keren([5]), "verdieping", sinds=-100)


# --- who comes ---


@geval("bijeenkomsten.opkomst", "goed")
def _():
    return maak_keren([4, 3, 4, 0])


@geval("bijeenkomsten.opkomst", "aandacht")
def _():
    return maak_keren([3, 3, 4, 6])


@geval("bijeenkomsten.opkomst", "onbekend")
def _():
    return maak_keren([2])


@geval("bijeenkomsten.opkomst_daalt", "goed")
def _():
    return maak_keren([5, 5, 6, 5])


@geval("bijeenkomsten.opkomst_daalt", "aandacht")
def _():
    return maak_keren([4, 5, 6, 5])


@geval("bijeenkomsten.opkomst_daalt", "onbekend")
def _():
    return maak_keren([1, 1, 6])


def _met_afmeldingen(laat, *, bekend=True):
    """Two meetings of six; somebody said it long before, ``laat`` others of the last one said it the day before."""
    netwerk = maak_keren([3, 6])
    for keer in netwerk.bijeenkomsten.order_by("-begint_op")[:1]:
        rijen = keer.aanwezigheden.filter(aanwezig=False)
        rijen.update(antwoord="komt_niet", afgemeld_op=keer.begint_op - timedelta(days=3) if bekend else None)
        for rij in rijen[:laat]:
            keer.aanwezigheden.filter(pk=rij.pk).update(afgemeld_op=keer.begint_op - timedelta(hours=20))
    return netwerk


@geval("bijeenkomsten.laat_af", "goed")
def _():
    return _met_afmeldingen(2)


@geval("bijeenkomsten.laat_af", "aandacht")
def _():
    return _met_afmeldingen(3)


@geval("bijeenkomsten.laat_af", "onbekend")
def _():
    return _met_afmeldingen(0, bekend=False)


def _met_beloften(weg):
    netwerk = maak_keren([6 - weg, 6])
    Aanwezigheid.objects.filter(bijeenkomst__netwerk=netwerk).update(antwoord="komt")
    return netwerk


@geval("bijeenkomsten.weggebleven", "goed")
def _():
    return _met_beloften(2)


@geval("bijeenkomsten.weggebleven", "aandacht")
def _():
    return _met_beloften(3)


@geval("bijeenkomsten.weggebleven", "onbekend")
def _():
    return maak_keren([3, 3])


def _met_volgende(gezegd, dagen=10):
    netwerk = maak_netwerk(6)
    keer = maak_keer(netwerk, dagen)
    for deelname in netwerk.deelnames.all()[:gezegd]:
        Aanwezigheid.objects.create(bijeenkomst=keer, persoon=deelname.persoon, antwoord="komt")
    return netwerk


@geval("bijeenkomsten.stil", "goed")
def _():
    return _met_volgende(3)


@geval("bijeenkomsten.stil", "aandacht")
def _():
    return _met_volgende(2)


@geval("bijeenkomsten.stil", "onbekend")
def _():
    return _met_volgende(0, dagen=15)
