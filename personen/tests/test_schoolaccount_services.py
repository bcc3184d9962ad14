import pytest

from personen.schoolaccount.services import find_organisatie
from personen.tests.factories import OrganisatieFactory

pytestmark = pytest.mark.django_db


def test_vestiging_before_school_and_nothing_without_a_brin():
    school = OrganisatieFactory(code="12AB", soort="school")
    vestiging = OrganisatieFactory(code="12AB03", soort="vestiging")

    assert find_organisatie("12AB03") == vestiging
    assert find_organisatie("12AB04") == school
    assert find_organisatie("12AC") is None
    assert find_organisatie("") is None
