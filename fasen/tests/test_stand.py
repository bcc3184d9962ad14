import pytest

from fasen.stand import count_stand, describe_stand
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import OrganisatieFactory


@pytest.mark.django_db
def test_count_stand_counts_people_and_schools():
    netwerk = NetwerkFactory()
    school = OrganisatieFactory()
    for _ in range(2):
        DeelnameFactory(netwerk=netwerk, persoon__organisatie=school)
    DeelnameFactory(netwerk=netwerk, wachtend=True)

    stand = count_stand(netwerk)

    assert (stand["deelnemers"], stand["scholen"]) == (2, 1)


@pytest.mark.parametrize(
    ("stand", "text"),
    [
        ({"deelnemers": 14, "scholen": 9}, ["14 deelnemers", "9 scholen"]),
        ({"deelnemers": 1, "scholen": 1}, ["1 deelnemer", "1 school"]),
        ({"deelnemers": 0, "oude_telling": 4}, []),
        ({}, []),
    ],
)
def test_describe_stand(stand, text):
    assert describe_stand(stand) == text
