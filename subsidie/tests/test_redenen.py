from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from kern.tijd import nu
from subsidie import redenen
from subsidie.redenen import Reden, list_codes, list_redenen, reden
from subsidie.toestand import Status


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(redenen, "_REDENEN", {})
    monkeypatch.setattr(redenen, "_NA_AFLOOP", set())


def make(*pks):
    return [SimpleNamespace(pk=pk, status=Status.LOPEND) for pk in pks]


def test_each_reason_in_the_order_of_registering():
    @reden("laat", "Te laat")
    def laat(aanvragen, moment):
        return {aanvraag.pk: f"Nummer {aanvraag.pk} is te laat." for aanvraag in aanvragen if aanvraag.pk != 3}

    @reden("hulp", "Wil bellen")
    def hulp(aanvragen, moment):
        return {2: "Ze vragen of je belt."}

    assert list_codes() == ("laat", "hulp")
    assert list_redenen(make(1, 2, 3), nu()) == {
        1: [Reden("laat", "Te laat", "Nummer 1 is te laat.")],
        2: [Reden("laat", "Te laat", "Nummer 2 is te laat."), Reden("hulp", "Wil bellen", "Ze vragen of je belt.")],
    }


def test_another_aanvraag_and_an_empty_sentence_are_no_reason():
    reden("vreemd", "Vreemd")(lambda aanvragen, moment: {9: "Van een ander.", 1: ""})
    assert list_redenen(make(1), nu()) == {}


def test_nobody_is_asked_about_nothing():
    reden("nooit", "Nooit")(lambda aanvragen, moment: pytest.fail("asked"))
    assert list_redenen([], nu()) == {}


def test_a_code_is_used_once():
    reden("een", "Een")(lambda aanvragen, moment: {})
    with pytest.raises(ImproperlyConfigured):
        reden("een", "Nog een")(lambda aanvragen, moment: {})


def test_what_is_settled_has_only_the_reasons_that_say_so():
    for code, na_afloop in (("laat", False), ("vervolg", True)):
        reden(code, code, na_afloop=na_afloop)(lambda aanvragen, moment: dict.fromkeys((1, 2), "Zo."))
    loopt, klaar = make(1, 2)
    klaar.status = Status.VASTGESTELD

    gevonden = list_redenen([loopt, klaar], nu())

    assert {pk: [rij.code for rij in rijen] for pk, rijen in gevonden.items()} == {
        1: ["laat", "vervolg"],
        2: ["vervolg"],
    }


def test_a_reason_of_the_year_is_not_asked_about_what_is_settled():
    reden("laat", "Laat")(lambda aanvragen, moment: pytest.fail("asked"))
    [klaar] = make(1)
    klaar.status = Status.VASTGESTELD
    assert list_redenen([klaar], nu()) == {}
