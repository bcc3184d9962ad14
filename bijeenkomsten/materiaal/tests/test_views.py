import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bijeenkomsten.materiaal.keuring import MAX_BYTES, TE_GROOT
from bijeenkomsten.materiaal.models import MAP, Materiaal
from bijeenkomsten.materiaal.tests import proef
from bijeenkomsten.materiaal.tests.factories import MateriaalFactory
from bijeenkomsten.tests.cast import make_persoon, text, url
from bijeenkomsten.tests.factories import BijeenkomstFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("opslag")]
STRENG = "default-src 'none'"


@pytest.fixture
def b(cast):
    return BijeenkomstFactory(netwerk=cast.netwerk)


def bestanden():
    return default_storage.listdir(MAP)[1] if default_storage.exists(MAP) else []


def post(client, b, naam="Kijk.pdf", data=proef.PDF, **velden):
    bestand = {"bestand": SimpleUploadedFile(naam, data)} if data is not None else {}
    return client.post(url("materiaal", b), {"link": "", "titel": ""} | velden | bestand)


def test_add_a_file_and_a_link(begeleider, b):
    eerste = post(begeleider, b, titel="Lees <b>dit</b>")
    tweede = post(begeleider, b, data=None, link="https://kijk.test/a?b=1&c=2")

    assert (eerste.url, tweede.url) == (url("materiaal", b),) * 2
    inhoud = text(begeleider.get(url("materiaal", b)))
    assert "Lees &lt;b&gt;dit&lt;/b&gt;" in inhoud
    assert "PDF, " in inhoud
    assert 'href="https://kijk.test/a?b=1&amp;c=2" rel="noreferrer"' in inhoud


@pytest.mark.parametrize(
    ("naam", "data", "zin"),
    [
        ("Kijk.pdf", proef.EXE, "Dit bestand heet .pdf, maar wat erin zit is geen PDF."),
        ("Kijk.docx", proef.HTML, "Dit bestand heet .docx, maar wat erin zit is geen Word-document."),
        ("Kijk.exe", proef.EXE, "Dit soort bestand kan hier niet."),
        ("Kijk.pdf", b"", "Dit bestand is leeg."),
        ("groot.txt", b"a" * (MAX_BYTES + 1), TE_GROOT),
        ("reusachtig.txt", b"a" * (MAX_BYTES + 200_000), TE_GROOT),
    ],
)
def test_upload_that_lies_gets_a_sentence_and_leaves_nothing(begeleider, b, naam, data, zin):
    response = post(begeleider, b, naam, data, titel="Mijn titel")

    assert response.status_code == 422
    assert response.context["form"].errors["bestand"][0].startswith(zin)
    assert 'value="Mijn titel"' in text(response)
    assert (Materiaal.objects.count(), bestanden()) == (0, [])


@pytest.mark.parametrize(
    ("velden", "veld", "zin"),
    [
        ({}, "bestand", "Kies een bestand, of plak hieronder een link."),
        ({"link": "javascript:alert(1)"}, "link", "Plak een hele link, met https:// ervoor."),
        ({"link": "ftp://kijk.test/x"}, "link", "Plak een hele link, met https:// ervoor."),
        ({"link": "geen link"}, "link", "Plak een hele link, met https:// ervoor."),
        ({"link": "https://kijk.test", "titel": "x" * 121}, "titel", "Zorg dat deze waarde niet meer dan 120 tekens"),
    ],
)
def test_bad_input(begeleider, b, velden, veld, zin):
    response = post(begeleider, b, data=None, **velden)

    assert response.status_code == 422
    assert response.context["form"].errors[veld][0].startswith(zin)
    assert not Materiaal.objects.exists()


def test_file_and_link_at_once_is_a_question(begeleider, b):
    response = post(begeleider, b, link="https://kijk.test")

    assert response.context["form"].errors == {
        "link": ["Kies één van de twee: een bestand of een link. Voeg de andere daarna toe."]
    }
    assert (Materiaal.objects.count(), bestanden()) == (0, [])


def test_full_meeting_says_so_and_leaves_no_file(begeleider, b):
    MateriaalFactory.create_batch(30, bijeenkomst=b, een_link=True)

    response = post(begeleider, b)

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()[0].startswith("Er staan al dertig dingen")
    assert bestanden() == []


def test_file_leaves_as_a_download_only(client, cast, b):
    materiaal = MateriaalFactory(bijeenkomst=b)
    client.force_login(cast.deelnemer)

    response = client.get(materiaal.url)

    assert response.content == b"Lees 't stuk"
    assert response["Content-Disposition"] == 'attachment; filename="\'t stuk & meer.txt"'
    assert response["Content-Type"] == "text/plain"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert STRENG in response["Content-Security-Policy"]
    assert "sandbox" in response["Content-Security-Policy"].split("; ")
    assert "no-store" in response["Cache-Control"]


def test_name_cannot_add_headers(client, cast, b):
    materiaal = MateriaalFactory(bijeenkomst=b, naam='a";\r\nX-Kwaad: 1;é.txt')
    client.force_login(cast.deelnemer)

    response = client.get(materiaal.url)

    assert "X-Kwaad" not in response.headers
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")


@pytest.mark.parametrize(
    ("wie", "status"),
    [("deelnemer", 200), ("voorbereider", 200), ("facilitator", 200), ("penvoerder", 200), ("eigenaar", 200),
     ("wachtlijst", 404), ("buitenstaander", 404), ("academie", 404), ("beheer", 404)],
)  # fmt: skip
def test_who_gets_the_file(client, cast, b, wie, status):
    materiaal = MateriaalFactory(bijeenkomst=b)
    client.force_login(make_persoon(cast, wie, b))

    response = client.get(materiaal.url)

    assert response.status_code == status


def test_who_left_gets_nothing_any_more(client, cast, b):
    materiaal = MateriaalFactory(bijeenkomst=b)
    cast.deelnemer.deelnames.update(status="uitgestapt", beeindigd_op="2026-01-01", reden_einde="tijd")
    client.force_login(cast.deelnemer)

    assert client.get(materiaal.url).status_code == 404


def test_file_without_logging_in_is_a_question_to_log_in(client, b):
    assert client.get(MateriaalFactory(bijeenkomst=b).url).url.startswith("/accounts/login/?next=")


@pytest.mark.parametrize("plek", ["materiaal", "bestanden/materiaal", "media/materiaal", "static/materiaal"])
def test_no_other_address_leads_to_a_file(begeleider, b, plek):
    materiaal = MateriaalFactory(bijeenkomst=b)

    for naam in (materiaal.bestand.name, materiaal.bestand.name.rpartition("/")[2]):
        assert begeleider.get(f"/{plek}/{naam}").status_code == 404
        assert begeleider.get(f"/{naam}").status_code == 404


def test_file_of_another_meeting_is_not_here(begeleider, cast, b):
    elders = MateriaalFactory(bijeenkomst__netwerk=cast.netwerk)

    assert begeleider.get(url("materiaal_bestand", b, elders.pk)).status_code == 404
    assert begeleider.post(url("materiaal_delete", b, elders.pk)).status_code == 404
    assert Materiaal.objects.count() == 1


def test_link_and_file_that_is_lost_are_not_found(begeleider, b):
    een_link = MateriaalFactory(bijeenkomst=b, een_link=True)
    kwijt = MateriaalFactory(bijeenkomst=b)
    kwijt.bestand.storage.delete(kwijt.bestand.name)

    assert begeleider.get(url("materiaal_bestand", b, een_link.pk)).status_code == 404
    assert begeleider.get(kwijt.url).status_code == 404


@pytest.mark.parametrize(
    ("wie", "mag"),
    [("deelnemer", False), ("voorbereider", True), ("facilitator", True), ("penvoerder", True), ("eigenaar", False)],
)
def test_who_adds_and_takes_away(client, cast, b, wie, mag):
    materiaal = MateriaalFactory(bijeenkomst=b)
    client.force_login(make_persoon(cast, wie, b))

    answers = [
        client.get(url("materiaal", b)).status_code,
        post(client, b).status_code,
        client.post(url("materiaal_delete", b, materiaal.pk)).status_code,
    ]

    assert answers == ([200, 302, 302] if mag else [403] * 3)
    assert [m.naam for m in Materiaal.objects.all()] == (["Kijk.pdf"] if mag else [materiaal.naam])
    assert ("Wijzig het materiaal" in text(client.get(url("detail", b)))) is mag


def test_nothing_changes_after_cancelling(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, afgelast=True)
    materiaal = MateriaalFactory(bijeenkomst=b)

    assert post(begeleider, b).status_code == 403
    response = begeleider.get(materiaal.url)
    assert response.status_code == 200


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_query_count(begeleider, b, item_count, django_assert_num_queries):
    rijen = MateriaalFactory.create_batch(item_count, bijeenkomst=b)

    with django_assert_num_queries(7):
        response = begeleider.get(url("materiaal", b))

    assert all(materiaal.url in text(response) for materiaal in rijen)


def test_meeting_page_shows_what_there_is_with_one_query(client, cast, b):
    client.force_login(cast.deelnemer)
    client.get(url("detail", b))
    with CaptureQueriesContext(connection) as leeg:
        assert "Materiaal" not in text(client.get(url("detail", b)))
    MateriaalFactory(bijeenkomst=b, een_link=True)
    MateriaalFactory(bijeenkomst=b)

    with CaptureQueriesContext(connection) as vol:
        inhoud = text(client.get(url("detail", b)))

    assert len(vol) == len(leeg)
    assert inhoud.count("Lees &lt;b&gt;&#x27;t&lt;/b&gt; stuk") == 2
