"""The pictures of the academie: nothing yet, and with a course over two half-years."""

from datetime import date

import pytest
from django.urls import reverse

from evaluatie.beelden import services
from evaluatie.beelden.tests.test_beelden import NU, make_rondes
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", ["page", "phone"])
def test_pictures_of_two_half_years(size, request, login, axe):
    page = request.getfixturevalue(size)
    login(page, PersoonFactory(academie=True))
    page.goto(reverse("evaluatie:beelden"))
    page.get_by_role("heading", name="Er is nog geen beeld").wait_for()
    axe(page)
    make_rondes(5, sluit=date(2025, 11, 3), waarde=3)
    make_rondes(6)
    make_rondes(5, soort="leervormen")
    services.make_due(now=NU)

    page.reload()

    page.get_by_role("heading", name="Barometer").first.wait_for()
    axe(page)
    page.get_by_role("heading", name="Nu niet te zien").wait_for()
