"""Two people at the same moment. Real threads, real transactions, so only on PostgreSQL."""

import pytest

from berichten.models import Bericht
from kern.errors import DomainError
from kern.tests.races import together
from netwerken import services as netwerken
from netwerken.taken import services
from netwerken.taken.services import VerdelingConflict
from netwerken.taken.tests.conftest import ask

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_begin_at_once(cast):
    together(*[lambda: services.begin_taken(cast.netwerk, by=cast.facilitator)] * 2)

    assert cast.netwerk.taken.count() == 22


def test_two_take_the_last_free_task(cast, taken):
    uitkomsten = together(*(lambda p=p: services.take(taken["T-07"], p) for p in (cast.noor, cast.yusuf)))

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1


def test_two_facilitators_divide_at_once(cast, taken):
    pk = taken["T-07"].pk
    uitkomsten = together(
        lambda: services.divide(cast.netwerk, {pk: ("", str(cast.noor.pk))}, by=cast.facilitator),
        lambda: services.divide(cast.netwerk, {pk: ("", str(cast.yusuf.pk))}, by=cast.eigenaar),
    )

    assert sum(isinstance(uitkomst, VerdelingConflict) for uitkomst in uitkomsten) == 1
    assert Bericht.objects.filter(soort="netwerken.taak_vraag").count() == 1


def test_yes_while_the_question_goes_to_another(cast, taken):
    taak = ask(taken["T-07"], cast.noor, by=cast.facilitator)
    together(
        lambda: services.take(taak, cast.noor),
        lambda: services.divide(cast.netwerk, {taak.pk: (str(cast.noor.pk), str(cast.yusuf.pk))}, by=cast.facilitator),
    )

    taak.refresh_from_db()
    assert (taak.persoon, taak.gevraagd) in {(cast.noor, cast.yusuf), (None, cast.yusuf)}


def test_yes_while_leaving(cast, taken):
    taak = ask(taken["T-07"], cast.noor, by=cast.facilitator)
    together(lambda: services.take(taak, cast.noor), lambda: netwerken.leave(cast.netwerk, cast.noor))

    taak.refresh_from_db()
    assert (taak.persoon, taak.gevraagd, taak.reden) == (None, None, "vertrek")
