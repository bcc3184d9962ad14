"""What happens to preferences and waiting mail when the database moves forth and back."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kern.tijd import nu

OUD, NIEUW = ("berichten", "0001_initial"), ("berichten", "0004_no_letters_on_the_way_back")
MOMENT = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def migrate(transactional_db):
    def to(target):
        executor = MigrationExecutor(connection)
        executor.migrate([target])
        loader = MigrationExecutor(connection).loader
        return loader.project_state([target, *loader.graph.leaf_nodes("personen")]).apps

    yield to
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def make_persoon(apps, email):
    return apps.get_model("personen", "Persoon").objects.create(email=email, naam="Noor", password="!")


def test_who_stopped_mail_still_gets_none(migrate):
    apps = migrate(OUD)
    persoon = make_persoon(apps, "noor@school.test")
    apps.get_model("berichten", "Afmelding").objects.create(persoon=persoon, onderwerp="evaluatie")

    apps = migrate(NIEUW)

    found = apps.get_model("berichten", "Voorkeur").objects.values_list("persoon", "onderwerp", "keuze")
    assert list(found) == [(persoon.pk, "evaluatie", "niet")]


def test_on_the_way_back_a_letter_a_week_becomes_all_mail_and_nothing_waits_for_a_letter(migrate):
    apps = migrate(NIEUW)
    persoon = make_persoon(apps, "noor@school.test")
    for onderwerp, keuze in [("evaluatie", "niet"), ("netwerk", "wekelijks")]:
        apps.get_model("berichten", "Voorkeur").objects.create(persoon=persoon, onderwerp=onderwerp, keuze=keuze)
    berichten = apps.get_model("berichten", "Bericht").objects
    moment = {"aan": persoon, "op": MOMENT, "probeer_op": nu()}
    brief = berichten.create(soort="berichten.netwerkbrief", sleutel="brief", **moment)
    berichten.create(soort="proef", sleutel="mee", status="gebundeld", bundel=brief, **moment)
    berichten.create(soort="proef", sleutel="weg", status="verstuurd", verstuurd_op=MOMENT, telt=True, **moment)

    apps = migrate(OUD)

    assert list(apps.get_model("berichten", "Afmelding").objects.values_list("onderwerp", flat=True)) == ["evaluatie"]
    found = apps.get_model("berichten", "Bericht").objects.order_by("sleutel")
    assert list(found.values_list("sleutel", "status")) == [("mee", "gepland"), ("weg", "verstuurd")]
    assert found[0].probeer_op == MOMENT
