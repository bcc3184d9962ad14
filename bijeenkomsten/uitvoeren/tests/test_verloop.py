"""The clock of a running meeting: property tests, and the cases a facilitator would name."""

from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bijeenkomsten.uitvoeren.paneel import Paneel
from bijeenkomsten.uitvoeren.verloop import GEWEEST, NU, OVERGESLAGEN, STRAKS, make_verloop

BEGIN = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def minuten(n):
    return timedelta(minutes=n)


def make_regels(*blokken):
    """``blokken``: minutes, or (minutes, fixed begin in minutes after the begin), or (minutes, "tegelijk")."""
    regels, moment = [], BEGIN
    for pk, blok in enumerate(blokken, 1):
        duur, hoe = blok if isinstance(blok, tuple) else (blok, None)
        tegelijk = hoe == "tegelijk"
        begin = regels[-1].begint_op if tegelijk and regels else moment
        if isinstance(hoe, int):
            begin = BEGIN + minuten(hoe)
        vast = time(12) if isinstance(hoe, int) else None
        o = SimpleNamespace(pk=pk, titel=f"blok {pk}", minuten=duur, tegelijk=tegelijk, begint_vast=vast)
        regels.append(SimpleNamespace(onderdeel=o, begint_op=begin, eindigt_op=begin + minuten(duur)))
        moment = max(moment, begin + minuten(duur))
    return regels


def tijd(begon=None, eindigde=None, extra=0):
    def op(n):
        return None if n is None else BEGIN + minuten(n)

    return SimpleNamespace(begon_op=op(begon), eindigde_op=op(eindigde), extra_minuten=extra)


def verloop(regels, tijden=None, *, huidig=None, nu=0, begonnen=None, klaar=None):
    tijden = tijden or {}
    if begonnen is None and huidig:
        begonnen = 0
    return make_verloop(
        regels, tijden, huidig=huidig, now=BEGIN + minuten(nu),
        begonnen_op=None if begonnen is None else BEGIN + minuten(begonnen),
        klaar_op=None if klaar is None else BEGIN + minuten(klaar),
    )  # fmt: skip


def begint(v):
    return [int((blok.begin - BEGIN).total_seconds() // 60) for blok in v.blokken]


def test_before_the_begin_everything_is_as_planned():
    v = verloop(make_regels(10, 20, 30))

    assert begint(v) == [0, 10, 30]
    assert (v.huidig, v.volgende[0].pk, v.vorige, v.rest) == ((), 1, (), 0)
    assert Paneel(v).verder["tekst"] == "Begin met blok 1"
    assert (Paneel(v).getal, Paneel(v).stand) == ("13.00", "Nog niet begonnen")


def test_five_minutes_more_shift_what_follows():
    v = verloop(make_regels(10, 20, 30), {1: tijd(0, extra=5)}, huidig=1, nu=4)

    assert begint(v) == [0, 15, 35]
    assert (v.rest, v.volgende[0].pk) == (11, 2)
    assert Paneel(v).woorden == "minuten over, tot 13.15 uur"
    assert (Paneel(v).meer, Paneel(v).minder) == (10, 0)


def test_a_block_with_a_fixed_begin_waits_for_its_clock_and_is_late_when_it_must():
    regels = make_regels(10, (30, 60))

    assert begint(verloop(regels, {1: tijd(0)}, huidig=1, nu=4)) == [0, 60]
    assert begint(verloop(regels, {1: tijd(0, extra=55)}, huidig=1, nu=4)) == [0, 65]


def test_over_its_time_what_follows_moves_with_the_clock():
    v = verloop(make_regels(10, 20), {1: tijd(0)}, huidig=1, nu=17)

    assert (v.rest, begint(v)) == (-7, [0, 17])
    assert (Paneel(v).getal, Paneel(v).woorden, Paneel(v).kleur) == ("7", "minuten langer dan gepland", "is-over")


def test_at_the_minute_itself_and_one_before():
    regels = make_regels(10)

    op_tijd = Paneel(verloop(regels, {1: tijd(0)}, huidig=1, nu=10))
    assert (op_tijd.getal, op_tijd.woorden) == ("0", "minuten over. De tijd is om")
    bijna = Paneel(verloop(regels, {1: tijd(0)}, huidig=1, nu=9))
    assert (bijna.getal, bijna.woorden, bijna.kleur) == ("1", "minuut over, tot 13.10 uur", "is-bijna")
    assert bijna.verder == {"soort": "klaar", "blok": "", "tekst": "Rond af"}


def test_what_runs_at_the_same_time_is_one_step_and_the_longest_counts():
    v = verloop(make_regels(10, (25, "tegelijk"), 20), {1: tijd(0)}, huidig=1, nu=5)

    assert ([b.pk for b in v.huidig], v.langste.pk, v.rest, begint(v)) == ([1, 2], 2, 20, [0, 0, 25])
    assert Paneel(v).titel == "blok 1 en blok 2"


def test_after_the_end_each_block_says_how_it_went():
    tijden = {1: tijd(0, 12), 3: tijd(12, 40)}
    v = verloop(make_regels(10, 20, 30), tijden, begonnen=0, klaar=40)

    assert [b.stand for b in v.blokken] == [GEWEEST, OVERGESLAGEN, GEWEEST]
    assert (v.volgende, v.vorige[0].pk, Paneel(v).verder) == ((), 3, None)
    assert Paneel(v).titel == "Jullie zijn klaar"


def test_the_block_of_now_was_taken_away():
    """Blocks 1 and 3 ran, 2 was skipped, what was going on is gone: 4 comes next, from now."""
    v = verloop(make_regels(10, 10, 10, 30), {1: tijd(0, 10), 3: tijd(10, 20)}, begonnen=0, nu=50)

    assert [b.stand for b in v.blokken] == [GEWEEST, OVERGESLAGEN, GEWEEST, STRAKS]
    assert (v.volgende[0].pk, v.vorige[0].pk, begint(v)[-1]) == (4, 3, 50)
    assert Paneel(v).titel == "Kies hoe jullie verdergaan"


def test_nothing_planned():
    v = verloop([])

    assert (v.huidig, v.volgende, v.vorige, v.eind, v.rest) == ((), (), (), None, 0)
    assert Paneel(v).verder is None


duren = st.integers(1, 240)
blok = st.one_of(duren, st.tuples(duren, st.integers(0, 900)), st.tuples(duren, st.just("tegelijk")))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(blok, min_size=1, max_size=8),
    st.integers(0, 7),
    st.integers(0, 600),
    st.integers(0, 600),
    st.integers(0, 235),
)
def test_always(blokken, welk, begon, bezig, extra):
    """Time only goes forward, nothing begins before what precedes it ends, and more minutes never make it earlier."""
    regels = make_regels(*blokken)
    los = [r.onderdeel.pk for r in regels if not r.onderdeel.tegelijk] or [1]
    huidig, nu = los[welk % len(los)], begon + bezig
    v = verloop(regels, {huidig: tijd(begon, extra=extra)}, huidig=huidig, nu=nu)
    later = verloop(regels, {huidig: tijd(begon, extra=extra + 5)}, huidig=huidig, nu=nu)

    assert {b.stand for b in v.huidig} == {NU}
    groepen = v.groepen[v.plek :]
    for eerst, dan in zip(groepen, groepen[1:], strict=False):
        assert dan[0].begin >= max(b.eind for b in eerst)
        assert dan[0].begin >= v.now
        assert not dan[0].onderdeel.begint_vast or dan[0].begin >= dan[0].gepland_begin
    assert all(b.eind - b.begin == b.duur for groep in groepen for b in groep)
    assert all(na.begin >= voor.begin for voor, na in zip(v.blokken, later.blokken, strict=True))
    assert later.eind >= v.eind
