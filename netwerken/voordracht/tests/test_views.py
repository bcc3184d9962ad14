import pytest

from berichten.handelingen import make_token
from netwerken.models import Netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from netwerken.voordracht.models import Voordracht
from netwerken.voordracht.tests.factories import VoordrachtFactory

pytestmark = pytest.mark.django_db
PAGE = "/netwerken/samen/voordragen/"
KEUS = {"naam": "Fenna Haan", "email": "fenna@x.nl", "reden": "Zij stelt goede vragen."}


@pytest.fixture
def netwerk(persoon):
    netwerk = NetwerkFactory(slug="samen", toegang="gesloten", gestart=True)
    DeelnameFactory(netwerk=netwerk, persoon=persoon)
    return netwerk


@pytest.mark.parametrize("item_count", [1, 3])
def test_own_nominations_only(ingelogd, netwerk, persoon, item_count, django_assert_num_queries):
    VoordrachtFactory.create_batch(item_count, netwerk=netwerk, door=persoon)
    VoordrachtFactory(netwerk=netwerk, naam="Van een ander")

    with django_assert_num_queries(5):
        html = ingelogd.get(PAGE).content.decode()

    assert html.count("Fenna &lt;b&gt;Haan&lt;/b&gt;</b>") == item_count
    assert "Van een ander" not in html


def test_nominate_and_withdraw(ingelogd, netwerk):
    assert "Draag iemand voor" in ingelogd.get("/netwerken/samen/deelnemers/").content.decode()
    html = ingelogd.post(PAGE, KEUS, follow=True).content.decode()
    assert "zegt zelf ja of nee" in html
    voordracht = Voordracht.objects.get()

    ingelogd.post(f"{PAGE}{voordracht.pk}/intrekken/")

    assert "ingetrokken" in ingelogd.get(PAGE).content.decode()
    Voordracht.objects.update(antwoord="nee")
    html = ingelogd.post(f"{PAGE}{voordracht.pk}/intrekken/", follow=True).content.decode()
    assert "geldt niet meer" in html


@pytest.mark.parametrize("velden", [{"naam": ""}, {"email": "x"}, {"email": ""}, {"reden": " "}, {"reden": "x" * 1001}])
def test_bad_input(ingelogd, netwerk, velden):
    assert ingelogd.post(PAGE, KEUS | velden).status_code == 422
    assert not Voordracht.objects.exists()


@pytest.mark.parametrize(("velden", "zin"), [({"toegang": "open"}, "open groep"), ({"status": "afgerond"}, "voorbij")])
def test_pages_that_say_why_not(ingelogd, netwerk, velden, zin):
    Netwerk.objects.update(**velden)

    assert zin in ingelogd.get(PAGE).content.decode()
    response = ingelogd.post(PAGE, KEUS)
    assert response.status_code == 422


def test_yes_and_no_by_link(client):
    voordracht, ander = VoordrachtFactory(), VoordrachtFactory()
    ja, nee = f"/d/{make_token('vdj', voordracht.pk)}/", f"/d/{make_token('vdn', ander.pk)}/"

    for pad in (ja, nee):
        assert client.get(pad).status_code == 200
    assert set(Voordracht.objects.values_list("antwoord", flat=True)) == {"geen"}  # opening changes nothing
    assert "je aanmelding is binnen" in client.post(ja).content.decode()
    assert "Dank je voor je antwoord" in client.post(nee).content.decode()
    for pad in (ja, nee):  # again is quiet
        assert client.get(pad).status_code == 200
        assert client.post(pad).status_code == 200


@pytest.mark.parametrize("code", ["vdj", "vdn"])
@pytest.mark.parametrize("ref", [(0,), (1, 2), ()])
def test_links_about_nothing(client, code, ref):
    pad = f"/d/{make_token(code, *ref)}/"

    assert client.get(pad).status_code == 410
    assert client.post(pad).status_code == 410


def test_link_after_the_end(client):
    voordracht = VoordrachtFactory()
    Netwerk.objects.update(status="afgerond")

    assert client.get(f"/d/{make_token('vdj', voordracht.pk)}/").status_code == 410


def test_facilitator_reads_who_nominated_and_why(client, netwerk):
    voordracht = VoordrachtFactory(netwerk=netwerk, door__naam="Bo Vis")
    client.post(f"/d/{make_token('vdj', voordracht.pk)}/")
    client.force_login(DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)

    html = client.get("/netwerken/samen/deelnemers/").content.decode()

    assert "Voorgedragen door Bo Vis" in html
    assert "Zij stelt &lt;b&gt;goede&lt;/b&gt; vragen." in html
