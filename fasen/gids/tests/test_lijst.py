from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from fasen.gids import agenda
from fasen.gids.agenda import Agenda, Keer
from fasen.gids.inhoud import GIDSEN
from fasen.gids.lijst import read_lijst
from fasen.gids.meters import Meting, find_meter, meter
from fasen.gids.passend import Keuze, Passend, find_passend
from fasen.gids.tests.factories import VinkjeFactory
from fasen.gids.tests.kleine import alle_meters
from fasen.kompas.signaal import Peiling
from kern.tijd import lokale_dag, nu
from netwerken.tests.factories import NetwerkFactory

pytestmark = pytest.mark.django_db
GIDS = GIDSEN["verkenning"]
HAND, VANZELF = "kennen", "groep"


@pytest.fixture
def netwerk():
    return NetwerkFactory(gestart=True)


def _dagen(n):
    return timedelta(days=n)


def read(netwerk, begeleidt=True):
    return read_lijst(Peiling([netwerk], nu()), netwerk, GIDS, begeleidt=begeleidt)


def find(lijst, code):
    return next(regel for regel in lijst.regels if regel.punt.code == code)


@pytest.mark.parametrize(
    ("is_klaar", "vinkje", "verwacht"),
    [
        (None, None, "open"),
        (None, "gedaan", "klaar"),
        (None, "niet_nodig", "niet nodig"),
        (False, None, "open"),
        (False, "niet_nodig", "niet nodig"),
        (True, None, "klaar"),
        (True, "niet_nodig", "klaar"),  # what is counted wins
    ],
)
def test_how_a_point_stands(netwerk, is_klaar, vinkje, verwacht):
    code = HAND if is_klaar is None else VANZELF
    if vinkje:
        VinkjeFactory(netwerk=netwerk, code=code, soort=vinkje)
    with alle_meters(bool(is_klaar)):
        regel = find(read(netwerk), code)

    stand = {"klaar": regel.is_klaar, "niet nodig": regel.is_niet_nodig, "open": regel.is_open}
    assert [naam for naam, waar in stand.items() if waar] == [verwacht]
    assert regel.is_afgevinkt == (vinkje is not None and not regel.is_gemeten)


def test_what_is_not_needed_is_not_counted(netwerk):
    VinkjeFactory(netwerk=netwerk, code=HAND, soort="niet_nodig")
    with alle_meters(True):
        lijst = read(netwerk)

    assert (len(lijst.klaar), len(lijst.nodig), len(lijst.regels)) == (6, 7, 8)
    assert [regel.punt.code for regel in lijst.open] == ["speelt"]


def test_taken_back_and_of_another_fase_or_netwerk_counts_not(netwerk):
    VinkjeFactory(netwerk=netwerk, code=HAND, vervallen_op=nu())
    VinkjeFactory(netwerk=netwerk, code=HAND, fase="ontwikkeling")
    VinkjeFactory(code=HAND)

    assert find(read(netwerk), HAND).is_open


def test_what_left_the_gids_is_kept_with_its_words(netwerk):
    vinkje = VinkjeFactory(netwerk=netwerk, code="vroeger", titel="Iets van vroeger")

    lijst = read(netwerk)

    assert lijst.oud == (vinkje,)
    assert "vroeger" not in {regel.punt.code for regel in lijst.regels}


def test_who_does_not_guide_sees_nothing_about_few_people(netwerk):
    with alle_meters(False, begeleiders=True):
        assert [r.punt.code for r in read(netwerk, begeleidt=False).regels] == ["kennen", "speelt"]
        assert len(read(netwerk).regels) == len(GIDS.punten)


def test_a_meter_that_nobody_registered_leaves_the_point_open(netwerk, monkeypatch):
    monkeypatch.setattr("fasen.gids.meters._METERS", {})

    regel = find(read(netwerk), VANZELF)

    assert regel.is_open
    assert (regel.meter, regel.meting) == (None, None)


def test_a_code_is_registered_once_and_a_meter_always_tells_something():
    with pytest.raises(ImproperlyConfigured, match="netwerken.groep"):
        meter(dict, code="netwerken.groep", doen=("x", "y"))(lambda *_: None)
    with pytest.raises(ValueError, match="tells"):
        Meting(True, "")
    assert find_meter("verzonnen") is None


def test_agenda_counts_and_knows_the_next(netwerk):
    def keer(dagen, is_gehouden=False):
        begin = nu().replace(microsecond=0) + _dagen(dagen)
        return Keer(dagen, "Titel", begin, begin + _dagen(0.1), is_gehouden)

    a = Agenda([keer(-30, True), keer(-10, True), keer(-5), keer(7), keer(20)])

    assert a.volgende(nu()).pk == 7
    assert a.count_tussen(nu() - _dagen(40), None) == 2
    assert a.count_tussen(nu() - _dagen(40), nu() - _dagen(20)) == 1
    assert a.count_tussen(nu(), None) == 0
    assert Agenda().volgende(nu()) is None
    assert a.keren[0].dag == lokale_dag(a.keren[0].begint_op)


def test_without_rooms_above_there_is_no_agenda_and_nothing_that_suits(netwerk, monkeypatch):
    monkeypatch.setattr("fasen.gids.agenda._BRONNEN", [])
    monkeypatch.setattr("fasen.gids.passend._BRONNEN", [])

    assert agenda.lees_agenda(Peiling([netwerk], nu())) == {netwerk.pk: Agenda()}
    assert find_passend(netwerk, GIDS.fase, 9) == Keuze()


def test_the_first_that_has_something_suits(netwerk, monkeypatch):
    goed = Keuze((Passend("a", "A", "/a/", "Waarom.", "10 min"),), "/meer/")
    monkeypatch.setattr("fasen.gids.passend._BRONNEN", [lambda *_: Keuze(), lambda *_: goed])

    assert find_passend(netwerk, GIDS.fase, 9) == goed
