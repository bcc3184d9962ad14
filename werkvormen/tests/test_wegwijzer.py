import pytest

from werkvormen.models import Werkvorm
from werkvormen.tests.factories import WerkvormFactory
from werkvormen.wegwijzer import find_verwijzingen

pytestmark = pytest.mark.django_db


def make(code, **kaart):
    werkvorm = WerkvormFactory(status="gepubliceerd", kaart=kaart)
    Werkvorm.objects.filter(pk=werkvorm.pk).update(code=code)
    return werkvorm


def test_every_kaart_is_there_once_with_all_its_fasen():
    Werkvorm.objects.all().delete()
    werkvorm = make("WV-90", naam="Worldcafé", fasen=["verdieping", "inbedding"], helpt_bij=["VK-03"])
    WerkvormFactory(status="gepubliceerd")  # somebody's own: no code, so not in the guide

    [verwijzing] = find_verwijzingen()

    assert (verwijzing.naam, verwijzing.code, verwijzing.helpt_bij) == ("Worldcafé", "WV-90", ("VK-03",))
    assert set(verwijzing.fasen) == {"verdieping", "inbedding"}
    assert verwijzing.url == werkvorm.get_absolute_url()


def test_a_change_is_there_at_once():
    Werkvorm.objects.all().delete()
    werkvorm = make("WV-90", naam="Worldcafé")
    assert [v.naam for v in find_verwijzingen()] == ["Worldcafé"]

    Werkvorm.objects.filter(pk=werkvorm.pk).update(naam="Wereldcafé")
    assert [v.naam for v in find_verwijzingen()] == ["Wereldcafé"]
