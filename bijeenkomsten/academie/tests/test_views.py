from datetime import timedelta

import pytest

from bijeenkomsten.academie.tests.factories import AcademieuitnodigingFactory
from bijeenkomsten.models import Academieuitnodiging, Bijeenkomst
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.errors import DomainError
from kern.tijd import nu
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
LIJST = "/academie/uitnodigingen/"


@pytest.fixture
def academie(client):
    client.force_login(PersoonFactory(academie=True, naam="Noor"))
    return client


def test_invite_from_the_meeting(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    page = b.get_absolute_url()
    assert "Nodig de academie uit" in begeleider.get(page).content.decode()
    assert begeleider.get(f"{page}academie/").status_code == 200

    keus = {"deel": "deel", "welk_deel": "Het <b>laatste</b> uur"}
    html = begeleider.post(f"{page}academie/", keus, follow=True).content.decode()

    assert "Bij een deel: Het &lt;b&gt;laatste&lt;/b&gt; uur" in html
    html = begeleider.get(f"{page}academie/").content.decode()
    assert "Trek de uitnodiging in" in html
    assert "Het &lt;b&gt;laatste" in html


@pytest.mark.parametrize("keus", [{}, {"deel": "x"}, {"deel": "deel"}, {"deel": "deel", "welk_deel": "x" * 201}])
def test_bad_input(begeleider, cast, keus):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    assert begeleider.post(f"{b.get_absolute_url()}academie/", keus).status_code == 422
    assert not Academieuitnodiging.objects.exists()


def test_take_back(begeleider, cast):
    rij = AcademieuitnodigingFactory(bijeenkomst__netwerk=cast.netwerk)
    page = rij.bijeenkomst.get_absolute_url()

    html = begeleider.post(f"{page}academie/intrekken/", follow=True).content.decode()

    assert "De uitnodiging is ingetrokken." in html
    rij.refresh_from_db()
    assert rij.is_ingetrokken


def test_every_member_sees_who_comes(client, cast):
    rij = AcademieuitnodigingFactory(bijeenkomst__netwerk=cast.netwerk, komt=True)
    client.force_login(cast.deelnemer)

    html = client.get(rij.bijeenkomst.get_absolute_url()).content.decode()

    assert "Noor komt." in html
    assert "Wijzig de uitnodiging" not in html
    zonder = BijeenkomstFactory(netwerk=cast.netwerk)
    assert "De academie</h2>" not in client.get(zonder.get_absolute_url()).content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_list(academie, item_count, django_assert_num_queries):
    for _ in range(item_count):
        AcademieuitnodigingFactory(bijeenkomst__voorbereiding="Geheim")

    with django_assert_num_queries(4):
        html = academie.get(LIJST).content.decode()

    assert html.count('name="wie_komt"') == item_count
    assert "Geheim" not in html
    assert "Na afloop kiest" not in html  # the goal of the meeting


@pytest.mark.parametrize(
    "hoe",
    [{"ingetrokken": True}, {"bijeenkomst__geweest": True}, {"bijeenkomst__netwerk__sector": "po"}],
)
def test_not_in_the_list(academie, hoe):
    rij = AcademieuitnodigingFactory(**hoe)

    assert "Hier komen de uitnodigingen" in academie.get(LIJST).content.decode()
    status = academie.post(f"{LIJST}{rij.pk}/antwoord/", {"antwoord": "komt", "wie_komt": "Noor"}).status_code
    assert status == (302 if "bijeenkomst__geweest" in hoe else 404)
    rij.refresh_from_db()
    assert rij.antwoord == ""


def test_answer(academie):
    rij = AcademieuitnodigingFactory()
    url = f"{LIJST}{rij.pk}/antwoord/"

    for keus, zin in (
        ({"antwoord": "komt", "wie_komt": "Noor"}, "jullie komen</span>"),
        ({"antwoord": "komt_niet"}, "jullie komen niet"),
        ({"antwoord": "komt"}, "Vul in wie er komt"),
        ({"antwoord": "onzin"}, "Kies of jullie komen"),
    ):
        assert zin in academie.post(url, keus, follow=True).content.decode()
    academie.post(url, {"antwoord": "komt", "wie_komt": "Noor"})
    Bijeenkomst.objects.update(begint_op=nu() + timedelta(days=99), eindigt_op=nu() + timedelta(days=99, hours=2))
    assert "nieuwe dag, zeg het opnieuw" in academie.get(LIJST).content.decode()


def test_a_meeting_that_just_began(begeleider, cast, monkeypatch):
    """Between the page and the button; access would refuse a second later."""
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    rij = AcademieuitnodigingFactory(bijeenkomst=b)
    page = f"{b.get_absolute_url()}academie/"

    def weigert(*args, **kwargs):
        raise DomainError("Net begonnen.")

    monkeypatch.setattr("bijeenkomsten.academie.services.invite", weigert)
    monkeypatch.setattr("bijeenkomsten.academie.services.withdraw", weigert)
    response = begeleider.post(page, {"deel": "geheel"})
    assert response.status_code == 422
    assert "Net begonnen." in response.content.decode()
    assert "Net begonnen." in begeleider.post(f"{page}intrekken/", follow=True).content.decode()
    rij.refresh_from_db()
    assert not rij.is_ingetrokken
