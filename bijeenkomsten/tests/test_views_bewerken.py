from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tests.cast import make_post, text, url
from bijeenkomsten.tests.factories import BijeenkomstFactory
from personen.tests.factories import OrganisatieFactory

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")


def test_plan_through_the_form(begeleider, cast):
    data = make_post(voorbereiders=[cast.deelnemer.pk], voorbereiding="Lees\r\ndit")

    response = begeleider.post(reverse("bijeenkomsten:create", args=[cast.netwerk.slug]), data)

    b = Bijeenkomst.objects.get()
    assert response.url == b.get_absolute_url()
    assert b.begint_op.astimezone(NL).strftime("%H.%M") == "13.30"
    assert (b.voorbereiding, list(b.voorbereiders.all())) == ("Lees\ndit", [cast.deelnemer])


@pytest.fixture
def november(begeleider, cast):
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=NL), tick=False):
        begeleider.force_login(cast.facilitator)
        yield begeleider


@pytest.fixture
def vrij_in_zuid(cast):
    """The deelnemer works where schools are closed in the week of 15 February 2027; the facilitator does not."""
    cast.deelnemer.organisatie = OrganisatieFactory(vakantieregio="zuid")
    cast.deelnemer.naam = "Bo <b>d'Hondt</b>"
    cast.deelnemer.save()


def plan(client, cast, **velden):
    return client.post(reverse("bijeenkomsten:create", args=[cast.netwerk.slug]), make_post() | velden, follow=True)


def test_plan_on_a_public_holiday_asks_first(november, cast):
    gevraagd = plan(november, cast, datum="2026-12-25")

    assert (gevraagd.status_code, Bijeenkomst.objects.count()) == (422, 0)
    assert "Dan is het Eerste kerstdag. Kies een andere dag, of kies hieronder" in text(gevraagd)
    assert "Ja, toch op vrijdag 25 december" in text(gevraagd)

    bewaard = plan(november, cast, datum="2026-12-25", toch="2026-12-25")

    assert Bijeenkomst.objects.get().datum == date(2026, 12, 25)
    assert text(bewaard).count("Dan is het Eerste kerstdag.") == 1


def test_plan_in_the_school_holiday_of_a_member_tells_whose(november, cast, vrij_in_zuid):
    gevraagd = plan(november, cast, datum="2027-02-17")

    assert gevraagd.status_code == 422
    assert "Dan is het voorjaarsvakantie voor 1 van de 2 mensen: Bo &lt;b&gt;d&#x27;Hondt&lt;/b&gt;." in text(gevraagd)
    assert "Ideeën die &lt;b&gt;bleven&lt;/b&gt; liggen" in text(gevraagd)  # nothing typed is lost


def test_yes_to_one_day_is_no_yes_to_another(november, cast, vrij_in_zuid):
    response = plan(november, cast, datum="2027-02-18", toch="2027-02-17")

    assert (response.status_code, Bijeenkomst.objects.count()) == (422, 0)


def test_day_on_which_nobody_is_free_is_not_asked_about(november, cast, vrij_in_zuid):
    response = plan(november, cast, datum="2027-02-24")

    assert Bijeenkomst.objects.count() == 1
    assert "vakantie" not in text(response)


def test_move_into_a_holiday_asks_and_another_hour_does_not(november, cast, vrij_in_zuid):
    b = BijeenkomstFactory(netwerk=cast.netwerk, begint_op=datetime(2027, 2, 3, 13, tzinfo=NL))
    velden = {"datum": "2027-02-17", "begin": "13:00", "einde": "16:00", "einddatum": "", "versie": b.versie}

    gevraagd = november.post(url("move", b), velden)
    bewaard = november.post(url("move", b), velden | {"toch": "2027-02-17"})
    b.refresh_from_db()
    zelfde_dag = november.post(url("move", b), velden | {"begin": "14:00", "versie": b.versie})

    assert [r.status_code for r in (gevraagd, bewaard, zelfde_dag)] == [422, 302, 302]
    b.refresh_from_db()
    assert b.begint_op == datetime(2027, 2, 17, 14, tzinfo=NL)


def test_deelnemer_does_not_see_who_is_free(client, cast, vrij_in_zuid):
    b = BijeenkomstFactory(
        netwerk=cast.netwerk,
        begint_op=datetime(2027, 2, 17, 13, tzinfo=NL),
        eindigt_op=datetime(2027, 2, 17, 16, tzinfo=NL),
    )
    client.force_login(cast.deelnemer)

    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=NL), tick=False):
        client.force_login(cast.deelnemer)
        assert "voorjaarsvakantie" not in text(client.get(b.get_absolute_url()))
        client.force_login(cast.facilitator)
        assert "voorjaarsvakantie voor 1 van de 2" in text(client.get(b.get_absolute_url()))


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
    assert client.post(url("draaiboek_add", b), {"titel": "Welkom", "minuten": "15"}).status_code == 302

    b.refresh_from_db()
    assert (b.voorbereiding, b.titel != "", b.onderdelen.get().titel) == ("Kijk terug", True, "Welkom")


def test_terugblik_is_written_and_shown(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True)

    begeleider.post(url("terugblik", b), {"terugblik": "We <b>spraken</b> af", "versie": "1"})

    assert "We &lt;b&gt;spraken&lt;/b&gt; af" in text(begeleider.get(url("detail", b)))


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
