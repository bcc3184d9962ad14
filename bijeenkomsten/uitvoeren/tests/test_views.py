import json
import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest

from bijeenkomsten.models import Aantekening, Afspraak, Bijeenkomst, Uitvoering, Uitvoerstap
from bijeenkomsten.tests.cast import make_persoon, text, url
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from bijeenkomsten.uitvoeren.tests.factories import AantekeningFactory
from kern.tijd import nu

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def b(cast):
    begin = nu() - timedelta(minutes=10)
    return BijeenkomstFactory(netwerk=cast.netwerk, begint_op=begin, eindigt_op=begin + timedelta(hours=3))


def post(client, b, soort, *, sleutel=None, als_json=True, **velden):
    velden = {"sleutel": sleutel or uuid4(), "soort": soort} | velden
    return client.post(url("uitvoeren_stap", b), velden, **(JSON if als_json else {}))


def test_the_page_before_the_begin_and_in_the_middle(begeleider, b):
    blok = ProgrammaonderdeelFactory(bijeenkomst=b, titel="Kijken <b>naar</b> 't werk")
    inhoud = text(begeleider.get(url("uitvoeren", b)))
    assert "Begin met Kijken &lt;b&gt;naar&lt;/b&gt; &#x27;t werk" in inhoud
    assert "Alleen &lt;b&gt;wij&lt;/b&gt; zien &#x27;m." in inhoud

    post(begeleider, b, "naar", blok=blok.pk)
    inhoud = text(begeleider.get(url("uitvoeren", b)))
    assert re.search(r'<b data-plek="getal">30</b>', inhoud)
    assert "Rond af" in inhoud


def test_the_page_says_what_a_device_needs_and_how_it_may_run(begeleider, b, cast):
    ProgrammaonderdeelFactory(bijeenkomst=b)
    response = begeleider.get(url("uitvoeren", b))
    stand = json.loads(unescape(re.search(r'id="uv-stand"[^>]*>(.*?)</script>', text(response))[1]))

    assert [blok["titel"] for blok in stand["blokken"]] == [b.onderdelen.get().titel]
    csp = response["Content-Security-Policy"]
    nonce = re.search(r"script-src 'nonce-([^']+)'", csp)[1]
    assert f'js/uitvoeren.js" nonce="{nonce}"' in text(response)
    assert "worker-src 'self'" in csp
    assert "no-store" in response["Cache-Control"]
    assert "worker-src" not in begeleider.get(url("detail", b))["Content-Security-Policy"]


def test_an_empty_draaiboek_still_takes_notes(begeleider, b):
    assert "Er staat nog niets in het draaiboek." in text(begeleider.get(url("uitvoeren", b)))
    assert post(begeleider, b, "notitie", tekst="Toch <b>wat</b>").json()["uitkomst"] == "gedaan"
    assert "Toch &lt;b&gt;wat&lt;/b&gt;" in text(begeleider.get(url("uitvoeren", b)))


def test_a_device_gets_the_outcome_and_how_things_are(begeleider, b, cast):
    blok = ProgrammaonderdeelFactory(bijeenkomst=b)
    sleutel = uuid4()
    for _ in range(2):
        json_ = post(begeleider, b, "notitie", blok=blok.pk, tekst="Eén\nkeer", geleden=90_000, sleutel=sleutel).json()

    assert (json_["uitkomst"], json_["zin"], json_["stand"]["persoon"]) == ("gedaan", "", cast.facilitator.pk)
    assert [a["tekst"] for a in json_["stand"]["aantekeningen"]] == ["Eén\nkeer"]
    assert timedelta(seconds=80) < nu() - Uitvoerstap.objects.get().op < timedelta(seconds=120)
    stand = begeleider.get(url("uitvoeren_stand", b)).json()
    assert (stand["versie"], stand["persoon"], bool(stand["csrf"])) == (1, cast.facilitator.pk, True)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"soort": "naar"}, "Dit kunnen we niet lezen"),
        ({"soort": "naar", "blok": "x"}, "Dit kunnen we niet lezen"),
        ({"soort": "vliegen"}, "Dit kunnen we niet lezen"),
        ({"soort": "notitie", "sleutel": "x", "tekst": "a"}, "Dit kunnen we niet lezen"),
        ({"soort": "notitie", "tekst": "  "}, "Schrijf eerst iets op."),
        ({"soort": "notitie", "tekst": "a" * 2001}, "Een aantekening heeft hooguit 2000 tekens. Maak er twee van."),
        ({"soort": "notitie", "tekst": "a", "geleden": "-5"}, "Dit kunnen we niet lezen"),
        ({"soort": "afspraak", "tekst": ""}, "Schrijf op wat jullie afspraken."),
        ({"soort": "afspraak", "tekst": "Bel", "wie": "99999"}, "Deze persoon doet niet mee"),
        ({"soort": "afspraak", "tekst": "Bel", "voor": "gisteren"}, ""),
        ({"soort": "extra", "blok": "1", "van": "0", "naar": "245"}, "Een onderdeel kan hooguit 4 uur langer."),
        ({"soort": "extra", "blok": "1", "van": "0"}, "Dit kunnen we niet lezen"),
    ],
)
def test_bad_input_is_refused_in_words_and_keeps_what_was_written(begeleider, b, velden, zin):
    velden = {"sleutel": uuid4()} | velden
    antwoord = begeleider.post(url("uitvoeren_stap", b), velden, **JSON)
    assert (antwoord.status_code, antwoord.json()["uitkomst"]) == (422, "geweigerd")
    assert antwoord.json()["zin"].startswith(zin)

    bladzijde = begeleider.post(url("uitvoeren_stap", b), velden)
    assert bladzijde.status_code == 422
    assert zin in text(bladzijde)
    if velden.get("tekst", "").strip():
        assert velden["tekst"][:2000] in text(bladzijde)
    assert (Aantekening.objects.count(), Afspraak.objects.count()) == (0, 0)


def test_a_plain_form_goes_back_to_the_page_and_says_so(begeleider, b):
    een, twee = ProgrammaonderdeelFactory.create_batch(2, bijeenkomst=b)
    assert post(begeleider, b, "notitie", als_json=False, tekst="Dit").url == url("uitvoeren", b)
    assert "Het staat erbij." in text(begeleider.get(url("uitvoeren", b)))
    post(begeleider, b, "naar", als_json=False, blok=een.pk)
    post(begeleider, b, "naar", als_json=False, blok=twee.pk, van="12345")
    assert "Iemand anders is al bij" in text(begeleider.get(url("uitvoeren", b)))


def test_what_the_service_refuses_stays_in_the_field(begeleider, b):
    AantekeningFactory.create_batch(2, bijeenkomst=b)
    Aantekening.objects.bulk_create(AantekeningFactory.build_batch(398, bijeenkomst=b))
    response = post(begeleider, b, "notitie", als_json=False, tekst="Blijft <b>staan</b>")
    assert response.status_code == 422
    assert "Blijft &lt;b&gt;staan&lt;/b&gt;</textarea>" in text(response)
    assert "Er staan al 400 aantekeningen" in text(response)


@pytest.mark.parametrize("wie", ["facilitator", "penvoerder", "voorbereider"])
def test_who_makes_the_draaiboek_runs_it(client, cast, b, wie):
    client.force_login(make_persoon(cast, wie, b))
    assert client.get(url("uitvoeren", b)).status_code == 200
    assert post(client, b, "notitie", tekst="Ja").status_code == 200


@pytest.mark.parametrize(("wie", "status"), [("deelnemer", 403), ("eigenaar", 403), ("academie", 404), ("beheer", 404)])
def test_nobody_else(client, cast, b, wie, status):
    client.force_login(make_persoon(cast, wie, b))
    for naam in ("uitvoeren", "uitvoeren_stand", "uitvoeren_werker"):
        assert client.get(url(naam, b)).status_code == status
    assert post(client, b, "notitie", tekst="Nee").status_code == status
    assert not Aantekening.objects.exists()


def test_a_cancelled_meeting_is_not_run(begeleider, b):
    Bijeenkomst.objects.filter(pk=b.pk).update(status="afgelast", reden_afgelast="Sneeuw")
    assert begeleider.get(url("uitvoeren", b)).status_code == 403


def test_the_worker_reaches_one_page_and_is_never_old(begeleider, b):
    response = begeleider.get(url("uitvoeren_werker", b))
    assert response["Content-Type"].startswith("text/javascript")
    assert "no-store" in response["Cache-Control"]
    assert "Service-Worker-Allowed" not in response
    assert "self.registration.scope" in text(response)


def test_take_a_note_away_of_ones_own_or_as_planner(client, cast, b):
    voorbereider = make_persoon(cast, "voorbereider", b)
    eigen, ander = AantekeningFactory(bijeenkomst=b, door=voorbereider), AantekeningFactory(bijeenkomst=b)
    client.force_login(voorbereider)
    assert client.post(url("aantekening_delete", b, eigen.pk)).url == url("terugblik", b)
    assert client.post(url("aantekening_delete", b, ander.pk)).status_code == 403
    assert url("aantekening_delete", b, ander.pk) not in text(client.get(url("terugblik", b)))
    client.force_login(cast.facilitator)
    assert url("aantekening_delete", b, ander.pk) in text(client.get(url("terugblik", b)))
    client.post(url("aantekening_delete", b, ander.pk))
    assert not Aantekening.objects.exists()


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries(begeleider, b, cast, aantal, django_assert_num_queries):
    blokken = ProgrammaonderdeelFactory.create_batch(aantal, bijeenkomst=b)
    for blok in blokken:
        AantekeningFactory(bijeenkomst=b, onderdeel=blok, door=cast.facilitator)
        post(begeleider, b, "afspraak", blok=blok.pk, tekst="Bel", wie=cast.deelnemer.pk)
    post(begeleider, b, "naar", blok=blokken[0].pk)
    for naam, meest in (("uitvoeren", 11), ("uitvoeren_stand", 10)):
        begeleider.get(url(naam, b))
        with django_assert_num_queries(meest):
            begeleider.get(url(naam, b))


def test_the_clock_of_the_meeting_is_kept(begeleider, b):
    blok = ProgrammaonderdeelFactory(bijeenkomst=b)
    post(begeleider, b, "naar", blok=blok.pk)
    post(begeleider, b, "extra", blok=blok.pk, van=0, naar=5)
    post(begeleider, b, "klaar", van=blok.pk)
    stand = begeleider.get(url("uitvoeren_stand", b)).json()
    assert (stand["huidig"], bool(stand["begonnen"]), bool(stand["klaar"])) == (None, True, True)
    assert stand["blokken"][0]["extra"] == 5
    assert Uitvoering.objects.get().klaar_op
    assert "Jullie zijn klaar" in text(begeleider.get(url("uitvoeren", b)))


@pytest.mark.parametrize(
    ("begonnen", "duurt", "kop"),
    [(-60, 180, "Vandaag is het zover"), (10, 180, "De bijeenkomst is bezig"), (200, 180, None), (-2880, 180, None)],
)
def test_on_the_day_the_way_into_the_room_comes_first(begeleider, b, time_machine, begonnen, duurt, kop):
    begin = b.begint_op.replace(hour=11)
    Bijeenkomst.objects.update(begint_op=begin, eindigt_op=begin + timedelta(minutes=duurt))
    time_machine.move_to(begin + timedelta(minutes=begonnen))

    inhoud = text(begeleider.get(b.get_absolute_url()))

    assert ("Open in de zaal" in inhoud) == bool(kop)
    if kop:
        assert inhoud.index(kop) < inhoud.index("Wat we gaan doen")
        assert kop == "Vandaag is het zover" or inhoud.index(kop) < inhoud.index("Wie was er?")
