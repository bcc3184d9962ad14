"""What this room counts for the list of the gids of a fase, and the agenda it gives."""

from datetime import timedelta

import pytest

from bijeenkomsten.controlepunten import find_agendas
from bijeenkomsten.tests.gevallen import maak_keer
from fasen.gids.meters import find_meter
from fasen.inhoud import FASEN
from fasen.kompas.signaal import Peiling
from fasen.models import FaseVerloop
from fasen.tests.gevallen import maak_netwerk, zet_route
from kern.tijd import nu

pytestmark = pytest.mark.django_db
VERDIEPING = FASEN[2]


def meet(netwerk, code, fase=VERDIEPING):
    return find_meter(code).meet(Peiling([netwerk], nu()), fase)[netwerk.pk]


def test_agenda_has_all_but_the_cancelled_in_order(django_assert_num_queries):
    een, ander, leeg = maak_netwerk(2), maak_netwerk(), maak_netwerk()
    straks, was = maak_keer(een, 20), maak_keer(een, -400)
    maak_keer(een, 5, status="afgelast", reden_afgelast="De zaal is bezet.")
    maak_keer(ander, 3)

    with django_assert_num_queries(1):
        agendas = find_agendas(Peiling([een, ander, leeg], nu()))

    assert [(keer.pk, keer.is_gehouden) for keer in agendas[een.pk].keren] == [(was.pk, True), (straks.pk, False)]
    assert len(agendas[ander.pk].keren) == 1
    assert agendas[leeg.pk].keren == []
    assert agendas[een.pk].invoegen(een, agendas[een.pk].keren[1], "worldcafe") == (
        f"/netwerken/{een.slug}/bijeenkomsten/{straks.pk}/draaiboek/werkvorm/worldcafe/"
    )
    assert find_agendas(Peiling([], nu())) == {}


@pytest.mark.parametrize(
    ("keren", "is_klaar", "zin"),
    [
        (0, False, "Er staat nog geen bijeenkomst in de agenda."),
        (1, False, "Er is 1 bijeenkomst, gepland of al geweest."),
        (2, False, "Er zijn 2 bijeenkomsten, gepland of al geweest."),
        (3, True, "Er zijn 3 bijeenkomsten, gepland of al geweest."),
    ],
)
def test_the_days_are_set(keren, is_klaar, zin):
    netwerk = maak_netwerk()
    for n in range(keren):
        maak_keer(netwerk, 20 * n - 10)

    meting = meet(netwerk, "bijeenkomsten.data", FASEN[0])
    assert (meting.is_klaar, meting.zin) == (is_klaar, zin)


@pytest.mark.parametrize(("keren", "een", "twee"), [(0, False, False), (1, True, False), (2, True, True)])
def test_together_in_this_fase(keren, een, twee):
    netwerk = zet_route(maak_netwerk(2), "verdieping", sinds=-60)
    maak_keer(netwerk, -70)  # in the fase before
    maak_keer(netwerk, 5)
    for n in range(keren):
        maak_keer(netwerk, -10 - n)

    zin = f"In Verdieping waren jullie {keren or 'nog geen'} keer bij elkaar."
    for code, is_klaar in (("bijeenkomsten.in_fase", een), ("bijeenkomsten.twee_in_fase", twee)):
        meting = meet(netwerk, code)
        assert (meting.is_klaar, meting.zin) == (is_klaar, zin)


def test_of_a_fase_behind_them_only_what_was_in_it_counts():
    netwerk = zet_route(maak_netwerk(2), "inbedding", sinds=-30)
    FaseVerloop.objects.filter(netwerk=netwerk, fase="verdieping").update(
        status="afgerond", begonnen_op=nu() - timedelta(days=60), afgerond_op=nu() - timedelta(days=30)
    )
    del netwerk.loaded_verlopen
    maak_keer(netwerk, -10)
    assert not meet(netwerk, "bijeenkomsten.in_fase").is_klaar
    maak_keer(netwerk, -40)
    assert meet(netwerk, "bijeenkomsten.in_fase").zin == "In Verdieping waren jullie 1 keer bij elkaar."


@pytest.mark.parametrize("begonnen", [True, False])
def test_before_the_fase_nothing_was_in_it(begonnen):
    netwerk = maak_netwerk(2)
    netwerk = zet_route(netwerk, "verkenning") if begonnen else netwerk
    maak_keer(netwerk, -10)

    meting = meet(netwerk, "bijeenkomsten.in_fase")
    assert (meting.is_klaar, meting.zin) == (False, "Deze fase is nog niet begonnen.")


@pytest.mark.parametrize(
    ("aantal", "is_klaar", "zin"),
    [
        (0, False, "In het laatste jaar bereidde nog geen deelnemer mee voor."),
        (1, False, "1 deelnemer bereidde het laatste jaar mee voor."),
        (2, True, "2 deelnemers bereidden het laatste jaar mee voor."),
    ],
)
def test_deelnemers_prepare_too(aantal, is_klaar, zin):
    netwerk = maak_netwerk(3, facilitators=1)
    keer = maak_keer(netwerk, -10)
    mensen = [d.persoon_id for d in netwerk.deelnames.filter(rol="deelnemer").order_by("pk")[:aantal]]
    keer.voorbereiders.set([*mensen, netwerk.facilitators().get()])

    meting = meet(netwerk, "bijeenkomsten.voorbereiders", FASEN[1])
    assert (meting.is_klaar, meting.zin) == (is_klaar, zin)
