import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from netwerken.models import Netwerk, Randvoorwaarde, Startbesluit
from netwerken.randvoorwaarden.services import write_randvoorwaarde
from netwerken.randvoorwaarden.tests.conftest import waarden
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db


def url(wat, *args):
    return reverse(f"netwerken:{wat}", args=["de-groep", *args])


def text(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def login(client, persoon):
    client.force_login(persoon)
    return client


def fill(cast, code="RV-01", school=0, **velden):
    return write_randvoorwaarde(
        cast.netwerk, code, waarden(**velden), versie=0, by=cast.facilitator,
        organisatie=None if school is None else cast.scholen[school],
    )  # fmt: skip


@pytest.mark.parametrize("item_count", [1, 3])
def test_overview_query_count(client, cast, item_count, django_assert_num_queries):
    for i in range(item_count):
        school = OrganisatieFactory(naam=f"School {i}")
        DeelnameFactory(netwerk=cast.netwerk, persoon__organisatie=school)
        cast.scholen.append(school)
        fill(cast, school=-1)
    login(client, cast.facilitator)

    with django_assert_num_queries(8):
        pagina = client.get(url("randvoorwaarden"))

    assert text(pagina).count("School ") == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_school_query_count(client, cast, item_count, django_assert_num_queries):
    for code in ("RV-01", "RV-02", "RV-03")[:item_count]:
        fill(cast, code, eigenaar=cast.noor)
    login(client, cast.facilitator)

    with django_assert_num_queries(6):
        assert client.get(url("randvoorwaarden_school", cast.scholen[0].pk)).status_code == 200


def test_who_guides_sees_all_schools_and_fills_in(client, cast):
    login(client, cast.facilitator)
    pagina = text(client.get(url("randvoorwaarden")))
    assert "Amstel <b>'t</b> College" in pagina
    assert "Berkel" in pagina
    assert "Van 1 deelnemer weten we de school niet." in pagina
    school = cast.scholen[0].pk

    response = client.post(
        url("randvoorwaarde_school", school, "RV-03"),
        {"status": "voldaan", "bewijs": "<script>Veertig</script> uur.", "eigenaar": cast.noor.pk, "versie": 0},
    )

    assert response.url == url("randvoorwaarden_school", school)
    pagina = client.get(response.url)
    assert "<script>Veertig" not in pagina.content.decode()
    assert "Veertig" in text(pagina)
    assert cast.noor.naam in text(pagina)
    assert "1 in orde" in text(client.get(url("randvoorwaarden")))


def test_point_of_the_netwerk(client, cast):
    login(client, cast.facilitator)
    assert "Het doel is scherp" in text(client.get(url("randvoorwaarde", "RV-21")))

    response = client.post(url("randvoorwaarde", "RV-21"), {"status": "open", "bewijs": "Bijna.", "versie": 0})

    assert response.url == url("randvoorwaarden")
    assert "Bijna." in text(client.get(response.url))


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        ({"status": "voldaan"}, "Schrijf waaraan je ziet"),
        ({"status": "risico", "bewijs": "x"}, "Schrijf wat jullie aan het risico doen."),
        ({"status": ""}, "Kies er een."),
        ({"status": "prima"}, "Kies er een."),
        ({"status": "open", "eigenaar": "999999"}, "doet niet mee"),
        ({"status": "open", "voor": "gisteren"}, "Kies een dag"),
        ({"status": "open", "bewijs": "y" * 601}, "y" * 601),
    ],
)
def test_bad_input_is_refused_at_the_field_and_kept(client, cast, data, zin):
    response = login(client, cast.facilitator).post(url("randvoorwaarde", "RV-21"), data | {"versie": 0})

    assert response.status_code == 422
    assert zin in text(response)
    assert not Randvoorwaarde.objects.exists()


def test_somebody_else_was_first(client, cast):
    login(client, cast.facilitator)
    fill(cast, bewijs="Van een ander.")

    response = client.post(
        url("randvoorwaarde_school", cast.scholen[0].pk, "RV-01"),
        {"status": "risico", "aanpak": "Wij bellen.", "versie": 0},
    )

    assert response.status_code == 409
    assert "Van een ander." in text(response)
    assert "Wij bellen." in text(response)
    versie = re.search(r'name="versie" value="(\d+)"', response.content.decode())[1]
    client.post(
        url("randvoorwaarde_school", cast.scholen[0].pk, "RV-01"),
        {"status": "risico", "aanpak": "Wij bellen.", "versie": versie},
    )
    assert Randvoorwaarde.objects.get().aanpak == "Wij bellen."


def test_over_while_the_page_was_open(client, cast, monkeypatch):
    """The page let it through, the service saw under the lock that it is over."""
    login(client, cast.facilitator)
    monkeypatch.setattr("netwerken.randvoorwaarden.services.lock_netwerk", end)

    response = client.post(url("randvoorwaarde", "RV-21"), {"status": "open", "bewijs": "Bijna.", "versie": 0})

    assert response.status_code == 422
    assert "Dit netwerk is voorbij." in text(response)
    assert "Bijna." in text(response)


def end(netwerk):
    Netwerk.objects.filter(pk=netwerk.pk).update(status="afgerond")
    return Netwerk.objects.get(pk=netwerk.pk)


def test_member_reads_the_own_school_and_changes_nothing(client, cast):
    fill(cast, bewijs="Over Amstel.")
    fill(cast, school=1, bewijs="Over Berkel.")
    fill(cast, "RV-21", school=None, bewijs="Over ons allemaal.")
    login(client, cast.noor)

    pagina = text(client.get(url("randvoorwaarden")))
    assert "Over ons allemaal." in pagina
    assert "Amstel" in pagina
    assert "Berkel" not in pagina
    assert "Wijzig" not in pagina
    assert "Over Amstel." in text(client.get(url("randvoorwaarden_school", cast.scholen[0].pk)))
    assert client.get(url("randvoorwaarden_school", cast.scholen[1].pk)).status_code == 403
    assert client.get(url("randvoorwaarde_school", cast.scholen[0].pk, "RV-01")).status_code == 403


def test_academie_sees_only_counts(client, cast):
    fill(cast, bewijs="Over Amstel.")
    fill(cast, "RV-21", school=None, bewijs="Over ons.")
    Startbesluit.objects.create(netwerk=cast.netwerk, open=1, risico=0, reden="Geheim.", op=timezone.now())

    pagina = text(login(client, PersoonFactory(academie=True)).get(url("randvoorwaarden")))

    assert "2 in orde" in pagina
    assert "20 open" in pagina
    for tekst in ("Amstel", "Over ons.", "Geheim.", "Het doel is scherp"):
        assert tekst not in pagina


@pytest.mark.parametrize(("code", "school"), [("RV-21", 0), ("RV-99", 0), ("RV-01", None), ("RV-99", None)])
def test_a_point_that_is_not_of_this(client, cast, code, school):
    login(client, cast.facilitator)
    adres = url("randvoorwaarde", code) if school is None else url(
        "randvoorwaarde_school", cast.scholen[school].pk, code
    )  # fmt: skip

    assert client.get(adres).status_code == 404


def test_a_school_that_does_not_take_part(client, cast):
    vreemd = OrganisatieFactory().pk
    login(client, cast.facilitator)

    assert client.get(url("randvoorwaarden_school", vreemd)).status_code == 404
    assert client.get(url("randvoorwaarde_school", vreemd, "RV-01")).status_code == 404


def test_begin_on_the_page_with_a_reason_that_stays(client, cast):
    login(client, cast.facilitator)
    response = client.post(url("status"), {"stap": "gestart", "reden": ""})

    assert response.status_code == 422
    assert "11 randvoorwaarden staan nog open. Schrijf waarom jullie toch beginnen." in text(response)
    client.post(url("status"), {"stap": "gestart", "reden": "We beginnen klein."})
    cast.netwerk.refresh_from_db()
    assert cast.netwerk.status == "gestart"
    pagina = text(client.get(url("randvoorwaarden")))
    assert "We beginnen klein." in pagina
    assert cast.facilitator.naam in pagina
