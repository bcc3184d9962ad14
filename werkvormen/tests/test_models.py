import pytest
from django.db import IntegrityError, transaction

from werkvormen.inhoud.soorten import KaartError, make_kaart
from werkvormen.models import Werkvorm
from werkvormen.services import write_kaart
from werkvormen.tests.factories import WerkvormFactory, make_data


@pytest.mark.django_db
def test_kaart_comes_back_as_it_went_in():
    kaart = make_kaart(make_data(slug="retour", doelen=["kennis", "ideeen"], verwant=["anders"]))

    werkvorm = write_kaart(Werkvorm(), kaart)

    assert Werkvorm.objects.get(pk=werkvorm.pk).kaart == kaart


@pytest.mark.django_db
def test_writing_again_replaces_the_kenmerken():
    werkvorm = WerkvormFactory(kaart={"fasen": ["verdieping", "inbedding"]})

    write_kaart(werkvorm, make_kaart(make_data(slug=werkvorm.slug, fasen=["inbedding", "verankering"])))

    assert Werkvorm.objects.get().kaart.fasen == ("inbedding", "verankering")
    assert list(Werkvorm.objects.with_kenmerk("fasen", ["verdieping"])) == []


@pytest.mark.django_db
def test_what_it_is_for_most_comes_first():
    werkvorm = WerkvormFactory(kaart={"doelen": ["casus", "richting"], "fasen": ["inbedding", "verkenning"]})
    assert werkvorm.kaart.doelen == ("casus", "richting")
    assert werkvorm.kaart.fasen == ("verkenning", "inbedding")

    write_kaart(werkvorm, make_kaart(make_data(slug=werkvorm.slug, doelen=["richting", "casus", "richting"])))

    assert Werkvorm.objects.get().kaart.doelen == ("richting", "casus")


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"naam": ""}, "naam"),
        ({"doel": "x" * 401}, "doel"),
        ({"samenvatting": 3}, "samenvatting"),
        ({"wanneer": "Als het stil \x00 is, dan zo"}, "wanneer"),
        ({"fasen": ["later"]}, "fasen"),
        ({"fasen": []}, "fasen"),
        ({"doelen": [["ideeen"]]}, "doelen"),
        ({"energie": "wild"}, "energie"),
        ({"duur": {"min": 50, "max": 40, "toelichting": ""}}, "duur"),
        ({"duur": {"min": 0, "max": 40, "toelichting": ""}}, "duur"),
        ({"duur": {"min": 20, "max": 40}}, "duur"),
        ({"groep": {"min": True, "max": 4, "toelichting": ""}}, "groep"),
        ({"stappen": []}, "stappen"),
        ({"stappen": [{"titel": "Te lang", "tekst": "Dit duurt te lang.", "minuten": 90}]}, "stappen"),
        ({"plek": ["online"]}, "online"),
        ({"slug": "Met hoofdletter"}, "slug"),
        ({"eigen_versie": "ja"}, "eigen_versie"),
        ({"bronnen": [{"auteur": "x", "titel": "yy", "link": "https://x.test"}]}, "bronnen"),
        ({"materiaal": "stiften"}, "materiaal"),
        ({"kleur": "groen"}, "kleur"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(velden, veld):
    with pytest.raises(KaartError) as error:
        make_kaart(make_data(**velden))

    assert error.value.veld == veld


def test_a_missing_field_is_named():
    data = make_data()
    del data["doel"]

    with pytest.raises(KaartError, match="doel"):
        make_kaart(data)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "velden",
    [{"duur_min": 50}, {"groep_max": 2}, {"status": "weg"}, {"code": "WV-01"}],
    ids=["duur", "groep", "status", "code"],
)
def test_constraints(velden):
    WerkvormFactory(kaart={"code": "WV-01"})
    werkvorm = WerkvormFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Werkvorm.objects.filter(pk=werkvorm.pk).update(**velden)
