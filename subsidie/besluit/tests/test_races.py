"""Two people at once, on PostgreSQL."""

import pytest

from kern.tests.races import together
from subsidie.besluit.services import sum_toegekend, tell
from subsidie.besluit.tests.factories import BIJDRAGE, besluit, make_beslisser, make_klaar, make_ronde
from subsidie.models import Besluit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_two_beslissers_decide_on_one_aanvraag():
    aanvraag, een, twee = make_klaar(), make_beslisser(), make_beslisser()

    uitkomsten = together(lambda: besluit(aanvraag, een), lambda: besluit(aanvraag, twee))

    assert sorted(isinstance(uitkomst, Besluit) for uitkomst in uitkomsten) == [False, True]
    assert aanvraag.besluiten.count() == 1


def test_the_last_money_of_a_round_goes_to_one():
    ronde, by = make_ronde(budget=BIJDRAGE), make_beslisser()
    een, twee = make_klaar(ronde), make_klaar(ronde)

    uitkomsten = together(lambda: besluit(een, by), lambda: besluit(twee, by))

    assert sorted(isinstance(uitkomst, Besluit) for uitkomst in uitkomsten) == [False, True]
    assert sum_toegekend(ronde) == BIJDRAGE


def test_two_who_tell_the_same_tell_it_once():
    aanvraag, by = make_klaar(), make_beslisser()
    rij = besluit(aanvraag, by)

    verteld = together(lambda: tell([rij], by=by), lambda: tell([rij], by=by))

    assert sorted(map(len, verteld)) == [0, 1]
    assert aanvraag.spoor.filter(stap="toekennen").count() == 1
