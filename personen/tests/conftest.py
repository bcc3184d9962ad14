import pytest
from allauth.account.models import EmailAddress

from personen.tests import duo
from personen.tests.factories import PersoonFactory


@pytest.fixture
def verified(db):
    """``verified(**fields)``: somebody whose address is confirmed, as signing in does."""

    def make(**fields):
        persoon = PersoonFactory(**fields)
        EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
        return persoon

    return make


@pytest.fixture
def map_(tmp_path):
    """A folder for files of DUO, with the import to read them."""
    return duo.Map(tmp_path)


@pytest.fixture
def whole(map_):
    """A board with two schools; one of them has two vestigingen."""
    map_.write("besturenvo.csv", duo.BESTUREN, [duo.bestuur()])
    map_.write("01.-hoofdvestigingen-vo.csv", duo.SCHOLEN, [duo.school(), duo.school("02CD", "'t Lyceum Één")])
    map_.write(
        "02.-alle-vestigingen-vo.csv",
        duo.VESTIGINGEN,
        [duo.vestiging(), duo.vestiging("01AB01", "De Proefschool Zuid")],
    )
    return map_
