from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from fasen import services
from fasen.inhoud import FASEN
from fasen.models import Fasestap, FaseVerloop
from kern.tijd import nu
from netwerken.start.tests.factories import StartversieFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
REDEN = "De groep is er <b>klaar</b> voor, 't is tijd."


@pytest.fixture
def netwerk():
    netwerk = NetwerkFactory(openbaar=True)
    services.create_route(netwerk)
    return netwerk


def url(name, netwerk, *args):
    return reverse(f"fasen:{name}", args=[netwerk.slug, *args])


def current(netwerk):
    return FaseVerloop.objects.lopend().get(netwerk=netwerk).fase


def test_public_page_needs_no_login(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/fasen/")

    assert response.status_code == 200
    content = response.content.decode()
    for fase in FASEN:
        assert f'id="{fase.slug}"' in content
        assert escape(fase.kernvraag) in content
        assert escape(fase.kort) in content


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_query_count(client, netwerk, facilitator, item_count, django_assert_num_queries):
    for fase in FASEN[1 : item_count + 1]:
        services.move_to(netwerk, fase, reden=f"{REDEN} {fase.naam}", by=PersoonFactory())

    with django_assert_num_queries(7):  # session, user, netwerk, own roles, fasen, the log, bijeenkomsten
        response = client.get(url("list", netwerk))

    content = response.content.decode()
    assert response.status_code == 200
    for stap in Fasestap.objects.exclude(van=""):
        assert escape(stap.reden) in content
        assert f"Van {stap.van_fase} naar {stap.naar_fase}" in content


def test_list_shows_where_they_are_and_what_can_be_done(client, netwerk, facilitator):
    services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=facilitator)

    content = client.get(url("list", netwerk)).content.decode()

    assert "Open de gids van Ontwikkeling" in content
    assert url("move", netwerk, "verdieping") in content
    assert url("move", netwerk, "verkenning") in content
    assert url("move", netwerk, "inbedding") not in content


def test_deelnemer_reads_but_gets_no_buttons(client, netwerk, deelnemer):
    services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=None)

    content = client.get(url("list", netwerk)).content.decode()

    assert "De groep is er &lt;b&gt;klaar&lt;/b&gt; voor" in content
    assert "/verplaatsen/" not in content
    assert "/planning/" not in content


def test_log_pages(client, netwerk, facilitator):
    for _ in range(13):
        services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=facilitator)
        services.move_to(netwerk, "verkenning", reden=REDEN, by=facilitator)

    first = client.get(url("list", netwerk)).content.decode()
    second = client.get(url("list", netwerk), {"page": 2}).content.decode()

    assert first.count("terug naar Verkenning") == 13
    assert "Begonnen in Verkenning" not in first
    assert "Begonnen in Verkenning" in second


def test_list_of_a_network_that_has_not_begun(client):
    netwerk = NetwerkFactory()
    client.force_login(DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)

    content = client.get(url("list", netwerk)).content.decode()

    assert "De route is nog niet begonnen" in content
    assert "Er zijn nog geen stappen gezet" in content
    assert client.get(url("detail", netwerk, "verkenning")).status_code == 200


@pytest.mark.parametrize("nummer", [1, 2, 3, 4, 5])
def test_detail_says_what_can_be_done_from_each_place(client, netwerk, facilitator, nummer):
    for fase in FASEN[1:3]:
        services.move_to(netwerk, fase, reden=REDEN, by=facilitator)
    expected = {
        1: "Terug naar Verkenning",
        2: "Terug naar Ontwikkeling",
        3: "Jullie zijn nu in Verdieping.",
        4: "Dit is de volgende fase.",
        5: "Deze fase komt later.",
    }

    content = client.get(url("detail", netwerk, FASEN[nummer - 1].slug)).content.decode()

    assert expected[nummer] in content


def test_detail_of_the_last_fase_tells_to_close(client, netwerk, facilitator):
    for fase in FASEN[1:]:
        services.move_to(netwerk, fase, reden=REDEN, by=facilitator)

    assert "Dit is de laatste fase." in client.get(url("detail", netwerk, "verankering")).content.decode()


def test_move_asks_first_and_writes_nothing(client, netwerk, facilitator):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(url("move", netwerk, "ontwikkeling"))

    assert response.status_code == 200
    assert "Naar Ontwikkeling?" in response.content.decode()
    # EXECUTE asks a prepared query again.
    assert [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "EXECUTE"))] == []
    assert current(netwerk) == "verkenning"


def test_move_forward_and_back(client, netwerk, facilitator):
    response = client.post(url("move", netwerk, "ontwikkeling"), {"reden": REDEN, "seen": "verkenning"}, follow=True)

    assert response.redirect_chain == [(url("list", netwerk), 302)]
    assert "Jullie zijn nu in Ontwikkeling." in response.content.decode()
    assert current(netwerk) == "ontwikkeling"

    response = client.get(url("move", netwerk, "verkenning"))
    assert "Terug naar Verkenning?" in response.content.decode()

    client.post(
        url("move", netwerk, "verkenning"), {"reden": "Er kwamen vier nieuwe mensen bij.", "seen": "ontwikkeling"}
    )
    assert current(netwerk) == "verkenning"
    assert Fasestap.objects.first().door == facilitator


@pytest.mark.parametrize("reden", ["", "Ja.", "x" * 501, "x" * 200_000, "\x00" * 20])
def test_bad_reden_is_422_with_a_message_at_the_field(client, netwerk, facilitator, reden):
    response = client.post(url("move", netwerk, "ontwikkeling"), {"reden": reden, "seen": "verkenning"})

    content = response.content.decode()
    assert response.status_code == 422
    assert 'class="error-summary"' in content
    assert 'aria-invalid="true"' in content
    assert current(netwerk) == "verkenning"
    assert Fasestap.objects.count() == 1


@pytest.mark.parametrize(
    "reden", ["<script>alert(1)</script>", "{{ request.user }} {% now %}", "مرحبا بكم 🌱", "</p><p>"]
)
def test_hostile_reden_stays_text(client, netwerk, facilitator, reden):
    client.post(url("move", netwerk, "ontwikkeling"), {"reden": reden, "seen": "verkenning"})

    assert Fasestap.objects.first().reden == reden
    content = client.get(url("list", netwerk)).content.decode()
    assert escape(reden) in content
    assert "<script>alert" not in content


def test_skipping_is_explained(client, netwerk, facilitator):
    get = client.get(url("move", netwerk, "inbedding"))
    post = client.post(url("move", netwerk, "inbedding"), {"reden": REDEN, "seen": "verkenning"})

    assert (get.status_code, post.status_code) == (200, 422)
    for response in (get, post):
        assert "Na Verkenning komt Ontwikkeling." in response.content.decode()
        assert 'name="reden"' not in response.content.decode()
    assert current(netwerk) == "verkenning"


def test_somebody_else_moved_first(client, netwerk, facilitator):
    """The page was opened in Ontwikkeling; a colleague moved on. The text stays, and one more press decides."""
    services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=None)
    services.move_to(netwerk, "verdieping", reden=REDEN, by=None)

    response = client.post(
        url("move", netwerk, "verkenning"), {"reden": "Opnieuw kennismaken.", "seen": "ontwikkeling"}
    )

    content = response.content.decode()
    assert response.status_code == 422
    assert "al verplaatst naar Verdieping" in content
    assert "Opnieuw kennismaken." in content
    assert 'value="verdieping"' in content
    assert current(netwerk) == "verdieping"

    client.post(url("move", netwerk, "verkenning"), {"reden": "Opnieuw kennismaken.", "seen": "verdieping"})
    assert current(netwerk) == "verkenning"


def test_somebody_else_did_the_same(client, netwerk, facilitator):
    services.move_to(netwerk, "ontwikkeling", reden=REDEN, by=None)

    response = client.post(url("move", netwerk, "ontwikkeling"), {"reden": REDEN, "seen": "verkenning"}, follow=True)
    opened = client.get(url("move", netwerk, "ontwikkeling"), follow=True)

    assert "Jullie zijn nu in Ontwikkeling." in response.content.decode()
    assert "Jullie zijn al in Ontwikkeling." in opened.content.decode()
    assert Fasestap.objects.count() == 2


def test_plan(client, netwerk, facilitator):
    assert client.get(url("plan", netwerk)).status_code == 200
    month = f"{netwerk.eind_datum:%Y-%m}"

    response = client.post(
        url("plan", netwerk),
        {"verankering_van": month, "verankering_tot": month, "verankering_keren": "2"},
        follow=True,
    )

    assert "Het plan is bewaard." in response.content.decode()
    assert "Gepland " in response.content.decode()
    assert FaseVerloop.objects.get(netwerk=netwerk, fase="verankering").gepland_van.day == 1


def test_plan_wrong_way_round_is_422(client, netwerk, facilitator):
    data = {"verankering_van": f"{netwerk.eind_datum:%Y-%m}", "verankering_tot": f"{netwerk.start_datum:%Y-%m}"}

    response = client.post(url("plan", netwerk), data)

    assert response.status_code == 422
    assert "Verankering eindigt zo voor het begin." in response.content.decode()
    assert not FaseVerloop.objects.filter(gepland_van__isnull=False).exists()


def test_plan_from_a_proposal(client, netwerk, facilitator):
    content = client.get(url("plan", netwerk), {"voorstel": ""}).content.decode()

    assert "Dit is een voorstel" in content
    assert f'<option value="{netwerk.eind_datum:%Y-%m}" selected>' in content
    assert not FaseVerloop.objects.filter(gepland_van__isnull=False).exists()  # nothing is kept yet


def test_a_proposal_tells_that_it_follows_the_start(client, netwerk, facilitator):
    StartversieFactory(netwerk=netwerk, antwoorden={"ritme": [1, 1, 1, 1, 4]})
    content = client.get(url("plan", netwerk), {"voorstel": ""}).content.decode()

    assert "net als de bijeenkomsten bij de start van jullie netwerk" in content
    assert "Verdieping krijgt twee keer zoveel" not in content
    assert "bij de start" not in client.get(url("plan", netwerk)).content.decode()


def test_no_time_left_to_propose(client, facilitator, netwerk):
    begin, eind = netwerk.start_datum - timedelta(days=400), netwerk.start_datum - timedelta(days=40)
    type(netwerk).objects.filter(pk=netwerk.pk).update(start_datum=begin, eind_datum=eind)

    content = client.get(url("plan", netwerk), {"voorstel": ""}).content.decode()

    assert "Er is geen tijd meer om te verdelen" in content


def test_nothing_left_to_plan(client, netwerk, facilitator):
    FaseVerloop.objects.filter(netwerk=netwerk).update(status="afgerond", begonnen_op=nu(), afgerond_op=nu())

    assert "Er valt niets meer te plannen" in client.get(url("plan", netwerk)).content.decode()


def test_route_tells_plan_and_reality(client, netwerk, deelnemer):
    content = client.get(url("list", netwerk)).content.decode()
    assert "Er is nog geen plan." in content
    assert "Maak een plan" not in content  # only who guides makes one

    begin, eind = nu().date().replace(day=1), netwerk.eind_datum
    services.plan_fasen(netwerk, {"verkenning": (begin, eind, 2)}, by=deelnemer)
    content = client.get(url("list", netwerk)).content.decode()
    assert "Jullie zijn in Verkenning, zoals gepland." in content
    assert "Voor Verkenning plande je 2 bijeenkomsten. In die maanden staan er geen in de agenda." in content
    assert "Nog niet in het plan: Ontwikkeling, Verdieping, Inbedding, Verankering." in content


PAGES = [("list", []), ("plan", []), ("detail", ["verdieping"]), ("move", ["ontwikkeling"])]


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_unknown_network_is_404(client, facilitator, name, args):
    assert client.get(reverse(f"fasen:{name}", args=["bestaat-niet", *args])).status_code == 404


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_hidden_network_is_404_and_public_one_403(client, persoon, name, args):
    client.force_login(persoon)

    assert client.get(url(name, NetwerkFactory(), *args)).status_code == 404
    assert client.get(url(name, NetwerkFactory(openbaar=True), *args)).status_code == 403


@pytest.mark.parametrize("name", ["detail", "move"])
def test_unknown_fase_is_404(client, netwerk, facilitator, name):
    assert client.get(url(name, netwerk, "zomer")).status_code == 404


def test_deelnemer_may_see_but_not_move(client, netwerk, deelnemer):
    assert client.get(url("move", netwerk, "ontwikkeling")).status_code == 403
    assert client.post(url("move", netwerk, "ontwikkeling"), {"reden": REDEN}).status_code == 403
    assert client.post(url("plan", netwerk), {}).status_code == 403
    assert current(netwerk) == "verkenning"


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_anonymous_is_sent_to_login(client, netwerk, name, args):
    response = client.get(url(name, netwerk, *args))

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


@pytest.mark.parametrize(("name", "args"), [("list", []), ("detail", ["verdieping"])])
def test_reading_pages_refuse_post(client, netwerk, facilitator, name, args):
    assert client.post(url(name, netwerk, *args)).status_code == 405
