import pytest
from django.db import IntegrityError, transaction

from fasen.gids import services
from fasen.gids.models import Vinkje
from fasen.gids.tests.factories import VinkjeFactory
from fasen.inhoud import find_fase
from kern.errors import DomainError
from kern.models import Logregel
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
FASE = find_fase("verkenning")
HAND, VANZELF = "kennen", "intake"


@pytest.fixture
def netwerk():
    return NetwerkFactory(gestart=True)


@pytest.fixture
def by():
    return PersoonFactory()


def tick(netwerk, by, code=HAND, soort="gedaan", zin=""):
    return services.tick(netwerk, FASE, code, soort=soort, zin=zin, by=by)


def test_tick_keeps_who_what_and_the_words(netwerk, by):
    vinkje = tick(netwerk, by, zin="  Met de\nspeeddate. ")

    assert (vinkje.door, vinkje.soort, vinkje.zin) == (by, "gedaan", "Met de speeddate.")
    assert vinkje.titel == "Jullie kennen elkaar verder dan de functie"
    regel = Logregel.objects.get(actie="fasen.gids.ticked")
    assert regel.feiten == {"fase": "verkenning", "code": HAND, "soort": "gedaan"}


def test_the_same_twice_is_once_and_a_second_tap_keeps_the_sentence_of_a_colleague(netwerk, by):
    eerste = tick(netwerk, PersoonFactory(), zin="Met de speeddate.")

    assert tick(netwerk, by) == eerste
    assert tick(netwerk, by, zin="Met de speeddate.") == eerste
    assert Vinkje.objects.count() == 1


def test_something_else_replaces_and_keeps_what_was_said(netwerk, by):
    eerste = tick(netwerk, by, zin="Met de speeddate.")
    tweede = tick(netwerk, by, zin="Met foto’s.")
    derde = tick(netwerk, by, soort="niet_nodig", zin="Wij kennen elkaar al jaren.")

    assert list(Vinkje.objects.geldig()) == [derde]
    assert {v.pk for v in Vinkje.objects.exclude(vervallen_op=None)} == {eerste.pk, tweede.pk}


def test_not_needed_wants_a_reason(netwerk, by):
    with pytest.raises(DomainError, match="waarom"):
        tick(netwerk, by, soort="niet_nodig", zin="   ")
    assert not Vinkje.objects.exists()


def test_what_ticks_itself_off_cannot_be_ticked_but_can_be_not_needed(netwerk, by):
    with pytest.raises(DomainError, match="vinkt zichzelf af"):
        tick(netwerk, by, code=VANZELF)
    assert not tick(netwerk, by, code=VANZELF, soort="niet_nodig", zin="Op papier.").is_gedaan


def test_a_long_sentence_and_an_unknown_point_are_refused(netwerk, by):
    with pytest.raises(DomainError, match="hooguit 300"):
        tick(netwerk, by, zin="a" * 301)
    with pytest.raises(DomainError, match="niet meer in de gids"):
        tick(netwerk, by, code="verzonnen")
    assert tick(netwerk, by, zin="a" * 300).zin == "a" * 300


def test_untick_gives_an_end_and_twice_is_once(netwerk, by):
    tick(netwerk, by)

    assert services.untick(netwerk, FASE, HAND, by=by) is True
    assert services.untick(netwerk, FASE, HAND, by=by) is False
    assert not Vinkje.objects.geldig().exists()
    assert Vinkje.objects.count() == 1
    assert Logregel.objects.filter(actie="fasen.gids.unticked").count() == 1


@pytest.mark.parametrize("status", ["afgerond", "zelfstandig", "gestopt"])
def test_after_the_end_nothing_changes(by, status):
    netwerk = NetwerkFactory(status=status, reden_afsluiting="Klaar.")
    VinkjeFactory(netwerk=netwerk)

    with pytest.raises(DomainError, match="afgelopen"):
        tick(netwerk, by)
    with pytest.raises(DomainError, match="afgelopen"):
        services.untick(netwerk, FASE, HAND, by=by)
    assert Vinkje.objects.geldig().count() == 1


@pytest.mark.parametrize(
    ("velden", "constraint"),
    [
        ({}, "vinkje_one_at_a_time|UNIQUE"),
        ({"code": "speelt", "fase": "zomer"}, "vinkje_known_fase"),
        ({"code": "speelt", "soort": "niet_nodig", "zin": ""}, "vinkje_niet_nodig_has_reason"),
        ({"code": "speelt", "soort": "misschien"}, "vinkje_niet_nodig_has_reason"),
    ],
)
def test_the_database_refuses(netwerk, velden, constraint):
    VinkjeFactory(netwerk=netwerk)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        VinkjeFactory(netwerk=netwerk, **velden)


def test_vinkje_knows_itself(netwerk):
    vinkje = VinkjeFactory(netwerk=netwerk)
    assert str(vinkje) == "Jullie kennen elkaar verder dan de functie: gedaan"
    assert not vinkje.is_oud
    assert VinkjeFactory(netwerk=netwerk, code="vroeger").is_oud


def test_visible_to_agrees_with_has_perm(netwerk):
    vinkje = VinkjeFactory(netwerk=netwerk)
    lid, buiten = DeelnameFactory(netwerk=netwerk).persoon, PersoonFactory()
    for user in (lid, buiten):
        assert Vinkje.objects.visible_to(user).filter(pk=vinkje.pk).exists() == user.has_perm(
            "fasen.view_fasen", vinkje
        )
    assert Vinkje.objects.visible_to(lid).count() == 1
