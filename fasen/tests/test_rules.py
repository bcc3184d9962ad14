import pytest
from django.contrib.auth.models import AnonymousUser

from fasen.models import Fasestap, FaseVerloop
from fasen.tests.factories import FasestapFactory, FaseVerloopFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db

# who: (may see the route and its log, may move)
CAST = {
    "anoniem": (False, False),
    "buitenstaander": (False, False),
    "academie": (False, False),
    "beheer": (False, False),
    "wachtend": (False, False),
    "aangemeld": (False, False),
    "uitgestapt": (False, False),
    "deelnemer": (True, False),
    "facilitator": (True, True),
    "penvoerder": (True, True),
    "eigenaar": (True, True),
}


def make_user(who, netwerk):
    if who == "anoniem":
        return AnonymousUser()
    if who in {"buitenstaander", "academie", "beheer"}:
        return PersoonFactory(**({} if who == "buitenstaander" else {who: True}))
    traits = {} if who == "deelnemer" else {who: True}
    return DeelnameFactory(netwerk=netwerk, **traits).persoon


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("status", ["in_oprichting", "werving", "gestart", "afronden"])
def test_who_sees_and_moves_while_the_network_lives(who, status):
    netwerk = NetwerkFactory(status=status, is_openbaar=True)
    user = make_user(who, netwerk)

    if who != "anoniem":
        assert (user.has_perm("fasen.view_fasen", netwerk), user.has_perm("fasen.move_fase", netwerk)) == CAST[who]


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("status", ["afgerond", "zelfstandig", "gestopt"])
def test_nobody_moves_after_the_end(who, status):
    netwerk = NetwerkFactory(status=status, reden_afsluiting="Klaar.", is_openbaar=True)
    user = make_user(who, netwerk)

    if who != "anoniem":
        assert (user.has_perm("fasen.view_fasen", netwerk), user.has_perm("fasen.move_fase", netwerk)) == (
            CAST[who][0],
            False,
        )


@pytest.mark.parametrize("who", [who for who in CAST if who != "anoniem"])
def test_visible_to_agrees_with_has_perm(who):
    netwerk = NetwerkFactory(openbaar=True)
    verloop, stap = FaseVerloopFactory(netwerk=netwerk), FasestapFactory(netwerk=netwerk)
    user = make_user(who, netwerk)

    for obj in (verloop, stap):
        visible = type(obj).objects.visible_to(user).filter(pk=obj.pk).exists()
        assert visible == user.has_perm("fasen.view_fasen", obj) == CAST[who][0]
    assert FaseVerloop.objects.count() == Fasestap.objects.count() == 1
