"""The page of a group leads to everything around it, in one menu."""

import re

import pytest
from django.urls import reverse

from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = pytest.mark.django_db
PAGE = "/netwerken/samen/deelnemers/"
MENU = ("contract", "taken", "startdocument", "randvoorwaarden", "leave")


@pytest.mark.parametrize(
    ("rol", "leiding"),
    [("facilitator", "De leidinggevenden"), ("deelnemer", "Jij en je leidinggevende"), ("eigenaar", "")],
)
def test_what_there_is_around_the_group_is_in_one_menu(ingelogd, persoon, rol, leiding):
    netwerk = NetwerkFactory(slug="samen", openbaar=True)
    DeelnameFactory(netwerk=netwerk, persoon=persoon, rol=rol)

    html = ingelogd.get(PAGE).content.decode()

    menu = html.partition('<nav aria-label="Rond de groep">')[2].partition("</nav>")[0]
    verwacht = {reverse(f"netwerken:{naam}", args=["samen"]) for naam in MENU}
    verwacht |= {reverse("netwerken:leiding", args=["samen"])} if leiding else set()
    assert set(re.findall(r'href="([^"]+)"', menu)) == verwacht
    assert leiding in menu
    assert all(html.count(f'href="{url}"') == 1 for url in verwacht)
