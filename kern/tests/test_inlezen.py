"""A file from outside says what it says, or is refused."""

import json

import pytest

from kern.inlezen import DubbelVeldError, VreemdGetalError, read_json


def test_what_is_right_is_read():
    assert read_json('\ufeff{"a": [1, "é"]}'.encode()) == {"a": [1, "é"]}


@pytest.mark.parametrize(
    ("data", "fout"),
    [
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', DubbelVeldError),
        (b"[NaN]", VreemdGetalError),
        (b"[-Infinity]", VreemdGetalError),
        (b"\xff", UnicodeDecodeError),
        (b"{", json.JSONDecodeError),
        (b"[" * 100_000, RecursionError),
        (b"1" * 5000, ValueError),
    ],
)
def test_what_is_wrong_is_named(data, fout):
    with pytest.raises(fout):
        read_json(data)


def test_it_tells_which_field():
    with pytest.raises(DubbelVeldError) as gevonden:
        read_json(b'{"x": 1, "naam": 1, "naam": 2}')
    assert gevonden.value.naam == "naam"
