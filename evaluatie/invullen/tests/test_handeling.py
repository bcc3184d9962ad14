"""Filling in a round, and what goes wrong: sent twice, too late, too long, forged, half."""

import hashlib
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client

from berichten.handelingen import make_token
from evaluatie import services
from evaluatie.invullen import handeling, pagina
from evaluatie.invullen.tests.soorten import ALLES, ev, first_person
from evaluatie.models import Genodigde, Meting, OpenAntwoord
from evaluatie.tests.factories import make_meting, make_netwerk, make_ronde, make_ronde_keuzes
from kern.errors import DomainError
from netwerken.services import leave

pytestmark = pytest.mark.django_db

GOED = {
    "v-a-1": "4", "v-a-2": "10", "v-a-3": "3", "v-a-4": ["1", "3"], "v-a-5-1": "4", "v-a-5-2": "1", "v-a-5-3": "2",
    "t-a-6": "Dank.",
}  # fmt: skip


@pytest.fixture
def telefoon():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def meting():
    return make_ronde(make_netwerk(6), document=ALLES)


@pytest.fixture
def url(meting):
    return ev(meting, first_person(meting))


def body(response):
    return " ".join(unescape(response.content.decode()).split())


def total(meting):
    return sum(meting.tellers.values_list("aantal", flat=True))


def test_every_kind_of_answer_is_counted(telefoon, meting, url):
    assert "Dank je, je antwoord is binnen" in body(telefoon.post(url, GOED))

    geteld = {(t.vraag, t.waarde): t.aantal for t in meting.tellers.filter(aantal__gt=0)}
    assert geteld == {
        ("a-1", 4): 1, ("a-2", 10): 1, ("a-3", 3): 1, ("a-4", 1): 1, ("a-4", 3): 1,
        ("a-5", 4): 3, ("a-5", 1): 2, ("a-5", 2): 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "veld",
    [
        {"v-a-1": "6"}, {"v-a-2": "11"}, {"v-a-3": "4"}, {"v-a-4": ["1", "9"]}, {"v-a-4": ["0"]}, {"v-a-5-1": "5"},
        {"v-a-5-2": "4"}, {"v-a-5-3": ""}, {"v-a-1": "\u202e4"}, {"v-a-2": "<script>"}, {"t-a-6": "nul\x00"},
    ],
    ids=str,
)  # fmt: skip
def test_forged_values_are_422_and_keep_the_rest(telefoon, meting, url, veld):
    response = telefoon.post(url, GOED | veld)

    assert response.status_code == 422
    assert "Er is nog één ding niet goed." in body(response)
    assert "data-van-server" in response.content.decode()
    assert total(meting) == 0


def test_missing_fields_are_all_named(telefoon, meting, url):
    response = telefoon.post(url, {"t-a-6": "Alleen een tekst."})

    html = body(response)
    assert response.status_code == 422
    assert "Er zijn nog 3 dingen niet goed." in html
    for anker in ("v-a-1-1", "v-a-2-1", "v-a-3-1"):
        assert f'href="#{anker}"' in html
        assert f'id="{anker}"' in html
    assert "Alleen een tekst.</textarea>" in html


def test_10000_characters_are_refused_and_kept(telefoon, meting, url):
    response = telefoon.post(url, GOED | {"t-a-6": "é" * 10_000})

    assert response.status_code == 422
    assert "Houd het bij 1000 tekens; nu zijn het er 10000." in body(response)
    assert "é" * 10_000 in response.content.decode()
    assert total(meting) == 0


def test_sent_twice_counts_once(telefoon, meting, url):
    assert telefoon.post(url, GOED).status_code == 200

    nogmaals = telefoon.post(url, GOED)

    assert nogmaals.status_code == 422
    assert "Je antwoord is al binnen." in body(nogmaals)
    assert total(meting) == 11
    assert OpenAntwoord.objects.count() == 1


def test_back_after_sending_says_it_is_in(telefoon, url):
    telefoon.post(url, GOED)

    response = telefoon.get(url)

    assert "Je hebt al meegedaan" in body(response)
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("gesloten", [True, False], ids=["closed", "past the hour"])
def test_closed_while_typing_gives_the_words_back(telefoon, meting, url, gesloten, time_machine):
    if gesloten:
        services.close_meting(meting, now=meting.sluit_op)
    else:
        time_machine.move_to(meting.sluit_op)

    response = telefoon.post(url, GOED | {"t-a-6": "Mijn <b>zin</b>"})

    assert response.status_code == 422
    assert "De tijd was om voordat je verstuurde." in body(response)
    assert "Mijn &lt;b&gt;zin&lt;/b&gt;</textarea>" in response.content.decode()
    assert not OpenAntwoord.objects.exists()


def test_closed_between_looking_and_counting(meting, monkeypatch):
    """The row lock was waited for, and then the hour was past."""
    persoon = first_person(meting)
    post = QueryDict(mutable=True)
    for naam, waarde in GOED.items():
        post.setlist(naam, waarde if isinstance(waarde, list) else [waarde])
    echt = services.answer
    monkeypatch.setattr(services, "answer", lambda *args, **kwargs: echt(*args, **kwargs | {"now": meting.sluit_op}))

    pagina = handeling.doe_vragen((meting.pk, persoon.pk), post)

    assert pagina.template == "evaluatie/invullen/over.html"
    assert [tekst for _, tekst in pagina.context["teksten"]] == ["Dank."]
    assert total(meting) == 0


def test_nothing_typed_gives_nothing_back(telefoon, meting, url):
    services.close_meting(meting, now=meting.sluit_op)

    response = telefoon.post(url, GOED | {"t-a-6": "  "})

    assert "<textarea" not in response.content.decode()


def test_who_leaves_between_the_question_and_the_answer_still_counts(telefoon, meting, url):
    """The place in the group was given at the opening, and leaving must not tell who answered."""
    leave(meting.netwerk, first_person(meting))

    assert telefoon.get(url).status_code == 200
    assert telefoon.post(url, GOED).status_code == 200
    assert total(meting) == 11


def test_draft_key_is_the_same_for_every_link_and_says_nothing(telefoon, meting, url, time_machine):
    persoon = first_person(meting)
    sleutel = pagina.make_concept_key((meting.pk, persoon.pk))
    assert f'data-concept-sleutel="{sleutel}"' in telefoon.get(url).content.decode()
    assert len(sleutel) == 32
    assert sleutel not in url
    assert sleutel != pagina.make_concept_key((meting.pk + 1, persoon.pk))
    assert sleutel != hashlib.sha256(f"{meting.pk}.{persoon.pk}".encode()).hexdigest()[:32]


def test_showing_a_round_costs_three_queries_and_answering_ten(telefoon, django_assert_num_queries):
    meting = make_ronde(make_netwerk(6))
    persoon = first_person(meting)
    keuzes = {f"v-{code}": str(keuze) for code, keuze in make_ronde_keuzes(meting).items()}

    with django_assert_num_queries(3):
        telefoon.get(ev(meting, persoon))
    with django_assert_num_queries(10):
        assert telefoon.post(ev(meting, persoon), keuzes | {"t-bar-23": "Meer tijd."}).status_code == 200


def test_says_before_sending_that_nothing_can_be_changed_and_why(telefoon, url):
    kort = body(telefoon.get(url))
    assert "We weten niet welk antwoord van jou is." in kort
    assert "Daarna kun je niets wijzigen" in kort
    ronde = make_ronde(make_netwerk(6))
    lang = body(telefoon.get(ev(ronde, first_person(ronde))))
    assert "we weten niet welk antwoord van jou is, dus we kunnen het daarna niet wijzigen of terughalen" in lang


# --- how one stays anonymous ---------------------------------------------------------------------------------------


def test_explanation_without_login_names_nobody(telefoon, meting, url, django_assert_num_queries):
    adres = f"/d/{make_token('an', meting.pk)}/"
    assert adres.partition("~")[0] in telefoon.get(url).content.decode()

    with django_assert_num_queries(1):
        html = body(telefoon.get(adres))

    assert "We vragen het aan 6 deelnemers." in html
    assert "Hoeveel mensen wat kozen, zien jullie nooit." in html
    assert html.count("Zoveel mensen zijn jullie niet.") == 1
    for persoon in meting.netwerk.deelnemers():
        assert persoon.naam not in html


def test_explanation_after_a_meeting(telefoon):
    meting = make_meting(aanwezig=12, dagen=-3)

    html = body(telefoon.get(f"/d/{make_token('an', meting.pk)}/"))

    assert "Er waren 12 deelnemers. Dit is wat de groep straks ziet, en wat nooit." in html
    assert "Zoveel mensen zijn jullie niet." not in html
    assert "We leggen die uitslagen niet naast elkaar." in html


def test_explanation_when_there_are_too_few(telefoon, meting):
    Genodigde.objects.filter(meting=meting, pk__in=list(meting.genodigden.values_list("pk", flat=True)[:2])).delete()

    html = body(telefoon.get(f"/d/{make_token('an', meting.pk)}/"))

    assert "Dat is te weinig voor een uitslag" in html
    assert html.count("Zoveel mensen zijn jullie niet.") == 2


def test_explanation_takes_nothing(telefoon, meting):
    response = telefoon.post(f"/d/{make_token('an', meting.pk)}/", {"iets": "1"})

    assert response.status_code == 422
    assert "Op deze pagina valt niets te versturen." in body(response)


def test_explanation_of_a_round_that_is_gone(telefoon, meting):
    Meting.objects.all().delete()

    assert telefoon.get(f"/d/{make_token('an', meting.pk)}/").status_code == 410


def test_round_that_disappears_while_somebody_types(meting):
    Meting.objects.all().delete()

    with pytest.raises(DomainError, match="gesloten"):
        handeling.doe_vragen((meting.pk, 1), {})


def test_explanation_for_members_with_the_numbers_of_now(client, django_assert_max_num_queries):
    for aantal in (3, 11):
        netwerk = make_netwerk(aantal)
        client.force_login(netwerk.deelnemers().first())
        with django_assert_max_num_queries(12):
            html = body(client.get(f"/netwerken/{netwerk.slug}/evaluatie/anoniem/"))
        assert f"Jullie netwerk heeft nu {aantal} deelnemers." in html
