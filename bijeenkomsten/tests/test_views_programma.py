import pytest

from bijeenkomsten.models import Programmaonderdeel
from bijeenkomsten.tests.cast import text, url
from bijeenkomsten.tests.factories import (
    BijeenkomstFactory,
    ProgrammaonderdeelFactory,
)

pytestmark = pytest.mark.django_db


def test_programme_page_warns_and_offers_the_fix(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    ProgrammaonderdeelFactory(bijeenkomst=b, minuten=225, titel="Worldcafé")

    inhoud = text(begeleider.get(url("programma", b)))

    assert "Loopt 15 minuten uit." in inhoud
    assert "Maak van “Worldcafé” 210 minuten" in inhoud


@pytest.mark.parametrize(
    ("velden", "status"), [({"minuten": "0"}, 422), ({"minuten": "2000"}, 422), ({"titel": ""}, 422), ({}, 302)]
)
def test_programme_input(begeleider, cast, velden, status):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    response = begeleider.post(url("programma", b), {"titel": "Welkom", "minuten": "15", "toelichting": ""} | velden)

    assert response.status_code == status
    assert Programmaonderdeel.objects.count() == (status == 302)


def test_programme_buttons_work_without_script(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    een, twee = (ProgrammaonderdeelFactory(bijeenkomst=b, titel=t) for t in ("een", "twee"))

    begeleider.post(url("onderdeel_down", b, een.pk))
    assert list(b.onderdelen.values_list("titel", flat=True)) == ["twee", "een"]
    begeleider.post(url("onderdeel_up", b, een.pk))
    assert list(b.onderdelen.values_list("titel", flat=True)) == ["een", "twee"]
    begeleider.post(url("onderdeel_delete", b, twee.pk), {"versie": "1"})
    assert list(b.onderdelen.values_list("titel", flat=True)) == ["een"]


def test_item_conflict_shows_theirs_and_saves_mine_only_after_that(begeleider, cast):
    onderdeel = ProgrammaonderdeelFactory(bijeenkomst__netwerk=cast.netwerk, titel="Oud", gewijzigd_door=cast.deelnemer)
    b, adres = onderdeel.bijeenkomst, url("onderdeel", onderdeel.bijeenkomst, onderdeel.pk)
    Programmaonderdeel.objects.update(titel="Van een ander", versie=2)
    data = {"titel": "Van mij", "minuten": "30", "toelichting": "", "versie": "1"}

    response = begeleider.post(adres, data)

    assert response.status_code == 409
    assert "Van een ander" in text(response)
    assert 'name="versie" value="2"' in text(response)
    assert begeleider.post(adres, data | {"versie": "2"}).status_code == 302
    assert b.onderdelen.get().titel == "Van mij"
    weg = begeleider.post(url("onderdeel_delete", b, onderdeel.pk), {"versie": "1"}, follow=True)
    assert "intussen veranderd" in text(weg)


def test_full_programme_is_refused_in_words(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    for _ in range(40):
        ProgrammaonderdeelFactory(bijeenkomst=b)

    response = begeleider.post(url("programma", b), {"titel": "Nog een", "minuten": "5"})

    assert response.status_code == 422
    assert "Er staan al veertig onderdelen" in text(response)
