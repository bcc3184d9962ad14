"""The plan of a netwerk out of the database, beside what happened."""

from datetime import timedelta

import pytest

from fasen import services
from fasen.gids.agenda import Agenda, Keer
from fasen.inhoud import FASEN
from fasen.models import Fasestap, load_routes
from fasen.plan.pagina import make_verblijven, read_plan, read_ritme, read_voorstel
from kern.tijd import lokale_dag, nu
from netwerken.models import Netwerk
from netwerken.start.inhoud import SJABLONEN
from netwerken.start.services import save_versie
from netwerken.start.tests.factories import StartversieFactory
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def dagen(n):
    return timedelta(days=n)


@pytest.fixture
def netwerk():
    netwerk = NetwerkFactory(gestart=True, aantal_bijeenkomsten=6)
    services.create_route(netwerk, nu() - dagen(90))
    return netwerk


@pytest.fixture
def agenda(monkeypatch, netwerk):
    keren = [Keer(n, "Titel", nu() + dagen(n), nu() + dagen(n + 0.1), n < 0) for n in (-80, 20, 40)]
    monkeypatch.setattr("fasen.gids.agenda._BRONNEN", [lambda peiling: {netwerk.pk: Agenda(keren)}])
    return keren


def move(netwerk, fase, dagen_geleden):
    services.move_to(netwerk, fase, reden="Het is tijd.", by=None, op=nu() - dagen(dagen_geleden))


def read(netwerk):
    (netwerk,) = load_routes(Netwerk.objects.filter(pk=netwerk.pk))
    return read_plan(netwerk, list(Fasestap.objects.filter(netwerk=netwerk)))


def test_stays_follow_the_moves_also_back(netwerk):
    move(netwerk, "ontwikkeling", 60)
    move(netwerk, "verkenning", 30)

    verblijven = make_verblijven(list(Fasestap.objects.filter(netwerk=netwerk)))

    assert [v.fase.slug for v in verblijven] == ["verkenning", "ontwikkeling", "verkenning"]
    assert [v.tot for v in verblijven] == [verblijven[1].van, verblijven[2].van, None]
    assert make_verblijven([]) == []


def test_without_a_plan_only_what_happened(netwerk, agenda):
    plan = read(netwerk)

    assert (plan.is_er, plan.zin, plan.knelpunten) == (False, "", ())
    assert [len(rij.verblijven) for rij in plan.rijen] == [1, 0, 0, 0, 0]
    assert [s.is_geweest for s in plan.breed.stippen] == [True, False, False]


def test_with_a_plan_the_agenda_and_the_sentence(netwerk, agenda):
    van, tot = lokale_dag(nu() - dagen(100)), lokale_dag(nu() + dagen(30))
    services.plan_fasen(netwerk, {"verkenning": (van, tot, 2)}, by=PersoonFactory())

    plan = read(netwerk)

    assert plan.is_er
    assert plan.zin == "Jullie zijn in Verkenning, zoals gepland."
    assert plan.rijen[0].in_agenda == 2
    assert plan.knelpunten == ("Nog niet in het plan: Ontwikkeling, Verdieping, Inbedding, Verankering.",)


def test_a_fase_that_is_over_keeps_its_plan_but_is_not_held_against_them(netwerk, agenda):
    van, tot = lokale_dag(nu() - dagen(100)), lokale_dag(nu() + dagen(30))
    services.plan_fasen(netwerk, {"verkenning": (van, tot, 9)}, by=PersoonFactory())
    move(netwerk, "ontwikkeling", 10)

    plan = read(netwerk)

    assert plan.rijen[0].deel.keren == 9
    assert plan.zin == "Jullie zijn al in Ontwikkeling. Volgens het plan waren jullie nu nog in Verkenning."
    assert not any("plande je" in zin for zin in plan.knelpunten)


def test_of_a_netwerk_that_did_not_begin():
    plan = read(NetwerkFactory())
    assert (plan.is_er, plan.zin) == (False, "")


def test_a_proposal_begins_where_they_are(netwerk, agenda):
    move(netwerk, "ontwikkeling", 40)

    voorstel = read_voorstel(netwerk, netwerk.faseverlopen.all())

    assert [deel.fase for deel in voorstel] == list(FASEN[1:])
    assert voorstel[0].van == lokale_dag(nu() - dagen(40)).replace(day=1)
    assert sum(deel.keren for deel in voorstel) == 2


@pytest.mark.parametrize("code", sorted(SJABLONEN))
def test_a_proposal_follows_the_template_the_netwerk_was_started_from(code):
    """Also when the startafspraken were changed later: the rhythm stays what it was."""
    sjabloon = SJABLONEN[code]
    netwerk = NetwerkFactory(aantal_bijeenkomsten=sum(sjabloon.ritme))
    StartversieFactory(netwerk=netwerk, antwoorden={"ritme": list(sjabloon.ritme)})
    for nummer in range(2):
        voorstel = read_voorstel(netwerk, [], read_ritme(netwerk))
        assert tuple(deel.keren for deel in voorstel) == sjabloon.ritme
        if not nummer:
            save_versie(netwerk, {"weekdagen": ["1"]}, nummer=1, by=PersoonFactory())


def test_without_a_start_there_is_no_rhythm():
    netwerk = NetwerkFactory()
    assert read_ritme(netwerk) is None
    StartversieFactory(netwerk=netwerk, antwoorden={})
    assert read_ritme(netwerk) is None


def test_a_proposal_before_the_beginning():
    netwerk = NetwerkFactory(aantal_bijeenkomsten=6)

    voorstel = read_voorstel(netwerk, [])

    assert [deel.fase for deel in voorstel] == list(FASEN)
    assert voorstel[0].van == netwerk.start_datum.replace(day=1)
    assert sum(deel.keren for deel in voorstel) == 6
