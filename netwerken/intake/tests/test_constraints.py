"""What the database promises about intakes."""

import pytest
from django.db import IntegrityError, transaction

from kern.tijd import nu
from netwerken.intake.tests.factories import IntakeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "velden",
    [
        {"uitkomst": "past"},
        {"uitkomst": "onzin", "besloten_op": nu()},
        {"uitkomst": "verbreden", "besloten_op": nu()},
        {"bericht": "Zonder besluit"},
        {"besproken_op": "2027-01-01"},
    ],
)
def test_constraints_of_an_intake(velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeFactory(**velden)


@pytest.mark.parametrize("vraag", [0, 16])
def test_answer_is_to_a_known_question(vraag):
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeFactory().antwoorden.create(vraag=vraag)


def test_one_answer_per_question():
    intake = IntakeFactory(antwoorden={1: "Een"})

    with pytest.raises(IntegrityError), transaction.atomic():
        intake.antwoorden.create(vraag=1, tekst="Twee")
