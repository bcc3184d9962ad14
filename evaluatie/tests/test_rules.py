import pytest

from evaluatie.models import Meting
from evaluatie.tests.factories import make_meting
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db

ALLES = ("view_meting", "view_uitslag", "view_alleen_facilitator", "view_gemist", "send_now", "plan_ronde")


@pytest.fixture
def cast():
    meting = make_meting()
    netwerk = meting.netwerk
    return meting, {
        "buitenstaander": PersoonFactory(),
        "wachtend": DeelnameFactory(netwerk=netwerk, wachtend=True).persoon,
        "uitgestapt": DeelnameFactory(netwerk=netwerk, uitgestapt=True).persoon,
        "deelnemer": DeelnameFactory(netwerk=netwerk).persoon,
        "facilitator": DeelnameFactory(netwerk=netwerk, facilitator=True).persoon,
        "penvoerder": DeelnameFactory(netwerk=netwerk, penvoerder=True).persoon,
        "eigenaar": DeelnameFactory(netwerk=netwerk, eigenaar=True).persoon,
        "academie": PersoonFactory(academie=True),
        "beheer": PersoonFactory(beheer=True),
    }


MAG = {
    "buitenstaander": (),
    "wachtend": (),
    "uitgestapt": (),
    "deelnemer": ("view_meting", "view_uitslag"),
    "facilitator": ALLES,
    "penvoerder": ("view_meting", "view_uitslag"),
    "eigenaar": ("view_meting", "view_uitslag"),
    "academie": ("view_meting",),
    "beheer": (),
}


@pytest.mark.parametrize("rol", MAG)
def test_permissions(cast, rol):
    meting, personen = cast

    mag = tuple(perm for perm in ALLES if personen[rol].has_perm(f"evaluatie.{perm}", meting))

    assert mag == MAG[rol]


def test_visible_to_agrees_with_view_meting(cast):
    meting, personen = cast

    for rol, persoon in personen.items():
        zichtbaar = Meting.objects.visible_to(persoon).filter(pk=meting.pk).exists()
        assert zichtbaar == persoon.has_perm("evaluatie.view_meting", Meting.objects.get(pk=meting.pk)), rol
