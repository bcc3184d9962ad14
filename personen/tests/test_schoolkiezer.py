"""Finding one's school: what is found, what is offered, and the field in the profile and at sign-up."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kern.limieten import Limiet
from personen.models import Organisatie, Persoon
from personen.schoolkiezer import Keuze
from personen.tests.factories import OrganisatieFactory, PersoonFactory
from personen.zoeken import find_organisaties
from personen.zoektekst import normalise, zoektekst

pytestmark = pytest.mark.django_db
PROFILE, SEARCH = "/mijn/gegevens/", "/scholen/zoeken/"


@pytest.fixture
def scholen():
    """A board with two schools, one of which has two vestigingen."""
    bestuur = OrganisatieFactory(soort="bestuur", naam="Stichting De Waaier", plaats="Gouda", code="40001")
    een = OrganisatieFactory(naam="Café-Lyceum Één", plaats="'s-Gravenhage", code="01AB", deel_van=bestuur)
    OrganisatieFactory(naam="Het Zeegat", plaats="IJmuiden", code="02CD", deel_van=bestuur)
    same = {"soort": "vestiging", "deel_van": een, "naam": een.naam, "plaats": een.plaats}
    OrganisatieFactory(code="01AB00", **same)
    OrganisatieFactory(code="01AB01", **same | {"naam": "Café-Lyceum Zuid"})
    return een


def names(q):
    return [row.naam for row in find_organisaties(q)]


# --- Searching ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("zeeg", ["Het Zeegat"]),
        ("ZEEGAT", ["Het Zeegat"]),
        ("cafe lyceum een", ["Café-Lyceum Één", "Café-Lyceum Zuid"]),
        ("lyceum café", ["Café-Lyceum Één", "Café-Lyceum Zuid"]),
        ("den haag", ["Café-Lyceum Één", "Café-Lyceum Zuid"]),
        ("s-gravenhage zuid", ["Café-Lyceum Zuid"]),
        ("ijmu", ["Het Zeegat"]),
        ("02cd", ["Het Zeegat"]),
        ("01AB", ["Café-Lyceum Één", "Café-Lyceum Zuid"]),
        ("waaier", ["Stichting De Waaier", "Café-Lyceum Één", "Café-Lyceum Zuid", "Het Zeegat"]),
        ("waaier ijmuiden", ["Het Zeegat"]),
        ("niets", []),
        ("z", []),
        (" - ", []),
        ("", []),
        ("%%", []),
        ("__", []),
        ("z%g", []),
        ("z g", []),
    ],
)
def test_what_is_found(scholen, q, found):
    # Among equals the database puts them in order; who begins with the question comes first.
    assert sorted(names(q)) == sorted(found)


def test_who_begins_with_the_question_comes_first():
    OrganisatieFactory(naam="Aan de Waaier")
    OrganisatieFactory(naam="Waaierschool")

    assert names("waaier") == ["Waaierschool", "Aan de Waaier"]


def test_what_closed_is_not_found():
    OrganisatieFactory(naam="Het Zeegat", is_active=False)

    assert names("zeegat") == []


@pytest.mark.parametrize(("aantal", "queries"), [(1, 2), (3, 2), (30, 1)])
def test_two_queries_and_at_most_twenty_one(aantal, queries, django_assert_num_queries):
    bestuur = OrganisatieFactory(soort="bestuur", naam="Waaier")
    OrganisatieFactory.create_batch(aantal, deel_van=bestuur, naam="Zeegat")

    with django_assert_num_queries(queries):
        found = find_organisaties("zeegat")
        boards = {row.bestuur.naam for row in found}

    assert len(found) == min(aantal, 21)
    assert boards == {"Waaier"}


@given(st.text(max_size=40))
def test_whatever_people_type_is_only_letters_and_digits(text):
    assert re.fullmatch(r"[^\W_]+( [^\W_]+)*|", normalise(text))
    assert normalise(normalise(text)) == normalise(text)


def test_text_to_search_in():
    assert zoektekst("'t Café", "'s-Hertogenbosch", "", "Stg. X") == "t cafe | s hertogenbosch | stg x | den bosch"


def test_a_new_name_is_found_at_once(client):
    bestuur = OrganisatieFactory(soort="bestuur", naam="Oude naam", sector="vo")
    OrganisatieFactory(naam="Het Zeegat", deel_van=bestuur)
    client.force_login(PersoonFactory(beheer=True))

    client.post(
        f"/beheer/personen/organisatie/{bestuur.pk}/change/",
        {"naam": "De Waaier", "soort": "bestuur", "sector": "vo", "is_active": "on"},
    )

    assert names("waaier zeegat") == ["Het Zeegat"]


@pytest.mark.postgres
def test_the_index_for_parts_of_words_is_there():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'organisatie_zoektekst'")
        [definition] = cursor.fetchone()

    assert "gin_trgm_ops" in definition


# --- The results while typing -------------------------------------------------------------------


def test_results_show_name_place_and_board_and_no_people(client, scholen):
    PersoonFactory(naam="Noor Geheim", email="noor@geheim.test", organisatie=scholen)

    html = client.get(SEARCH, {"q": "café"}).content.decode()

    assert f'<input class="form-check-input" type="radio" name="organisatie" value="{scholen.pk}">' in html
    assert '<span class="kiezer-naam">Café-Lyceum Één</span>' in html
    assert "&#x27;s-Gravenhage, Stichting De Waaier" in html
    assert '<div hx-swap-oob="innerHTML:#id_organisatie_stand">2 gevonden.</div>' in html
    assert "eheim" not in html


@pytest.mark.parametrize(
    ("q", "stand"),
    [
        ("z", "Typ minstens twee letters."),
        ("xyzzy", "Niets gevonden met “xyzzy”. Probeer een deel van de naam, of de plaats."),
        ("<script>alert(1)</script>", "Niets gevonden met “&lt;script&gt;alert(1)&lt;/script&gt;”."),
        ("' OR 1=1 --", "Niets gevonden met “&#x27; OR 1=1 --”."),
        ("x\x00y\u202e", "Niets gevonden met “xy”."),
        ("x" * 5000, f"Niets gevonden met “{'x' * 100}”."),
        ("zuid", "1 gevonden."),
    ],
)
def test_what_is_said_about_the_results(client, scholen, q, stand):
    html = client.get(SEARCH, {"q": q}).content.decode()

    assert stand in html


def test_more_than_twenty_asks_for_more_letters(client):
    OrganisatieFactory.create_batch(25, naam="Het Zeegat")

    html = client.get(SEARCH, {"q": "zeegat"}).content.decode()

    assert html.count('class="kiezer-naam"') == 20
    assert "Meer dan 20 gevonden." in html


def test_what_was_chosen_stays_on_top_of_new_results(client, scholen):
    html = client.get(SEARCH, {"q": "zeegat", "organisatie": scholen.pk, "gezocht": "café"}).content.decode()

    assert re.findall(r'value="(\w+)"( checked)?>', html) == [
        ("zeegat", ""),
        (str(scholen.pk), " checked"),
        (str(Organisatie.objects.get(naam="Het Zeegat").pk), ""),
        ("anders", ""),
        ("geen", ""),
    ]


def test_a_closed_school_shows_only_for_who_has_it(client, persoon):
    closed = OrganisatieFactory(naam="Het Zeegat", is_active=False)
    query = {"q": "iets", "organisatie": closed.pk}
    assert "Zeegat" not in client.get(SEARCH, query).content.decode()
    Persoon.objects.update(organisatie=closed)
    client.force_login(persoon)

    assert (
        'Het Zeegat</span> <span class="muted">(bestaat niet meer)</span>' in client.get(SEARCH, query).content.decode()
    )


def test_nobody_searches_without_end(client, settings):
    settings.LIMIETEN_ZOEKEN_APART = {"personen:school_search": [Limiet(3, 3600, "ip")]}

    answers = [client.get(SEARCH, {"q": f"school {n}"}).status_code for n in range(5)]

    assert answers == [200, 200, 200, 429, 429]


# --- The field in the profile -------------------------------------------------------------------


def post(client, **data):
    return client.post(PROFILE, {"naam": "Noor", "functie": "docent"} | data)


def test_typing_and_enter_shows_the_results_and_loses_nothing(ingelogd, scholen):
    response = post(ingelogd, naam="Nieuwe naam", q="zeegat")

    html = response.content.decode()
    assert response.status_code == 422
    assert list(response.context["form"].errors.items()) == [("organisatie", ["Kies je school uit de lijst."])]
    assert 'value="Nieuwe naam"' in html
    assert '<span class="kiezer-naam">Het Zeegat</span>' in html
    assert '<input type="hidden" name="gezocht" value="zeegat">' in html
    assert 'name="q" value="zeegat"' in html


def test_who_searches_reads_nothing_about_the_other_fields_yet(ingelogd, scholen):
    response = post(ingelogd, naam="", q="zeegat")

    assert list(response.context["form"].errors) == ["organisatie"]


def test_choosing_a_result_saves_it(ingelogd, persoon, scholen):
    response = post(ingelogd, q="café", gezocht="café", organisatie=scholen.pk)

    persoon.refresh_from_db()
    assert (response.status_code, persoon.organisatie, persoon.organisatie_naam) == (302, scholen, "")


def test_a_new_search_comes_before_what_is_still_chosen(ingelogd, persoon, scholen):
    Persoon.objects.update(organisatie=scholen)

    response = post(ingelogd, q="zeegat", gezocht="", organisatie=scholen.pk)

    html = response.content.decode()
    assert response.status_code == 422
    assert f'value="{scholen.pk}" checked>' in html
    assert '<span class="kiezer-naam">Het Zeegat</span>' in html


def test_a_school_that_is_not_in_the_list_is_kept_as_they_wrote_it(ingelogd, persoon):
    response = post(
        ingelogd, q="boom", gezocht="boom", organisatie="anders", organisatie_naam=" De <b>Boomhut\u202e</b> "
    )

    persoon.refresh_from_db()
    assert (response.status_code, persoon.organisatie, persoon.organisatie_naam) == (302, None, "De <b>Boomhut</b>")
    assert persoon.omschrijving == "docent, De <b>Boomhut</b>"
    html = ingelogd.get(PROFILE).content.decode()
    assert 'value="anders" checked>' in html
    assert 'value="De &lt;b&gt;Boomhut&lt;/b&gt;"' in html


def test_a_written_name_alone_is_enough(ingelogd, persoon):
    post(ingelogd, organisatie_naam="De Boomhut")

    persoon.refresh_from_db()
    assert persoon.werkplek == "De Boomhut"


@pytest.mark.parametrize("data", [{"organisatie": "geen"}, {"organisatie": "geen", "organisatie_naam": "x"}, {}])
def test_nothing_may_be_left_empty(ingelogd, persoon, scholen, data):
    Persoon.objects.update(organisatie=scholen)

    post(ingelogd, **data)

    persoon.refresh_from_db()
    assert (persoon.organisatie, persoon.organisatie_naam) == (None, "")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"q": "z"}, "Typ minstens twee letters."),
        ({"q": "zeegat", "gezocht": "zeegat"}, "Kies je school uit de lijst, of kies dat hij er niet bij staat."),
        ({"organisatie": "anders"}, "Schrijf op hoe je school of organisatie heet."),
        ({"organisatie": "anders", "organisatie_naam": "\u202e \x07"}, "Schrijf op hoe je school of organisatie heet."),
        (
            {"organisatie": "anders", "organisatie_naam": "x" * 201},
            "Deze naam is te lang. Gebruik hoogstens 200 tekens.",
        ),
        ({"organisatie": "999999"}, "Deze school kun je niet kiezen. Zoek hem opnieuw."),
        ({"organisatie": "1' OR 1=1"}, "Deze school kun je niet kiezen. Zoek hem opnieuw."),
        ({"organisatie": "٣"}, "Deze school kun je niet kiezen. Zoek hem opnieuw."),
        ({"organisatie": "9" * 400}, "Deze school kun je niet kiezen. Zoek hem opnieuw."),
        ({"organisatie": "-1"}, "Deze school kun je niet kiezen. Zoek hem opnieuw."),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_saved(ingelogd, persoon, scholen, data, message):
    Persoon.objects.update(organisatie=scholen)

    response = post(ingelogd, naam="Iemand anders", **data)

    persoon.refresh_from_db()
    assert (response.status_code, persoon.naam == "Iemand anders", persoon.organisatie) == (422, False, scholen)
    assert response.context["form"].errors["organisatie"] == [message]


def test_the_database_keeps_one_of_the_two(persoon, scholen):
    with pytest.raises(IntegrityError, match="persoon_one_werkplek"), transaction.atomic():
        Persoon.objects.update(organisatie=scholen, organisatie_naam="De Boomhut")


# --- At sign-up ---------------------------------------------------------------------------------


def sign_up(client, capture, **data):
    with capture(execute=True):
        return client.post(reverse("account_signup"), {"naam": "Noor", "email": "noor@school.test"} | data)


def test_sign_up_with_a_school(client, scholen, django_capture_on_commit_callbacks):
    response = sign_up(client, django_capture_on_commit_callbacks, q="café", gezocht="café", organisatie=scholen.pk)

    assert response.status_code == 302
    assert Persoon.objects.get(email="noor@school.test").organisatie == scholen
    assert len(mail.outbox) == 1


def test_sign_up_with_a_name_of_their_own(client, django_capture_on_commit_callbacks):
    sign_up(client, django_capture_on_commit_callbacks, organisatie="anders", organisatie_naam="De Boomhut")

    assert Persoon.objects.get(email="noor@school.test").organisatie_naam == "De Boomhut"


def test_sign_up_without_a_school(client, django_capture_on_commit_callbacks):
    sign_up(client, django_capture_on_commit_callbacks)

    assert Persoon.objects.get(email="noor@school.test").werkplek == ""


def test_searching_at_sign_up_makes_no_account_and_keeps_what_was_typed(
    client, scholen, django_capture_on_commit_callbacks
):
    response = sign_up(client, django_capture_on_commit_callbacks, q="zeegat")

    html = response.content.decode()
    assert response.status_code == 422
    assert 'value="noor@school.test"' in html
    assert '<span class="kiezer-naam">Het Zeegat</span>' in html
    assert not Persoon.objects.exists()
    assert mail.outbox == []


def test_nobody_signs_up_at_a_school_that_closed(client, django_capture_on_commit_callbacks):
    closed = OrganisatieFactory(is_active=False)

    response = sign_up(client, django_capture_on_commit_callbacks, organisatie=closed.pk)

    assert response.status_code == 422
    assert not Persoon.objects.exists()


# --- beheer -------------------------------------------------------------------------------------


def test_beheer_finds_who_wrote_a_school_down_and_chooses_the_right_one(client, scholen):
    noor = PersoonFactory(naam="Noor Zelf", organisatie=None, organisatie_naam="Het Zeegat IJmuiden")
    PersoonFactory(naam="Piet Keurig", organisatie=scholen)
    PersoonFactory(naam="Kim Leeg")
    client.force_login(PersoonFactory(naam="Sanne Beheer", beheer=True))

    written = client.get("/beheer/personen/persoon/?werkplek=zelf").content.decode()
    empty = client.get("/beheer/personen/persoon/?werkplek=geen").content.decode()
    client.post(
        f"/beheer/personen/persoon/{noor.pk}/change/",
        {"naam": "Noor Zelf", "organisatie": scholen.pk, "platformrol": "geen", "is_active": "on"},
    )

    assert [naam in written for naam in ("Noor Zelf", "Piet Keurig", "Kim Leeg")] == [True, False, False]
    assert "Het Zeegat IJmuiden" in written
    assert [naam in empty for naam in ("Noor Zelf", "Piet Keurig", "Kim Leeg")] == [False, False, True]
    noor.refresh_from_db()
    assert (noor.organisatie, noor.organisatie_naam) == (scholen, "")


def test_a_choice_starts_from_what_somebody_has(scholen):
    assert Keuze.of_persoon(PersoonFactory(organisatie=scholen)).keuze == str(scholen.pk)
    assert Keuze.of_persoon(PersoonFactory(organisatie_naam="X")).keuze == "anders"
    assert Keuze.of_persoon(PersoonFactory()).keuze == ""
