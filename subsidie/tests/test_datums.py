from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from subsidie import datums as module
from subsidie.datums import Datum, datums, find_datums, list_codes

VAN, TOT = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(module, "_BRONNEN", {})


def make(pk, dag):
    return Datum(SimpleNamespace(pk=pk), date(2026, 11, dag), "Bel", "/bel/")


def test_the_first_day_first_whoever_says_it():
    datums("laat")(lambda rows, vanaf, tot: [make(1, 20), make(2, 3)])
    datums("vroeg")(lambda rows, vanaf, tot: [make(3, 10)] if (vanaf, tot) == (VAN, TOT) else [])

    assert list_codes() == ("laat", "vroeg")
    assert [datum.aanvraag.pk for datum in find_datums(None, VAN, TOT)] == [2, 3, 1]


def test_a_code_is_used_once():
    datums("een")(lambda rows, vanaf, tot: [])
    with pytest.raises(ImproperlyConfigured):
        datums("een")(lambda rows, vanaf, tot: [])
