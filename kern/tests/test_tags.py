from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template


def render(source, **context):
    return Template("{% load kern %}" + source).render(Context(context))


def test_icon_is_decoration():
    assert render('{% icon "klok" "icon-24" %}') == (
        '<svg class="icon icon-24" aria-hidden="true"><use href="/static/img/iconen.svg#i-klok"/></svg>'
    )


def test_icon_escapes_its_name():
    assert "<script>" not in render("{% icon naam %}", naam='"><script>')


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ d|dag }}", "maandag 2 maart 2020"),
        ("{{ d|dag_kort }}", "2 mrt"),
        ("{{ d|maand_jaar }}", "maart 2020"),
        ("{{ d|klok }}", "14.30"),
        ("{{ leeg|dag }}{{ leeg|dag_kort }}{{ leeg|maand_jaar }}{{ leeg|klok }}", ""),
        ("{% tijdvak d d %}", "14.30 tot 14.30 uur"),
        ('{{ 1|meervoud:"deelnemer,deelnemers" }}', "1 deelnemer"),
        ('{{ 0|meervoud:"deelnemer,deelnemers" }}', "0 deelnemers"),
        ("{{ 3.44|getal }}", "3,4"),
        ("{{ 3|getal:2 }}", "3,00"),
    ],
)
def test_filters(source, text):
    assert render(source, d=datetime(2020, 3, 2, 13, 30, tzinfo=UTC), leeg=None) == text


def test_dag_of_a_date():
    assert render("{{ d|dag }}", d=date(2020, 3, 2)) == "maandag 2 maart 2020"


@pytest.mark.parametrize(
    ("naam", "letters"),
    [
        ("Noor van der Eijsink", "NE"),
        ("Noor", "N"),
        ("piet van den berg", "PB"),
        ("", ""),
        ("Ömer Çelik", "ÖÇ"),
        ("<b>Jan</b> O'Neill", "O"),
    ],
)
def test_voorletters(naam, letters):
    assert render("{{ naam|voorletters }}", naam=naam) == letters


def test_tint_is_fixed_per_person_and_one_of_four():
    tints = [render("{{ p|tint }}", p=SimpleNamespace(pk=pk)) for pk in (1, 2, 3, 4, 5, None)]

    assert tints == ["t2", "t3", "t4", "t1", "t2", "t1"]
