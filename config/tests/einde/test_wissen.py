"""The clock and the eraser: warned twice, erased batch by batch, and whoever is first wins."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from berichten.models import Bericht
from berichten.services import carry_out_due
from config.tests.einde.conftest import GEHEIM, count_all, is_lid
from kern import stoppen
from kern.errors import DomainError
from kern.models import Logregel
from netwerken.einde import klok, soorten, wissen
from netwerken.einde.services import end_netwerk
from netwerken.models import Afsluiting, Gegevenskeuze, Netwerk
from netwerken.services import start_netwerk
from netwerken.tasks import run_clock_task
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = pytest.mark.django_db
NOW = "2026-11-03 12:00+01:00"
DAG = date(2027, 5, 3)
VERTELD = (("2027-04-02", 0), ("2027-04-03", 5), ("2027-04-04", 5), ("2027-04-26", 10), ("2027-04-27", 10))
GRENZEN = [("2026-12-03", False), ("2026-12-04", True), ("2028-11-02", True), ("2028-11-03", False)]


@pytest.fixture
def over(vol, persoon):
    """It ended on 3 November: the clock says 3 May."""
    with time_machine.travel(NOW, tick=False):
        end_netwerk(vol.netwerk, "afgerond", besloten_door="groep", by=persoon)
    return vol


def run(dag):
    with time_machine.travel(f"{dag} 12:00+02:00", tick=False):
        return wissen.run_clock(batch=2)


def letters():
    return Bericht.objects.filter(soort="netwerken.wissen").count()


def whole_database():
    """Every text in every table, as one text."""
    with connection.cursor() as cursor:
        teksten = []
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")  # noqa: S608 - names of our own tables
            teksten += [str(rij) for rij in cursor.fetchall()]
    return "\n".join(teksten)


@pytest.mark.parametrize(
    ("van", "tot"),
    [("2026-11-03", "2027-05-03"), ("2026-08-31", "2027-02-28"), ("2027-08-31", "2028-02-29")],
)
def test_six_months(van, tot):
    assert klok.add_months(date.fromisoformat(van), 6) == date.fromisoformat(tot)


def test_the_end_starts_the_clock_with_defaults(over):
    afsluiting = Afsluiting.objects.get()

    assert (afsluiting.wist_op, afsluiting.loopt, afsluiting.besloten_door) == (DAG, True, "groep")
    assert dict(afsluiting.keuzes.values_list("soort", "keuze")) == {
        "netwerk": "delen", "contract": "exporteren", "randvoorwaarden": "wissen", "intakes": "wissen",
        "leidinggevenden": "wissen", "fasen": "bewaren", "gastsprekers": "wissen", "afspraken": "exporteren",
        "aanwezigheid": "wissen", "leervragen": "wissen", "uitslagen": "exporteren", "gemist": "wissen",
        "verteld": "wissen", "taken": "wissen", "start": "wissen", "eigen_vragen": "wissen",
        "bijeenkomsten": "exporteren", "deelnemers": "wissen", "berichten": "wissen",
    }  # fmt: skip


def test_everybody_is_warned_a_month_and_a_week_ahead(over):
    DeelnameFactory(netwerk=over.netwerk, uitgestapt=True)
    for dag, aantal in VERTELD:
        run(dag)
        assert letters() == aantal, dag


def test_the_letter_tells_the_day_and_not_one_that_passed(over, mailoutbox, persoon):
    run("2027-04-03")
    Bericht.objects.exclude(soort="netwerken.wissen").delete()
    Bericht.objects.filter(aan=persoon).update(gegevens={"netwerk": over.netwerk.pk, "wist_op": "2027-01-01"})

    with time_machine.travel("2027-04-05 12:00+02:00", tick=False):
        carry_out_due()

    assert len(mailoutbox) == 3
    assert "maandag 3 mei 2027" in mailoutbox[0].subject
    assert "/mijn/vroeger/samen/" in mailoutbox[0].body


def test_erased_is_gone(over):
    assert GEHEIM in whole_database()
    run("2027-04-26")
    assert run("2027-05-02") == 0
    assert GEHEIM in whole_database()

    assert run("2027-05-03") > 10
    assert run("2027-05-04") == 0

    assert GEHEIM not in whole_database()
    assert not any(aantal for code, aantal in count_all(over.netwerk).items() if code != "fasen")
    assert Afsluiting.objects.get().gewist_op
    assert is_lid(over.facilitator.persoon, over.netwerk)
    assert not is_lid(over.leden[0].persoon, over.netwerk)
    assert Gegevenskeuze.objects.get(soort="intakes").aantal_gewist == 3
    regels = Logregel.objects.filter(actie="netwerken.gegevens.erased", feiten__soort="leervragen")
    assert regels.get().feiten == {"soort": "leervragen", "aantal": 3}


def test_what_is_kept_stays(over, persoon):
    with time_machine.travel(NOW, tick=False):
        klok.choose(over.netwerk, dict.fromkeys(("bijeenkomsten", "uitslagen", "contract"), "bewaren"), by=persoon)
    run("2027-04-26")
    run("2027-05-03")

    over_ = {code for code, aantal in count_all(over.netwerk).items() if aantal}
    assert over_ == {"bijeenkomsten", "uitslagen", "contract"}


def test_a_night_that_comes_late_still_gives_a_week(over):
    """Nothing ran for months: first the letter, a week later the eraser."""
    assert run("2027-06-10") == 0
    assert Afsluiting.objects.get().wist_op == date(2027, 6, 17)
    assert run("2027-06-16") == 0
    assert run("2027-06-17") > 0


def test_who_is_asked_to_stop_stops(over):
    run("2027-04-26")
    stoppen.ask()
    try:
        assert run("2027-05-03") == 0
    finally:
        stoppen.forget()


def test_prolonged_just_before_the_eraser(over, persoon):
    """The eraser read its list; then the day was moved: under the lock it sees that."""
    run("2027-04-26")
    oud = Afsluiting.objects.get()
    with time_machine.travel("2027-05-03 03:00+02:00", tick=False):
        klok.move_clock(over.netwerk, date(2027, 9, 1), by=persoon)
        assert not wissen._erase_batch(oud, 2)
        wissen._warn(oud)

    assert letters() == 4
    assert run("2027-05-04") == 0
    assert GEHEIM in whole_database()


def test_eraser_was_first(over, persoon):
    run("2027-04-26")
    with time_machine.travel("2027-05-03 03:00+02:00", tick=False):
        wissen._erase_batch(Afsluiting.objects.get(), 2)
        with pytest.raises(DomainError, match="al begonnen"):
            klok.move_clock(over.netwerk, date(2027, 9, 1), by=persoon)
        with pytest.raises(DomainError, match="al begonnen"):
            klok.choose(over.netwerk, {"contract": "bewaren"}, by=persoon)


def test_begun_again_while_the_eraser_comes(over, persoon):
    run("2027-04-26")
    oud = Afsluiting.objects.get()
    with time_machine.travel("2027-05-03 03:00+02:00", tick=False):
        start_netwerk(over.netwerk, by=persoon)
        assert not wissen._erase_batch(oud, 2)
        wissen._warn(oud)

    assert not Afsluiting.objects.get().loopt
    assert run("2027-05-04") == 0


@pytest.mark.parametrize(("dag", "mag"), GRENZEN)
def test_bounds_of_the_clock(over, persoon, dag, mag):
    with time_machine.travel(NOW, tick=False):
        if mag:
            assert klok.move_clock(over.netwerk, date.fromisoformat(dag), by=persoon).wist_op.isoformat() == dag
        else:
            with pytest.raises(DomainError, match="Kies een dag van"):
                klok.move_clock(over.netwerk, date.fromisoformat(dag), by=persoon)


def test_moving_to_the_same_day_changes_nothing(over, persoon):
    run("2027-04-03")
    with time_machine.travel("2027-04-03 13:00+02:00", tick=False):
        Afsluiting.objects.update(wist_op=date(2027, 6, 1))
        klok.move_clock(over.netwerk, date(2027, 6, 1), by=persoon)
    assert Afsluiting.objects.get().maand_bericht_op == date(2027, 4, 3)


def test_no_clock_of_what_goes_on(vol, persoon):
    with pytest.raises(DomainError, match="nog niet voorbij"):
        klok.move_clock(vol.netwerk, DAG, by=persoon)


@pytest.mark.parametrize(
    ("keuzes", "fout"),
    [
        ({"onbekend": "wissen"}, "kan niet"),
        ({"intakes": "bewaren"}, "kan niet"),
        ({"netwerk": "wissen"}, "kan niet"),
        ({"uitslagen": "bewaren", "bijeenkomsten": "wissen"}, "bewaar dan ook de bijeenkomsten"),
    ],
)
def test_choice_that_cannot_be(vol, persoon, keuzes, fout):
    with pytest.raises(DomainError, match=fout):
        klok.choose(vol.netwerk, keuzes, by=persoon)
    assert not Gegevenskeuze.objects.exists()


def test_chosen_before_the_end_counts_at_the_end(vol, persoon):
    klok.choose(vol.netwerk, {"contract": "wissen", "netwerk": "bewaren"}, by=persoon)
    assert Netwerk.objects.get().is_openbaar  # as long as it goes on

    end_netwerk(vol.netwerk, "afgerond", by=persoon)

    assert klok.read_keuzes(vol.netwerk)["contract"] == "wissen"
    assert not Netwerk.objects.get().is_openbaar
    klok.choose(vol.netwerk, {"netwerk": "delen"}, by=persoon)
    assert Netwerk.objects.get().is_openbaar


def test_ended_without_a_clock_gets_one(persoon):
    oud, loopt = NetwerkFactory(gestopt=True), NetwerkFactory(gestart=True)
    for _ in range(2):
        run_clock_task()

    assert Afsluiting.objects.get().netwerk == oud
    assert Afsluiting.objects.get().wist_op > timezone.localdate() + timedelta(days=150)
    assert klok.default_of(soorten.find_soort("netwerk"), loopt) == "bewaren"


def test_begun_again_before_its_clock_starts(monkeypatch):
    netwerk = NetwerkFactory(gestopt=True)
    monkeypatch.setattr(wissen, "lock_netwerk", lambda rij: NetwerkFactory.build(pk=rij.pk, gestart=True))

    wissen._start_clocks()

    assert not Afsluiting.objects.filter(netwerk=netwerk).exists()


def test_second_netwerk_of_the_same_person_is_left_alone(over):
    tweede = DeelnameFactory(persoon=over.leden[0].persoon, netwerk__gestart=True, motivatie="Blijft staan")
    run("2027-04-26")
    run("2027-05-03")

    assert is_lid(tweede.persoon, tweede.netwerk)
    assert "Blijft staan" in whole_database()


def test_a_kind_is_registered_once():
    soort = soorten.find_soort("intakes")
    soorten.register_soort(soort)
    with pytest.raises(ValueError, match="registered twice"):
        soorten.register_soort(soorten.Gegevenssoort("intakes", "Anders", "", soorten.WEG, lambda n: []))


def test_a_kind_that_is_no_more_does_not_stop_the_eraser(over):
    Gegevenskeuze.objects.filter(soort="gemist").update(soort="oud")
    run("2027-04-26")
    run("2027-05-03")
    assert Afsluiting.objects.get().gewist_op


@pytest.mark.parametrize(
    "velden", [{"wist_op": None}, {"gesloten_op": None}, {"gewist_op": timezone.now(), "week_bericht_op": None}]
)
def test_database_keeps_the_clock_whole(over, velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        Afsluiting.objects.update(**velden)


def test_database_keeps_choices_whole(over):
    with pytest.raises(IntegrityError), transaction.atomic():
        Gegevenskeuze.objects.filter(keuze="bewaren").update(aantal_gewist=1)
    assert str(Gegevenskeuze.objects.get(soort="fasen")) == "fasen: bewaren"
    assert str(Afsluiting.objects.get()).startswith("afsluiting van")
