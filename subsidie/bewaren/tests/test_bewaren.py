"""After seven years an aanvraag is gone with everything on it, and not a day before."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction

from berichten.models import Bericht
from kern import stoppen
from kern.models import Logregel
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.beoordeling import services as beoordeling
from subsidie.beoordeling.tests.factories import file, make_aanvraag, make_toewijzing
from subsidie.besluit.tests.factories import besluit, make_beslisser, make_klaar
from subsidie.bewaren import services
from subsidie.bewaren.services import erase_due, find_due, years_before
from subsidie.bijlagen.tests.factories import BijlageFactory
from subsidie.models import Aanvraag, Belangverklaring, Besluit, Bijlage, Inzending, Spoorregel
from subsidie.opmerkingen.tests.factories import OpmerkingFactory
from subsidie.spoor.services import find_break, write
from subsidie.tasks import erase_aanvragen_task
from subsidie.tests.factories import AanvraagFactory
from subsidie.toestand import NIET_VERTELD, TOEGEKEND, VOORBIJ, Rol, Status

pytestmark = pytest.mark.django_db
NU = datetime(2033, 11, 22, 3, tzinfo=UTC)
ZEVEN = datetime(2026, 11, 22, 3, tzinfo=UTC)
TWEE = datetime(2031, 11, 22, 3, tzinfo=UTC)
TEL = timedelta(seconds=1)


def check_keys():
    """What is checked at the end of a transaction, now."""
    connection.check_constraints()


def make_full():
    """An aanvraag with one of about everything, refused seven years ago."""
    aanvraag = make_aanvraag(netwerk__naam="Lezen samen")
    DeelnameFactory(netwerk=aanvraag.netwerk, rol="penvoerder")
    een, ander = make_toewijzing(aanvraag), make_toewijzing(aanvraag)
    file(een)
    file(ander)
    beoordeling.say(aanvraag, "Zullen we bellen?", by=een.persoon)
    Belangverklaring.objects.create(aanvraag=aanvraag, persoon=PersoonFactory(), op=nu())
    BijlageFactory(aanvraag=aanvraag, ingediend=True)
    OpmerkingFactory(aanvraag=aanvraag)
    klaar = make_klaar()
    rij = besluit(klaar, uitkomst=Besluit.Uitkomst.VOORWAARDE, by=make_beslisser())
    rij.aanvraag, rij.inzending = aanvraag, aanvraag.inzendingen.get()
    rij.save()
    Aanvraag.objects.filter(pk=aanvraag.pk).update(status=Status.AFGEWEZEN, status_sinds=ZEVEN - TEL)
    return aanvraag


def count_of(aanvraag):
    """Every row of every table that hangs on it, itself included."""
    aantallen = {}
    for model in apps.get_app_config("subsidie").get_models():
        for veld in model._meta.concrete_fields:
            if veld.related_model is Aanvraag:
                aantallen[model.__name__] = model._base_manager.filter(**{veld.name: aanvraag.pk}).count()
    return aantallen | {"Aanvraag": Aanvraag.objects.filter(pk=aanvraag.pk).count()}


def test_everything_goes_and_one_line_stays():
    aanvraag, ander = make_full(), make_aanvraag()
    write(ander, "akkoord", Rol.INDIENER, by=None, versie="1")
    plek = Bijlage.objects.get().bestand.name
    Bericht.objects.create(
        soort="subsidie.vraag",
        sleutel="x",
        aan=PersoonFactory(),
        op=nu(),
        probeer_op=nu(),
        aanleiding=f"aanvraag:{aanvraag.pk}",
    )
    voor = count_of(aanvraag)
    assert min(voor[naam] for naam in ("Toewijzing", "Besluit", "Inzending", "Spoorregel", "Bijlage", "Opmerking")) > 0
    assert default_storage.exists(plek)
    van_ander = count_of(ander)

    with time_machine.travel(NU, tick=False):
        assert erase_due() == 1
        assert erase_due() == 0
    check_keys()

    assert set(count_of(aanvraag).values()) == {0}
    assert count_of(ander) == van_ander
    assert find_break(ander) is None
    assert not Bericht.objects.filter(aanleiding__startswith="aanvraag:").exists()
    assert not Bericht.objects.filter(aanleiding__startswith="toewijzing:").exists()
    regel = Logregel.objects.get(actie="subsidie.aanvraag.erased")
    assert (regel.object, regel.actor, regel.feiten) == (aanvraag.ronde, None, {"stand": "afgewezen"})
    assert aanvraag.netwerk.deelnames.count() == 1


def test_the_file_goes_with_it(django_capture_on_commit_callbacks):
    make_full()
    plek = Bijlage.objects.get().bestand.name
    with django_capture_on_commit_callbacks(execute=True):
        erase_due(now=NU)
    assert not default_storage.exists(plek)


def test_the_log_of_it_goes_too():
    aanvraag = AanvraagFactory(status=Status.VERLOPEN)
    services.log(aanvraag, "subsidie.aanvraag.begun")
    Aanvraag.objects.update(status_sinds=TWEE - TEL)
    assert erase_due(now=NU) == 1
    assert [regel.actie for regel in Logregel.objects.all()] == ["subsidie.aanvraag.erased"]


@pytest.mark.parametrize("status", VOORBIJ)
@pytest.mark.parametrize(("sinds", "gaat"), [(ZEVEN - TEL, True), (ZEVEN, False), (TWEE - TEL, False)])
def test_what_was_handed_in_is_kept_for_seven_years(status, sinds, gaat):
    AanvraagFactory(binnen=status, status_sinds=sinds)
    assert find_due(NU).exists() is gaat


@pytest.mark.parametrize("status", [Status.INGETROKKEN, Status.VERLOPEN])
@pytest.mark.parametrize(("sinds", "gaat"), [(TWEE - TEL, True), (TWEE, False)])
def test_what_was_never_handed_in_is_kept_for_two(status, sinds, gaat):
    AanvraagFactory(status=status, status_sinds=sinds)
    assert find_due(NU).exists() is gaat


@pytest.mark.parametrize("status", {*NIET_VERTELD, *TOEGEKEND} - set(VOORBIJ))
def test_what_is_not_over_is_never_erased(status):
    AanvraagFactory(binnen=status, status_sinds=datetime(2001, 1, 1, tzinfo=UTC))
    assert erase_due(now=NU) == 0


def test_a_leap_day():
    assert years_before(datetime(2032, 2, 29, tzinfo=UTC), 7) == datetime(2025, 2, 28, tzinfo=UTC)


def test_not_while_somebody_just_changed_it(monkeypatch):
    """Between looking and locking."""
    aanvraag = AanvraagFactory(binnen=Status.AFGEWEZEN, status_sinds=ZEVEN - TEL)
    oud = services.lock_aanvraag

    def lock(rij):
        Aanvraag.objects.update(status_sinds=ZEVEN)
        return oud(rij)

    monkeypatch.setattr(services, "lock_aanvraag", lock)
    assert erase_due(now=NU) == 0
    assert Aanvraag.objects.get() == aanvraag


def test_a_worker_that_must_stop_leaves_the_rest(monkeypatch):
    AanvraagFactory(binnen=Status.AFGEWEZEN, status_sinds=ZEVEN - TEL)
    monkeypatch.setattr(stoppen, "is_asked", lambda: True)
    assert erase_due(now=NU) == 0
    monkeypatch.undo()
    monkeypatch.setattr(services, "WORK_SECONDS", -1)
    assert erase_due(now=NU) == 0


def test_all_or_nothing(monkeypatch):
    aanvraag = make_full()
    voor = count_of(aanvraag)
    monkeypatch.setattr(services, "log", lambda *rest, **feiten: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erase_due(now=NU)
    assert count_of(aanvraag) == voor
    assert find_break(aanvraag) is None


def test_the_track_alone_still_cannot_go():
    make_full()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Spoorregel.objects.all()._raw_delete("default")


def test_the_task():
    AanvraagFactory(binnen=Status.AFGEWEZEN, status_sinds=ZEVEN - TEL)
    with time_machine.travel(NU, tick=False):
        erase_aanvragen_task()
    assert not Aanvraag.objects.exists()
    assert not Inzending.objects.exists()
