"""Two screens at the same moment, so only on PostgreSQL."""

import pytest

from kern.errors import EditConflict
from kern.tests.races import together
from leren.models import Leervraag
from leren.services import write_leervraag
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_first_versions_at_once():
    netwerk, persoon = NetwerkFactory(), PersoonFactory()
    vast = {"toelichting": "", "schooldoel": "", "soort": "aangescherpt", "versie": 0}

    uitkomsten = together(*(lambda t=t: write_leervraag(netwerk, persoon, tekst=t, **vast) for t in ("een", "twee")))

    assert sum(isinstance(uitkomst, EditConflict) for uitkomst in uitkomsten) == 1
    assert Leervraag.objects.get().versies.count() == 1
