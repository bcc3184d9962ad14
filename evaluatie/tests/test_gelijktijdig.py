"""Answers that arrive at the same moment, in real transactions."""

import pytest

from evaluatie import services
from evaluatie.models import Meting
from evaluatie.services import AlIngevuldError
from evaluatie.tests.factories import make_bijeenkomst, make_keuzes, make_meting, make_teksten
from kern.errors import DomainError
from kern.models import Logregel
from kern.tests.races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def answer(meting, persoon, waarde, tekst=""):
    return lambda: services.answer(
        meting, persoon, keuzes=make_keuzes(waarde), teksten=make_teksten(tekst), now=meting.opent_op
    )


def test_concurrent_answers_count_exactly():
    meting = make_meting(aanwezig=12)
    personen = [genodigde.persoon for genodigde in meting.genodigden.select_related("persoon")]

    results = together(*(answer(meting, p, i % 5 + 1, f"tekst {i}") for i, p in enumerate(personen)))

    assert results == [None] * 12
    assert meting.genodigden.filter(ingevuld=True).count() == 12
    assert sum(meting.tellers.values_list("aantal", flat=True)) == 12 * 8
    assert sorted(meting.open_antwoorden.values_list("tekst", flat=True)) == sorted(f"tekst {i}" for i in range(12))


def test_double_tap_counts_once():
    meting = make_meting(aanwezig=5)
    persoon = meting.genodigden.first().persoon

    results = together(answer(meting, persoon, 4, "een"), answer(meting, persoon, 4, "een"))

    assert sorted(type(result) for result in results if result) == [AlIngevuldError]
    assert sum(meting.tellers.values_list("aantal", flat=True)) == 8
    assert meting.open_antwoorden.count() == 1


def test_answer_and_switch_of_one_person():
    meting = make_meting(aanwezig=6)
    persoon = meting.genodigden.first().persoon

    together(answer(meting, persoon, 4), lambda: services.switch_soort(meting, persoon, "afwezig", now=meting.opent_op))

    genodigde = meting.genodigden.get(persoon=persoon)
    totaal = sum(meting.tellers.values_list("aantal", flat=True))
    assert (genodigde.soort, genodigde.ingevuld, totaal) in {("aanwezig", True, 8), ("afwezig", False, 0)}


def test_closing_while_somebody_answers():
    meting = make_meting(aanwezig=6)
    personen = [genodigde.persoon for genodigde in meting.genodigden.select_related("persoon")]
    for persoon in personen[:5]:
        answer(meting, persoon, 4)()

    results = together(
        answer(meting, personen[5], 4), lambda: services.close_meting(meting, now=meting.sluit_op).ingevuld
    )

    gesloten = Meting.objects.get(pk=meting.pk)
    geteld = sum(gesloten.tellers.filter(vraag="ev1-1").values_list("aantal", flat=True))
    assert gesloten.ingevuld == geteld == results[1]
    assert (results[0] is None) == (geteld == 6)
    assert results[0] is None or isinstance(results[0], DomainError)


def test_opening_twice_at_once_makes_one_meting():
    bijeenkomst = make_bijeenkomst()

    results = together(*[lambda: services.open_meting(bijeenkomst).pk] * 3)

    assert len(set(results)) == 1
    assert Meting.objects.get().genodigden.count() == 6


def test_closing_twice_at_once_is_once():
    meting = make_meting()

    together(*[lambda: services.close_due(now=meting.sluit_op)] * 3)

    assert Logregel.objects.filter(actie="evaluatie.meting.closed").count() == 1
