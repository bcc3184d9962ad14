"""The quiz: a result for one person, and nothing that stays behind."""

import logging
from html import unescape

import pytest
from django.apps import apps
from django.urls import reverse

from evaluatie.quiz.profiel import make_profiel
from evaluatie.vragenlijst.bron import QUIZ, get_shipped
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

DOCUMENT = get_shipped(QUIZ)
URL = "/mijn/quiz/"


def make_keuzes(*per_dimensie):
    """The same for both statements of a dimensie."""
    return {
        vraag.code: waarde
        for groep, waarde in zip(DOCUMENT.dimensies, per_dimensie, strict=True)
        for vraag in groep.vragen
    }


def post(keuzes):
    return {f"v-{code}": str(waarde) for code, waarde in keuzes.items()}


def body(response):
    return " ".join(unescape(response.content.decode()).split())


def test_profile_names_what_goes_well_and_what_to_try():
    profiel = make_profiel(DOCUMENT, make_keuzes(5, 4, 2, 3, 4, 1))

    zinnen = {groep.code: groep for groep in DOCUMENT.dimensies}
    assert profiel.goed == (zinnen["open"].sterk, zinnen["brengen"].sterk)
    assert profiel.proberen == (zinnen["verbinden"].zwak, zinnen["halen"].zwak)
    assert [o.tekst for o in profiel.figuur.vragen] == ["5,0", "4,0", "2,0", "3,0", "4,0", "1,0"]
    assert profiel.figuur.beschrijving.startswith("Het hoogst is Open houding met 5,0, het laagst Verbinden met 1,0.")


@pytest.mark.parametrize(
    ("waarden", "goed", "proberen", "leeg"),
    [
        ((5,) * 6, 2, 0, 0),
        ((1,) * 6, 0, 2, 0),
        ((3,) * 6, 0, 2, 0),
        ((0,) * 6, 0, 0, 6),
        ((0, 5, 0, 0, 0, 1), 1, 1, 4),
    ],
)
def test_profile_of_extremes(waarden, goed, proberen, leeg):
    profiel = make_profiel(DOCUMENT, make_keuzes(*waarden))

    assert (len(profiel.goed), len(profiel.proberen), len(profiel.leeg)) == (goed, proberen, leeg)
    assert (profiel.figuur is None) == (leeg == 6)


def test_no_opinion_does_not_lower_a_mean():
    profiel = make_profiel(DOCUMENT, make_keuzes(4, 4, 4, 4, 4, 4) | {"qui-1": 0})

    assert profiel.figuur.vragen[0].waarde == 4


def _count_rows():
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.django_db
def test_result_is_shown_and_nothing_is_kept(client, caplog, django_assert_max_num_queries):
    deelname = DeelnameFactory()
    client.force_login(deelname.persoon)
    client.get(URL)
    voor, sessie = _count_rows(), dict(client.session)

    with caplog.at_level(logging.DEBUG), django_assert_max_num_queries(12):
        response = client.post(URL, post(make_keuzes(5, 4, 2, 3, 4, 1)))

    html = body(response)
    assert response.status_code == 200
    assert response.request["PATH_INFO"] == URL
    assert "no-store" in response["Cache-Control"]
    assert "Je luistert goed en staat open voor een ander idee" in html
    assert html.count('<svg class="g-') == 2
    assert reverse("leren:leren", args=[deelname.netwerk.slug]) in html
    assert _count_rows() == voor
    assert dict(client.session) == sessie
    assert not [regel for regel in caplog.messages if "qui-" in regel or "v-q" in regel]
    assert "Je luistert goed en staat open" not in body(client.get(URL))


@pytest.mark.django_db
def test_answers_do_not_come_from_the_address(client):
    client.force_login(PersoonFactory())

    response = client.get(URL, post(make_keuzes(5, 5, 5, 5, 5, 5)))

    assert "data-invullen" in body(response)
    assert " checked" not in body(response)


@pytest.mark.django_db
@pytest.mark.parametrize("fout", [{"v-qui-1": ""}, {"v-qui-1": "6"}, {"v-qui-1": "<b>"}])
def test_half_or_forged_is_422_and_keeps_the_rest(client, fout):
    client.force_login(PersoonFactory())

    response = client.post(URL, post(make_keuzes(5, 4, 2, 3, 4, 1)) | fout)

    assert response.status_code == 422
    assert body(response).count(" checked") == 11
    assert 'href="#v-qui-1-1"' in body(response)


@pytest.mark.django_db
def test_somebody_without_netwerk_gets_no_link_to_a_leervraag(client):
    client.force_login(PersoonFactory())

    html = body(client.post(URL, post(make_keuzes(0, 0, 0, 0, 0, 0))))

    assert "Er is nog geen profiel" in html
    assert "leervraag in" not in html


@pytest.mark.django_db
def test_the_quiz_is_found_where_one_looks(client):
    deelname = DeelnameFactory()
    client.force_login(deelname.persoon)

    for url in (reverse("overzicht:mijn"), reverse("leren:leren", args=[deelname.netwerk.slug])):
        assert f'href="{URL}"' in body(client.get(url))
