"""Several about the same places at the same moment."""

import pytest

from bijeenkomsten import services as bijeenkomsten
from bijeenkomsten.models import Beurt, Bijeenkomst
from bijeenkomsten.tests.cast import Cast
from bijeenkomsten.tests.factories import BijeenkomstFactory
from bijeenkomsten.voorbereiders import services
from bijeenkomsten.voorbereiders.tests.test_services import asked, prepares
from kern.errors import DomainError
from kern.tests.races import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    cast = Cast()
    cast.leden = [cast.deelnemer, *(cast.add() for _ in range(4))]
    cast.b = BijeenkomstFactory(netwerk=cast.netwerk)
    return cast


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_say_yes_to_the_last_place_at_once(race):
    een, twee, drie, vier, _ = race.leden
    services.ask_voorbereiders(race.b, {een.pk, twee.pk}, by=race.facilitator)
    race.b.voorbereiders.set([drie, vier])

    uitkomsten = together(*[lambda p=p: services.accept_beurt(race.b, p) for p in (een, twee)])

    assert [str(u) for u in uitkomsten if isinstance(u, DomainError)] == [services.VOL]
    assert race.b.voorbereiders.count() == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_pass_at_once_and_two_others_are_asked(race):
    een, twee, *_ = race.leden
    services.ask_voorbereiders(race.b, {een.pk, twee.pk}, by=race.facilitator)

    together(*[lambda p=p: services.pass_beurt(race.b, p) for p in (een, twee)])

    assert Beurt.objects.filter(gepast=True).count() == 2
    assert len(asked(race.b)) == 2
    assert not asked(race.b) & {een, twee}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_pass_while_the_facilitator_changes_who_prepares(race):
    """Whichever is first: the one who passes does not prepare, or the facilitator hears that somebody was first."""
    een, twee, *_ = race.leden
    race.b.voorbereiders.set([een])

    gepast, gekozen = together(
        lambda: services.pass_beurt(race.b, een),
        lambda: bijeenkomsten.update_bijeenkomst(
            race.b, {"voorbereiders": sorted([een.pk, twee.pk])}, by=race.facilitator, versie=1
        ),
    )

    assert not isinstance(gepast, DomainError)
    assert een not in prepares(race.b)
    assert isinstance(gekozen, DomainError) or twee in prepares(race.b)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_yes_while_the_facilitator_fills_the_places(race):
    een, twee, drie, vier, _ = race.leden
    services.ask_voorbereiders(race.b, {een.pk}, by=race.facilitator)

    ja, gekozen = together(
        lambda: services.accept_beurt(race.b, een),
        lambda: bijeenkomsten.update_bijeenkomst(
            race.b, {"voorbereiders": sorted([twee.pk, drie.pk, vier.pk])}, by=race.facilitator, versie=1
        ),
    )

    assert isinstance(ja, DomainError) != isinstance(gekozen, DomainError)
    assert prepares(race.b) == ({twee, drie, vier} if isinstance(ja, DomainError) else {een})


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_yes_twice_at_once(race):
    een, *_ = race.leden
    services.ask_voorbereiders(race.b, {een.pk}, by=race.facilitator)

    uitkomsten = together(*[lambda: services.accept_beurt(race.b, een)] * 2)

    assert not [u for u in uitkomsten if isinstance(u, DomainError)]
    assert Bijeenkomst.objects.get().wijzigingen.count() == 1
