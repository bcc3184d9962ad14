"""The decision table: what can be done in which status of a netwerk, also while it pauses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fasen.kompas.models import Kompasstand
from fasen.kompas.services import store_standen
from kern.errors import DomainError
from netwerken.adressen import Adres
from netwerken.einde.access import find_vroeger
from netwerken.models import Netwerk
from netwerken.services import invite, sign_up
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from overzicht.lijst import make_rij
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db

DADEN = ("aanmelden", "uitnodigen", "plannen", "contract", "kompas", "pauzeren", "afronden", "stoppen", "terugkijken")
#                aan uit pla con kom pau afr sto ter
TABEL = {
    "idee":         "-   x   x   x   -   -   -   x   -",
    "in_oprichting": "-   x   x   x   x   -   -   x   -",
    "werving":      "x   x   x   x   x   x   -   x   -",
    "gestart":      "x   x   x   x   x   x   x   x   -",
    "afronden":     "-   x   x   x   x   x   x   x   -",
    "pauze":        "-   x   x   x   -   x   x   x   -",
    "afgerond":     "-   -   -   -   -   -   -   -   x",
    "zelfstandig":  "-   -   -   -   -   -   -   -   x",
    "gestopt":      "-   -   -   -   -   -   -   -   x",
}  # fmt: skip


def make(toestand):
    velden = {"status": toestand, "reden_afsluiting": "Op."}
    if toestand == "pauze":
        tot = timezone.localdate() + timedelta(days=20)
        velden = {"status": "gestart", "gepauzeerd_tot": tot, "reden_pauze": "Fusie."}
    return NetwerkFactory(is_openbaar=True, **velden)


def works(doe):
    try:
        doe()
    except DomainError:
        return False
    return True


def what_works(netwerk, facilitator):
    store_standen()
    return {
        "aanmelden": works(lambda: sign_up(netwerk, PersoonFactory())),
        "uitnodigen": works(
            lambda: invite(netwerk, [Adres("x", email="nieuw@school.test")], rol="deelnemer", by=facilitator)
        ),
        "plannen": facilitator.has_perm("bijeenkomsten.plan_bijeenkomst", netwerk),
        "contract": facilitator.has_perm("netwerken.write_contract", netwerk),
        "kompas": Kompasstand.objects.filter(netwerk=netwerk).exists(),
        "pauzeren": netwerk.kan_pauzeren,
        "afronden": netwerk.kan_eindigen("afgerond"),
        "stoppen": netwerk.kan_eindigen("gestopt"),
        "terugkijken": netwerk in find_vroeger(facilitator),
    }


@pytest.mark.parametrize("toestand", TABEL)
def test_what_can_be_done(toestand):
    netwerk = make(toestand)
    facilitator = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon

    kan = what_works(netwerk, facilitator)

    assert "".join("x" if kan[daad] else "-" for daad in DADEN) == TABEL[toestand].replace(" ", "")


def test_the_table_is_whole():
    assert set(TABEL) == {*Netwerk.Status.values, "pauze"}


@pytest.mark.parametrize(
    ("toestand", "zin"),
    [("pauze", "Pauzeert tot"), ("afgerond", "Afgerond"), ("gestopt", "Gestopt"), ("afronden", "Nu geen aanmelding")],
)
def test_the_public_list_says_why_one_cannot_join(toestand, zin):
    rij = make_rij(make(toestand), None)

    assert rij.plek.startswith(zin)
    assert not rij.is_vrij


@pytest.mark.parametrize("toestand", ["pauze", "afgerond", "zelfstandig", "gestopt"])
def test_the_form_to_join_is_closed_with_a_kind_word(client, toestand):
    netwerk = make(toestand)
    client.force_login(PersoonFactory())

    html = client.get(f"/netwerken/{netwerk.slug}/meedoen/").content.decode()

    assert "Bekijk andere netwerken" in html
    assert "<textarea" not in html
