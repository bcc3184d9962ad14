"""What is always true of an aanvraag."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from netwerken.services import close_netwerk
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory
from subsidie.tests.factories import AanvraagFactory, AanvraagrondeFactory, InzendingFactory, RegelingversieFactory
from subsidie.toestand import NIET_VERTELD, Status

pytestmark = pytest.mark.django_db


def test_one_aanvraag_per_netwerk_and_ronde_unless_the_first_is_withdrawn():
    ronde, netwerk = AanvraagrondeFactory(), NetwerkFactory()
    eerste = AanvraagFactory(ronde=ronde, netwerk=netwerk)
    with pytest.raises(IntegrityError, match="aanvraag"), transaction.atomic():
        AanvraagFactory(ronde=ronde, netwerk=netwerk)

    type(eerste).objects.filter(pk=eerste.pk).update(status=Status.INGETROKKEN)

    assert AanvraagFactory(ronde=ronde, netwerk=netwerk).pk


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "zomaar"},
        {"status": "ingediend"},
        {"status": "toegekend", "ingediend_op": None},
        {"akkoord_versie": "1"},
    ],
)
def test_what_cannot_be(velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        AanvraagFactory(**velden)


def test_what_is_handed_in_and_a_regeling_never_change():
    for rij in (InzendingFactory(), RegelingversieFactory()):
        with pytest.raises(TypeError, match="never changes"):
            rij.save()


@pytest.mark.parametrize(("begin", "eind"), [(10, 10), (10, 9)])
def test_a_round_closes_after_it_opens(begin, eind):
    with pytest.raises(IntegrityError), transaction.atomic():
        AanvraagrondeFactory(
            opent_op=datetime(2026, 9, begin, tzinfo=UTC), sluit_op=datetime(2026, 9, eind, tzinfo=UTC)
        )


@pytest.mark.parametrize("status", Status)
def test_a_netwerk_that_stops_withdraws_what_is_not_decided(status):
    netwerk = NetwerkFactory(gestart=True)
    aanvraag = AanvraagFactory(netwerk=netwerk, binnen=status)

    close_netwerk(netwerk, "gestopt", reden="Het kan niet meer.", by=PersoonFactory())

    aanvraag.refresh_from_db()
    weg = status in {Status.CONCEPT, *NIET_VERTELD}
    assert aanvraag.status == (Status.INGETROKKEN if weg else status)
    assert aanvraag.spoor.count() == weg
