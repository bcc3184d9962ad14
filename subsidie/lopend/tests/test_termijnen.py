"""What is paid in which part: half at the start, three tenths half-way, the rest after the account."""

import pytest

from kern.errors import DomainError
from kern.tijd import lokale_dag, nu
from subsidie.lopend import services
from subsidie.lopend.termijnen import read_betaalplan
from subsidie.lopend.tests.factories import make_staf, make_toegekend
from subsidie.models import Aanvraag, Afrekening, Besluit
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db
TOEGEKEND = 10_000_01


def make(*betaald, vast=None):
    """Granted, these parts paid; ``vast``: settled."""
    aanvraag = make_toegekend(bedrag=TOEGEKEND)
    for nummer in betaald:
        services.mark_paid(aanvraag, nummer, lokale_dag(nu()), by=make_staf())
    if vast is not None:
        services.keep_afrekening(aanvraag, vast)
        Aanvraag.objects.update(status=Status.VASTGESTELD)
        aanvraag.refresh_from_db()
    return aanvraag


def read(aanvraag):
    return read_betaalplan(aanvraag, Besluit.objects.get())


def bedragen(plan):
    return [termijn.bedrag for termijn in plan.termijnen]


def test_the_last_part_is_what_is_left_of_the_cents():
    plan = read(make(1))

    assert bedragen(plan) == [5_000_00, 3_000_00, 2_000_01]
    assert (plan.bedrag, plan.is_vast, plan.betaald, plan.terug) == (TOEGEKEND, False, 5_000_00, 0)
    assert not any(termijn.vervalt for termijn in plan.termijnen)


@pytest.mark.parametrize(
    ("vast", "betaald", "delen", "terug"),
    [
        (TOEGEKEND, [1, 2], [5_000_00, 3_000_00, 2_000_01], 0),
        (9_000_00, [1, 2], [5_000_00, 3_000_00, 1_000_00], 0),
        (8_000_00, [1, 2], [5_000_00, 3_000_00, 0], 0),
        (7_999_99, [1, 2], [5_000_00, 3_000_00, 0], 1),
        (6_000_00, [1], [5_000_00, 1_000_00, 0], 0),
        (6_000_00, [1, 3], [5_000_00, 0, 2_000_01], 1_000_01),
        (0, [1], [5_000_00, 0, 0], 5_000_00),
        (0, [], [0, 0, 0], 0),
    ],
)
def test_what_is_settled_lower_goes_off_what_is_not_paid_yet(vast, betaald, delen, terug):
    plan = read(make(*betaald, vast=vast))

    assert bedragen(plan) == delen
    assert (plan.bedrag, plan.is_vast, plan.terug) == (vast, True, terug)
    assert [termijn.vervalt for termijn in plan.termijnen] == [deel == 0 for deel in delen]


def test_what_is_left_of_a_part_is_what_is_paid():
    aanvraag = make(1, 2, vast=9_000_00)

    assert services.mark_paid(aanvraag, 3, lokale_dag(nu()), by=make_staf()).bedrag == 1_000_00
    assert read(aanvraag).betaald == 9_000_00


def test_a_part_of_which_nothing_is_left_cannot_be_paid():
    aanvraag = make(1, 2, vast=8_000_00)

    with pytest.raises(DomainError, match="niets over"):
        services.mark_paid(aanvraag, 3, lokale_dag(nu()), by=make_staf())


def test_there_is_one_and_it_reads_well():
    aanvraag = make(vast=1)
    assert str(Afrekening.objects.get()) == f"afrekening van aanvraag {aanvraag.pk}"
