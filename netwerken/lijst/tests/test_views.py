import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from berichten.models import Bericht
from netwerken.lijst.tests.test_bestand import make_xlsx
from netwerken.models import Uitnodiging
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory

pytestmark = pytest.mark.django_db
PAGE = "/netwerken/samen/deelnemers/uitnodigen/lijst/"


@pytest.fixture
def netwerk(persoon):
    netwerk = NetwerkFactory(slug="samen", gestart=True)
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    return netwerk


def upload(client, data, rol="deelnemer"):
    return client.post(PAGE, {"bestand": SimpleUploadedFile("lijst.xlsx", data), "rol": rol})


def test_every_row_is_judged_and_nothing_is_sent(ingelogd, netwerk):
    DeelnameFactory(netwerk=netwerk, persoon__email="lid@x.nl")
    DeelnameFactory(netwerk=netwerk, persoon__email="pauze@x.nl", status="pauze")
    DeelnameFactory(netwerk=netwerk, persoon__email="wacht@x.nl", aangemeld=True)
    DeelnameFactory(netwerk=netwerk, persoon__email="weg@x.nl", uitgestapt=True)
    UitnodigingFactory(netwerk=netwerk, email="genodigd@x.nl")
    UitnodigingFactory(netwerk=netwerk, email="oud@x.nl", verloopt_op="2020-01-01T00:00Z")
    adressen = ["lid", "pauze", "wacht", "weg", "genodigd", "oud", "nieuw"]
    rijen = [("Naam", "Mail"), *((f"<i>{naam}</i>", f"{naam.title()}@X.nl") for naam in adressen)]

    response = upload(ingelogd, make_xlsx(*rijen, ("Nog eens", "nieuw@x.nl"), ("Kapot", "dit is niets")))

    assert [oordeel.wat.name for oordeel in response.context["oordelen"]] == [
        "LID", "LID", "WACHT", "NIEUW", "UITGENODIGD", "NIEUW", "NIEUW", "DUBBEL", "FOUT",
    ]  # fmt: skip
    html = response.content.decode()
    assert "<i>" not in html.replace("<i class", "")
    assert "Er is nog niets verstuurd" in html
    assert "Verstuur 3 uitnodigingen" in html
    assert "<b>3</b> krijgen een uitnodiging" in html
    assert "<b>1</b> is al uitgenodigd" in html
    assert not Bericht.objects.exists()
    assert Uitnodiging.objects.count() == 2


def test_confirming_invites_the_new_ones(ingelogd, netwerk):
    stuur = upload(ingelogd, b"naam;mail\nHaan, Fenna;f@x.nl\n;b@x.nl").context["stuur"]

    ingelogd.post(
        "/netwerken/samen/deelnemers/uitnodigen/",
        {"adressen": stuur["adressen"].value(), "rol": stuur["rol"].value(), "tekst": "Kom je?"},
    )

    assert sorted(Uitnodiging.objects.values_list("email", "naam")) == [("b@x.nl", ""), ("f@x.nl", "Haan Fenna")]


def test_another_role_is_judged_by_that_role(ingelogd, netwerk):
    DeelnameFactory(netwerk=netwerk, persoon__email="lid@x.nl")

    response = upload(ingelogd, b"lid@x.nl", rol="penvoerder")

    assert response.context["oordelen"][0].is_nieuw


def test_nobody_new(ingelogd, netwerk):
    html = upload(ingelogd, b"mail\nkapot").content.decode()

    assert "Hier staat geen mailadres bij." in html
    assert "Verstuur" not in html


@pytest.mark.parametrize("item_count", [1, 61])
def test_queries_and_at_most_sixty(ingelogd, netwerk, item_count, django_assert_num_queries):
    data = "\n".join(f"p{i}@x.nl" for i in range(item_count)).encode()

    with django_assert_num_queries(6):
        response = upload(ingelogd, data)

    assert ("Meer dan zestig" in response.content.decode()) == (item_count > 60)
    assert len(response.context["nieuw"]) == min(item_count, 60)


@pytest.mark.parametrize("data", [b"", b"PK kapot", b"x" * 1_000_001])
def test_bad_file(ingelogd, netwerk, data):
    response = upload(ingelogd, data)

    assert response.status_code == 422
    assert "has-error" in response.content.decode()


def test_no_file_and_a_role_that_is_none(ingelogd, netwerk):
    response = ingelogd.post(PAGE, {"rol": "koning"})

    assert response.status_code == 422
    assert "Kies een bestand." in response.content.decode()


def test_upload_that_was_cut_off(ingelogd, netwerk, settings):
    settings.UPLOAD_MAX_BYTES = 10

    response = upload(ingelogd, b"a@x.nl\n" * 20)

    assert response.status_code == 422
    assert "te groot" in response.content.decode()
