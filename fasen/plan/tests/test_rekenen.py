"""What a plan proposes, says and no longer fits: tables of days, no database."""

from datetime import date

import pytest

from fasen.inhoud import FASEN, find_fase
from fasen.plan.rekenen import Deel, find_knelpunten, list_months, propose, say_stand, weigh

V, O, D, I, A = FASEN  # noqa: E741 - Verkenning, Ontwikkeling, Verdieping, Inbedding, verAnkering
JAAR = (date(2026, 9, 15), date(2027, 8, 20))


def deel(fase, van, tot, keren=None):
    return Deel(fase, date.fromisoformat(f"{van}-01"), list_end(tot), keren)


def list_end(maand):
    jaar, nummer = map(int, maand.split("-"))
    return date(jaar + nummer // 12, nummer % 12 + 1, 1).replace(day=1) - (date(2026, 1, 2) - date(2026, 1, 1))


def months(delen):
    return [(d.fase.slug, f"{d.van:%Y-%m}", f"{d.tot:%Y-%m}", d.keren) for d in delen]


PLAN = [
    deel(V, "2026-09", "2026-10", 2), deel(O, "2026-11", "2026-12", 1), deel(D, "2027-01", "2027-04", 2),
    deel(I, "2027-05", "2027-06", 1), deel(A, "2027-07", "2027-08", 1),
]  # fmt: skip


def test_a_year_is_shared_by_weight_and_meetings_are_counted_where_they_fall():
    dagen = [date(2026, 9, 30), date(2026, 11, 4), date(2027, 1, 12), date(2027, 3, 2), date(2027, 6, 8)]

    assert months(propose(*JAAR, dagen, 8)) == [
        ("verkenning", "2026-09", "2026-10", 1),
        ("ontwikkeling", "2026-11", "2026-12", 1),
        ("verdieping", "2027-01", "2027-04", 2),
        ("inbedding", "2027-05", "2027-06", 1),
        ("verankering", "2027-07", "2027-08", 0),
    ]


def test_with_a_rhythm_the_months_and_meetings_follow_it():
    """A template that gives Verdieping three of eight meetings gives it the most time too."""
    assert months(propose(date(2026, 9, 15), date(2027, 4, 20), [], 8, FASEN, gewicht=weigh((1, 2, 3, 1, 1)))) == [
        ("verkenning", "2026-09", "2026-09", 1),
        ("ontwikkeling", "2026-10", "2026-11", 2),
        ("verdieping", "2026-12", "2027-02", 3),
        ("inbedding", "2027-03", "2027-03", 1),
        ("verankering", "2027-04", "2027-04", 1),
    ]


@pytest.mark.parametrize("ritme", [(0, 0, 0, 0, 1), (1, 0, 0, 0, 0), (0, 0, 8, 0, 0), (30, 30, 30, 30, 30)])
@pytest.mark.parametrize("vanaf", range(5))
def test_any_rhythm_gives_every_fase_some_time(ritme, vanaf):
    delen = propose(*JAAR, [], 8, FASEN[vanaf:], gewicht=weigh(ritme))

    assert [d.fase for d in delen] == list(FASEN[vanaf:])
    assert all(d.van <= d.tot for d in delen)
    assert sum(d.keren for d in delen) == 8


@pytest.mark.parametrize("aantal", [0, 1, 3, 8, 60])
def test_without_days_the_number_is_shared_whole(aantal):
    keren = [d.keren for d in propose(*JAAR, [], aantal)]
    assert sum(keren) == aantal
    assert max(keren) - min(keren[i] for i in (0, 1, 3, 4)) <= aantal // 6 + 1


def test_only_what_is_still_to_come_and_only_later_meetings():
    delen = propose(date(2027, 1, 20), date(2027, 5, 30), [date(2026, 10, 1), date(2027, 5, 1)], 8, FASEN[2:])

    assert months(delen) == [
        ("verdieping", "2027-01", "2027-02", 0),
        ("inbedding", "2027-03", "2027-03", 0),
        ("verankering", "2027-04", "2027-05", 1),
    ]


@pytest.mark.parametrize("aantal_maanden", range(1, 31))
def test_whatever_the_looptijd_a_plan_is_in_order_and_whole(aantal_maanden):
    maanden = list_months(date(2026, 9, 1), date(2029, 9, 1))[:aantal_maanden]
    dagen = [maand.replace(day=9) for maand in maanden]
    delen = propose(maanden[0], maanden[-1], dagen, 8)

    assert [d.fase for d in delen] == list(FASEN)
    assert (delen[0].van, delen[-1].tot.replace(day=1)) == (maanden[0], maanden[-1])
    assert all(d.van <= d.tot for d in delen)
    assert all(een.van <= ander.van and een.tot <= ander.tot for een, ander in zip(delen, delen[1:], strict=False))
    assert {d for d in dagen if any(deel.bevat(d) for deel in delen)} == set(dagen)  # no month is left out
    assert sum(d.keren for d in delen) == len(dagen)  # and no meeting counts twice


def test_no_time_left_no_proposal():
    assert propose(date(2027, 9, 1), date(2027, 8, 20), [], 8) == []


@pytest.mark.parametrize(
    ("nu", "vandaag", "zin"),
    [
        (V, date(2026, 9, 20), "Jullie zijn in Verkenning, zoals gepland."),
        (D, date(2027, 4, 30), "Jullie zijn in Verdieping, zoals gepland."),
        (
            O, date(2027, 1, 1),
            "Volgens het plan waren jullie nu in Verdieping, en jullie zijn in Ontwikkeling. Neem de tijd die nodig "
            "is, of pas het plan aan.",
        ),
        (I, date(2027, 1, 1), "Jullie zijn al in Inbedding. Volgens het plan waren jullie nu nog in Verdieping."),
        (V, date(2026, 8, 1), "Het plan begint in september 2026. Jullie zijn nu in Verkenning."),
        (A, date(2027, 9, 1), "Het plan liep tot en met augustus 2027. Jullie zijn nu in Verankering."),
        (None, date(2026, 8, 1), "De route is nog niet begonnen. Het plan begint in september 2026."),
    ],
)  # fmt: skip
def test_plan_and_reality_in_one_sentence(nu, vandaag, zin):
    assert say_stand(PLAN, nu, vandaag) == zin


def test_a_hole_in_the_plan_and_no_plan():
    gat = [PLAN[0], Deel(O), PLAN[2]]
    assert say_stand(gat, V, date(2026, 12, 1)) == (
        "Jullie zijn nu in Verkenning. Voor deze maand staat er niets in het plan."
    )
    assert say_stand([Deel(fase) for fase in FASEN], V, date(2026, 12, 1)) == ""


def test_where_two_fasen_share_a_month_both_are_as_planned():
    samen = [deel(V, "2026-09", "2026-09"), deel(O, "2026-09", "2026-10")]
    for fase in (V, O):
        assert say_stand(samen, fase, date(2026, 9, 9)) == f"Jullie zijn in {fase.naam}, zoals gepland."


def knel(delen=PLAN, nog=FASEN, dagen=None, eind=JAAR[1], vandaag=date(2026, 9, 20)):
    goed = [date(2026, 9, 9), date(2026, 10, 9), date(2026, 12, 1), date(2027, 2, 2), date(2027, 4, 4)]
    goed += [date(2027, 5, 5), date(2027, 7, 7)]
    return find_knelpunten(delen, nog=nog, dagen=goed if dagen is None else dagen, eind=eind, vandaag=vandaag)


def test_a_plan_that_fits_says_nothing():
    assert knel() == []
    assert knel([Deel(fase) for fase in FASEN]) == []  # no plan, nothing that does not fit


def test_a_moved_meeting_is_told():
    """From February to November: one too few in Verdieping, one too many in Ontwikkeling."""
    dagen = [date(2026, 9, 9), date(2026, 10, 9), date(2026, 11, 3), date(2026, 12, 1), date(2027, 4, 4)]
    assert knel(dagen=[*dagen, date(2027, 5, 5), date(2027, 7, 7)]) == [
        "Voor Ontwikkeling plande je 1 bijeenkomst. In die maanden staan er 2 in de agenda.",
        "Voor Verdieping plande je 2 bijeenkomsten. In die maanden staat er 1 in de agenda.",
    ]


def test_a_shorter_looptijd_is_told():
    assert knel(eind=date(2027, 6, 10)) == [
        "Verankering staat tot en met augustus 2027 in het plan. Jullie netwerk loopt tot donderdag 10 juni 2027."
    ]


def test_a_meeting_outside_the_plan_and_nothing_in_a_fase():
    assert knel(PLAN[:4] + [deel(A, "2027-07", "2027-08", 0)], dagen=[date(2027, 9, 1)], vandaag=date(2026, 9, 1))[
        :2
    ] == [
        "Voor Verkenning plande je 2 bijeenkomsten. In die maanden staan er geen in de agenda.",
        "Voor Ontwikkeling plande je 1 bijeenkomst. In die maanden staan er geen in de agenda.",
    ]
    zonder_aantal = [deel(d.fase, f"{d.van:%Y-%m}", f"{d.tot:%Y-%m}") for d in PLAN]
    assert knel(zonder_aantal, dagen=[date(2026, 8, 1), date(2027, 9, 1)]) == [
        "De bijeenkomst van woensdag 1 september 2027 valt buiten het plan."
    ]


def test_what_is_over_is_left_alone_and_what_is_missing_named():
    assert knel(
        PLAN[:3] + [Deel(I), Deel(A)], nog=FASEN[1:], dagen=[date(2026, 11, 3), date(2027, 2, 1), date(2027, 3, 1)]
    ) == ["Nog niet in het plan: Inbedding, Verankering."]


def test_a_deel_without_months_holds_no_day():
    assert not Deel(find_fase("inbedding")).bevat(date(2026, 9, 9))
