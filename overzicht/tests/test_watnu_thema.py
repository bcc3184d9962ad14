"""The cards about themes: to begin a netwerk, and for the academie."""

import pytest

from netwerken.belangstelling import services
from netwerken.belangstelling.models import Themavoorstel
from netwerken.belangstelling.tests.factories import BelangstellingFactory, ThemaFactory, make_groep
from netwerken.tests.factories import DeelnameFactory
from overzicht.mijn import read_mijn
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def titels(persoon):
    return [kaart.titel for kaart in read_mijn(persoon)["kaarten"]]


@pytest.mark.parametrize("in_netwerk", [True, False])
def test_who_wants_to_guide_is_asked(in_netwerk):
    thema = ThemaFactory(zichtbaar=True, naam="rust")
    make_groep(thema, 5)
    wil = BelangstellingFactory(thema=thema, wil_trekken=True).persoon
    if in_netwerk:
        DeelnameFactory(persoon=wil, netwerk__status="afgerond")
    assert titels(wil) == []

    services.tend_themas()

    assert titels(wil) == ["Begin jij een netwerk over rust?"]
    services.begin_voorstel(Themavoorstel.objects.get(), by=wil)
    assert titels(wil) == ["Begin je netwerk over rust"]


def test_academie_is_asked():
    academie = PersoonFactory(academie=True)
    thema = ThemaFactory(zichtbaar=True)
    make_groep(thema)
    services.tend_themas()
    ThemaFactory()

    assert titels(academie) == ["1 netwerk kan beginnen", "1 thema wacht op je oordeel"]
    services.begin_voorstel(Themavoorstel.objects.get(), by=thema.belangstellingen.first().persoon)
    assert titels(academie) == ["1 thema wacht op je oordeel"]


def test_others_are_not_asked():
    ThemaFactory()

    assert titels(PersoonFactory()) == []
