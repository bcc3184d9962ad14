from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from bijeenkomsten.models import Aanwezigheid, Agendalink, Bijeenkomst, Programmaonderdeel
from bijeenkomsten.tests.cast import Cast, make_post
from bijeenkomsten.tests.factories import (
    AanwezigheidFactory,
    AgendalinkFactory,
    BijeenkomstFactory,
    ProgrammaonderdeelFactory,
)
from kern.models import Logregel
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def begeleider(client, cast):
    client.force_login(cast.facilitator)
    return client


def url(naam, b, *args):
    return reverse(f"bijeenkomsten:{naam}", args=[b.netwerk.slug, b.pk, *args])


def text(response):
    return response.content.decode()


# --- who may see and do what ---------------------------------------------------------------------

CAST = [
    "facilitator",
    "penvoerder",
    "eigenaar",
    "deelnemer",
    "voorbereider",
    "wachtlijst",
    "buitenstaander",
    "academie",
    "beheer",
    "anoniem",
]
ALLE_LEDEN = {"facilitator", "penvoerder", "eigenaar", "deelnemer", "voorbereider"}
PLANNERS = {"facilitator", "penvoerder"}
MAKERS = PLANNERS | {"voorbereider"}


def make_persoon(cast, wie, b):
    if wie == "voorbereider":
        persoon = cast.add()
        b.voorbereiders.add(persoon)
        return persoon
    if wie in {"academie", "beheer"}:
        return PersoonFactory(**{wie: True})
    if wie in {"penvoerder", "eigenaar"}:
        return cast.add(rol=wie)
    return cast.add(wachtend=True) if wie == "wachtlijst" else getattr(cast, wie)


@pytest.mark.parametrize("wie", CAST)
@pytest.mark.parametrize(
    ("naam", "mag", "geweest"),
    [
        ("detail", ALLE_LEDEN, False),
        ("ics", ALLE_LEDEN, False),
        ("update", PLANNERS, False),
        ("move", PLANNERS, False),
        ("cancel", PLANNERS, False),
        ("programma", MAKERS, False),
        ("voorbereiding", MAKERS, False),
        ("terugblik", MAKERS, True),
        ("aanwezigheid", PLANNERS, True),
        ("terugblik", set(), False),
        ("aanwezigheid", set(), False),
    ],
)
def test_roles(client, cast, *, wie, naam, mag, geweest):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=geweest)
    if wie != "anoniem":
        client.force_login(make_persoon(cast, wie, b))

    status = client.get(url(naam, b)).status_code

    verwacht = 200 if wie in mag else 403 if wie in ALLE_LEDEN else 302 if wie == "anoniem" else 404
    assert status == verwacht


@pytest.mark.parametrize(
    ("wie", "status"), [("facilitator", 200), ("penvoerder", 200), ("deelnemer", 403), ("eigenaar", 403)]
)
def test_create_roles(client, cast, wie, status):
    client.force_login(make_persoon(cast, wie, None))

    assert client.get(reverse("bijeenkomsten:create", args=[cast.netwerk.slug])).status_code == status


def test_no_planning_in_a_network_that_ended(begeleider, cast):
    cast.netwerk.status = "afgerond"
    cast.netwerk.save()

    assert begeleider.get(reverse("bijeenkomsten:create", args=[cast.netwerk.slug])).status_code == 403


def test_voorbereider_who_left_may_nothing(client, cast):
    weg = cast.add(uitgestapt=True)
    b = BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=[weg])
    client.force_login(weg)

    assert client.get(url("programma", b)).status_code == 404


def test_meeting_of_another_network_is_not_found(begeleider, cast):
    vreemd = BijeenkomstFactory()
    eigen = BijeenkomstFactory(netwerk=cast.netwerk)
    onderdeel = ProgrammaonderdeelFactory(bijeenkomst=vreemd)

    assert begeleider.get(reverse("bijeenkomsten:detail", args=[cast.netwerk.slug, vreemd.pk])).status_code == 404
    assert begeleider.get(url("onderdeel", eigen, onderdeel.pk)).status_code == 404
    assert begeleider.post(url("onderdeel_delete", eigen, onderdeel.pk)).status_code == 404


@pytest.mark.parametrize("naam", ["list", "detail", "update", "move", "cancel", "programma", "voorbereiding", "ics"])
def test_get_writes_nothing(begeleider, cast, naam):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    voor = Bijeenkomst.objects.values().get(), Logregel.objects.count()

    args = [cast.netwerk.slug] if naam == "list" else [cast.netwerk.slug, b.pk]
    assert begeleider.get(reverse(f"bijeenkomsten:{naam}", args=args)).status_code == 200

    assert (Bijeenkomst.objects.values().get(), Logregel.objects.count()) == voor


@pytest.mark.parametrize("naam", ["antwoord", "onderdeel_delete", "onderdeel_up", "onderdeel_down"])
def test_actions_are_post_only(begeleider, cast, naam):
    onderdeel = ProgrammaonderdeelFactory(bijeenkomst__netwerk=cast.netwerk)
    args = [] if naam == "antwoord" else [onderdeel.pk]

    assert begeleider.get(url(naam, onderdeel.bijeenkomst, *args)).status_code == 405


# --- lists and pages ----------------------------------------------------------------------------


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_query_count(begeleider, cast, item_count, django_assert_num_queries):
    rijen = [
        b
        for traits in ({"dagen": 20}, {"geweest": True}, {"afgelast": True})
        for b in BijeenkomstFactory.create_batch(item_count, netwerk=cast.netwerk, **traits)
    ]

    with django_assert_num_queries(9):
        response = begeleider.get(reverse("bijeenkomsten:list", args=[cast.netwerk.slug]))

    inhoud = text(response)
    for b in rijen:
        assert b.get_absolute_url() in inhoud
    assert "<b>'t</b>" not in inhoud


@pytest.mark.parametrize("item_count", [1, 3])
def test_detail_query_count(begeleider, cast, item_count, django_assert_num_queries):
    personen = [cast.add() for _ in range(item_count)]
    b = BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=personen)
    for persoon in personen:
        ProgrammaonderdeelFactory(bijeenkomst=b)
        AanwezigheidFactory(bijeenkomst=b, persoon=persoon, komt=True)

    with django_assert_num_queries(10):
        response = begeleider.get(url("detail", b))

    assert f"{item_count} {'komt' if item_count == 1 else 'komen'}" in text(response)


@pytest.mark.parametrize("item_count", [1, 3])
def test_attendance_query_count(begeleider, cast, item_count, django_assert_num_queries):
    for _ in range(item_count):
        cast.add()
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)

    with django_assert_num_queries(8):
        response = begeleider.get(url("aanwezigheid", b))

    assert text(response).count('name="aanwezig"') == item_count + 2


def test_reason_of_absence_only_for_facilitators(client, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=[cast.deelnemer])
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.add(), komt_niet=True, reden="Tandarts om twee uur")

    gezien = {}
    for wie in ("facilitator", "penvoerder", "deelnemer"):
        client.force_login(make_persoon(cast, wie, b))
        gezien[wie] = "Tandarts" in text(client.get(url("detail", b)))

    assert gezien == {"facilitator": True, "penvoerder": False, "deelnemer": False}


def test_empty_list_teaches_per_role(client, cast):
    client.force_login(cast.deelnemer)
    assert "De facilitator kiest een dag." in text(client.get(reverse("bijeenkomsten:list", args=[cast.netwerk.slug])))

    client.force_login(cast.facilitator)
    assert "Plan een bijeenkomst" in text(client.get(reverse("bijeenkomsten:list", args=[cast.netwerk.slug])))


def test_detail_before_during_after(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    def inhoud(moment):
        with time_machine.travel(moment, tick=False):
            begeleider.force_login(cast.facilitator)
            return text(begeleider.get(url("detail", b)))

    voor, tijdens, na = (inhoud(b.begint_op + timedelta(hours=uren)) for uren in (-2, 1, 5))
    assert ["Ik kom" in tekst for tekst in (voor, tijdens, na)] == [True, False, False]
    assert ["Vul de lijst in" in tekst for tekst in (voor, tijdens, na)] == [False, True, True]
    assert ["Schrijf de terugblik" in tekst for tekst in (voor, tijdens, na)] == [False, True, True]


def test_cancelled_meeting_says_so_and_offers_nothing(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, afgelast=True)

    inhoud = text(begeleider.get(url("detail", b)))

    assert "Gaat niet door" in inhoud
    assert "De &lt;b&gt;zaal&lt;/b&gt; is &#x27;s middags bezet." in inhoud
    assert "Bewerk de bijeenkomst" not in inhoud
    assert "Ik kom" not in inhoud
    assert begeleider.get(url("update", b)).status_code == 403
    assert begeleider.get(url("cancel", b)).status_code == 302


# --- plan and edit ------------------------------------------------------------------------------


def test_plan_through_the_form(begeleider, cast):
    data = make_post(voorbereiders=[cast.deelnemer.pk], voorbereiding="Lees\r\ndit")

    response = begeleider.post(reverse("bijeenkomsten:create", args=[cast.netwerk.slug]), data)

    b = Bijeenkomst.objects.get()
    assert response.url == b.get_absolute_url()
    assert b.begint_op.astimezone(NL).strftime("%H.%M") == "13.30"
    assert (b.voorbereiding, list(b.voorbereiders.all())) == ("Lees\ndit", [cast.deelnemer])


def test_plan_on_a_holiday_warns_but_plans(begeleider, cast):
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=NL), tick=False):
        begeleider.force_login(cast.facilitator)
        data = make_post() | {"datum": "2026-12-25"}
        response = begeleider.post(reverse("bijeenkomsten:create", args=[cast.netwerk.slug]), data, follow=True)

    assert Bijeenkomst.objects.count() == 1
    assert text(response).count("Deze dag is een feestdag.") == 1


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"titel": ""}, "Waar gaat het over?"),
        ({"titel": "\x00\u202e \t"}, "Waar gaat het over?"),
        ({"titel": "x" * 121}, "Waar gaat het over?"),
        ({"voorbereiding": "x" * 3001}, "Wat bereidt iedereen voor?"),
        ({"datum": "2020-01-01"}, "Deze dag is al geweest. Kies een dag na vandaag."),
        ({"datum": "0026-11-26"}, "Kies een jaar vanaf 2000."),
        ({"datum": "9999-12-31"}, "Kies een jaar voor 2100."),
        ({"datum": "gisteren"}, "Kies een dag, of schrijf hem zo: 26-11-2026."),
        ({"begin": "half twee"}, "Schrijf de tijd zo: 13.30."),
        ({"einde": "13:30"}, "Het einde ligt niet na het begin."),
        ({"einde": "09:00"}, "Het einde ligt niet na het begin."),
        ({"inloop_minuten": "121"}, "Een inloop duurt hooguit twee uur."),
        ({"inloop_minuten": "-1"}, "Inloop, in minuten"),
        ({"vorm": "telepathie"}, "Hoe komen jullie bij elkaar?"),
        ({"online_link": "javascript:alert(1)"}, "Plak de hele link, met https:// ervoor."),
        ({"online_link": "ftp://bestand.test/x"}, "Plak de hele link, met https:// ervoor."),
        ({"online_link": "https://overleg.test/" + "x" * 500}, "Link voor online meedoen"),
        ({"voorbereiders": ["999999"]}, "Wie bereiden voor?"),
        ({"voorbereiders": ["<script>"]}, "Wie bereiden voor?"),
    ],
)
def test_plan_refuses_at_the_field(begeleider, cast, velden, fout):
    response = begeleider.post(reverse("bijeenkomsten:create", args=[cast.netwerk.slug]), make_post() | velden)

    assert response.status_code == 422
    assert fout in text(response)
    assert "error-summary" in text(response)
    assert not Bijeenkomst.objects.exists()


def test_plan_only_with_deelnemers_as_voorbereider(begeleider, cast):
    data = make_post() | {"voorbereiders": [cast.buitenstaander.pk]}

    assert begeleider.post(reverse("bijeenkomsten:create", args=[cast.netwerk.slug]), data).status_code == 422


def test_form_accepts_dutch_times_a_second_day_and_keeps_hostile_text_text(begeleider, cast):
    morgen = make_post()["datum"]
    volgende = (datetime.fromisoformat(morgen) + timedelta(days=1)).strftime("%d-%m-%Y")
    lastig = "<script>alert(1)</script> 🌱 שלום ؁"
    data = make_post() | {"begin": "15.00", "einde": "17.00", "einddatum": volgende, "titel": lastig}

    response = begeleider.post(reverse("bijeenkomsten:create", args=[cast.netwerk.slug]), data, follow=True)

    assert Bijeenkomst.objects.get().duur_minuten == 26 * 60
    assert "<script>alert(1)" not in text(response)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🌱 שלום" in text(response)


def test_form_refuses_an_hour_that_is_not_there(begeleider, cast):
    data = make_post() | {"datum": "2027-03-28", "begin": "02:30", "einde": "05:00"}

    response = begeleider.post(reverse("bijeenkomsten:create", args=[cast.netwerk.slug]), data)

    assert response.status_code == 422
    assert "gaat de klok een uur vooruit of terug" in text(response)


def test_edit_shows_values_and_saves(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=[cast.deelnemer])
    pagina = text(begeleider.get(url("update", b)))
    data = make_post() | {"titel": "Anders", "versie": "1", "voorbereiders": [cast.deelnemer.pk]}

    response = begeleider.post(url("update", b), data)

    assert 'value="13:30"' in pagina
    assert f'value="{b.datum.isoformat()}"' in pagina
    assert response.status_code == 302
    b.refresh_from_db()
    assert (b.titel, b.versie, b.gewijzigd_door) == ("Anders", 2, cast.facilitator)


def test_second_editor_gets_409_sees_both_and_chooses(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, titel="Oud")
    data = make_post() | {
        "versie": "1",
        "locatie": b.locatie,
        "voorbereiding": b.voorbereiding,
        "meenemen": b.meenemen,
        "doel": b.doel,
    }
    begeleider.post(url("update", b), data | {"titel": "Van de eerste"})

    response = begeleider.post(url("update", b), data | {"titel": "Van de tweede"})

    assert response.status_code == 409
    inhoud = text(response)
    assert "Van de eerste" in inhoud
    assert "Van de tweede" in inhoud
    assert "Noor &lt;b&gt;d&#x27;Eijsink&lt;/b&gt;" in inhoud
    assert 'name="gezien" value="2"' in inhoud
    assert Bijeenkomst.objects.get().titel == "Van de eerste"

    zonder_keuze = begeleider.post(url("update", b), data | {"titel": "Van de tweede", "gezien": "2"})
    assert zonder_keuze.status_code == 409
    keuze = data | {"titel": "Van de tweede", "gezien": "2", "keuze_titel": "mijn"}
    assert begeleider.post(url("update", b), keuze).status_code == 302
    assert Bijeenkomst.objects.get().titel == "Van de tweede"


def test_conflict_shows_every_kind_of_field(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    basis = make_post() | {"versie": "1"}
    begeleider.post(
        url("update", b),
        basis | {"vorm": "online", "voorbereiders": [cast.deelnemer.pk], "begin": "14:00", "doel": "A"},
    )

    inhoud = text(begeleider.post(url("update", b), basis | {"vorm": "hybride", "begin": "14:30", "doel": ""}))

    for tekst in ("Op een plek en online", "Online", "14.30 uur", "14.00 uur", "leeg", "Wie voorbereiden"):
        assert tekst in inhoud


@pytest.mark.parametrize("versie", ["", "0", "-3", "kwaad", "99999999999"])
def test_edit_without_a_real_versie_is_refused(begeleider, cast, versie):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    assert begeleider.post(url("update", b), make_post() | {"versie": versie}).status_code == 422


def test_move_through_the_short_form(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    nieuw = b.datum + timedelta(days=14)
    data = {"datum": nieuw.isoformat(), "begin": "14:00", "einde": "16:00", "einddatum": "", "versie": "1"}

    response = begeleider.post(url("move", b), data, follow=True)

    assert "Iedereen krijgt een mail met de nieuwe gegevens." in text(response)
    b.refresh_from_db()
    assert (b.datum, b.sequence) == (nieuw, 1)
    assert begeleider.post(url("move", b), data | {"datum": "2020-01-01", "versie": "2"}).status_code == 422


def test_cancel_needs_a_reason(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    assert begeleider.post(url("cancel", b), {"reden": " x "}).status_code == 422
    assert begeleider.post(url("cancel", b), {"reden": "De zaal is bezet."}).status_code == 302
    assert begeleider.post(url("cancel", b), {"reden": "De zaal is bezet."}).status_code == 302
    assert Bijeenkomst.objects.get().status == "afgelast"


def test_voorbereider_writes_preparation_and_programme(client, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=[cast.deelnemer])
    client.force_login(cast.deelnemer)

    assert (
        client.post(url("voorbereiding", b), {"voorbereiding": "Kijk terug", "meenemen": "", "versie": "1"}).status_code
        == 302
    )
    assert client.post(url("programma", b), {"titel": "Welkom", "minuten": "15"}).status_code == 302

    b.refresh_from_db()
    assert (b.voorbereiding, b.titel != "", b.onderdelen.get().titel) == ("Kijk terug", True, "Welkom")


def test_terugblik_is_written_and_shown(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True)

    begeleider.post(url("terugblik", b), {"terugblik": "We <b>spraken</b> af", "versie": "1"})

    assert "We &lt;b&gt;spraken&lt;/b&gt; af" in text(begeleider.get(url("detail", b)))


# --- programme ----------------------------------------------------------------------------------


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


# --- answers and attendance ---------------------------------------------------------------------


def test_answer_on_the_page_and_back_to_where_the_button_was(client, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    client.force_login(cast.deelnemer)

    assert client.post(url("antwoord", b) + "?terug=/mijn/", {"komt": "ja"}).url == "/mijn/"
    assert Aanwezigheid.objects.get().antwoord == "komt"
    assert (
        client.post(url("antwoord", b) + "?terug=https://kwaad.test/", {"komt": "nee", "reden": "Ziek"}).url
        == b.get_absolute_url()
    )
    assert Aanwezigheid.objects.get().reden == "Ziek"
    client.post(url("antwoord", b), {"komt": "misschien"})
    client.post(url("antwoord", b), {"komt": "ja", "reden": "x" * 400})
    assert Aanwezigheid.objects.get().antwoord == "komt_niet"


def test_answer_too_late_is_said_kindly(client, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    client.force_login(cast.deelnemer)

    response = client.post(url("antwoord", b), {"komt": "ja"}, follow=True)

    assert "Deze bijeenkomst is al geweest." in text(response)


def test_attendance_preselects_who_said_yes_then_what_was_saved(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)

    def aan():
        inhoud = text(begeleider.get(url("aanwezigheid", b)))
        return [p.pk for p in (cast.deelnemer, cast.facilitator) if f'value="{p.pk}" checked' in inhoud]

    assert aan() == [cast.deelnemer.pk]
    begeleider.post(url("aanwezigheid", b), {"aanwezig": [cast.facilitator.pk]})
    assert aan() == [cast.facilitator.pk]
    assert Bijeenkomst.objects.get().status == "gehouden"


@pytest.mark.parametrize("wie", [[], ["999999"], ["kwaad"], ["1; drop table"]])
def test_attendance_refuses_rubbish_and_keeps_the_choice(begeleider, cast, wie):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)

    response = begeleider.post(url("aanwezigheid", b), {"aanwezig": wie})

    assert response.status_code == 422
    assert not Aanwezigheid.objects.exists()


# --- calendar pages -----------------------------------------------------------------------------


def test_agendalink_page_make_renew_stop(ingelogd, persoon):
    assert "Je hebt nog geen link." in text(ingelogd.get("/mijn/agenda/"))
    ingelogd.post("/mijn/agenda/maken/")
    eerste = Agendalink.objects.get().url
    assert eerste in text(ingelogd.get("/mijn/agenda/"))
    ingelogd.post("/mijn/agenda/maken/")
    assert ingelogd.get(eerste.removeprefix("http://localhost:8000")).status_code == 404
    ingelogd.post("/mijn/agenda/stoppen/")
    assert not Agendalink.objects.exists()


def test_agendalink_of_others_is_never_shown(ingelogd):
    ander = AgendalinkFactory()

    assert ander.token not in text(ingelogd.get("/mijn/agenda/"))


def test_ics_from_the_mail_without_login(client, cast):
    from bijeenkomsten.links import ics_link  # noqa: PLC0415

    b = BijeenkomstFactory(netwerk=cast.netwerk)
    adres = ics_link(b, cast.deelnemer).removeprefix("http://localhost:8000")

    response = client.get(adres)

    assert response["Content-Disposition"] == f'attachment; filename="bijeenkomst-{b.datum.isoformat()}.ics"'
    assert b.uid in text(response)
    assert cast.deelnemer.email not in text(response)
    assert client.get(adres.replace("~", "~x")).status_code == 404
    assert client.get(f"/agenda/{b.pk}.{cast.deelnemer.pk}/bijeenkomst.ics").status_code == 404
    cast.netwerk.deelnames.filter(persoon=cast.deelnemer).update(status="pauze")
    assert client.get(adres).status_code == 404


def test_answer_permission_before_after_and_for_whom(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    weg, buiten = cast.add(uitgestapt=True), cast.buitenstaander
    perm = "bijeenkomsten.answer_bijeenkomst"

    mag = [p.has_perm(perm, b) for p in (cast.deelnemer, cast.facilitator, weg, buiten)]
    over = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    afgelast = BijeenkomstFactory(netwerk=cast.netwerk, afgelast=True)

    assert mag == [True, True, False, False]
    assert [cast.deelnemer.has_perm(perm, x) for x in (over, afgelast, None)] == [False, False, False]


def test_date_of_a_meeting_that_was_held_is_refused_in_words(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True)

    response = begeleider.post(url("update", b), make_post() | {"versie": "1"})

    assert response.status_code == 422
    assert "Deze bijeenkomst is al geweest. De dag en de tijd liggen vast." in text(response)


def test_text_of_a_meeting_that_was_held_can_still_be_corrected(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True)
    data = make_post() | {"versie": "1", "datum": b.datum.isoformat(), "titel": "Toch anders"}

    assert begeleider.post(url("update", b), data).status_code == 302
    assert Bijeenkomst.objects.get().titel == "Toch anders"


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"begin": "09:00"}, "Dit tijdstip is al geweest. Kies een later tijdstip."),
        ({"einddatum": "2026-11-25"}, "Een bijeenkomst duurt hooguit 26 uur."),
        ({"einddatum": "2026-11-23"}, "Het einde ligt niet na het begin."),
    ],
)
def test_form_says_what_to_do_about_today(begeleider, cast, velden, fout):
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=NL), tick=False):
        begeleider.force_login(cast.facilitator)
        if velden == {"einddatum": "2026-11-25"}:
            velden = velden | {"einde": "16:00", "begin": "13:30"}
        data = make_post() | {"datum": "2026-11-24"} | velden
        response = begeleider.post(reverse("bijeenkomsten:create", args=[cast.netwerk.slug]), data)

    assert response.status_code == 422
    assert fout in text(response)


def test_full_programme_is_refused_in_words(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    for _ in range(40):
        ProgrammaonderdeelFactory(bijeenkomst=b)

    response = begeleider.post(url("programma", b), {"titel": "Nog een", "minuten": "5"})

    assert response.status_code == 422
    assert "Er staan al veertig onderdelen" in text(response)
