"""The criteria as they are now, in the list of the academie."""

import pytest
from django.urls import reverse

from kern.tijd import nu
from personen.tests.factories import PersoonFactory
from subsidie.beoordeling.levend import mark_criteria, with_ingezonden
from subsidie.beoordeling.tests.factories import make_aanvraag
from subsidie.besluit.tests.factories import make_klaar, make_ronde
from subsidie.models import Aanvraag
from subsidie.tests.factories import AanvraagFactory
from subsidie.toestand import NIET_VERTELD, Status

pytestmark = pytest.mark.django_db
LIJST = reverse("subsidie:academie_aanvragen")


def read():
    rows = list(with_ingezonden(Aanvraag.objects.with_ronde().order_by("pk")))
    mark_criteria(rows, nu())
    return [aanvraag.criteria_nu for aanvraag in rows]


def test_how_many_are_good_now_and_not_when_it_was_handed_in():
    make_aanvraag("ingediend")

    assert read() == ["1 aandacht, 2 onbekend"]


def test_nothing_once_it_is_told():
    """After a grant the netwerk is first to know what asks attention."""
    for status in Status.values:
        AanvraagFactory(binnen=status, ronde=make_ronde(), netwerk__gestart=True)
    gezien = {
        status for status, telling in zip(Status.values, read(), strict=True) if telling
    }  # fmt: skip

    assert gezien == set(NIET_VERTELD)


def test_never_what_the_netwerk_writes_in_the_meantime():
    aanvraag = make_klaar()
    voor = read()
    for status in ("aanvulling", "ingediend"):
        Aanvraag.objects.filter(pk=aanvraag.pk).update(
            status=status, antwoorden={"begroting.1.sprekers.bijdrage": 1, "begroting.1.sprekers.eigen": 99_000_00}
        )
        assert read() == voor


def test_one_netwerk_in_two_rounds_counts_for_each():
    een = make_klaar()
    make_klaar(make_ronde(), netwerk=een.netwerk)
    [eerste, tweede] = read()

    assert eerste == tweede


def test_the_list_shows_it(client):
    client.force_login(PersoonFactory(beoordelaar=True))
    make_aanvraag("ingediend")
    assert "Criteria nu: 1 aandacht, 2 onbekend" in client.get(LIJST).content.decode()
