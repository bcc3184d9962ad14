"""Every signaal with a netwerk of which it says goed, one of which it says aandacht and one of which it cannot know."""

import pytest

from bijeenkomsten.tests.gevallen_samen import GEVALLEN as VAN_BIJEENKOMSTEN
from evaluatie.tests import gevallen_rondes  # noqa: F401 - registers its cases
from evaluatie.tests.gevallen import GEVALLEN as VAN_EVALUATIE
from fasen.kompas.signaal import Peiling, Staat, find_signaal, get_signalen
from fasen.tests.gevallen_vooraf import GEVALLEN as VAN_FASEN
from kern.tijd import nu
from leren.tests.gevallen import GEVALLEN as VAN_LEREN

GEVALLEN = VAN_FASEN | VAN_BIJEENKOMSTEN | VAN_LEREN | VAN_EVALUATIE


def test_every_signaal_has_all_three():
    assert len(get_signalen()) >= 25
    assert set(GEVALLEN) == {(s.code, staat.value) for s in get_signalen() for staat in Staat}


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "staat"), sorted(GEVALLEN))
def test_signaal(code, staat):
    netwerk = GEVALLEN[code, staat]()
    netwerk, moment = netwerk if isinstance(netwerk, tuple) else (netwerk, nu())

    uitkomst = find_signaal(code).meet(Peiling([netwerk], moment))[netwerk.pk]

    assert uitkomst.staat == staat, uitkomst
    assert uitkomst.bewijs.endswith(".")
    assert len(uitkomst.bewijs) <= 200
    assert not uitkomst.wanneer or uitkomst.wanneer.endswith(".")
