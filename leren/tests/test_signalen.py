"""What the four signalen say besides the three cases of each (config/tests/test_kompas_signalen.py)."""

import pytest

from fasen.kompas.signaal import Peiling, find_signaal
from fasen.tests.gevallen import maak_netwerk, zet_route
from kern.tijd import nu
from leren.tests.gevallen import _met_intakes, maak_leervragen

pytestmark = pytest.mark.django_db
TE_VROEG = "In deze fase hoeft een leervraag nog niet scherp te zijn."


def _verdiept(aantal, scherp):
    return zet_route(maak_leervragen(aantal, scherp=scherp), "verdieping")


def meet(code, netwerk):
    return find_signaal(code).meet(Peiling([netwerk], nu()))[netwerk.pk]


@pytest.mark.parametrize(
    ("code", "maak", "bewijs"),
    [
        ("leren.vraag", maak_netwerk, "Nog niemand heeft de intake verstuurd en doet twee weken mee."),
        (
            "leren.vraag",
            lambda: _met_intakes(2, 0),
            "Pas 2 deelnemers met een intake doen twee weken of langer mee.",
        ),
        ("leren.vraag", lambda: _met_intakes(3, 0), "Alle 3 deelnemers met een intake hebben een leervraag."),
        ("leren.vraag", lambda: _met_intakes(3, 1), "Van de 4 deelnemers met een intake heeft er 1 geen leervraag."),
        ("leren.stil", maak_netwerk, "Er lopen geen leervragen."),
        ("leren.stil", lambda: maak_leervragen(1), "Er loopt één leervraag."),
        (
            "leren.stil",
            lambda: maak_leervragen(3),
            "Aan elk van de 3 leervragen is de laatste vier maanden geschreven.",
        ),
        ("leren.scherper", lambda: maak_leervragen(5), TE_VROEG),
        ("leren.scherper", lambda: zet_route(maak_leervragen(5), "verkenning"), TE_VROEG),
        ("leren.scherper", lambda: _verdiept(1, 0), "Er is één leervraag."),
        ("leren.scherper", lambda: _verdiept(3, 3), "Alle 3 leervragen zijn sinds het begin scherper gemaakt."),
        ("leren.scherper", lambda: _verdiept(3, 2), "Van de 3 leervragen is er 1 nog zoals bij het begin."),
        ("leren.resultaat", maak_netwerk, "Er zijn geen leervragen."),
        ("leren.resultaat", lambda: maak_leervragen(1), "Er is één leervraag."),
        ("leren.resultaat", lambda: maak_leervragen(3), "Van de 3 leervragen hebben er nog geen een antwoord."),
        ("leren.resultaat", lambda: maak_leervragen(3, klaar=1), "Van de 3 leervragen heeft er 1 een antwoord."),
    ],
)
def test_bewijs(code, maak, bewijs):
    assert meet(code, maak()).bewijs == bewijs


@pytest.mark.parametrize("aantal", [1, 3])
def test_all_four_in_two_queries(aantal, django_assert_num_queries):
    netwerken = [zet_route(maak_leervragen(3), "verdieping") for _ in range(aantal)]
    codes = ("leren.vraag", "leren.stil", "leren.scherper", "leren.resultaat")

    with django_assert_num_queries(1):  # all numbers of all rooms; the route is loaded
        peiling = Peiling(netwerken, nu())
        for code in codes:
            assert len(find_signaal(code).meet(peiling)) == aantal
