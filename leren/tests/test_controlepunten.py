"""What this room counts for the list of the gids: of who takes part now, whatever somebody wants to learn."""

import pytest

from fasen.gids.meters import find_meter
from fasen.inhoud import FASEN
from fasen.kompas.getallen import lees_getallen
from fasen.kompas.signaal import Peiling
from fasen.tests.gevallen import maak_netwerk
from kern.tijd import nu
from leren.models import Leervraagversie
from leren.tests.factories import LeervraagFactory
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def meet(netwerk, code):
    return find_meter(code).meet(Peiling([netwerk], nu()), FASEN[1])[netwerk.pk]


def schrijf(netwerk, aantal, scherp=0):
    for n, deelname in enumerate(netwerk.deelnames.filter(rol="deelnemer").order_by("pk")[:aantal]):
        leervraag = LeervraagFactory(netwerk=netwerk, persoon=deelname.persoon)
        if n < scherp:
            soort = "resultaat" if n % 2 else "aangescherpt"
            Leervraagversie.objects.create(leervraag=leervraag, nummer=2, soort=soort, tekst="Hoe dan?")


@pytest.mark.parametrize(
    ("aantal", "is_klaar", "wie"),
    [(0, False, "geen van de 3 deelnemers"), (2, False, "2 van de 3 deelnemers"), (3, True, "alle 3 deelnemers")],
)
def test_everybody_has_a_leervraag(aantal, is_klaar, wie):
    netwerk = maak_netwerk(3)
    schrijf(netwerk, aantal)
    weg = DeelnameFactory(netwerk=netwerk, uitgestapt=True).persoon
    LeervraagFactory(netwerk=netwerk, persoon=weg)  # who left does not count
    LeervraagFactory(persoon=netwerk.deelnames.first().persoon)  # nor what somebody learns elsewhere

    meting = meet(netwerk, "leren.leervragen")
    assert (meting.is_klaar, meting.zin) == (is_klaar, f"Een leervraag is er van {wie}.")


@pytest.mark.parametrize(("scherp", "is_klaar"), [(0, False), (2, False), (3, True), (4, True)])
def test_most_are_sharpened(scherp, is_klaar):
    netwerk = maak_netwerk(4)
    schrijf(netwerk, 4, scherp)

    assert meet(netwerk, "leren.scherp").is_klaar == is_klaar


def test_nobody_there_nothing_done():
    netwerk = maak_netwerk()
    assert not meet(netwerk, "leren.leervragen").is_klaar
    assert not meet(netwerk, "leren.scherp").is_klaar


def test_only_who_guides_sees_it():
    assert all(find_meter(code).begeleiders for code in ("leren.leervragen", "leren.scherp"))


def test_how_many_are_about_a_competentie():
    netwerk = maak_netwerk(3)
    schrijf(netwerk, 2)
    netwerk.leervragen.filter(pk=netwerk.leervragen.first().pk).update(competentie="cvo-1")
    weg = DeelnameFactory(netwerk=netwerk, uitgestapt=True).persoon
    LeervraagFactory(netwerk=netwerk, persoon=weg, competentie="cvo-2")

    getallen = Peiling([netwerk], nu()).feiten(lees_getallen)[netwerk.pk]
    assert (getallen.leervragen_met_competentie, getallen.leervragen) == (1, 2)
