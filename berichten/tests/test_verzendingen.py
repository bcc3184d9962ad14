"""Planning, moving, cancelling, and what a facilitator may do with an automatic message."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from berichten import services
from berichten.models import Bericht, Verzending
from berichten.tests.factories import BerichtFactory, VerzendingFactory, add_soort
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
WAITING, DONE = ["gepland", "vastgehouden", "overgeslagen"], ["uitgevoerd", "vervallen"]


@pytest.fixture(autouse=True)
def clock(soort):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def nudges(monkeypatch):
    calls = []
    monkeypatch.setattr("berichten.services.verzendingen.nudge", lambda: calls.append(1))
    return calls


def plan(**kwargs):
    facts = {
        "soort": "proef",
        "sleutel": "a",
        "op": NOW + timedelta(days=7),
        "context": "netwerk:1",
        "titel": "Programma",
    }
    return services.plan_verzending(**facts | kwargs)


def with_status(status, **kwargs):
    return (
        VerzendingFactory(uitgevoerd=True, **kwargs)
        if status == "uitgevoerd"
        else VerzendingFactory(status=status, **kwargs)
    )


# --- planning and moving ------------------------------------------------------------------------


def test_plan(nudges):
    verzending = plan(aanleiding="bijeenkomst:2", omschrijving="Met het programma.")

    verzending.refresh_from_db()
    assert (verzending.status, verzending.op, verzending.aanleiding, verzending.omschrijving, nudges) == (
        "gepland", NOW + timedelta(days=7), "bijeenkomst:2", "Met het programma.", [],
    )  # fmt: skip


def test_plan_again_moves_the_same_one():
    first = plan()

    second = plan(op=NOW + timedelta(days=9), titel="Nieuw")

    second.refresh_from_db()
    assert (second.pk, second.op, second.titel) == (first.pk, NOW + timedelta(days=9), "Nieuw")


@pytest.mark.parametrize("status", ["vastgehouden", "overgeslagen"])
def test_moving_keeps_what_the_facilitator_decided(status):
    VerzendingFactory(sleutel="a", status=status, eigen_tekst="Dag", reden="Overgeslagen door Noor.")

    moved = plan()

    assert (moved.status, moved.eigen_tekst, moved.reden) == (status, "Dag", "Overgeslagen door Noor.")


def test_moving_what_left_changes_nothing(nudges):
    VerzendingFactory(uitgevoerd=True, sleutel="a", op=NOW - timedelta(days=1), titel="Oud")

    plan(op=NOW, titel="Nieuw")

    assert Verzending.objects.values_list("titel", "op").get() == ("Oud", NOW - timedelta(days=1))
    assert nudges == []


def test_planning_what_had_lapsed_brings_it_back():
    VerzendingFactory(sleutel="a", status="vervallen", reden="Afgelast.", eigen_tekst="Dag")

    again = plan()

    assert (again.status, again.reden, again.eigen_tekst) == ("gepland", "", "Dag")


@pytest.mark.parametrize(("op", "count"), [(NOW, 1), (NOW - timedelta(days=1), 1), (NOW + timedelta(seconds=1), 0)])
def test_planning_for_now_nudges(nudges, op, count):
    plan(op=op)

    assert len(nudges) == count


# --- cancelling ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "after"),
    [
        ("gepland", "vervallen"), ("vastgehouden", "vervallen"), ("overgeslagen", "overgeslagen"),
        ("uitgevoerd", "uitgevoerd"), ("vervallen", "vervallen"),
    ],
)  # fmt: skip
def test_cancel_stops_what_is_still_to_come(status, after):
    verzending = with_status(status, aanleiding="bijeenkomst:2")

    services.cancel_verzendingen("bijeenkomst:2", "Gaat niet door.")
    services.cancel_verzendingen("bijeenkomst:2", "Gaat niet door.")

    verzending.refresh_from_db()
    assert verzending.status == after
    assert verzending.reden == ("Gaat niet door." if status in {"gepland", "vastgehouden"} else "")


@pytest.mark.parametrize(
    ("op", "after"), [(NOW + timedelta(days=1), "vervallen"), (NOW - timedelta(days=1), "overgeslagen")]
)
def test_cancel_for_good_leaves_nothing_to_resume(op, after, persoon):
    """Else somebody could bring back a question about a meeting that never took place."""
    verzending = with_status("overgeslagen", aanleiding="bijeenkomst:2", op=op)

    services.cancel_verzendingen("bijeenkomst:2", "Gaat niet door.", voorgoed=True)

    verzending.refresh_from_db()
    assert verzending.status == after


def test_cancel_stops_mails_that_were_made_but_not_sent():
    sent = BerichtFactory(verstuurd=True, aanleiding="bijeenkomst:2")
    waiting, other = BerichtFactory(aanleiding="bijeenkomst:2"), BerichtFactory(aanleiding="bijeenkomst:22")

    services.cancel_verzendingen("bijeenkomst:2", "Gaat niet door.")

    assert dict(Bericht.objects.values_list("pk", "status")) == {
        sent.pk: "verstuurd", waiting.pk: "vervallen", other.pk: "gepland",
    }  # fmt: skip


def test_cancel_leaves_the_exceptions():
    kept = VerzendingFactory(sleutel="blijft", aanleiding="bijeenkomst:2")
    expanded = VerzendingFactory(uitgevoerd=True, sleutel="ook", aanleiding="bijeenkomst:2")
    of_kept = BerichtFactory(verzending=expanded, aanleiding="bijeenkomst:2")
    single = BerichtFactory(sleutel="los", aanleiding="bijeenkomst:2")
    gone = BerichtFactory(aanleiding="bijeenkomst:2")

    services.cancel_verzendingen("bijeenkomst:2", "x", behalve=("blijft", "ook", "los"))

    kept.refresh_from_db()
    assert kept.status == "gepland"
    assert dict(Bericht.objects.values_list("pk", "status")) == {
        of_kept.pk: "gepland", single.pk: "gepland", gone.pk: "vervallen",
    }  # fmt: skip


# --- hold, skip, resume, edit -------------------------------------------------------------------

VERBS = {
    "vastgehouden": (services.hold_verzending, "berichten.verzending.held"),
    "overgeslagen": (services.skip_verzending, "berichten.verzending.skipped"),
    "gepland": (services.resume_verzending, "berichten.verzending.resumed"),
}


@pytest.mark.parametrize("after", WAITING)
@pytest.mark.parametrize("before", WAITING)
def test_hold_skip_and_resume(persoon, before, after):
    verb, action = VERBS[after]
    verzending = VerzendingFactory(status=before)

    result = verb(verzending, by=persoon)

    verzending.refresh_from_db()
    assert (result.status, verzending.status) == (after, after)
    assert verzending.reden == (f"Overgeslagen door {persoon.naam}." if after == "overgeslagen" != before else "")
    lines = [] if before == after else [(action, persoon.pk, {"soort": "proef"})]
    assert list(Logregel.objects.values_list("actie", "actor", "feiten")) == lines


@pytest.mark.parametrize("after", WAITING)
@pytest.mark.parametrize("before", DONE)
def test_what_left_cannot_be_held_skipped_or_resumed(persoon, before, after):
    verzending = with_status(before)

    with pytest.raises(DomainError, match="Dit bericht is al weg"):
        VERBS[after][0](verzending, by=persoon)

    assert Logregel.objects.count() == 0


def test_held_message_stays_home_until_resumed(persoon, nudges):
    verzending = services.hold_verzending(VerzendingFactory(), by=persoon)
    services.carry_out_due()
    assert Bericht.objects.count() == 0

    services.resume_verzending(verzending, by=persoon)

    assert nudges == [1]


def test_resume_before_its_moment_does_not_nudge(persoon, nudges):
    services.resume_verzending(VerzendingFactory(status="vastgehouden", op=NOW + timedelta(hours=1)), by=persoon)

    assert nudges == []


@pytest.mark.parametrize(("late", "allowed"), [(timedelta(days=2), True), (timedelta(days=2, seconds=1), False)])
def test_resume_is_refused_when_it_would_only_lapse(persoon, late, allowed):
    verzending = VerzendingFactory(status="vastgehouden", op=NOW - late)

    if allowed:
        assert services.resume_verzending(verzending, by=persoon).status == "gepland"
    else:
        with pytest.raises(DomainError, match="te laat"):
            services.resume_verzending(verzending, by=persoon)


def test_edit(persoon):
    verzending = VerzendingFactory(status="vastgehouden")

    services.edit_verzending(verzending, eigen_tekst="Neem laarzen mee.", by=persoon)

    verzending.refresh_from_db()
    assert (verzending.eigen_tekst, verzending.status) == ("Neem laarzen mee.", "vastgehouden")
    regel = Logregel.objects.get()
    assert (regel.actie, regel.actor, regel.feiten) == ("berichten.verzending.edited", persoon, {"soort": "proef"})


@pytest.mark.parametrize("status", DONE)
def test_edit_what_left_is_refused(persoon, status):
    with pytest.raises(DomainError, match="Dit bericht is al weg"):
        services.edit_verzending(with_status(status), eigen_tekst="x", by=persoon)


def test_edit_a_fixed_text_is_refused(monkeypatch, persoon):
    add_soort(monkeypatch, bewerkbaar=False)

    with pytest.raises(DomainError, match="vaste tekst"):
        services.edit_verzending(VerzendingFactory(), eigen_tekst="x", by=persoon)


# --- reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "op", "place"),
    [
        ("gepland", NOW + timedelta(days=1), "coming"),
        ("gepland", NOW - timedelta(hours=1), "coming"),
        ("gepland", NOW + timedelta(days=14), None),
        ("vastgehouden", NOW - timedelta(days=1), "coming"),
        ("overgeslagen", NOW + timedelta(days=1), "coming"),
        ("overgeslagen", NOW - timedelta(days=1), "log"),
        ("uitgevoerd", NOW - timedelta(days=1), "log"),
        ("vervallen", NOW + timedelta(days=1), "log"),
    ],
)
def test_every_message_is_coming_or_in_the_log(status, op, place):
    with_status(status, op=op)
    mine = Verzending.objects.in_context("netwerk:1")

    assert (mine.coming().count(), mine.log().count()) == (int(place == "coming"), int(place == "log"))
    assert Verzending.objects.in_context("netwerk:11").count() == 0


def test_order_of_coming_and_log():
    early, late = VerzendingFactory(op=NOW + timedelta(days=1)), VerzendingFactory(op=NOW + timedelta(days=2))
    old, new = [VerzendingFactory(uitgevoerd=True, op=NOW - timedelta(days=days)) for days in (2, 1)]

    assert (list(Verzending.objects.coming()), list(Verzending.objects.log())) == ([early, late], [new, old])


@pytest.mark.parametrize("aantal", [1, 3])
def test_counts_take_one_query(aantal, django_assert_num_queries):
    for verzending in [VerzendingFactory(uitgevoerd=True) for _ in range(aantal)]:
        BerichtFactory(verstuurd=True, verzending=verzending)
        for status in ("gepland", "overgeslagen", "vervallen", "mislukt"):
            BerichtFactory(verzending=verzending, status=status)

    with django_assert_num_queries(1):
        counts = [(v.verstuurd, v.niet_verstuurd, v.mislukt, v.onderweg) for v in Verzending.objects.with_counts()]

    assert counts == [(1, 2, 1, 1)] * aantal


@pytest.mark.parametrize(("status", "is_open"), [(s, s in WAITING[:2]) for s in [*WAITING, *DONE]])
def test_is_open(status, is_open):
    verzending = with_status(status, op=nu())

    assert (verzending.is_open, str(verzending)) == (is_open, verzending.titel)
