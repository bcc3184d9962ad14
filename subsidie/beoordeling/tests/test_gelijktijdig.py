"""Two at the same moment, in real transactions: one of them is told, and nothing is half done."""

import pytest
from django.db import transaction

from kern.errors import DomainError
from kern.tests.races import together
from netwerken.models import Deelname
from netwerken.services.deelnames import activate
from netwerken.services.locks import lock_netwerk
from personen.tests.factories import PersoonFactory
from subsidie.aanvragen.services import take_step
from subsidie.beoordeling import services
from subsidie.beoordeling.tests.factories import UITLEG, judge, make_aanvraag, make_toewijzing
from subsidie.models import Advies, Toewijzing
from subsidie.spoor.services import find_break
from subsidie.toestand import Rol, Stap

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def refused(results):
    return [type(result) for result in results if isinstance(result, Exception)]


def test_two_of_staff_assign_at_once():
    aanvraag = make_aanvraag()
    staf, paren = PersoonFactory(academie=True), [PersoonFactory.create_batch(2, beoordelaar=True) for _ in range(2)]

    results = together(*(lambda paar=paar: services.assign(aanvraag, paar, by=staf) for paar in paren))

    assert refused(results) == [DomainError]
    assert aanvraag.toewijzingen.geldig().count() == 2
    assert find_break(aanvraag) is None


def test_filing_while_the_netwerk_withdraws():
    toewijzing = make_toewijzing()
    aanvraag = toewijzing.aanvraag
    judge(toewijzing)

    results = together(
        lambda: services.file_advies(toewijzing, "toekennen", UITLEG, by=toewijzing.persoon),
        lambda: take_step(aanvraag, Stap.INTREKKEN, Rol.INDIENER, by=PersoonFactory()),
    )

    aanvraag.refresh_from_db()
    assert aanvraag.status == "ingetrokken"
    assert refused(results) in ([], [DomainError])
    assert Advies.objects.count() == (not refused(results))
    assert find_break(aanvraag) is None


def test_the_last_two_file_at_once():
    aanvraag = make_aanvraag()
    beide = [make_toewijzing(aanvraag) for _ in range(2)]
    for toewijzing in beide:
        judge(toewijzing)

    results = together(
        *(lambda t=t: services.file_advies(t, "toekennen", UITLEG, by=t.persoon) for t in beide),
    )

    aanvraag.refresh_from_db()
    assert (refused(results), aanvraag.status) == ([], "advies_klaar")
    assert [regel.stap for regel in aanvraag.spoor.all()].count("adviseren") == 1


def test_assigning_while_somebody_joins_the_netwerk():
    aanvraag, persoon = make_aanvraag(), PersoonFactory(beoordelaar=True)
    staf = PersoonFactory(academie=True)

    def join():
        netwerk = lock_netwerk(aanvraag.netwerk)
        return activate(Deelname(netwerk=netwerk, persoon=persoon), by=staf, welkom=False)

    together(lambda: services.assign(aanvraag, [persoon], by=staf), transaction.atomic(join))

    assert not Toewijzing.objects.geldig().exists()
    assert find_break(aanvraag) is None


def test_filing_twice_is_once():
    toewijzing = make_toewijzing()
    judge(toewijzing)

    results = together(
        *[lambda: services.file_advies(toewijzing, "toekennen", UITLEG, by=toewijzing.persoon)] * 2,
    )

    assert refused(results) == [DomainError]
    assert Advies.objects.count() == 1
