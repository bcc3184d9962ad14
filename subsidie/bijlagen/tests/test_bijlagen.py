"""Files with an aanvraag: only what they say they are, only to who may read, and what was handed in stays."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bijeenkomsten.materiaal.keuring import TE_GROOT
from kern.errors import DomainError
from kern.tijd import nu
from personen.tests.factories import PersoonFactory
from subsidie.aanvragen.tests.factories import ConceptFactory, add_rollen
from subsidie.bijlagen import services
from subsidie.bijlagen.forms import BijlageForm
from subsidie.bijlagen.models import MAP, Bijlage
from subsidie.bijlagen.tests.factories import BijlageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_storage():
    for naam in _files():
        default_storage.delete(f"{MAP}/{naam}")


def _files():
    return default_storage.listdir(MAP)[1] if default_storage.exists(MAP) else []


@pytest.fixture
def aanvraag(client):
    aanvraag = ConceptFactory(netwerk__gestart=True)
    client.force_login(*add_rollen(aanvraag.netwerk, "facilitator"))
    return aanvraag


def post(client, aanvraag, naam, inhoud):
    erbij = reverse("subsidie:bijlage_create", args=[aanvraag.sleutel, "waarom"])
    return client.post(erbij, {"bestand": SimpleUploadedFile(naam, inhoud)}, follow=True)


def test_a_file_comes_in_and_leaves_as_a_download(client, aanvraag):
    assert "zit erbij" in post(client, aanvraag, "../'t <plan>.txt", b"Hallo").text
    bijlage = aanvraag.bijlagen.get()
    assert bijlage.naam == "'t plan.txt"

    antwoord = client.get(reverse("subsidie:bijlage", args=[aanvraag.sleutel, bijlage.pk]))

    assert antwoord.content == b"Hallo"
    assert antwoord["Content-Disposition"].startswith("attachment")
    assert "sandbox" in antwoord["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("naam", "inhoud", "zegt"),
    [
        ("plan.pdf", b"<html>", "geen PDF"),
        ("plan.exe", b"MZ", "Dit soort bestand"),
        ("plan.txt", b"", "leeg"),
    ],
)
def test_what_is_not_what_it_says(client, aanvraag, naam, inhoud, zegt):
    assert zegt in post(client, aanvraag, naam, inhoud).text
    assert not Bijlage.objects.exists()


def test_no_file(client, aanvraag):
    erbij = reverse("subsidie:bijlage_create", args=[aanvraag.sleutel, "waarom"])
    assert "Kies eerst een bestand" in client.post(erbij, follow=True).text


def test_taking_away(client, aanvraag, django_capture_on_commit_callbacks):
    bijlage = BijlageFactory(aanvraag=aanvraag)
    weg = reverse("subsidie:bijlage_delete", args=[aanvraag.sleutel, bijlage.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert "is weggehaald" in client.post(weg, follow=True).text
    assert not default_storage.exists(bijlage.bestand.name)
    services.delete_bijlage(bijlage, by=PersoonFactory())  # twice is quiet


def test_what_was_handed_in_stays(client, aanvraag):
    bijlage = BijlageFactory(aanvraag=aanvraag, ingediend=True)
    weg = reverse("subsidie:bijlage_delete", args=[aanvraag.sleutel, bijlage.pk])
    assert "al ingediend en blijft erbij" in client.post(weg, follow=True).text
    type(aanvraag).objects.update(status="ingediend", ingediend_op=nu())
    assert "niet meer te veranderen" in post(client, aanvraag, "plan.txt", b"Hallo").text
    assert len(_files()) == Bijlage.objects.count() == 1


def test_not_without_end(aanvraag, monkeypatch):
    monkeypatch.setattr(services, "MEESTE", 0)
    with pytest.raises(DomainError, match="dertig"):
        services.add_bijlage(aanvraag, "waarom", SimpleUploadedFile("plan.txt", b"Hallo"), by=PersoonFactory())
    assert _files() == []


def test_the_academie_opens_only_what_was_handed_in(client):
    aanvraag = ConceptFactory(binnen="aanvulling")
    binnen, nieuw = BijlageFactory(aanvraag=aanvraag, ingediend=True), BijlageFactory(aanvraag=aanvraag)
    client.force_login(PersoonFactory(academie=True, academie_sector="vo"))
    adres = [reverse("subsidie:bijlage", args=[aanvraag.sleutel, rij.pk]) for rij in (binnen, nieuw)]
    assert [client.get(een).status_code for een in adres] == [200, 404]


def test_a_file_that_is_gone(client, aanvraag):
    bijlage = BijlageFactory(aanvraag=aanvraag)
    default_storage.delete(bijlage.bestand.name)
    assert client.get(reverse("subsidie:bijlage", args=[aanvraag.sleutel, bijlage.pk])).status_code == 404


def test_a_file_that_was_cut_off():
    form = BijlageForm({}, {}, te_groot=True)
    assert form.errors["bestand"] == [TE_GROOT]


def test_files_without_a_row_go_after_a_day(monkeypatch):
    monkeypatch.setattr(services, "MAP", "nergens")
    assert services.remove_wezen() == 0
    monkeypatch.undo()
    bijlage = BijlageFactory()
    default_storage.save(f"{MAP}/wees", ContentFile(b"x"))
    assert services.remove_wezen() == 0
    assert services.remove_wezen(now=nu() + timedelta(days=2)) == 1
    assert default_storage.exists(bijlage.bestand.name)
