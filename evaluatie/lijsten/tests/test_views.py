import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evaluatie.lijsten import services
from evaluatie.lijsten.models import Competentieblok, EigenLijst, EigenVraag
from evaluatie.lijsten.tests.factories import PROEF, make_eigen
from evaluatie.vragenlijst.bron import get_shipped
from evaluatie.vragenlijst.document import dump
from kern.models import Logregel
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
EVIL = '<script>alert("x")</script>'


@pytest.fixture
def netwerk():
    return NetwerkFactory(gestart=True)


@pytest.fixture
def facilitator(client, netwerk):
    persoon = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    client.force_login(persoon)
    return persoon


def url(name, netwerk, *args):
    return reverse(f"evaluatie:{name}", args=[netwerk.slug, *args])


def text(response):
    return " ".join(response.content.decode().split())


def fields(**velden):
    return {"tekst": "Ik durf hier alles te zeggen.", "soort": "eens", "opties": "", "kort": "", "was": ""} | velden


@pytest.mark.parametrize("aantal", [1, 3])
def test_all_lists_query_count(client, netwerk, aantal, facilitator, django_assert_num_queries):
    for nummer in range(aantal):
        services.add_lijst(services.replace(PROEF, code=f"proef-{nummer}"), netwerk=netwerk, by=None)
        make_eigen(netwerk, f"Vraag {nummer}")

    with django_assert_num_queries(7):
        tekst = text(client.get(url("lijst_list", netwerk)))

    assert tekst.count("Proef</a>") == aantal
    assert "Netwerkbarometer" in tekst


@pytest.mark.parametrize("aantal", [1, 3])
def test_one_list_query_count(client, netwerk, aantal, facilitator, django_assert_num_queries):
    for nummer in range(aantal):
        make_eigen(netwerk, f"Vraag {nummer}", lijst="nulmeting")

    with django_assert_num_queries(7):
        tekst = text(client.get(url("lijst_detail", netwerk, "nulmeting")))

    assert tekst.count("Haal weg") == aantal


@pytest.mark.parametrize("name", ["lijst_detail", "lijst_print"])
@pytest.mark.parametrize("code", [
    "bijeenkomst", "nulmeting", "barometer", "zelfevaluatie", "eindmeting", "nameting", "spreker", "leervormen", "puls",
    "puls-contact", "puls-proberen", "quiz",
])  # fmt: skip
def test_every_question_of_every_list_is_on_the_page_and_on_paper(client, netwerk, facilitator, code, name):
    response = client.get(url(name, netwerk, code))

    for vraag in get_shipped(code).vragen:
        assert vraag.tekst in response.content.decode().replace("&#x27;", "'")
    assert ("Op papier ben je niet anoniem" in text(response)) == (name == "lijst_print")


def test_a_deelnemer_reads_and_changes_nothing(client, netwerk):
    client.force_login(DeelnameFactory(netwerk=netwerk).persoon)
    make_eigen(netwerk)

    tekst = text(client.get(url("lijst_detail", netwerk, "barometer")))

    assert "Ik kan hier zeggen wat ik denk." in tekst
    assert "Zet er een vraag bij" not in tekst
    assert "bestand komt" not in tekst


def test_the_quiz_takes_no_question_and_an_unknown_list_is_not_there(client, netwerk, facilitator):
    assert "Zet er een vraag bij" not in text(client.get(url("lijst_detail", netwerk, "quiz")))
    assert client.get(url("vraag_create", netwerk, "quiz")).status_code == 404
    assert client.get(url("lijst_detail", netwerk, "competenties-vo")).status_code == 404


def test_a_question_comes_changes_moves_and_goes(client, netwerk, facilitator):
    client.get(url("vraag_create", netwerk, "barometer"))
    client.post(url("vraag_create", netwerk, "barometer"), fields())
    client.post(url("vraag_create", netwerk, "barometer"), fields(tekst="Tweede.", soort="keuze", opties="a\nb"))
    een, twee = EigenVraag.objects.all()
    tekst = client.get(url("vraag_update", netwerk, "barometer", twee.pk)).content.decode()
    assert "Tweede." in tekst
    assert "\na\nb</textarea>" in tekst

    client.post(url("vraag_update", netwerk, "barometer", twee.pk), fields(tekst="Anders.", was=twee.code))
    client.post(url("vraag_move", netwerk, "barometer", twee.pk), {"kant": "omhoog"})
    assert [rij.tekst for rij in EigenVraag.objects.all()] == ["Anders.", een.tekst]
    client.post(url("vraag_move", netwerk, "barometer", twee.pk), {"kant": "omlaag"})
    client.post(url("vraag_remove", netwerk, "barometer", een.pk))

    assert [(rij.tekst, rij.opties) for rij in EigenVraag.objects.all()] == [("Anders.", [])]


@pytest.mark.parametrize(
    ("velden", "bericht"),
    [
        ({"tekst": ""}, "Schrijf de vraag op."), ({"tekst": "x" * 301}, "Houd het bij 300 tekens; nu zijn het er 301."),
        ({"soort": "rangorde"}, "Kies een van de soorten."), ({"soort": ""}, "Kies hoe mensen antwoorden."),
        ({"kort": "x" * 25}, "Houd het bij 24 tekens"), ({"soort": "keuze"}, "Schrijf op welke antwoorden"),
        ({"soort": "keuze", "opties": "een"}, "Geef 2 tot 12 antwoorden."),
        ({"soort": "keuze", "opties": "\n".join(f"optie {n}" for n in range(13))}, "Geef 2 tot 12 antwoorden."),
        ({"soort": "meerkeuze", "opties": "een\n\ntwee"}, "Regel 2 is leeg."),
        ({"soort": "keuze", "opties": "een\nEen"}, "twee keer hetzelfde antwoord"),
        ({"soort": "keuze", "opties": "een\n" + "x" * 81}, "Regel 2 is te lang. Houd het bij 80 tekens"),
        ({"soort": "keuze", "opties": "x" * 3000}, "Dit is te lang."),
        ({"tekst": get_shipped("barometer").vragen[2].tekst}, "Deze vraag staat al in de lijst."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(client, netwerk, facilitator, velden, bericht):
    response = client.post(url("vraag_create", netwerk, "barometer"), fields(kort="Blijft staan") | velden)

    assert response.status_code == 422
    assert bericht in text(response)
    assert ("Blijft staan" in text(response)) or "kort" in velden
    assert not EigenVraag.objects.exists()


def test_a_sixth_question_and_a_changed_one_are_told_above_the_form(client, netwerk, facilitator):
    rij = make_eigen(netwerk)
    response = client.post(url("vraag_update", netwerk, "barometer", rij.pk), fields(was="eigen-anders"))
    assert (response.status_code, "Iemand anders heeft" in text(response)) == (422, True)
    for nummer in range(4):
        make_eigen(netwerk, f"Vraag {nummer}")

    response = client.post(url("vraag_create", netwerk, "barometer"), fields())
    assert (response.status_code, "al 5 vragen van jullie zelf" in text(response)) == (422, True)
    assert "Zet er een vraag bij" not in text(client.get(url("lijst_detail", netwerk, "barometer")))


def test_hostile_text_is_text(client, netwerk, facilitator):
    client.post(
        url("vraag_create", netwerk, "barometer"), fields(tekst=EVIL, soort="keuze", opties=f"{EVIL}\nb\u202ea")
    )

    for name in ("lijst_detail", "lijst_print"):
        inhoud = client.get(url(name, netwerk, "barometer")).content.decode()
        assert EVIL not in inhoud
        assert "&lt;script&gt;" in inhoud
        assert "\u202e" not in inhoud


def test_a_question_that_makes_people_recognisable_is_kept_with_a_warning(client, netwerk, facilitator):
    DeelnameFactory(netwerk=netwerk, persoon__naam="Fatima de Boer")
    client.post(url("vraag_create", netwerk, "barometer"), fields(tekst="Op welke school werk je?", soort="open"))
    client.post(url("vraag_create", netwerk, "barometer"), fields(tekst="Fatima helpt ons verder."))

    tekst = text(client.get(url("lijst_detail", netwerk, "barometer")))

    assert "dit kan mensen herkenbaar maken" in tekst
    assert "hier staat de naam van iemand uit jullie netwerk" in tekst


def test_the_block_is_chosen_where_it_is_asked(client, netwerk, facilitator):
    assert "Competenties</h2>" in text(client.get(url("lijst_detail", netwerk, "eindmeting")))
    assert "Competenties</h2>" not in text(client.get(url("lijst_detail", netwerk, "barometer")))

    response = client.post(url("lijst_blok", netwerk), {"blok": "competenties-po", "lijst": "eindmeting"}, follow=True)
    assert get_shipped("competenties-po").vragen[0].tekst in text(response)
    response = client.post(url("lijst_blok", netwerk), {"blok": "onzin", "lijst": "//evil.test"}, follow=True)
    assert "Kies een van de drie." in text(response)
    assert response.redirect_chain[0][0] == url("lijst_detail", netwerk, "nulmeting")
    client.post(url("lijst_blok", netwerk), {"blok": ""})
    assert not Competentieblok.objects.exists()


# --- files ---------------------------------------------------------------------------------------------------------


def upload(inhoud):
    data = inhoud if isinstance(inhoud, bytes) else json.dumps(inhoud).encode()
    return {"bestand": SimpleUploadedFile("lijst.json", data, content_type="application/json")}


def test_a_list_goes_out(client, netwerk, facilitator):
    response = client.get(url("lijst_export", netwerk, "barometer"))

    assert response["Content-Disposition"] == 'attachment; filename="vragenlijst-barometer.json"'
    assert json.loads(response.content) == json.loads(json.dumps(dump(get_shipped("barometer"))))


def test_a_file_is_looked_at_first_and_kept_after_that(client, netwerk, facilitator):
    client.get(url("lijst_import", netwerk))
    regels = Logregel.objects.count()
    response = client.post(url("lijst_import", netwerk), upload(dump(PROEF)))

    assert (response.status_code, EigenLijst.objects.count(), Logregel.objects.count()) == (200, 0, regels)
    assert "Dit staat erin: Proef" in text(response)
    assert "Het gaat goed." in text(response)

    response = client.post(
        url("lijst_import", netwerk), {"inhoud": response.context["inhoud"], "bewaar": "ja"}, follow=True
    )
    assert "“Proef” staat erbij." in text(response)
    assert EigenLijst.objects.get().netwerk == netwerk
    assert "Deze lijst is er al" in text(client.post(url("lijst_import", netwerk), upload(dump(PROEF))))

    client.post(url("lijst_remove", netwerk, "proef"))
    assert not EigenLijst.objects.exists()
    assert client.get(url("lijst_detail", netwerk, "proef")).status_code == 404


@pytest.mark.parametrize(
    ("data", "bericht"),
    [
        ({}, "Kies een bestand."), (upload(b""), "Dit bestand is leeg."), (upload(b"?"), "Dit is geen JSON-bestand."),
        (upload(b"x" * 200_001), "Dit bestand is te groot."), (upload([]), "De lijst is geen blok met velden."),
        (upload(dump(PROEF) | {"naam": "", EVIL: 1}), "kennen we niet"),
        (upload(dump(PROEF) | {"groepen": [{"code": "g", "naam": "", "vragen": [{}]}]}), "er ontbreekt"),
        ({"inhoud": "{", "bewaar": "ja"}, "Dit is geen JSON-bestand."),
    ],
)  # fmt: skip
def test_a_file_that_is_not_right_keeps_nothing(client, netwerk, facilitator, data, bericht):
    for veld in data.values():
        if not isinstance(veld, str):
            veld.seek(0)
    response = client.post(url("lijst_import", netwerk), data)

    assert response.status_code == 422
    assert bericht in text(response)
    assert EVIL not in response.content.decode()
    assert not EigenLijst.objects.exists()


def test_one_too_many_is_told(client, netwerk, facilitator, monkeypatch):
    monkeypatch.setattr(services, "MEESTE_LIJSTEN", 0)
    response = client.post(url("lijst_import", netwerk), {"inhoud": json.dumps(dump(PROEF)), "bewaar": "ja"})

    assert (response.status_code, "Haal er eerst een weg" in text(response)) == (422, True)


def test_the_academie_offers_a_list_to_everybody(client, netwerk):
    client.force_login(PersoonFactory(academie=True))
    alle = reverse("evaluatie:lijst_all")
    client.get(alle)
    assert "Dit staat erin: Proef" in text(client.post(alle, upload(dump(PROEF))))
    assert "Dit is geen JSON-bestand" in text(client.post(alle, upload(b"?")))
    client.post(alle, {"inhoud": json.dumps(dump(PROEF)), "bewaar": "ja"})
    rij = EigenLijst.objects.get()
    assert rij.netwerk is None
    assert "Haal weg" in text(client.get(alle))

    client.force_login(DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)
    assert "Haal deze lijst weg" not in text(client.get(url("lijst_detail", netwerk, "proef")))
    assert client.post(url("lijst_remove", netwerk, "proef")).status_code == 404

    client.force_login(PersoonFactory(academie=True))
    client.post(reverse("evaluatie:lijst_all_remove", args=[rij.pk]))
    assert not EigenLijst.objects.exists()


def test_lists_for_everybody_are_of_the_academie(client):
    client.force_login(PersoonFactory())

    assert client.get(reverse("evaluatie:lijst_all")).status_code == 403
