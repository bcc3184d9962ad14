"""When a mail may take attention: tables of moments, and what holds for every moment."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berichten import aandacht
from berichten.aandacht import Besluit, Keuze, Los, Moment, Vraag, Weg, besluit, eerste_moment, is_rustig
from kern.tijd import is_werkdag

NL = ZoneInfo("Europe/Amsterdam")


def nl(jaar, maand, dag, uur=0, minuut=0, fold=0):
    return datetime(jaar, maand, dag, uur, minuut, tzinfo=NL, fold=fold)


def vakantie_van(begin, eind, naam="kerstvakantie"):
    """The school holiday from ``begin`` up to and including ``eind``."""
    return lambda d: (naam, eind + timedelta(days=1)) if begin <= d <= eind else ("", d)


KERST = vakantie_van(date(2026, 12, 19), date(2027, 1, 3))
MEI = vakantie_van(date(2027, 4, 24), date(2027, 5, 2), "meivakantie")
ZOMER = vakantie_van(date(2027, 7, 10), date(2027, 8, 22), "zomervakantie")
HERFST = vakantie_van(date(2026, 10, 17), date(2026, 10, 25), "herfstvakantie")


@pytest.mark.parametrize(
    ("vanaf", "op", "waarom"),
    [
        pytest.param(nl(2026, 11, 26, 13, 30), nl(2026, 11, 26, 13, 30), "", id="thursday afternoon"),
        pytest.param(nl(2026, 11, 26, 8), nl(2026, 11, 26, 8), "", id="eight o'clock sharp"),
        pytest.param(nl(2026, 11, 26, 7, 59), nl(2026, 11, 26, 8), "het is nacht", id="a minute before eight"),
        pytest.param(nl(2026, 11, 26, 0), nl(2026, 11, 26, 8), "het is nacht", id="midnight"),
        pytest.param(nl(2026, 11, 26, 18, 59), nl(2026, 11, 26, 18, 59), "", id="a minute before seven"),
        pytest.param(nl(2026, 11, 26, 19), nl(2026, 11, 27, 8), "het is avond", id="seven o'clock sharp"),
        pytest.param(nl(2026, 11, 27, 19), nl(2026, 11, 30, 8), "het is weekend", id="friday evening"),
        pytest.param(nl(2026, 11, 28, 12), nl(2026, 11, 30, 8), "het is weekend", id="saturday"),
        pytest.param(nl(2026, 11, 29, 20), nl(2026, 11, 30, 8), "het is avond", id="sunday evening"),
        pytest.param(nl(2026, 11, 30, 3), nl(2026, 11, 30, 8), "het is nacht", id="monday night"),
        # Christmas 2026 is a Friday and a Saturday, Nieuwjaar 2027 a Friday.
        pytest.param(nl(2026, 12, 24, 20), nl(2026, 12, 28, 8), "het is een feestdag", id="kerst and a weekend"),
        pytest.param(nl(2026, 12, 31, 19), nl(2027, 1, 4, 8), "het is een feestdag", id="oudjaar"),
        # Kerst 2029 is a Tuesday and a Wednesday; Nieuwjaar 2030 a Tuesday.
        pytest.param(nl(2029, 12, 24, 19), nl(2029, 12, 27, 8), "het is een feestdag", id="kerst in a week"),
        pytest.param(nl(2027, 4, 27, 10), nl(2027, 4, 28, 8), "het is een feestdag", id="koningsdag"),
        pytest.param(nl(2027, 4, 26, 21), nl(2027, 4, 28, 8), "het is een feestdag", id="evening before koningsdag"),
        pytest.param(nl(2027, 5, 6, 9), nl(2027, 5, 7, 8), "het is een feestdag", id="hemelvaart"),
        pytest.param(nl(2027, 3, 26, 9), nl(2027, 3, 30, 8), "het is een feestdag", id="goede vrijdag to after pasen"),
        pytest.param(nl(2027, 5, 14, 20), nl(2027, 5, 18, 8), "het is een feestdag", id="pinksteren"),
        # The clock changes on a Sunday night; eight o'clock is eight o'clock.
        pytest.param(nl(2027, 3, 27, 23), nl(2027, 3, 30, 8), "het is een feestdag", id="summer time begins, in pasen"),
        pytest.param(nl(2026, 3, 29, 3, 30), nl(2026, 3, 30, 8), "het is weekend", id="summer time began tonight"),
        pytest.param(nl(2026, 10, 25, 2, 30), nl(2026, 10, 26, 8), "het is weekend", id="half past two, first time"),
        pytest.param(nl(2026, 10, 25, 2, 30, 1), nl(2026, 10, 26, 8), "het is weekend", id="half past two, again"),
        pytest.param(datetime(2026, 11, 26, 7, tzinfo=UTC), nl(2026, 11, 26, 8), "", id="winter, asked in UTC"),
        pytest.param(datetime(2026, 6, 25, 17, tzinfo=UTC), nl(2026, 6, 26, 8), "het is avond", id="summer, in UTC"),
    ],
)
def test_quiet_times_of_everybody(vanaf, op, waarom):
    assert eerste_moment(vanaf) == Moment(op, waarom)
    assert is_rustig(vanaf) is bool(waarom)


@pytest.mark.parametrize(
    ("vanaf", "vakantie", "op", "waarom"),
    [
        (nl(2026, 12, 18, 18, 59), KERST, nl(2026, 12, 18, 18, 59), ""),
        (nl(2026, 12, 18, 19), KERST, nl(2027, 1, 4, 8), "het is kerstvakantie"),
        (nl(2026, 12, 28, 9), KERST, nl(2027, 1, 4, 8), "het is kerstvakantie"),
        (nl(2027, 5, 2, 12), MEI, nl(2027, 5, 3, 8), "het is meivakantie"),
        # The holiday ends on Sunday; were it a day longer, it would touch nothing else.
        (nl(2027, 7, 12, 9), ZOMER, nl(2027, 8, 23, 8), "het is zomervakantie"),
        # On the last night of this holiday the clock changes.
        (nl(2026, 10, 25, 2, 30, 1), HERFST, nl(2026, 10, 26, 8), "het is herfstvakantie"),
        # A holiday that begins on the day after a public holiday: one chain.
        (
            nl(2027, 4, 27, 9), vakantie_van(date(2027, 4, 28), date(2027, 5, 5), "meivakantie"),
            nl(2027, 5, 7, 8), "het is meivakantie",
        ),
    ],
)  # fmt: skip
def test_school_holiday_of_the_receiver(vanaf, vakantie, op, waarom):
    assert eerste_moment(vanaf, vakantie=vakantie) == Moment(op, waarom)


@pytest.mark.parametrize(
    ("vanaf", "uiterlijk", "aanloop", "verwacht"),
    [
        pytest.param(
            nl(2026, 12, 21, 9), nl(2027, 1, 4, 8, 1), 0, Moment(nl(2027, 1, 4, 8), "het is kerstvakantie"),
            id="just after the holiday is in time",
        ),
        pytest.param(
            nl(2026, 12, 21, 9), nl(2027, 1, 4, 8), 0, Moment(nl(2026, 12, 21, 9), "", Los.SCHOOLVAKANTIE),
            id="the holiday gives way",
        ),
        pytest.param(
            nl(2026, 12, 20, 21), nl(2026, 12, 29, 13), 0,
            Moment(nl(2026, 12, 21, 8), "het is avond", Los.SCHOOLVAKANTIE), id="but the evening stays",
        ),
        pytest.param(
            nl(2026, 12, 25, 9), nl(2026, 12, 29, 13), 0,
            Moment(nl(2026, 12, 28, 8), "het is een feestdag", Los.SCHOOLVAKANTIE), id="and Christmas too",
        ),
        pytest.param(
            nl(2026, 12, 25, 9), nl(2026, 12, 28, 8), 0, Moment(nl(2026, 12, 25, 9), "", Los.ALLES),
            id="nothing left but at once",
        ),
        pytest.param(
            nl(2026, 12, 25, 9), nl(2026, 12, 24, 8), 0, Moment(nl(2026, 12, 25, 9), "", Los.ALLES),
            id="too late already: it does not wait",
        ),
        pytest.param(
            nl(2026, 12, 21, 9), nl(2027, 1, 11, 13), 14, Moment(nl(2026, 12, 21, 9), "", Los.SCHOOLVAKANTIE),
            id="too little time to plan for it after the holiday",
        ),
        pytest.param(
            nl(2026, 12, 21, 9), nl(2027, 1, 19, 13), 14, Moment(nl(2027, 1, 4, 8), "het is kerstvakantie"),
            id="time enough after the holiday",
        ),
        pytest.param(
            nl(2026, 11, 27, 20), nl(2026, 12, 1, 9), 14, Moment(nl(2026, 11, 30, 8), "het is weekend"),
            id="only a school holiday gives way to that time",
        ),
    ],
)  # fmt: skip
def test_quiet_times_give_way_in_two_steps(vanaf, uiterlijk, aanloop, verwacht):
    found = eerste_moment(vanaf, uiterlijk=uiterlijk, aanloop=timedelta(days=aanloop), vakantie=KERST)

    assert found == verwacht


moments = st.datetimes(datetime(2026, 1, 1), datetime(2035, 12, 31)).map(lambda d: d.replace(tzinfo=UTC))
limits = st.none() | moments
days = st.timedeltas(timedelta(0), timedelta(days=40))
holidays = st.builds(
    lambda begin, dagen: vakantie_van(begin, begin + timedelta(days=dagen)),
    st.dates(date(2026, 1, 1), date(2035, 12, 31)),
    st.integers(0, 60),
)


def is_quiet_by_the_book(moment, vakantie):
    """The rule in other words, to compare with."""
    lokaal = moment.astimezone(NL)
    return not 8 <= lokaal.hour < 19 or not is_werkdag(lokaal.date()) or bool(vakantie(lokaal.date())[0])


@given(moments, holidays)
def test_quiet_is_what_the_rule_says(moment, vakantie):
    assert is_rustig(moment, vakantie) is is_quiet_by_the_book(moment, vakantie)


@given(moments, limits, days, holidays)
def test_chosen_moment(vanaf, uiterlijk, aanloop, vakantie):
    """Never before the asked one, never quiet unless that was said, and asking again changes nothing."""
    kies = {"uiterlijk": uiterlijk, "aanloop": aanloop, "vakantie": vakantie}

    gekozen = eerste_moment(vanaf, **kies)

    assert gekozen.op >= vanaf
    assert eerste_moment(gekozen.op, **kies).op == gekozen.op
    assert (gekozen.waarom == "") is (gekozen.op == vanaf)
    if gekozen.los == Los.NIETS:
        assert not is_quiet_by_the_book(gekozen.op, vakantie)
    elif gekozen.los == Los.SCHOOLVAKANTIE:
        assert not is_quiet_by_the_book(gekozen.op, aandacht.geen_vakantie)
        assert gekozen.op < uiterlijk
    else:
        assert gekozen.op == vanaf
    if gekozen.op > vanaf and uiterlijk is not None:
        assert gekozen.op < uiterlijk


@given(moments, holidays)
def test_nothing_between_asking_and_the_moment_is_allowed(vanaf, vakantie):
    """It is really the first: half an hour earlier was quiet, all the way back."""
    op = eerste_moment(vanaf, vakantie=vakantie).op

    moment = max(vanaf, op - timedelta(days=3))
    while moment < op:
        assert is_rustig(moment, vakantie)
        moment += timedelta(minutes=30)


@pytest.mark.parametrize(
    ("na", "vakantie", "op"),
    [
        (nl(2026, 11, 26, 13), aandacht.geen_vakantie, nl(2026, 11, 30, 9)),
        (nl(2026, 11, 30, 8, 59), aandacht.geen_vakantie, nl(2026, 11, 30, 9)),
        (nl(2026, 11, 30, 9), aandacht.geen_vakantie, nl(2026, 12, 7, 9)),
        (nl(2027, 3, 28, 12), aandacht.geen_vakantie, nl(2027, 3, 30, 8)),  # Tweede Paasdag is a Monday
        (nl(2027, 3, 30, 7), aandacht.geen_vakantie, nl(2027, 3, 30, 8)),
        (nl(2027, 3, 30, 8), aandacht.geen_vakantie, nl(2027, 4, 5, 9)),
        (nl(2027, 7, 9, 12), ZOMER, nl(2027, 8, 23, 9)),
        (nl(2027, 8, 5, 12), ZOMER, nl(2027, 8, 23, 9)),
    ],
)
def test_next_letter(na, vakantie, op):
    found = aandacht.brief_moment(na, vakantie)

    assert (found, aandacht.week_van(found)) == (op, op.date() - timedelta(days=op.weekday()))


def test_next_letter_without_quiet_times():
    assert aandacht.brief_moment(nl(2027, 3, 28, 12), ZOMER, rust=False) == nl(2027, 3, 29, 9)


@given(moments, holidays)
def test_next_letter_is_always_to_come_and_stays_the_same_until_then(na, vakantie):
    op = aandacht.brief_moment(na, vakantie)

    assert op > na
    assert not is_rustig(op, vakantie)
    assert aandacht.brief_moment(op - timedelta(seconds=1), vakantie) == op


DONDERDAG, VRIJDAGAVOND = nl(2026, 11, 26, 12), nl(2026, 11, 27, 20)
MAANDAG, BRIEF = nl(2026, 11, 30, 8), nl(2026, 11, 30, 9)


@pytest.mark.parametrize(
    ("vraag", "weg", "op"),
    [
        pytest.param({}, Weg.NU, DONDERDAG, id="necessary"),
        pytest.param({"onderwerp": "evaluatie"}, Weg.NU, DONDERDAG, id="wanted at once"),
        pytest.param({"nu": VRIJDAGAVOND}, Weg.LATER, MAANDAG, id="necessary, but not now"),
        pytest.param({"nu": VRIJDAGAVOND, "dringend": True}, Weg.NU, VRIJDAGAVOND, id="urgent"),
        pytest.param({"nu": VRIJDAGAVOND, "rust": False}, Weg.NU, VRIJDAGAVOND, id="quiet times are off"),
        pytest.param({"nu": VRIJDAGAVOND, "uiterlijk": MAANDAG}, Weg.NU, VRIJDAGAVOND, id="monday is too late"),
        pytest.param({"verstuurd": 9}, Weg.NU, DONDERDAG, id="necessary mail knows no budget"),
        pytest.param({"onderwerp": "evaluatie", "verstuurd": 2}, Weg.NU, DONDERDAG, id="the third"),
        pytest.param({"onderwerp": "evaluatie", "verstuurd": 3}, Weg.BRIEF, BRIEF, id="the fourth"),
        pytest.param(
            {"onderwerp": "evaluatie", "verstuurd": 3, "dringend": True}, Weg.NU, DONDERDAG, id="urgent fourth"
        ),
        pytest.param(
            {"onderwerp": "evaluatie", "verstuurd": 3, "kan_wachten": False}, Weg.NU, DONDERDAG, id="cannot wait"
        ),
        pytest.param(
            {"onderwerp": "evaluatie", "verstuurd": 3, "uiterlijk": BRIEF}, Weg.NU, DONDERDAG, id="letter is too late"
        ),
        pytest.param(
            {"onderwerp": "evaluatie", "verstuurd": 3, "nu": VRIJDAGAVOND}, Weg.LATER, MAANDAG,
            id="a mail that waits counts in the week in which it goes",
        ),
        pytest.param(
            {"onderwerp": "evaluatie", "verstuurd": 3, "is_vraag": True}, Weg.VRAAG, BRIEF, id="fourth, a question"
        ),
        pytest.param({"onderwerp": "evaluatie", "verstuurd": 3, "rust": False}, Weg.NU, DONDERDAG, id="no budget"),
        pytest.param({"onderwerp": "evaluatie", "keuze": Keuze.WEKELIJKS}, Weg.BRIEF, BRIEF, id="weekly"),
        pytest.param(
            {"onderwerp": "evaluatie", "keuze": Keuze.WEKELIJKS, "rust": False}, Weg.BRIEF, BRIEF,
            id="weekly without quiet times",
        ),
        pytest.param(
            {"onderwerp": "evaluatie", "keuze": Keuze.WEKELIJKS, "nu": VRIJDAGAVOND}, Weg.BRIEF, BRIEF,
            id="weekly in a quiet time",
        ),
        pytest.param(
            {"onderwerp": "evaluatie", "keuze": Keuze.WEKELIJKS, "kan_wachten": False}, Weg.NU, DONDERDAG,
            id="weekly, cannot wait",
        ),
        pytest.param(
            {"onderwerp": "evaluatie", "keuze": Keuze.WEKELIJKS, "uiterlijk": BRIEF, "nu": VRIJDAGAVOND},
            Weg.LATER, MAANDAG, id="weekly, letter is too late",
        ),
        pytest.param(
            {"onderwerp": "evaluatie", "keuze": Keuze.WEKELIJKS, "is_vraag": True}, Weg.VRAAG, BRIEF, id="question"
        ),
        pytest.param({"keuze": Keuze.WEKELIJKS}, Weg.NU, DONDERDAG, id="a choice about nothing"),
    ],
)  # fmt: skip
def test_what_happens_with_a_mail(vraag, weg, op):
    uitkomst = besluit(Vraag(**{"nu": DONDERDAG} | vraag))

    assert (uitkomst.weg, uitkomst.op) == (weg, op)


@pytest.mark.parametrize(
    ("vraag", "reden"),
    [
        ({"nu": nl(2026, 11, 28, 12)}, "Wacht tot maandag 30 november 2026 om 8.00 uur: het is weekend."),
        (
            {"onderwerp": "evaluatie", "keuze": Keuze.WEKELIJKS},
            "Gaat mee in de netwerkbrief van maandag 30 november 2026.",
        ),
        (
            {"onderwerp": "evaluatie", "keuze": Keuze.WEKELIJKS, "is_vraag": True},
            "Staat als vraag in de netwerkbrief.",
        ),
        ({}, ""),
    ],
)
def test_every_detour_has_its_reason(vraag, reden, monkeypatch):
    monkeypatch.setattr("kern.tijd.timezone.localdate", lambda: date(2025, 1, 1))

    assert besluit(Vraag(**{"nu": DONDERDAG} | vraag)).reden == reden


@given(
    st.builds(
        Vraag,
        nu=moments,
        onderwerp=st.sampled_from(["", "evaluatie"]),
        keuze=st.sampled_from([Keuze.DIRECT, Keuze.WEKELIJKS]),
        dringend=st.booleans(),
        uiterlijk=limits,
        aanloop=days,
        kan_wachten=st.booleans(),
        is_vraag=st.booleans(),
        verstuurd=st.integers(0, 9),
        vakantie=holidays,
        rust=st.booleans(),
    )
)
def test_every_decision(vraag):
    """No mail waits until it is of no use, none goes in a quiet time without need, and every detour has a reason."""
    uitkomst: Besluit = besluit(vraag)

    assert (uitkomst.weg == Weg.NU) is (uitkomst.op == vraag.nu)
    assert (uitkomst.reden == "") is (uitkomst.weg == Weg.NU)
    if uitkomst.weg != Weg.NU:
        assert uitkomst.op > vraag.nu
        assert vraag.uiterlijk is None or uitkomst.op < vraag.uiterlijk
        assert not vraag.dringend
    elif vraag.rust and not vraag.dringend and is_quiet_by_the_book(vraag.nu, vraag.vakantie):
        assert vraag.uiterlijk is not None
