"""What people type for money and hours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidie.begroting.bedragen import (
    HOOGST,
    MEESTE_UREN,
    Bedragfout,
    parse_bedrag,
    parse_uren,
    show_bedrag,
    show_invoer,
    show_uren,
)


@pytest.mark.parametrize(
    ("tekst", "centen"),
    [
        ("1.000,50", 100050), ("1000,5", 100050), ("€ 1.000", 100000), ("€1.000,-", 100000), (" 12 ", 1200),
        ("0", 0), ("007", 700), ("0,05", 5), ("€\u00a01.234.567,89", 123456789), ("10.000.000", HOOGST),
        ("12,--", 1200),
    ],
)  # fmt: skip
def test_what_is_an_amount(tekst, centen):
    assert parse_bedrag(tekst) == centen


@pytest.mark.parametrize(
    ("tekst", "zegt"),
    [
        ("", "Vul een bedrag in"),
        ("€", "Vul een bedrag in"),
        ("-5", "onder nul"),
        ("−5", "onder nul"),  # noqa: RUF001
        ("€ -5", "onder nul"),
        ("1,000.50", "punt tussen duizendtallen"),
        ("1,000", "met een punt"),
        ("1,0000", "hooguit twee cijfers"),
        ("10.50", "centen met een komma"),
        ("1.00.000", "centen met een komma"),
        ("12.", "centen met een komma"),
        ("duizend", "alleen cijfers"),
        ("1e5", "alleen cijfers"),
        (",50", "alleen cijfers"),
        ("١٢", "alleen cijfers"),
        ("5,", "centen als cijfers"),
        ("5,x", "centen als cijfers"),
        ("10.000.000,01", "10 miljoen"),
        ("9" * 5000, "10 miljoen"),
    ],
)
def test_what_is_no_amount_says_what_is(tekst, zegt):
    with pytest.raises(Bedragfout, match=zegt):
        parse_bedrag(tekst)


@pytest.mark.parametrize(
    ("tekst", "kwartieren"), [("12", 48), ("12,5", 50), ("0,25", 1), ("1.000,75", 4003), ("3,0", 12)]
)
def test_what_is_hours(tekst, kwartieren):
    assert parse_uren(tekst) == kwartieren


@pytest.mark.parametrize(
    ("tekst", "zegt"),
    [
        ("", "Vul uren in"), ("-1", "onder nul"), ("veel", "als een getal"), ("12.5", "als een getal"),
        ("1,3", "kwartier"), ("1,", "kwartier"), ("10.001", "10.000 uren"), ("10000,25", "10.000 uren"),
        ("9" * 5000, "10.000 uren"),
    ],
)  # fmt: skip
def test_what_is_no_hours(tekst, zegt):
    with pytest.raises(Bedragfout, match=zegt):
        parse_uren(tekst)


def test_how_an_amount_is_written():
    assert show_bedrag(100050) == "€\u00a01.000,50"
    assert show_bedrag(-100) == "−\u00a0€\u00a01"  # noqa: RUF001
    assert show_uren(50) == "12,5"


@given(st.integers(0, HOOGST))
def test_what_is_shown_is_read_back(centen):
    assert parse_bedrag(show_invoer(centen)) == parse_bedrag(show_bedrag(centen)) == centen


@given(st.integers(0, MEESTE_UREN * 4))
def test_hours_are_read_back(kwartieren):
    assert parse_uren(show_uren(kwartieren)) == kwartieren


@given(st.text(max_size=40))
def test_whatever_is_typed_is_an_amount_or_told_about(tekst):
    for parse in (parse_bedrag, parse_uren):
        try:
            gelezen = parse(tekst)
        except Bedragfout as fout:
            gelezen = len(str(fout))
        assert type(gelezen) is int
        assert gelezen >= 0
