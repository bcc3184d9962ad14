"""What a step does to the rounds: told beforehand, and done as soon as it is taken. It is Tuesday 8 September 2026."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bijeenkomsten.tests.factories import BijeenkomstFactory
from evaluatie import services
from evaluatie.models import Meting
from evaluatie.rondes import planner
from evaluatie.rondes import services as rondes
from evaluatie.rondes.aanbod import find_aanbod
from evaluatie.rondes.vooruit import foresee_fase
from evaluatie.tests.factories import make_netwerk
from fasen.inhoud import find_fase
from fasen.services import create_route, move_to
from fasen.vooruit import _BRONNEN, register
from kern.tijd import dag, lokale_dag
from netwerken.einde.gevolgen import Stap, find_gevolgen
from netwerken.einde.klok import move_clock
from netwerken.einde.services import end_netwerk, pause_netwerk
from netwerken.models import Deelname, Netwerk
from netwerken.services import update_netwerk

pytestmark = pytest.mark.django_db
NU = timezone.make_aware(datetime(2026, 9, 8, 10))
REDEN = "We zijn eraan toe."


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NU, tick=False)


@pytest.fixture
def netwerk(_now):
    """On its route, in Verdieping, with its rounds planned."""
    netwerk = make_netwerk(6, start_datum=date(2026, 9, 1), eind_datum=date(2028, 6, 30), aantal_bijeenkomsten=8)
    create_route(netwerk)
    for fase in ("ontwikkeling", "verdieping"):
        move_to(netwerk, fase, reden=REDEN, by=None)
    planner.plan_netwerk(netwerk.pk)
    return netwerk


@pytest.fixture
def by(netwerk):
    return netwerk.facilitators().get()


@pytest.fixture
def ingelogd(client, by):
    client.force_login(by)
    return client


def gepland(netwerk):
    rows = Meting.objects.filter(netwerk=netwerk, status="gepland")
    return {ronde.moment: lokale_dag(ronde.opent_op) for ronde in rows}


def foresee(netwerk, slug):
    return " ".join(foresee_fase(Netwerk.objects.get(pk=netwerk.pk), find_fase(slug)))


def gevolgen(netwerk, soort, tot=None):
    return [g for g in find_gevolgen(netwerk, Stap(soort, tot)) if "ronde" in g.titel]


def make_round(netwerk, dagen, *, soort="barometer", naam="Barometer"):
    op = NU - timedelta(days=dagen)
    return services.open_ronde(
        services.plan_ronde(netwerk, soort, opent_op=op, sluit_op=op + timedelta(days=14), naam=naam), now=op
    )


def test_the_page_says_which_round_inbedding_asks_and_it_comes_true(
    netwerk, ingelogd, django_capture_on_commit_callbacks
):
    url = reverse("fasen:move", args=[netwerk.slug, "inbedding"])
    voor = gepland(netwerk)

    html = ingelogd.get(url).content.decode()
    assert gepland(netwerk) == voor
    with django_capture_on_commit_callbacks(execute=True):
        ingelogd.post(url, {"reden": REDEN, "seen": "verdieping"})

    na = gepland(netwerk)
    assert set(na) == {"nulmeting", "barometer:inbedding", "eindmeting"}
    assert f"Netwerkbarometer september 2026. De vragen gaan open op {dag(na['barometer:inbedding'])}." in html
    assert f"Die komt in plaats van de barometer van {dag(voor['barometer:1'])}." in html


def test_to_another_fase_changes_nothing_and_says_so(netwerk, ingelogd, django_capture_on_commit_callbacks):
    voor = gepland(netwerk)
    html = ingelogd.get(reverse("fasen:move", args=[netwerk.slug, "ontwikkeling"])).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        move_to(netwerk, "ontwikkeling", reden=REDEN, by=None)

    assert f"verandert deze stap niets. De volgende gaat open op {dag(voor['nulmeting'])}: Nulmeting." in html
    assert gepland(netwerk) == voor


def test_a_barometer_of_just_now_is_enough(netwerk):
    make_round(netwerk, 20)
    planner.plan_netwerk(netwerk.pk)
    assert foresee(netwerk, "inbedding") == (
        "Er komt geen ronde vragen bij. De vorige barometer was nog kort geleden, in augustus 2026."
    )


def test_so_close_to_the_end_nothing_is_said(netwerk):
    Netwerk.objects.update(eind_datum=date(2026, 11, 1))
    assert foresee(netwerk, "inbedding") == ""


def test_without_a_later_barometer_none_is_replaced(netwerk):
    rondes.move_by_hand(Meting.objects.get(moment="barometer:1"), date(2027, 9, 7), by=netwerk.facilitators().get())
    zin = foresee(netwerk, "inbedding")
    assert "Netwerkbarometer" in zin
    assert "in plaats van" not in zin


@pytest.mark.parametrize("velden", [{"status": "gestopt", "reden_afsluiting": "Op."}, {"status": "werving"}])
def test_nothing_is_said_of_a_netwerk_that_does_not_run(netwerk, velden):
    Netwerk.objects.update(**velden)
    assert foresee(netwerk, "inbedding") == foresee(netwerk, "verankering") == ""


def test_back_to_inbedding_asks_nothing_new(netwerk):
    for fase in ("inbedding", "verankering"):
        move_to(netwerk, fase, reden=REDEN, by=None)
    Meting.objects.filter(status="gepland").delete()
    assert foresee(netwerk, "inbedding") == ""


def test_a_date_that_changes_moves_the_rounds_at_once(netwerk, by, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        update_netwerk(netwerk, {"eind_datum": date(2027, 3, 31)}, versie=netwerk.versie, by=by)
    assert gepland(netwerk)["eindmeting"] == date(2027, 3, 3)


@pytest.mark.parametrize("uitkomst", ["afgerond", "zelfstandig"])
def test_the_end_says_which_rounds_lapse_and_that_one_comes(
    netwerk, ingelogd, by, uitkomst, django_capture_on_commit_callbacks
):
    rondes.ask_group(netwerk, find_aanbod("puls"), op=date(2026, 12, 1), by=by)
    weg, komt = gevolgen(netwerk, uitkomst)
    html = ingelogd.get(reverse("netwerken:einde", args=[netwerk.slug, uitkomst])).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        end_netwerk(netwerk, uitkomst, besloten_door="groep", by=by)

    assert weg.titel == "4 rondes vragen gaan niet door"
    assert "Nulmeting: woensdag 9 september" in [tekst for tekst, _ in weg.regels]
    assert "Puls: energie december 2026: dinsdag 1 december" in [tekst for tekst, _ in weg.regels]
    assert weg.titel in html
    assert gepland(netwerk).keys() == {"nameting"}
    assert f"Op {dag(gepland(netwerk)['nameting'])} vragen we" in komt.tekst
    assert Meting.objects.get(soort="puls").reden == "Het netwerk is afgelopen."


def test_a_clock_that_moves_takes_the_nameting_along(netwerk, by, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        end_netwerk(netwerk, "afgerond", besloten_door="groep", by=by)
    assert gepland(netwerk)
    with django_capture_on_commit_callbacks(execute=True):
        move_clock(netwerk, date(2026, 12, 1), by=by)
    assert gepland(netwerk) == {}


def test_stopping_ends_all_rounds(netwerk, by, django_capture_on_commit_callbacks):
    [weg] = gevolgen(netwerk, "gestopt")
    with django_capture_on_commit_callbacks(execute=True):
        end_netwerk(netwerk, "gestopt", reden="Op.", besloten_door="groep", by=by)
    assert (weg.titel, weg.tekst) == ("3 rondes vragen gaan niet door", "Niemand krijgt daar nog een mail over.")
    assert gepland(netwerk) == {}


def test_with_few_people_no_nameting_is_promised(netwerk):
    Deelname.objects.filter(netwerk=netwerk, rol="deelnemer").update(status="pauze")
    assert [g.titel for g in gevolgen(netwerk, "afgerond")] == ["3 rondes vragen gaan niet door"]


def test_a_pause_says_what_moves_and_what_lapses(netwerk, by, django_capture_on_commit_callbacks):
    tot = date(2027, 5, 10)
    weg, verzet = gevolgen(netwerk, "pauze", tot)
    with django_capture_on_commit_callbacks(execute=True):
        pause_netwerk(netwerk, tot=tot, reden="We bouwen.", by=by)

    assert [tekst for tekst, _ in weg.regels] == ["Nulmeting: woensdag 9 september"]
    [(tekst, _)] = verzet.regels
    na = Meting.objects.get(moment="barometer:1")
    assert tekst.endswith(f": {dag(na.opent_op)}")
    assert (verzet.titel, na.titel) == ("1 ronde vragen schuift op", "Netwerkbarometer mei 2027")


@pytest.mark.parametrize("item_count", [1, 3])
def test_query_counts(ingelogd, netwerk, item_count, django_assert_num_queries):
    for n in range(item_count):
        make_round(netwerk, 30 + 30 * n, soort="puls", naam="Puls")
        BijeenkomstFactory(netwerk=netwerk, begint_op=NU + timedelta(days=9 + n))
    pagina = {
        "inbedding": reverse("fasen:move", args=[netwerk.slug, "inbedding"]),
        "afgerond": reverse("netwerken:einde", args=[netwerk.slug, "afgerond"]),
    }
    ingelogd.get(pagina["inbedding"])  # warms the school holidays
    for naam, aantal in (("inbedding", 9), ("afgerond", 12)):
        with django_assert_num_queries(aantal):
            ingelogd.get(pagina[naam])


@pytest.mark.parametrize("item_count", [1, 3])
def test_following_costs_the_same_however_many_rounds(netwerk, item_count, django_assert_num_queries):
    for n in range(item_count):
        make_round(netwerk, 30 + 30 * n, soort="puls", naam="Puls")
    planner.plan_netwerk(netwerk.pk)
    voor = list(Meting.objects.order_by("pk").values())
    with django_assert_num_queries(8):
        planner.plan_netwerk(netwerk.pk)
    assert list(Meting.objects.order_by("pk").values()) == voor


def test_registering_twice_is_once():
    voor = list(_BRONNEN)
    register(foresee_fase)
    assert voor == _BRONNEN
