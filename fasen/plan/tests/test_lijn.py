"""The drawing of a plan: everything lies inside it, in the order of time, and says what it has room for."""

from datetime import date

from fasen.inhoud import FASEN
from fasen.plan.lijn import Verblijf, draw
from fasen.plan.rekenen import Deel, propose

BEGIN, EIND, VANDAAG = date(2026, 9, 15), date(2027, 8, 20), date(2027, 1, 20)
PLAN = propose(BEGIN, EIND, [], 8)
ECHT = [
    Verblijf(FASEN[0], BEGIN, date(2026, 11, 3)),
    Verblijf(FASEN[1], date(2026, 11, 3), date(2026, 11, 4)),
    Verblijf(FASEN[0], date(2026, 11, 4), None),
]
KEREN = [(date(2026, 9, 30), True), (date(2027, 3, 2), False)]


def teken(delen=PLAN, verblijven=ECHT, keren=KEREN, vandaag=VANDAAG, begin=BEGIN, eind=EIND):
    return draw(delen, verblijven, keren, begin=begin, eind=eind, vandaag=vandaag)


def test_wide_and_narrow_hold_the_same_and_stay_inside():
    for tekening in teken():
        assert [b.nummer for b in tekening.plan] == [1, 2, 3, 4, 5]
        assert [b.nummer for b in tekening.echt] == [1, 2, 1]
        assert [s.is_geweest for s in tekening.stippen] == [True, False]
        for band in (*tekening.plan, *tekening.echt):
            assert float(band.x) > 0
            assert float(band.x) + float(band.breedte) <= tekening.breedte
        plaatsen = [float(b.x) for b in tekening.plan]
        assert plaatsen == sorted(plaatsen)
        assert 0 < float(tekening.vandaag) < tekening.breedte
    breed, smal = teken()
    assert breed.id != smal.id


def test_a_name_where_there_is_room_else_only_the_plant_else_nothing():
    breed, smal = teken()

    assert [b.naam for b in breed.plan] == [
        fase.naam if b.naam else "" for fase, b in zip(FASEN, breed.plan, strict=True)
    ]
    assert breed.plan[2].naam == "Verdieping"
    assert smal.plan[0].naam == ""
    assert smal.plan[0].icoon_x
    assert (breed.echt[1].naam, breed.echt[1].icoon_x) == ("", "")  # one day


def test_what_lies_outside_the_looptijd_stretches_the_line():
    later = teken(keren=[(date(2028, 1, 10), False)])[0]
    assert float(later.plan[-1].x) < float(teken()[0].plan[-1].x)
    assert teken(vandaag=date(2029, 1, 1), verblijven=ECHT[:2])[0].vandaag == ""
    assert teken(vandaag=date(2026, 1, 1), verblijven=[])[0].vandaag == ""


def test_months_are_named_as_often_as_fits():
    breed, smal = teken()
    assert [m.tekst for m in breed.maanden][:5] == ["sept 2026", "okt", "nov", "dec", "jan 2027"]
    assert [m.tekst for m in smal.maanden] == ["sept 2026", "dec", "mrt 2027", "juni"]
    jaren = teken(begin=date(2010, 1, 1), eind=date(2026, 12, 31))[1].maanden
    assert len(jaren) == 1
    assert len(teken(begin=date(2023, 1, 1), eind=date(2026, 12, 31))[1].maanden) <= 5


def test_nothing_planned_and_nothing_begun_is_a_line_of_months():
    tekening = teken(delen=[Deel(fase) for fase in FASEN], verblijven=[], keren=[])[0]
    assert (tekening.plan, tekening.echt, tekening.stippen) == ((), (), ())
    assert len(tekening.maanden) == 12
