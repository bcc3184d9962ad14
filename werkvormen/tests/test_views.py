import pytest
from django.utils.html import escape

from fasen.inhoud import FASEN, IN_ELKE_FASE
from personen.tests.factories import PersoonFactory
from werkvormen.access import get_werkvorm
from werkvormen.kaart import find_hulp, find_opstelling
from werkvormen.models import Favoriet, Werkvorm
from werkvormen.services import keep_favorite
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


def bereik(laag, hoog):
    return {"min": laag, "max": hoog, "toelichting": ""}


def test_page_shows_the_whole_kaart(client, django_assert_num_queries):
    werkvorm = WerkvormFactory(
        kaart={"ruimte": "Een kring.", "variaties": ["Zo ook."], "let_op": ["Pas op."], "voorbeeldvraag": "Wat werkt?",
               "voorbereiding": "Leg klaar.", "plek": ["online"], "online": "In groepjes.", "bronnen": [
                   {"auteur": "Iemand", "titel": "Een boek"}], "herkomst": "bron"}
    )  # fmt: skip

    with django_assert_num_queries(4):  # the werkvorm, its kenmerken, what is smaller, figures
        response = client.get(werkvorm.get_absolute_url())

    content = response.content.decode()
    teksten = [werkvorm.naam, werkvorm.samenvatting, werkvorm.doel, werkvorm.wanneer, "Een kring.", "Zo ook.",
               "Pas op.", "Wat werkt?", "Leg klaar.", "In groepjes.", "Stiften", "20 tot 40 min", "Verdieping",
               "6 tot 24", "Wissel na tien minuten van tafel.", "25 min", "Iemand, <cite>Een boek</cite>"]  # fmt: skip
    assert [tekst for tekst in teksten if tekst not in content and escape(tekst) not in content] == []
    assert f'<meta name="description" content="{werkvorm.samenvatting}">' in content
    assert "<b>wisselen</b>" not in content


@pytest.mark.parametrize("verwant", [1, 3])
def test_page_query_count_signed_in(ingelogd, verwant, django_assert_num_queries):
    anderen = [w.slug for w in WerkvormFactory.create_batch(verwant)]
    werkvorm = WerkvormFactory(kaart={"verwant": anderen})

    with django_assert_num_queries(9):  # session, user, guides, kaart, kenmerken, related, smaller, favourite, figures
        content = ingelogd.get(werkvorm.get_absolute_url()).content.decode()

    assert [slug for slug in anderen if f'href="/werkvormen/{slug}/"' not in content] == []


def test_related_kaarten_that_are_gone_are_left_out(client):
    WerkvormFactory(slug="weg", status="ingetrokken")
    werkvorm = WerkvormFactory(kaart={"verwant": ["weg", "nooit-geweest"]})

    response = client.get(werkvorm.get_absolute_url())

    assert response.context["verwant"] == []


def test_smaller_ones_share_the_purpose_and_the_moment(client):
    werkvorm = WerkvormFactory(kaart={"duur": bereik(30, 40), "groep": bereik(8, 20)})
    korter = WerkvormFactory(slug="korter", kaart={"naam": "Korter", "duur": bereik(10, 29), "stappen": [
        {"titel": "Praat", "tekst": "Vertel het.", "minuten": 20}]})  # fmt: skip
    kleiner = WerkvormFactory(slug="kleiner", kaart={"naam": "Kleiner", "duur": bereik(30, 40), "groep": bereik(3, 9)})
    WerkvormFactory(slug="langer", kaart={"duur": bereik(30, 90)})
    WerkvormFactory(slug="iets-anders", kaart={"doelen": ["casus"], "groep": bereik(2, 3)})
    WerkvormFactory(slug="elders", kaart={"momenten": ["opening"], "groep": bereik(2, 3)})

    response = client.get(werkvorm.get_absolute_url())

    assert response.context["kleiner"] == [kleiner, korter]


def test_helps_with_links_to_the_guide_pitfalls_first():
    tip, valkuil, altijd = FASEN[2].tips[0], FASEN[1].valkuilen[0], IN_ELKE_FASE.valkuilen[0]

    hulp = find_hulp([tip.id, valkuil.id, altijd.id, "VK-999", "onzin"])

    assert [punt.titel for punt in hulp] == [valkuil.titel, altijd.titel, tip.titel]
    assert [punt.url for punt in hulp] == [
        f"/fasen/ontwikkeling/#{valkuil.id}", f"/fasen/verkenning/#{altijd.id}", f"/fasen/verdieping/#{tip.id}"
    ]  # fmt: skip


def test_guide_links_to_what_helps(client):
    hint, valkuil, tip = FASEN[2].hints[0], FASEN[2].valkuilen[0], IN_ELKE_FASE.tips[0]
    WerkvormFactory(slug="de-hint", kaart={"code": hint.id})
    WerkvormFactory(slug="de-hulp", kaart={"code": "WV-X", "naam": "De hulp", "helpt_bij": [valkuil.id, tip.id]})
    WerkvormFactory(slug="eigen-kaart", status="eigen", kaart={"code": "WV-Y", "helpt_bij": [valkuil.id]})

    content = client.get("/fasen/verdieping/").content.decode()

    assert f'<a href="/werkvormen/de-hint/">{escape(hint.naam)}</a>' in content
    assert content.count('<a href="/werkvormen/de-hulp/">De hulp</a>') == 2
    assert f'id="{valkuil.id}"' in content
    assert f'id="{tip.id}"' in content
    assert "/werkvormen/eigen-kaart/" not in content


@pytest.mark.parametrize(
    ("ruimte", "soort"),
    [
        ("Een kring zonder tafels.", "kring"),
        ("Eén grote kring om te beginnen.", "kring"),
        ("Een halve kring voor een scherm.", "halve-kring"),
        ("Losse tafels met stoelen.", "tafels"),
        ("Drie stoelen bij elkaar.", "drietallen"),
        ("Twee stoelen schuin tegenover elkaar.", "tweetallen"),
        ("De school van de gastheer.", ""),
        ("Tafels langs de kant en een kring.", ""),
        ("", ""),
    ],
)
def test_only_a_room_that_is_told_is_drawn(ruimte, soort):
    assert find_opstelling(ruimte) == soort


@pytest.mark.parametrize(
    ("status", "wie"),
    [
        ("gepubliceerd", {"iemand", "eigenaar", "academie", "anoniem"}),
        ("eigen", {"eigenaar"}),
        ("aangeboden", {"eigenaar", "academie"}),
        ("ingetrokken", {"eigenaar", "academie"}),
    ],
)
def test_who_may_read_it_agrees_with_the_rows(client, rf, status, wie):
    cast = {"iemand": PersoonFactory(), "eigenaar": PersoonFactory(), "academie": PersoonFactory(academie=True)}
    werkvorm = WerkvormFactory(status=status, eigenaar=cast["eigenaar"])

    zien = {naam for naam, persoon in cast.items() if persoon.has_perm("werkvormen.view_werkvorm", werkvorm)}
    rijen = {naam for naam, persoon in cast.items() if Werkvorm.objects.visible_to(persoon).exists()}
    anoniem = {"anoniem"} if client.get(werkvorm.get_absolute_url()).status_code == 200 else set()

    assert zien == rijen == wie - {"anoniem"}
    assert anoniem == wie & {"anoniem"}


def test_what_is_not_published_stays_out_of_search_engines(client, persoon):
    client.force_login(persoon)
    werkvorm = WerkvormFactory(status="eigen", eigenaar=persoon)

    content = client.get(werkvorm.get_absolute_url()).content.decode()

    assert '<meta name="robots" content="noindex">' in content
    assert "Nog niet aangeboden" in content


def test_access_gives_the_kenmerken(persoon, django_assert_num_queries):
    werkvorm = get_werkvorm(persoon, WerkvormFactory().slug)

    with django_assert_num_queries(0):
        assert werkvorm.kaart.fasen == ("verdieping",)


def test_favourite_by_a_form(ingelogd, persoon):
    werkvorm = WerkvormFactory()
    url = f"/werkvormen/{werkvorm.slug}/favoriet/"

    response = ingelogd.post(url, {"bewaar": "ja"}, follow=True)

    assert "staat bij je favorieten" in response.content.decode()
    assert "Haal weg" in response.content.decode()
    assert Favoriet.objects.get().persoon == persoon
    assert "geen favoriet meer" in ingelogd.post(url, {"bewaar": "nee"}, follow=True).content.decode()
    assert not Favoriet.objects.exists()


def test_favourite_by_htmx_answers_with_the_button(ingelogd, persoon):
    werkvorm = WerkvormFactory()
    keep_favorite(werkvorm, persoon, bewaar=True)

    response = ingelogd.post(
        f"/werkvormen/{werkvorm.slug}/favoriet/", {"bewaar": "nee"}, headers={"HX-Request": "true"}
    )

    assert response.content.decode().strip().startswith("<form")
    assert "Bewaar bij mijn favorieten" in response.content.decode()
