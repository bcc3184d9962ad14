import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from bijeenkomsten.materiaal import services
from bijeenkomsten.materiaal.keuring import Afgekeurd
from bijeenkomsten.materiaal.models import MAP, Materiaal
from bijeenkomsten.materiaal.tests import proef
from bijeenkomsten.materiaal.tests.factories import MateriaalFactory
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tasks import remove_wezen_task
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("opslag")]


def bestanden():
    return sorted(default_storage.listdir(MAP)[1]) if default_storage.exists(MAP) else []


def upload(naam="Kijk vragen.pdf", data=proef.PDF):
    return SimpleUploadedFile(naam, data)


def test_file_is_kept_under_a_name_of_our_own(cast, opslag):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    materiaal = services.add_bestand(b, upload("../../Kijk vragen.PDF"), by=cast.facilitator)

    materiaal.refresh_from_db()
    assert (materiaal.titel, materiaal.naam, materiaal.grootte) == ("Kijk vragen", "Kijk vragen.pdf", len(proef.PDF))
    assert [f"{MAP}/{naam}" for naam in bestanden()] == [materiaal.bestand.name]
    assert "kijk" not in materiaal.bestand.name.lower()
    assert Path(materiaal.bestand.path).read_bytes() == proef.PDF
    assert Path(materiaal.bestand.path).is_relative_to(opslag)
    assert Path(materiaal.bestand.path).stat().st_mode & 0o777 == 0o600
    regel = Logregel.objects.get(actie="bijeenkomsten.materiaal.added")
    assert (regel.actor, regel.feiten) == (cast.facilitator, {"materiaal": materiaal.pk, "bytes": len(proef.PDF)})


def test_link_is_called_after_its_site(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    zonder = services.add_link(b, "https://kijk.test/film?x=1", by=cast.facilitator)
    met = services.add_link(b, "https://kijk.test/film?x=1", titel="De film", by=cast.facilitator)

    assert (zonder.titel, met.titel) == ("kijk.test", "De film")
    assert bestanden() == []


@pytest.mark.parametrize("data", [proef.EXE, proef.HTML, b""])
def test_lie_leaves_nothing_behind(cast, data):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    with pytest.raises(Afgekeurd):
        services.add_bestand(b, upload(data=data), by=cast.facilitator)

    assert (Materiaal.objects.count(), bestanden()) == (0, [])


def test_thirty_is_enough(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    MateriaalFactory.create_batch(30, bijeenkomst=b, een_link=True)

    for add in (
        lambda: services.add_bestand(b, upload(), by=cast.facilitator),
        lambda: services.add_link(b, "https://kijk.test", by=cast.facilitator),
    ):
        with pytest.raises(DomainError, match="Er staan al dertig dingen"):
            add()

    assert (Materiaal.objects.count(), bestanden()) == (30, [])


def test_nothing_more_for_a_meeting_that_is_off(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, afgelast=True)

    with pytest.raises(DomainError, match="afgelast"):
        services.add_bestand(b, upload(), by=cast.facilitator)

    assert bestanden() == []


def test_meeting_that_was_deleted_meanwhile_keeps_no_file(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    Bijeenkomst.objects.all().delete()

    with pytest.raises(Bijeenkomst.DoesNotExist):
        services.add_bestand(b, upload(), by=cast.facilitator)

    assert (Materiaal.objects.count(), bestanden()) == (0, [])


def test_deleting_takes_the_file_after_commit(cast, django_capture_on_commit_callbacks):
    materiaal = MateriaalFactory(bijeenkomst__netwerk=cast.netwerk)

    with django_capture_on_commit_callbacks(execute=True):
        services.delete_materiaal(materiaal, by=cast.facilitator)
        assert len(bestanden()) == 1

    assert (Materiaal.objects.count(), bestanden()) == (0, [])
    assert Logregel.objects.filter(actie="bijeenkomsten.materiaal.deleted").count() == 1


@pytest.mark.parametrize("wat", ["bijeenkomst", "netwerk"])
def test_file_goes_with_its_meeting_and_with_its_netwerk(wat, django_capture_on_commit_callbacks):
    materiaal = MateriaalFactory()
    blijft = MateriaalFactory()
    weg = materiaal.bijeenkomst if wat == "bijeenkomst" else materiaal.bijeenkomst.netwerk

    with django_capture_on_commit_callbacks(execute=True):
        weg.delete()

    assert [f"{MAP}/{naam}" for naam in bestanden()] == [blijft.bestand.name]


def test_deletion_that_is_taken_back_keeps_the_file():
    materiaal = MateriaalFactory()

    with transaction.atomic():
        materiaal.bijeenkomst.delete()
        transaction.set_rollback(True)

    assert (Materiaal.objects.count(), len(bestanden())) == (1, 1)


def test_orphans_go_after_a_day_and_the_rest_stays(opslag):
    materiaal, vers = MateriaalFactory(), MateriaalFactory()
    MateriaalFactory(een_link=True)
    for naam in ("oud", "jong"):
        (opslag / MAP / naam).write_bytes(b"x")
    gisteren = (nu() - timedelta(days=1, minutes=1)).timestamp()
    for plek in (opslag / MAP / "oud", Path(materiaal.bestand.path)):
        os.utime(plek, (gisteren, gisteren))

    assert services.remove_wezen() == 1
    remove_wezen_task()

    over = {f"{MAP}/{naam}" for naam in bestanden()}
    assert over == {materiaal.bestand.name, vers.bestand.name, f"{MAP}/jong"}


def test_orphan_that_cannot_be_removed_does_not_stop_the_others(cast, opslag, caplog):
    MateriaalFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk))
    (opslag / MAP / "kapot").symlink_to(opslag / "weg")
    gisteren = (nu() - timedelta(days=2)).timestamp()
    for naam in ("a-oud", "z-oud"):
        (opslag / MAP / naam).write_bytes(b"wees")
        os.utime(opslag / MAP / naam, (gisteren, gisteren))

    assert services.remove_wezen() == 2

    assert "kapot" in bestanden()
    assert "cannot be removed" in caplog.text


def test_orphans_of_nothing():
    assert services.remove_wezen() == 0


@pytest.mark.parametrize(
    "velden",
    [
        {"link": "", "bestand": "", "naam": ""},
        {"link": "https://kijk.test", "bestand": "materiaal/x", "naam": "x.pdf"},
        {"link": "https://kijk.test", "bestand": "", "naam": "x.pdf"},
        {"link": "", "bestand": "materiaal/x", "naam": ""},
        {"link": "https://kijk.test", "titel": ""},
    ],
)
def test_a_file_or_a_link_and_always_a_title(velden):
    b = BijeenkomstFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Materiaal.objects.create(**{"bijeenkomst": b, "titel": "Lees"} | velden)
