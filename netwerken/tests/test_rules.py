import pytest
from django.contrib.auth.models import AnonymousUser

from netwerken.models import Netwerk
from netwerken.rules import is_deelnemer_of
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db

ROLLEN = ["deelnemer", "facilitator", "penvoerder", "eigenaar"]


def make_cast(netwerk):
    """Everybody who could knock at the door of this netwerk."""
    cast = {rol: DeelnameFactory(netwerk=netwerk, rol=rol).persoon for rol in ROLLEN}
    cast |= {
        "pauze": DeelnameFactory(netwerk=netwerk, status="pauze").persoon,
        "aangemeld": DeelnameFactory(netwerk=netwerk, aangemeld=True).persoon,
        "intake": DeelnameFactory(netwerk=netwerk, status="intake", begonnen_op=None).persoon,
        "wachtlijst": DeelnameFactory(netwerk=netwerk, wachtend=True).persoon,
        "uitgestapt": DeelnameFactory(netwerk=netwerk, uitgestapt=True).persoon,
        "ex_facilitator": DeelnameFactory(netwerk=netwerk, facilitator=True, uitgestapt=True).persoon,
        "afgewezen": DeelnameFactory(netwerk=netwerk, status="afgewezen", begonnen_op=None).persoon,
        "lid_elders": DeelnameFactory(facilitator=True).persoon,
        "buitenstaander": PersoonFactory(),
        "academie": PersoonFactory(academie=True),
        "beheer": PersoonFactory(beheer=True),
        "gesloten_account": DeelnameFactory(netwerk=netwerk, facilitator=True, persoon__is_active=False).persoon,
        "anoniem": AnonymousUser(),
    }
    return cast


LEDEN = {*ROLLEN, "pauze"}
BETROKKEN = LEDEN | {"aangemeld", "intake", "wachtlijst"}
BEGELEIDERS = {"facilitator", "penvoerder"}
POLICY = {
    "netwerken.view_netwerk": BETROKKEN | {"academie", "beheer"},
    "netwerken.view_binnenkant": LEDEN,
    "netwerken.change_netwerk": BEGELEIDERS | {"eigenaar"},
    "netwerken.manage_deelnames": BEGELEIDERS,
    "netwerken.manage_berichten": BEGELEIDERS,
    "netwerken.view_reden_einde": {"facilitator"},
    "netwerken.export_deelnames": {"facilitator"},
}


@pytest.mark.parametrize("perm", POLICY)
def test_policy_of_a_private_netwerk(perm):
    netwerk = NetwerkFactory()
    cast = make_cast(netwerk)

    mogen = {naam for naam, user in cast.items() if user.has_perm(perm, Netwerk.objects.get(pk=netwerk.pk))}

    assert mogen == POLICY[perm]


@pytest.mark.parametrize("perm", [perm for perm in POLICY if perm != "netwerken.view_netwerk"])
def test_public_gives_outsiders_nothing_but_the_page(perm):
    netwerk = NetwerkFactory(openbaar=True)
    cast = make_cast(netwerk)

    assert {naam for naam, user in cast.items() if user.has_perm(perm, netwerk)} == POLICY[perm]


@pytest.mark.parametrize("openbaar", [True, False])
def test_visible_to_agrees_with_has_perm(openbaar):
    netwerk = NetwerkFactory(is_openbaar=openbaar)
    cast = make_cast(netwerk)
    cast.pop("gesloten_account")  # cannot sign in at all

    for naam, user in cast.items():
        zichtbaar = Netwerk.objects.visible_to(user).filter(pk=netwerk.pk).exists()
        # An AnonymousUser has no permissions in Django; the public list is its whole right.
        mag = openbaar if naam == "anoniem" else user.has_perm("netwerken.view_netwerk", netwerk)
        assert zichtbaar == mag, naam


def test_everybody_with_an_account_may_start_a_netwerk(persoon):
    assert persoon.has_perm("netwerken.create_netwerk")


def test_no_object_no_permission(persoon):
    assert not persoon.has_perm("netwerken.view_binnenkant", None)


def test_anything_with_a_netwerk_is_judged_by_it():
    deelname = DeelnameFactory(facilitator=True)

    assert deelname.persoon.has_perm("netwerken.manage_deelnames", deelname)


def test_is_deelnemer_of_is_for_higher_rooms():
    deelname = DeelnameFactory()

    assert is_deelnemer_of(deelname.persoon, deelname)
    assert not is_deelnemer_of(PersoonFactory(), deelname.netwerk)
