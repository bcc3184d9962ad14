"""Two people at the same moment. Real threads, real transactions, so only on PostgreSQL."""

import pytest

from kern.errors import DomainError
from kern.tests.races import together
from netwerken.belangstelling import services
from netwerken.belangstelling.models import Belangstelling, Thema, Themavoorstel
from netwerken.belangstelling.tests.factories import ThemaFactory, make_groep
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WAARDEN = {"sector": "vo", "regio": "utrecht", "functie": "leraar", "waarom": "", "wil_trekken": True}


@pytest.fixture
def thema():
    return ThemaFactory(zichtbaar=True)


def test_two_begin_one_netwerk_at_once(thema):
    een, ander, *_ = (rij.persoon for rij in make_groep(thema, wil_trekken=True))
    services.tend_themas()
    voorstel = Themavoorstel.objects.get()

    uitkomsten = together(*(lambda p=p: services.begin_voorstel(voorstel, by=p) for p in (een, ander)))

    (fout,) = [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, DomainError)]
    assert "Iemand anders was je net voor" in str(fout)
    assert Themavoorstel.objects.get().trekker in {een, ander}


def test_same_person_twice_at_once(thema):
    persoon = PersoonFactory()

    together(*[lambda: services.join_thema(thema, persoon, **WAARDEN)] * 2)

    assert Belangstelling.objects.count() == 1


def test_last_two_make_one_voorstel(thema):
    make_groep(thema, 5)
    laatsten = [PersoonFactory(organisatie=OrganisatieFactory()) for _ in range(2)]

    together(*(lambda p=p: services.join_thema(thema, p, **WAARDEN) for p in laatsten))

    assert Themavoorstel.objects.get().mensen == 7


def test_merged_while_somebody_signs_up(thema):
    oud, persoon, academie = ThemaFactory(zichtbaar=True), PersoonFactory(), PersoonFactory()

    together(
        lambda: services.merge_themas(oud, thema, by=academie), lambda: services.join_thema(oud, persoon, **WAARDEN)
    )

    assert Belangstelling.objects.get().thema == thema


def test_merged_into_each_other_at_once():
    een, ander, academie = ThemaFactory(zichtbaar=True), ThemaFactory(zichtbaar=True), PersoonFactory()

    uitkomsten = together(
        lambda: services.merge_themas(een, ander, by=academie), lambda: services.merge_themas(ander, een, by=academie)
    )

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    assert Thema.objects.zichtbaar().count() == 1


def test_same_new_theme_at_once():
    een, ander = together(
        *(
            lambda p=p: services.find_or_propose("Rust in de klas", "vo", by=p)
            for p in (PersoonFactory(), PersoonFactory())
        )
    )

    assert een == ander
