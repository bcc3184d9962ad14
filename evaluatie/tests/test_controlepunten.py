"""What this room counts for the list of the gids: only what the group may read."""

import pytest

from evaluatie.tests.gevallen import maak_metingen
from fasen.gids.meters import find_meter
from fasen.inhoud import FASEN
from fasen.kompas.signaal import Peiling
from fasen.tests.gevallen import maak_netwerk
from kern.tijd import nu

pytestmark = pytest.mark.django_db
GEEN = "Er is nog geen evaluatie met genoeg antwoorden."


@pytest.mark.parametrize(
    ("ingevuld", "is_klaar", "zin"),
    [
        ([None], False, GEEN),
        ([4], False, GEEN),
        ([5], True, "1 evaluatie is klaar om te lezen."),
        ([8, 3, 6], True, "2 evaluaties zijn klaar om te lezen."),
    ],
)
def test_first_evaluation(ingevuld, is_klaar, zin):
    netwerk = maak_metingen(ingevuld)

    meting = find_meter("evaluatie.eerste").meet(Peiling([netwerk], nu()), FASEN[2])[netwerk.pk]

    assert (meting.is_klaar, meting.zin) == (is_klaar, zin)


def test_an_open_one_is_not_there_yet():
    netwerk = maak_metingen([8])
    netwerk.metingen.update(status="open", ingevuld=None, genodigd=None)
    ander = maak_netwerk()

    metingen = find_meter("evaluatie.eerste").meet(Peiling([netwerk, ander], nu()), FASEN[2])

    assert {meting.zin for meting in metingen.values()} == {GEEN}
