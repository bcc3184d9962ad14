from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from fasen import services
from fasen.inhoud import FASEN, find_fase
from fasen.models import Fasestap, FaseVerloop
from fasen.route import get_route
from kern.errors import DomainError, EditConflict
from kern.models import Logregel
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.services.netwerken import create_netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = pytest.mark.django_db
REDEN = "De <b>groep</b> is er klaar voor."
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def netwerk():
    return NetwerkFactory()


def statuses(netwerk):
    found = dict(FaseVerloop.objects.filter(netwerk=netwerk).values_list("fase", "status"))
    return [found[fase.slug] for fase in FASEN]


def walk_to(netwerk, nummer):
    services.create_route(netwerk)
    for fase in FASEN[1:nummer]:
        services.move_to(netwerk, fase, reden=REDEN, by=None)


def test_create_route_starts_the_first_fase(netwerk, persoon):
    begin = nu() - timedelta(days=30)

    verloop = services.create_route(netwerk, begin, by=persoon)

    assert (verloop.fase, verloop.begonnen_op) == ("verkenning", begin)
    assert statuses(netwerk) == ["lopend", "gepland", "gepland", "gepland", "gepland"]
    stap = Fasestap.objects.get()
    assert (stap.van, stap.naar, stap.door, stap.op) == ("", "verkenning", persoon, begin)
    assert Logregel.objects.get(actie="fasen.route.created").actor == persoon


def test_a_new_network_gets_its_route(persoon):
    velden = {
        field: getattr(NetwerkFactory.build(), field) for field in ("naam", "centrale_vraag", "doel", "doelgroep")
    }
    looptijd = {"start_datum": nu().date(), "eind_datum": nu().date() + timedelta(days=365)}

    netwerk = create_netwerk(by=persoon, rollen=["facilitator"], sector="vo", **velden, **looptijd)

    assert statuses(netwerk) == ["lopend", "gepland", "gepland", "gepland", "gepland"]


def test_create_route_twice_changes_nothing(netwerk):
    first = services.create_route(netwerk)

    assert services.create_route(netwerk) == first
    assert FaseVerloop.objects.count() == 5
    assert Fasestap.objects.count() == 1
    assert Logregel.objects.count() == 1


def test_create_route_does_not_restart_a_walked_one(netwerk):
    walk_to(netwerk, 2)
    FaseVerloop.objects.filter(status="lopend").update(status="onderbroken")

    with pytest.raises(DomainError, match="al begonnen"):
        services.create_route(netwerk)


def test_move_forward(netwerk, persoon):
    DeelnameFactory.create_batch(2, netwerk=netwerk)
    services.create_route(netwerk)

    verloop = services.move_to(netwerk, "ontwikkeling", reden=f"  {REDEN}\r\n", by=persoon)

    assert (verloop.fase, verloop.heropend_op) == ("ontwikkeling", None)
    assert statuses(netwerk) == ["afgerond", "lopend", "gepland", "gepland", "gepland"]
    stap = Fasestap.objects.latest("pk")
    assert (stap.van, stap.naar, stap.door, stap.reden) == ("verkenning", "ontwikkeling", persoon, REDEN)
    assert (stap.stand["deelnemers"], stap.stand["scholen"]) == (2, 0)
    regel = Logregel.objects.get(actie="fasen.fase.moved")
    assert (regel.actor, regel.feiten) == (persoon, {"van": "verkenning", "naar": "ontwikkeling"})


def test_move_takes_the_fase_itself(netwerk):
    services.create_route(netwerk)

    assert services.move_to(netwerk, find_fase("ontwikkeling"), reden=REDEN, by=None).fase == "ontwikkeling"


def test_move_back_keeps_history(netwerk, persoon):
    walk_to(netwerk, 4)
    before = FaseVerloop.objects.get(fase="ontwikkeling")

    verloop = services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=persoon)

    assert statuses(netwerk) == ["afgerond", "lopend", "afgerond", "onderbroken", "gepland"]
    assert verloop.begonnen_op == before.begonnen_op
    assert verloop.heropend_op > before.afgerond_op
    assert list(Fasestap.objects.values_list("naar", flat=True)) == [
        "ontwikkeling", "inbedding", "verdieping", "ontwikkeling", "verkenning",
    ]  # fmt: skip


def test_move_back_and_forward_again_reopens_each_fase(netwerk):
    walk_to(netwerk, 3)
    services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=None)

    verloop = services.move_to(netwerk, "verdieping", reden=REDEN, by=None)

    assert statuses(netwerk) == ["afgerond", "afgerond", "lopend", "gepland", "gepland"]
    assert verloop.heropend_op > verloop.begonnen_op


def test_move_to_the_same_fase_is_quiet(netwerk):
    services.create_route(netwerk)

    verloop = services.move_to(netwerk, "verkenning", reden="", by=None)

    assert verloop.fase == "verkenning"
    assert Fasestap.objects.count() == 1


@pytest.mark.parametrize("fase", ["verdieping", "verankering"])
def test_skipping_is_refused(netwerk, fase):
    services.create_route(netwerk)

    with pytest.raises(DomainError, match="Na Verkenning komt Ontwikkeling"):
        services.move_to(netwerk, fase, reden=REDEN, by=None)
    assert statuses(netwerk)[0] == "lopend"


def test_unknown_fase_is_refused(netwerk):
    services.create_route(netwerk)

    with pytest.raises(DomainError, match="kennen we niet"):
        services.move_to(netwerk, "zomer", reden=REDEN, by=None)


def test_move_without_a_route_is_refused(netwerk):
    with pytest.raises(DomainError, match="nog niet aan zijn route begonnen"):
        services.move_to(netwerk, "verkenning", reden=REDEN, by=None)


@pytest.mark.parametrize("reden", ["", "   \n ", "Ja.", "\x00\x01\x02\x03\x04\x05", "x" * 501, None])
def test_bad_reden_is_refused_and_nothing_is_saved(netwerk, reden):
    services.create_route(netwerk)

    with pytest.raises(DomainError):
        services.move_to(netwerk, "ontwikkeling", reden=reden, by=None)
    assert statuses(netwerk)[0] == "lopend"
    assert Fasestap.objects.count() == 1


@pytest.mark.parametrize("reden", ["12345", "x" * 500, "<script>alert(1)</script>", "שלום לכולם 🌱", "a\nb\nc\nd"])
def test_reden_stays_text(netwerk, reden):
    services.create_route(netwerk)

    services.move_to(netwerk, "ontwikkeling", reden=reden, by=None)

    assert Fasestap.objects.latest("pk").reden == reden


def test_direction_override_is_removed_from_reden(netwerk):
    services.create_route(netwerk)

    services.move_to(netwerk, "ontwikkeling", reden="veilig\u202e txt.exe", by=None)

    assert Fasestap.objects.latest("pk").reden == "veilig txt.exe"


@pytest.mark.parametrize("status", ["afgerond", "zelfstandig", "gestopt"])
def test_ended_network_does_not_move(netwerk, status):
    services.create_route(netwerk)
    Netwerk.objects.filter(pk=netwerk.pk).update(status=status, reden_afsluiting="Klaar.")
    netwerk.refresh_from_db()

    with pytest.raises(DomainError, match="afgelopen"):
        services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=None)


def test_stale_page_is_told(netwerk):
    walk_to(netwerk, 3)

    with pytest.raises(EditConflict, match="al verplaatst naar Verdieping"):
        services.move_to(netwerk, "verkenning", reden=REDEN, by=None, seen="ontwikkeling")


def test_stale_page_that_wanted_the_same_is_quiet(netwerk):
    walk_to(netwerk, 2)

    assert services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=None, seen="verkenning").fase == "ontwikkeling"
    assert Fasestap.objects.count() == 2


def test_route_before_during_and_after(netwerk):
    """The same route, read in November 2025, in April 2026 and after going back."""
    with time_machine.travel(datetime(2025, 9, 10, 9, tzinfo=AMSTERDAM), tick=False):
        services.create_route(netwerk)
        assert get_route(netwerk).noot == "sinds september 2025"
    with time_machine.travel(datetime(2025, 11, 20, 9, tzinfo=AMSTERDAM), tick=False):
        services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=None)
        assert [station.toestand for station in get_route(netwerk).stations][:3] == ["klaar", "nu", "straks"]
    with time_machine.travel(datetime(2026, 4, 2, 9, tzinfo=AMSTERDAM), tick=False):
        services.move_to(netwerk, "verdieping", reden=REDEN, by=None)
    with time_machine.travel(datetime(2026, 11, 3, 9, tzinfo=AMSTERDAM), tick=False):
        services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=None)

    stations = get_route(netwerk).stations

    assert [(station.toestand, station.noot) for station in stations] == [
        ("klaar", "sept tot nov 2025"),
        ("nu", "opnieuw sinds november 2026"),
        ("heropend", "al begonnen in april 2026"),
        ("straks", ""),
        ("straks", ""),
    ]


def test_plan_fasen_sets_and_clears(netwerk, persoon):
    services.create_route(netwerk)
    van, tot = datetime(2027, 1, 1).date(), datetime(2027, 3, 31).date()

    services.plan_fasen(netwerk, {"verdieping": (van, tot, 3), "inbedding": None}, by=persoon)

    verloop = FaseVerloop.objects.get(fase="verdieping")
    assert (verloop.gepland_van, verloop.gepland_tot, verloop.gepland_keren) == (van, tot, 3)
    assert verloop.status == "gepland"
    assert get_route(netwerk).stations[2].noot == "gepland jan tot mrt 2027"
    assert Logregel.objects.get(actie="fasen.route.planned").actor == persoon

    services.plan_fasen(netwerk, {"verdieping": None}, by=persoon)

    verloop = FaseVerloop.objects.get(fase="verdieping")
    assert (verloop.gepland_van, verloop.gepland_tot, verloop.gepland_keren) == (None, None, None)


def test_plan_fasen_leaves_what_is_over(netwerk, persoon):
    """Somebody else took the step while the form was open."""
    services.create_route(netwerk)
    dag = datetime(2027, 1, 1).date()
    services.plan_fasen(netwerk, {"verkenning": (dag, dag, 1)}, by=persoon)
    services.move_to(netwerk, "ontwikkeling", reden="We zijn er klaar voor.", by=persoon)

    services.plan_fasen(netwerk, {"verkenning": None, "ontwikkeling": (dag, dag, None)}, by=persoon)

    plan = dict(FaseVerloop.objects.values_list("fase", "gepland_van"))
    assert (plan["verkenning"], plan["ontwikkeling"]) == (dag, dag)
    assert FaseVerloop.objects.lopend().get().fase == "ontwikkeling"  # a plan moves nothing
