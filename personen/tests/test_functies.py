import pytest
from hypothesis import given
from hypothesis import strategies as st

from personen.functies import is_leidinggevende


@pytest.mark.parametrize(
    "functie",
    [
        "Rector", "conrector", "(con)rector", "Directeur-bestuurder", "schoolleider", "TEAMLEIDER onderbouw",
        "Bestuurder", "afdelingsleider havo/vwo", "locatieleider", "adjunct-directeur",
        "Voorzitter College van Bestuur", "docent Nederlands en teamleider", "waarnemend rector",
        "Teamleider, bovenbouw", "bouwcoördinator",
        "Locatiedirecteur a.i.", "  rector  ",
    ],
)  # fmt: skip
def test_titles_of_who_leads(functie):
    assert is_leidinggevende(functie) is True


@pytest.mark.parametrize(
    "functie",
    [
        "", "docent", "intern begeleider", "Directiesecretaresse", "assistent van de rector", "oud-rector", "decaan",
        "adviseur schoolleiders", "secretaris College van Bestuur", "aspirant-schoolleider", "rectoraat", "Correctrice",
        "lid raad van toezicht", "managementassistente",
    ],
)  # fmt: skip
def test_everything_else_is_for_a_person_to_judge(functie):
    assert is_leidinggevende(functie) is None


@given(st.text(max_size=120))
def test_it_never_says_no(functie):
    assert is_leidinggevende(functie) in (True, None)
