"""The promises the database keeps, and what one poll says about itself."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from bijeenkomsten.models import Prikker
from bijeenkomsten.prikker.momenten import make_momenten
from bijeenkomsten.prikker.stand import make_stand
from bijeenkomsten.prikker.tests.factories import PrikantwoordFactory, PrikdatumFactory, PrikkerFactory
from bijeenkomsten.tests.cast import make_persoon
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")


def broken(name):
    return pytest.raises(IntegrityError, match=rf"{name}|UNIQUE constraint failed")


@pytest.mark.parametrize(
    ("constraint", "velden"),
    [
        ("prikker_status_is_known", {"status": "misschien"}),
        ("prikker_gekozen_has_bijeenkomst", {"status": "gekozen"}),
    ],
)
def test_constraints_of_a_poll(constraint, velden):
    with broken(constraint), transaction.atomic():
        PrikkerFactory(**velden)


def test_open_poll_has_no_meeting():
    with broken("prikker_gekozen_has_bijeenkomst"), transaction.atomic():
        PrikkerFactory(bijeenkomst=BijeenkomstFactory())


def test_one_key_one_poll():
    prikker = PrikkerFactory()

    with broken("prikker_once_per_form"), transaction.atomic():
        PrikkerFactory(netwerk=prikker.netwerk, sleutel=prikker.sleutel)


def test_constraints_of_a_day():
    datum = PrikdatumFactory(is_gekozen=True)
    andere = PrikdatumFactory(prikker=datum.prikker, over=50)

    with broken("prikdatum_once_per_prikker"), transaction.atomic():
        PrikdatumFactory(prikker=datum.prikker, begint_op=datum.begint_op)
    with broken("prikdatum_ends_after_begin"), transaction.atomic():
        PrikdatumFactory(begint_op=datum.begint_op, eindigt_op=datum.begint_op)
    with broken("prikdatum_one_gekozen_per_prikker"), transaction.atomic():
        type(andere).objects.filter(pk=andere.pk).update(is_gekozen=True)


def test_constraints_of_an_answer():
    antwoord = PrikantwoordFactory()

    with broken("prikantwoord_once_per_persoon"), transaction.atomic():
        PrikantwoordFactory(datum=antwoord.datum, persoon=antwoord.persoon)
    with broken("prikantwoord_waarde_is_known"), transaction.atomic():
        PrikantwoordFactory(waarde="wellicht")


@pytest.mark.parametrize(
    ("moment", "neemt"),
    [
        (datetime(2026, 12, 1, 23, 59, tzinfo=NL), True),
        (datetime(2026, 12, 2, 0, 0, tzinfo=NL), False),
        (datetime(2026, 12, 9, 9, 0, tzinfo=NL), False),
    ],
)
def test_answers_are_taken_until_midnight(time_machine, moment, neemt):
    prikker = PrikkerFactory(sluit_dag=date(2026, 12, 1), dagen=0)
    time_machine.move_to(moment, tick=False)

    assert (prikker.neemt_antwoorden, prikker.is_gesloten) == (neemt, not neemt)
    assert Prikker.objects.open().exists() == neemt
    assert Prikker.objects.lopend().exists()


def test_words_of_rows():
    antwoord = PrikantwoordFactory(datum__prikker__titel="Samen")

    assert str(antwoord.datum.prikker) == "Samen"
    assert str(antwoord.datum).endswith(f"van prikker {antwoord.datum.prikker_id}")
    assert str(antwoord) == f"{antwoord.persoon_id} op {antwoord.datum_id}"


@pytest.mark.parametrize("wie", ["facilitator", "deelnemer", "penvoerder", "eigenaar", "wachtlijst", "buitenstaander"])
def test_visible_to_says_what_the_rules_say(cast, wie):
    prikker = PrikkerFactory(netwerk=cast.netwerk)
    persoon = make_persoon(cast, wie, None)

    mag = persoon.has_perm("bijeenkomsten.view_prikker", prikker)

    assert Prikker.objects.visible_to(persoon).exists() == mag
    assert not Prikker.objects.visible_to(AnonymousUser()).exists()


def test_rules_about_nothing(cast):
    perms = ("open_prikker", "view_prikker", "answer_prikker", "change_prikker", "choose_datum", "view_prikantwoorden")

    assert not any(cast.facilitator.has_perm(f"bijeenkomsten.{perm}", None) for perm in perms)


# --- when it asks again ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geopend", "sluit", "momenten"),
    [
        # Opened on Monday 2 November: four days later is Friday; two days before Friday the 13th is Wednesday.
        (datetime(2026, 11, 2, 20, tzinfo=NL), date(2026, 11, 13), [date(2026, 11, 6), date(2026, 11, 11)]),
        # Four days later is Saturday: Monday. Two days before Monday the 16th is Saturday: Friday.
        (datetime(2026, 11, 3, 20, tzinfo=NL), date(2026, 11, 16), [date(2026, 11, 9), date(2026, 11, 13)]),
        # Within two days of each other the last one is enough.
        (datetime(2026, 11, 2, 20, tzinfo=NL), date(2026, 11, 9), [date(2026, 11, 6)]),
        (datetime(2026, 11, 2, 20, tzinfo=NL), date(2026, 11, 6), [date(2026, 11, 4)]),
        # Too short to ask again.
        (datetime(2026, 11, 2, 20, tzinfo=NL), date(2026, 11, 5), []),
        (datetime(2026, 11, 2, 20, tzinfo=NL), date(2026, 11, 3), []),
    ],
)
def test_mornings_of_reminders(geopend, sluit, momenten):
    gevonden = make_momenten(geopend, sluit)

    assert [moment.astimezone(NL).date() for moment in gevonden] == momenten
    assert {moment.astimezone(NL).hour for moment in gevonden} <= {9}


# --- how it stands ---------------------------------------------------------------------------------


def answer(prikker, persoon, *waarden):
    for datum, waarde in zip(prikker.datums.all(), waarden, strict=True):
        PrikantwoordFactory(datum=datum, persoon=persoon, waarde=waarde)


def stand_of(prikker, **kwargs):
    leden = list(prikker.netwerk.leden().select_related("organisatie__deel_van").order_by("naam", "pk"))
    return make_stand(prikker, leden, now=nu(), **kwargs)


def test_stand_counts_who_takes_part_now(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk, dagen=2)
    weg = DeelnameFactory(netwerk=cast.netwerk, uitgestapt=True).persoon
    pauze = DeelnameFactory(netwerk=cast.netwerk, status="pauze").persoon
    answer(prikker, cast.deelnemer, "kan", "kan_niet")
    for persoon in (weg, pauze, PersoonFactory()):
        answer(prikker, persoon, "kan_niet", "kan")

    stand = stand_of(prikker, persoon=cast.deelnemer)

    assert (stand.leden, stand.antwoordden) == (2, 1)
    eerste, tweede = stand.dagen
    assert (eerste.kan, eerste.niet, eerste.wacht, eerste.mijn) == ((cast.deelnemer,), (), (cast.facilitator,), "kan")
    assert (tweede.kan, tweede.niet, tweede.mijn) == ((), (cast.deelnemer,), "kan_niet")
    assert stand.beste is eerste


def test_perhaps_counts_when_as_many_can(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk, dagen=3)
    answer(prikker, cast.deelnemer, "kan", "kan", "kan_niet")
    answer(prikker, cast.facilitator, "kan_niet", "misschien", "kan_niet")

    assert stand_of(prikker).beste.datum == prikker.datums.all()[1]


def test_nothing_is_best_without_answers_and_never_a_day_that_has_passed(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk, dagen=1)
    was = PrikdatumFactory(prikker=prikker, over=-3)
    assert stand_of(prikker).beste is None
    PrikantwoordFactory(datum=was, persoon=cast.deelnemer)

    assert stand_of(prikker).beste is None


def test_stand_tells_the_chooser_who_is_free(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk, dagen=0)
    kerst = datetime(2026, 12, 25, 13, tzinfo=NL)
    PrikdatumFactory(prikker=prikker, begint_op=kerst, eindigt_op=kerst + timedelta(hours=2))

    assert stand_of(prikker).dagen[0].vrij == ()
    assert stand_of(prikker, met_vrij=True).dagen[0].vrij[0] == "Dan is het Eerste kerstdag."
