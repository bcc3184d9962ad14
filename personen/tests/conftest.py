import pytest
from allauth.account.models import EmailAddress

from personen.tests.factories import PersoonFactory


@pytest.fixture
def verified(db):
    """``verified(**fields)``: somebody whose address is confirmed, as signing in does."""

    def make(**fields):
        persoon = PersoonFactory(**fields)
        EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
        return persoon

    return make
