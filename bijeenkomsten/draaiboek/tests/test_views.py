from datetime import time
from html import unescape

import pytest

from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.tests.stand import blok, rij
from bijeenkomsten.models import Draaiboekstap, Programmaonderdeel
from bijeenkomsten.tests.cast import text, url
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory, ProgrammaonderdeelFactory
from personen.tests.factories import PersoonFactory
from werkvormen.models import Werkvorm
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def make_post(onderdeel, **velden):
    """What the form of one block posts."""
    waarden = {v: getattr(onderdeel, v) for v in ("titel", "minuten", "soort", "wie", "vraag", "toelichting", "doel")}
    waarden |= {v: getattr(onderdeel, v) for v in ("materiaal", "notities", "versie")}
    return waarden | {"begint_vast": ""} | velden


# --- the page -----------------------------------------------------------------------------------


def test_page_shows_times_kinds_and_the_fix(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    ProgrammaonderdeelFactory(bijeenkomst=b, minuten=205, titel="Worldcafé", soort="maken")
    ProgrammaonderdeelFactory(bijeenkomst=b, minuten=20, titel="Afronden")

    inhoud = text(begeleider.get(url("draaiboek", b)))

    assert "15 minuten te lang" in inhoud
    assert "Maak “Worldcafé” 15 minuten korter. Dan ben je precies om 17.00 uur klaar." in inhoud
    assert "Maak er 190 minuten van" in inhoud
    assert "205 min samen werken" in inhoud
    assert "<b>Einde.</b> Jullie hebben tot 17.00 uur." in inhoud
    assert (
        text(begeleider.get(url("draaiboek", BijeenkomstFactory(netwerk=cast.netwerk)))).count(
            "Hier komt jullie draaiboek"
        )
        == 1
    )


def test_the_fix_says_that_a_werkvorm_can_be_shorter(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    ProgrammaonderdeelFactory(bijeenkomst=b, minuten=225, titel="Café", werkvorm=WerkvormFactory())

    assert "“Café” kan ook in 210 minuten." in text(begeleider.get(url("draaiboek", b)))


def test_a_fixed_begin_inside_another_block_shows(begeleider, b):
    Programmaonderdeel.objects.filter(titel="b").update(begint_vast=time(13, 45))

    inhoud = text(begeleider.get(url("draaiboek", b)))

    assert "“b” begint vast om 13.45, maar dat past niet" in inhoud
    assert "“a” loopt tot 14.00 uur. Maak “a” 15 minuten korter. Dan past het." in inhoud
    Programmaonderdeel.objects.filter(titel="b").update(begint_vast=None)
    Programmaonderdeel.objects.filter(titel="a").update(begint_vast=time(13, 0))
    assert "30 minuten te vroeg" in text(begeleider.get(url("draaiboek", b)))
    Programmaonderdeel.objects.filter(titel="a").update(begint_vast=time(13, 31))
    assert "ervoor 1 min over" in text(begeleider.get(url("draaiboek", b)))


def test_a_withdrawn_werkvorm_keeps_its_text_and_says_so(begeleider, cast, b):
    werkvorm = WerkvormFactory()
    onderdeel = services.add_werkvorm(b, werkvorm, by=cast.facilitator)
    Werkvorm.objects.update(status="ingetrokken")

    inhoud = text(begeleider.get(url("draaiboek", b)))

    assert "Deze werkvorm staat niet meer in de catalogus." in inhoud
    assert f'href="/werkvormen/{werkvorm.slug}/"' in inhoud  # and there it says so too
    assert begeleider.get(werkvorm.get_absolute_url()).status_code == 200
    assert "Leg de vraag uit." in text(begeleider.get(url("onderdeel", b, onderdeel.pk)))
    assert "Jullie tekst blijft gewoon staan" in text(begeleider.get(url("onderdeel", b, onderdeel.pk)))


def test_who_is_busy_shows(begeleider, cast, b):
    services.show_bezig(blok(b, "a"), by=PersoonFactory(naam="Noor <b>B.</b>"))
    services.show_bezig(blok(b, "b"), by=cast.facilitator)  # oneself does not

    inhoud = text(begeleider.get(url("draaiboek", b)))

    assert "<b>Noor &lt;b&gt;B.&lt;/b&gt;</b> werkt nu aan dit onderdeel." in inhoud
    assert inhoud.count('class="bezet breed" hidden') == 2


@pytest.mark.parametrize("aantal", [1, 3])
def test_page_query_count(begeleider, cast, aantal, django_assert_num_queries):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    for n in range(aantal):
        ProgrammaonderdeelFactory(bijeenkomst=b, titel=f"blok {n}", werkvorm=WerkvormFactory())
        services.show_bezig(blok(b, f"blok {n}"), by=PersoonFactory())
        services.update_onderdeel(blok(b, f"blok {n}"), {"wie": "x"}, versie=1, by=PersoonFactory())
    for n in range(8):  # more than the panel shows at once
        WerkvormFactory(kaart={"groep": {"min": 1, "max": 60, "toelichting": ""}, "slug": f"past-{n}"})
    adres = url("draaiboek", b)
    begeleider.get(adres)

    with django_assert_num_queries(12):
        response = begeleider.get(adres)

    assert text(response).count('class="onderdeel ') == aantal


def test_old_address_still_leads_there(begeleider, b):
    response = begeleider.get(url("programma", b))

    assert (response.status_code, response["Location"]) == (302, url("draaiboek", b))


# --- blocks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("velden", "status", "fout"),
    [
        ({"minuten": "0"}, 422, "Kies minstens 1 minuut."),
        ({"minuten": "1561"}, 422, "Een onderdeel duurt hooguit 26 uur."),
        ({"minuten": "een kwartier"}, 422, "Vul een heel getal in."),
        ({"titel": " "}, 422, "Dit veld is verplicht"),
        ({"minuten": "600"}, 302, ""),
        ({}, 302, ""),
    ],
)
@pytest.mark.parametrize("extra", [{}, HTMX], ids=["zonder script", "met script"])
def test_own_block_input(begeleider, cast, velden, status, fout, extra):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    response = begeleider.post(url("draaiboek_add", b), {"titel": "Welkom", "minuten": "15"} | velden, **extra)

    assert response.status_code == (200 if extra and status == 302 else status)
    assert fout in text(response)
    assert Programmaonderdeel.objects.count() == (status == 302)


def test_a_block_of_600_minutes_is_kept_and_the_page_says_what_is_wrong(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    begeleider.post(url("draaiboek_add", b), {"titel": "Lang", "minuten": "600"})

    assert "390 minuten te lang" in text(begeleider.get(url("draaiboek", b)))
    assert "Maak er 210 minuten van" in text(begeleider.get(url("draaiboek", b)))


def test_buttons_work_without_script(begeleider, b):
    a, c = blok(b, "a"), blok(b, "c")

    for naam, onderdeel, data, wordt in (
        ("onderdeel_down", a, {}, "b a c"),
        ("onderdeel_up", c, {}, "b c a"),
        ("onderdeel_place", a, {"na": ""}, "a b c"),
        ("onderdeel_place", a, {"na": c.pk}, "b c a"),
        ("onderdeel_delete", c, {"versie": "1"}, "b a"),
    ):
        response = begeleider.post(url(naam, b, onderdeel.pk), data)
        assert response.status_code == 302
        assert rij(b) == wordt
    begeleider.post(url("draaiboek_pauze", b), {"na": a.pk})
    assert rij(b) == "b a Pauze"
    assert (blok(b, "Pauze").soort, blok(b, "Pauze").minuten) == ("rust", 15)


@pytest.mark.parametrize(
    ("data", "minuten"),
    [
        ({"minuten": "45"}, 45), ({"minuten": "30", "stap": "langer"}, 35), ({"minuten": "30", "stap": "korter"}, 25),
        ({"minuten": "32", "stap": "korter"}, 30), ({"minuten": "32", "stap": "langer"}, 35),
        ({"minuten": "5", "stap": "korter"}, 5), ({"minuten": "3", "stap": "korter"}, 3),
        ({"minuten": "1560", "stap": "langer"}, 1560),
    ],
)  # fmt: skip
def test_stepper(begeleider, b, data, minuten):
    response = begeleider.post(url("onderdeel_minuten", b, blok(b, "a").pk), data | {"oud": "30", "versie": "1"})

    assert response["Location"] == f"{url('draaiboek', b)}#o-{blok(b, 'a').pk}"
    assert blok(b, "a").minuten == minuten


@pytest.mark.parametrize("data", [{"minuten": "0"}, {"minuten": ""}, {"minuten": "9999"}, {"minuten": "x"}, {}])
def test_stepper_refuses_in_words(begeleider, b, data):
    response = begeleider.post(url("onderdeel_minuten", b, blok(b, "a").pk), data | {"versie": "1"}, **HTMX)

    assert response.status_code == 422
    assert "“a”: " in text(response)
    assert 'id="planner"' in text(response)
    assert blok(b, "a").minuten == 30


def test_stepper_after_somebody_else_tells_both_numbers(begeleider, b):
    services.update_onderdeel(blok(b, "a"), {"minuten": 45}, versie=1, by=PersoonFactory(naam="Noor"))
    data = {"minuten": "35", "oud": "30", "versie": "1"}

    response = begeleider.post(url("onderdeel_minuten", b, blok(b, "a").pk), data, **HTMX)

    assert response.status_code == 409
    assert "Noor veranderde “a” net: nu 45 minuten. Jij koos 35." in text(response)
    assert blok(b, "a").minuten == 45
    services.update_onderdeel(blok(b, "a"), {"wie": "Noor"}, versie=2, by=PersoonFactory())
    assert (
        begeleider.post(
            url("onderdeel_minuten", b, blok(b, "a").pk), data | {"oud": "45", "versie": "2"}, **HTMX
        ).status_code
        == 200
    )
    assert blok(b, "a").minuten == 35


def test_refusals_come_back_as_the_page_is_now(begeleider, cast, b):
    weg = blok(b, "a")
    Programmaonderdeel.objects.filter(titel="b").update(begint_vast=time(14, 0))
    services.delete_onderdeel(weg, versie=1, by=PersoonFactory())

    assert begeleider.post(url("onderdeel_up", b, weg.pk), **HTMX).status_code == 404
    vast = begeleider.post(url("onderdeel_up", b, blok(b, "b").pk), **HTMX)
    assert (vast.status_code, "begint vast op een eigen tijd" in text(vast)) == (422, True)
    nergens = begeleider.post(url("onderdeel_place", b, blok(b, "c").pk), {"na": weg.pk}, **HTMX)
    assert (nergens.status_code, "Er is niets verplaatst" in text(nergens)) == (409, True)
    oud = begeleider.post(url("onderdeel_delete", b, blok(b, "c").pk), {"versie": "7"}, follow=True)
    assert "intussen veranderd" in text(oud)
    for _ in range(38):
        ProgrammaonderdeelFactory(bijeenkomst=b, volgorde=Programmaonderdeel.objects.count() + 5)
    assert "al veertig onderdelen" in text(begeleider.post(url("draaiboek_pauze", b), **HTMX))


def test_edit_in_full(begeleider, b):
    onderdeel = blok(b, "b")
    velden = {
        "titel": "Lunch",
        "minuten": "45",
        "soort": "rust",
        "begint_vast": "14:30",
        "notities": "Noor <b>betaalt</b>",
    }

    assert begeleider.get(url("onderdeel", b, onderdeel.pk)).status_code == 200
    assert begeleider.post(url("onderdeel", b, onderdeel.pk), make_post(onderdeel, **velden)).status_code == 302

    lunch = blok(b, "Lunch")
    assert (lunch.minuten, lunch.soort, lunch.begint_vast, lunch.notities) == (
        45,
        "rust",
        time(14, 30),
        "Noor <b>betaalt</b>",
    )
    assert "begint vast om 14.30" in text(begeleider.get(url("draaiboek", b)))


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"minuten": "0"}, "Kies minstens 1 minuut."),
        ({"titel": ""}, "Dit veld is verplicht."),
        ({"soort": "dansen"}, "geldige keuze"),
        ({"begint_vast": "25:00"}, "Schrijf de tijd zo: 13.30."),
        ({"begint_vast": "18:00"}, "Kies een tijd in de bijeenkomst: 13.30 tot 17.00 uur."),
        ({"begint_vast": "14:00", "tegelijk": "on"}, "heeft geen eigen tijd"),
        ({"toelichting": "x" * 8001}, "8000 tekens"),
    ],
)
def test_edit_refuses_at_the_field(begeleider, b, velden, fout):
    response = begeleider.post(url("onderdeel", b, blok(b, "b").pk), make_post(blok(b, "b"), **velden))

    assert response.status_code == 422
    assert fout in text(response)
    assert blok(b, "b").versie == 1


def test_edit_conflict_shows_theirs_and_saves_mine_only_after_that(begeleider, b):
    onderdeel = blok(b, "b")
    services.update_onderdeel(onderdeel, {"vraag": "Van <b>Noor</b>?"}, versie=1, by=PersoonFactory(naam="Noor"))
    data = make_post(onderdeel, vraag="Van mij?")

    response = begeleider.post(url("onderdeel", b, onderdeel.pk), data)

    assert response.status_code == 409
    assert "Van &lt;b&gt;Noor&lt;/b&gt;?" in text(response)
    assert 'value="Van mij?"' in text(response)
    assert 'name="versie" value="2"' in text(response)
    assert begeleider.post(url("onderdeel", b, onderdeel.pk), data | {"versie": "2"}).status_code == 302
    assert blok(b, "b").vraag == "Van mij?"


# --- undo ---------------------------------------------------------------------------------------


def test_undo_and_redo_by_buttons(begeleider, cast, b):
    begeleider.post(url("onderdeel_down", b, blok(b, "a").pk))
    inhoud = text(begeleider.get(url("draaiboek", b)))
    assert "Je verplaatste “a”" in inhoud
    stap = Draaiboekstap.objects.get().pk

    assert begeleider.post(url("draaiboek_undo", b), {"stap": stap}).status_code == 302
    assert rij(b) == "a b c"
    inhoud = text(begeleider.get(url("draaiboek", b)))
    assert "Je maakte een stap ongedaan bij “a”" in inhoud
    assert "Toch wel" in inhoud
    begeleider.post(url("draaiboek_redo", b), {"stap": Draaiboekstap.objects.last().pk}, **HTMX)
    assert rij(b) == "b a c"


@pytest.mark.parametrize("stap", ["", "0", "99999", "x", "-1"])
def test_undo_of_a_step_that_is_not_the_last(begeleider, b, stap):
    response = begeleider.post(url("draaiboek_undo", b), {"stap": stap}, **HTMX)

    assert response.status_code == 409
    assert "Kijk wat er nu staat" in text(response)


def test_undo_by_another_is_visible(client, cast, b):
    b.voorbereiders.add(cast.deelnemer)
    services.delete_onderdeel(blok(b, "a"), versie=1, by=cast.deelnemer)
    services.undo_stap(b, services.find_undo(b).pk, by=cast.facilitator)
    client.force_login(cast.deelnemer)

    inhoud = text(client.get(url("draaiboek", b)))

    assert f"{cast.facilitator.naam} maakte een stap van jou ongedaan bij “a”" in unescape(inhoud)


# --- finding a werkvorm -------------------------------------------------------------------------


def test_panel_is_filled_in_from_the_meeting(begeleider, cast, b):
    for _ in range(3):
        AanwezigheidFactory(bijeenkomst=b, persoon=cast.add(), komt=True)
    past = WerkvormFactory(kaart={"naam": "Past precies", "groep": {"min": 2, "max": 8, "toelichting": ""}})
    WerkvormFactory(kaart={"naam": "Voor dertig", "groep": {"min": 30, "max": 60, "toelichting": ""}})
    WerkvormFactory(kaart={"naam": "Een kaart", "soort": "informatie"})
    WerkvormFactory(kaart={"naam": "Weg"}, status="ingetrokken")

    inhoud = text(begeleider.get(url("draaiboek", b)))

    assert "Voor 3 tot 5 mensen" in inhoud
    assert "Tot 120 min" in inhoud
    assert "1 werkvorm past" in inhoud
    assert url("draaiboek_insert", b, past.slug) in inhoud
    assert "Voor dertig" in text(begeleider.get(url("draaiboek", b), {"zoek": "1"}))
    assert "Een kaart" not in text(begeleider.get(url("draaiboek", b), {"zoek": "1"}))
    assert "Geen werkvorm past" in text(begeleider.get(url("draaiboek", b), {"zoek": "1", "online": "1"}))


def test_panel_follows_while_typing(begeleider, b):
    for n in range(9):
        WerkvormFactory(kaart={"naam": f"Foto {n}"})
    WerkvormFactory(kaart={"naam": "Muziek"})

    response = begeleider.get(url("draaiboek", b), {"zoek": "1", "q": "foto's"}, **HTMX, HTTP_HX_TARGET="treffers")

    assert "9 werkvormen passen" in text(response)
    assert "Nog 3" in text(response)
    assert "<html" not in text(response)
    alle = begeleider.get(
        url("draaiboek", b), {"zoek": "1", "q": "foto", "meer": "1"}, **HTMX, HTTP_HX_TARGET="treffers"
    )
    assert text(alle).count('class="treffer"') == 9
    assert begeleider.get(url("draaiboek", b), {"zoek": "1", "q": "\x00%_'\"" * 50}).status_code == 200


def test_insert_a_werkvorm(begeleider, cast, b):
    werkvorm = WerkvormFactory(kaart={"naam": "Foto's"})

    response = begeleider.post(url("draaiboek_insert", b, werkvorm.slug), **HTMX)

    assert rij(b) == "a b c Foto's"
    assert "staat in het draaiboek." in text(response)
    assert "data-ongedaan" in text(response)
    Werkvorm.objects.update(status="ingetrokken")
    assert begeleider.post(url("draaiboek_insert", b, werkvorm.slug)).status_code == 404
    Werkvorm.objects.update(status="eigen")
    assert begeleider.post(url("draaiboek_insert", b, werkvorm.slug)).status_code == 404
    Werkvorm.objects.update(eigenaar=cast.facilitator)
    assert begeleider.post(url("draaiboek_insert", b, werkvorm.slug)).status_code == 302
