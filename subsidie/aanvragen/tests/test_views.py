"""The pages of an aanvraag: who reads what, saving half, and what is told."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from kern.tijd import nu
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory
from subsidie import datums
from subsidie.aanvragen.forms import BegrotingForm
from subsidie.aanvragen.formulier import make_afdruk
from subsidie.aanvragen.regels import read_formulier
from subsidie.aanvragen.services import submit
from subsidie.aanvragen.tests.factories import VOLLEDIG, ConceptFactory, RondeFactory, add_rollen
from subsidie.models import Aanvraag
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanvraag():
    return ConceptFactory(netwerk__gestart=True)


@pytest.fixture
def wie(aanvraag, client):
    """Signs in somebody of the netwerk with this role."""

    def login(rol):
        (persoon,) = add_rollen(aanvraag.netwerk, rol)
        client.force_login(persoon)
        return persoon

    return login


def url(aanvraag, naam="aanvraag", *args):
    return reverse(f"subsidie:{naam}", args=[aanvraag.sleutel, *args])


def prints(aanvraag):
    return json.dumps({code: make_afdruk(waarde) for code, waarde in aanvraag.antwoorden.items()})


# --- Who reads what --------------------------------------------------------------------------------------------------


def test_a_member_sees_where_it_is_and_the_amounts_together(client, aanvraag, wie):
    wie("deelnemer")
    tekst = client.get(url(aanvraag)).text
    assert "Jullie schrijven" in tekst
    assert "bijdrage €\u00a06.000" in tekst
    assert "rustig" not in tekst
    assert "Vervanging" not in tekst


def test_who_guides_it_sees_what_is_missing(client, aanvraag, wie):
    Aanvraag.objects.update(antwoorden={})
    wie("facilitator")
    tekst = client.get(url(aanvraag)).text
    assert "Hier mist nog: Welke vraag hebben jullie?" in tekst
    assert "De penvoerder dient in" in tekst
    assert "Lees na en dien in" not in tekst


def test_the_academie_reads_what_was_handed_in_and_never_the_draft(client, aanvraag):
    academie = PersoonFactory(academie=True, academie_sector="vo")
    client.force_login(academie)
    assert client.get(url(aanvraag)).status_code == 404
    submit(aanvraag, gezien=make_afdruk(aanvraag.antwoorden), aangekomen=nu(), by=academie)
    Aanvraag.objects.update(status=Status.AANVULLING, antwoorden=VOLLEDIG | {"waarom.titel": "Nog geheim"})

    tekst = client.get(url(aanvraag)).text

    assert "rustig" in tekst
    assert "Nog geheim" not in tekst
    assert "Lees na en dien in" not in tekst
    assert client.get(url(aanvraag, "onderdeel", "waarom")).status_code == 403


def test_what_changed_between_two_inzendingen(client, aanvraag, wie):
    by = wie("penvoerder")
    submit(aanvraag, gezien=make_afdruk(aanvraag.antwoorden), aangekomen=nu(), by=by)
    anders = VOLLEDIG | {"waarom.titel": "'t <b>Nieuwe</b>", "begroting.1.tijd.uren": 84}
    Aanvraag.objects.update(status=Status.AANVULLING, antwoorden=anders)
    submit(aanvraag, gezien=make_afdruk(anders), aangekomen=nu(), by=by)

    tekst = client.get(url(aanvraag)).text
    assert "Wat er veranderde" in tekst
    assert "Waarom: Titel" in tekst
    assert "Jaar 1, Tijd: eigen uren" in tekst
    assert "<b>Nieuwe</b>" not in tekst


def test_what_the_academie_asks_now(client, aanvraag, wie):
    """The last questions, with what they are about; not who asked, and not for a member who does not guide."""
    inzending = submit(aanvraag, gezien=make_afdruk(aanvraag.antwoorden), aangekomen=nu(), by=PersoonFactory())
    vraag = {"inzending": inzending, "door": PersoonFactory(naam="Streng Lezer")}
    aanvraag.aanvulvragen.create(tekst="Die is al beantwoord", op=nu() - timedelta(days=9), **vraag)
    op = nu()
    aanvraag.aanvulvragen.create(tekst="Wie doet 't <b>echt</b>?", criterium="deelnemers", op=op, **vraag)
    aanvraag.aanvulvragen.create(tekst="En waar?", op=op, **vraag)
    Aanvraag.objects.update(status=Status.AANVULLING)
    wie("facilitator")

    tekst = client.get(url(aanvraag)).text

    assert "Minstens zes vaste deelnemers" in tekst
    assert "&lt;b&gt;echt&lt;/b&gt;" in tekst
    assert "Over de hele aanvraag" in tekst
    assert "al beantwoord" not in tekst
    assert "Streng Lezer" not in tekst
    wie("deelnemer")
    assert "En waar?" not in client.get(url(aanvraag)).text


# --- Beginning -------------------------------------------------------------------------------------------------------


def test_begin(client):
    ronde, netwerk = RondeFactory(), NetwerkFactory(sector="vo")
    (penvoerder,) = add_rollen(netwerk, "penvoerder")
    client.force_login(penvoerder)
    begin = reverse("subsidie:begin", args=[netwerk.slug, ronde.pk])

    assert client.post(begin).url == url(Aanvraag.objects.get())


def test_begin_in_a_closed_round(client):
    ronde, netwerk = RondeFactory(sluit_op=nu() - timedelta(seconds=1)), NetwerkFactory(sector="vo")
    (penvoerder,) = add_rollen(netwerk, "penvoerder")
    client.force_login(penvoerder)

    antwoord = client.post(reverse("subsidie:begin", args=[netwerk.slug, ronde.pk]), follow=True)
    assert "Deze ronde sloot op" in antwoord.text
    assert not Aanvraag.objects.exists()


# --- A screen --------------------------------------------------------------------------------------------------------


def test_save_and_go_on(client, aanvraag, wie):
    wie("facilitator")
    data = {"vraag": "Hoe dan?", "titel": "<b>'t</b>", "gezien": prints(aanvraag), "naar": "verder"}

    antwoord = client.post(url(aanvraag, "onderdeel", "waarom"), data)

    assert antwoord.url == url(aanvraag, "onderdeel", "wie")
    aanvraag.refresh_from_db()
    assert aanvraag.antwoorden == VOLLEDIG | {"waarom.vraag": "Hoe dan?", "waarom.titel": "<b>'t</b>"}


@pytest.mark.parametrize(
    ("onderdeel", "naar", "waar"),
    [
        ("begroting", "verder", "akkoord"),
        ("wie", "", "aanvraag"),
        ("wie", "zomaar", "aanvraag"),
        ("wie", "begroting", ""),
    ],
)
def test_where_to_after_saving(client, aanvraag, wie, onderdeel, naar, waar):
    wie("facilitator")
    Aanvraag.objects.update(antwoorden={})
    antwoord = client.post(url(aanvraag, "onderdeel", onderdeel), {"naar": naar})
    assert antwoord.url == (url(aanvraag, waar) if waar else url(aanvraag, "onderdeel", naar))


def test_every_kind_of_question(client, aanvraag, wie):
    wie("facilitator")
    data = {"aantal": "7", "begin": "2027-01-31", "vorm": "klein", "leiding": "Noor", "gezien": prints(aanvraag)}
    client.post(url(aanvraag, "onderdeel", "wie"), data)

    aanvraag.refresh_from_db()
    eigen = {code: waarde for code, waarde in aanvraag.antwoorden.items() if code.startswith("wie.")}
    assert eigen == {"wie.aantal": 7, "wie.begin": "2027-01-31", "wie.vorm": "klein", "wie.leiding": "Noor"}
    tekst = client.get(url(aanvraag)).text
    assert "31 januari 2027" in tekst
    assert "een kleine groep" in tekst


def test_what_is_right_is_kept_when_something_else_is_not(client, aanvraag, wie):
    wie("facilitator")
    data = {"1-zaal-bijdrage": "1.000,50", "1-begeleiding-eigen": "1,000.50", "gezien": "{}", "tarief": "50"}
    Aanvraag.objects.update(antwoorden={})

    antwoord = client.post(url(aanvraag, "onderdeel", "begroting"), data)

    assert antwoord.status_code == 422
    assert "punt tussen duizendtallen" in antwoord.text
    assert 'value="1,000.50"' in antwoord.text
    aanvraag.refresh_from_db()
    assert aanvraag.antwoorden == {"begroting.1.zaal.bijdrage": 1_000_50, "begroting.tarief": 50_00}


@pytest.mark.parametrize(
    ("antwoorden", "vol"),
    [
        ({}, [[], []]),
        ({"begroting.1.zaal.bijdrage": 100}, [["zaal"], ["zaal"]]),
        ({"begroting.1.zaal.bijdrage": 100, "begroting.2.tijd.uren": 4}, [["zaal"], ["tijd"]]),
        ({"begroting.2.tijd.uren": 4, "begroting.2.zaal.eigen": 100}, [["zaal", "tijd"], ["zaal", "tijd"]]),
    ],
)
def test_an_empty_year_begins_with_the_lines_of_the_other(aanvraag, antwoorden, vol):
    formulier = read_formulier(aanvraag.regelingversie)

    jaren = list(BegrotingForm(None, formulier=formulier, antwoorden=antwoorden).years())

    assert [[rij["post"].code for rij in jaar["vol"]] for jaar in jaren] == vol
    assert {len(jaar["vol"]) + len(jaar["leeg"]) for jaar in jaren} == {len(formulier.kader.posten)}


def test_both_texts_when_two_people_write_the_same(client, aanvraag, wie):
    wie("facilitator")
    zag = prints(aanvraag)
    Aanvraag.objects.update(antwoorden=VOLLEDIG | {"waarom.vraag": "Van Bas & co"})
    data = {"vraag": "Van Noor", "titel": "Ook nieuw", "gezien": zag}

    antwoord = client.post(url(aanvraag, "onderdeel", "waarom"), data)

    assert antwoord.status_code == 409
    assert "Van Bas &amp; co" in antwoord.text
    assert "Van Noor</textarea>" in antwoord.text
    aanvraag.refresh_from_db()
    assert aanvraag.antwoorden["waarom.titel"] == "Ook nieuw"
    nog_eens = data | {"gezien": antwoord.context["form"].data["gezien"]}
    assert client.post(url(aanvraag, "onderdeel", "waarom"), nog_eens).status_code == 302
    aanvraag.refresh_from_db()
    assert aanvraag.antwoorden["waarom.vraag"] == "Van Noor"


def test_an_empty_text_of_somebody_else_is_told_too(client, aanvraag, wie):
    wie("facilitator")
    zag = prints(aanvraag)
    Aanvraag.objects.update(antwoorden={})
    antwoord = client.post(url(aanvraag, "onderdeel", "waarom"), {"vraag": "Van Noor", "gezien": zag})
    assert "(leeg)" in antwoord.text


def test_too_late_keeps_the_text_on_the_screen(client, aanvraag, wie):
    wie("facilitator")
    Aanvraag.objects.update(status=Status.INGEDIEND, ingediend_op=nu())
    antwoord = client.post(url(aanvraag, "onderdeel", "waarom"), {"vraag": "Te laat", "gezien": prints(aanvraag)})
    assert antwoord.status_code == 409
    assert "Te laat</textarea>" in antwoord.text
    assert client.get(url(aanvraag, "onderdeel", "waarom")).url == url(aanvraag)


@pytest.mark.parametrize("gezien", ["[1]", "{", '{"a": 1}', "[" * 100_000])
def test_a_screen_that_is_not_ours(client, aanvraag, wie, gezien):
    wie("facilitator")
    data = {"vraag": "Anders", "gezien": gezien}
    assert client.post(url(aanvraag, "onderdeel", "waarom"), data).status_code == 422
    antwoord = client.post(url(aanvraag, "onderdeel_save", "waarom"), data)
    assert (antwoord.status_code, antwoord.json()) == (422, {"fout": "Laad de bladzijde opnieuw."})
    aanvraag.refresh_from_db()
    assert aanvraag.antwoorden == VOLLEDIG


def test_a_part_that_is_not_there(client, aanvraag, wie):
    wie("facilitator")
    assert client.get(url(aanvraag, "onderdeel", "zomaar")).status_code == 404
    assert client.post(url(aanvraag, "opmerking_create", "zomaar")).status_code == 404


# --- While somebody types --------------------------------------------------------------------------------------------


def test_autosave(client, aanvraag, wie):
    wie("facilitator")
    Aanvraag.objects.update(antwoorden={})
    data = {"1-zaal-bijdrage": "100", "gezien": "{}"}

    antwoord = client.post(url(aanvraag, "onderdeel_save", "begroting"), data)

    assert antwoord.status_code == 200
    assert json.loads(antwoord.json()["gezien"]) == {"begroting.1.zaal.bijdrage": make_afdruk(100_00)}
    assert "€\u00a0100" in antwoord.json()["stand"]
    fout = client.post(url(aanvraag, "onderdeel_save", "begroting"), data | {"tarief": "x", "gezien": "{}"})
    assert fout.status_code == 422
    assert "Wat kost een uur" in fout.json()["fout"]


def test_autosave_never_overwrites(client, aanvraag, wie):
    wie("facilitator")
    zag = prints(aanvraag)
    Aanvraag.objects.update(antwoorden=VOLLEDIG | {"waarom.vraag": "Van Bas"})
    bewaren = url(aanvraag, "onderdeel_save", "waarom")

    botst = client.post(bewaren, {"vraag": "Van Noor", "gezien": zag})
    stil = client.post(bewaren, {"vraag": VOLLEDIG["waarom.vraag"], "titel": "Nieuw", "gezien": zag})

    assert (botst.status_code, stil.status_code) == (409, 200)
    assert stil.json()["intussen"] == ["Welke vraag hebben jullie?"]
    aanvraag.refresh_from_db()
    assert aanvraag.antwoorden["waarom.vraag"] == "Van Bas"
    Aanvraag.objects.update(status=Status.INGEDIEND, ingediend_op=nu())
    assert client.post(bewaren, {"gezien": zag}).status_code == 409


# --- Consent, handing in and withdrawing -----------------------------------------------------------------------------


def test_consent(client, aanvraag, wie):
    Aanvraag.objects.update(akkoord_versie="", akkoord_op=None)
    penvoerder = wie("penvoerder")
    akkoord = url(aanvraag, "akkoord")
    assert "De academie &lt;b&gt;kijkt&lt;/b&gt; mee." in client.get(akkoord).text

    assert "De tekst is veranderd" in client.post(akkoord, {"versie": "1"}, follow=True).text
    assert escape(penvoerder.naam) in client.post(akkoord, {"versie": "2"}, follow=True).text
    assert Aanvraag.objects.get().akkoord_versie == "2"


def test_handing_in(client, aanvraag, wie):
    wie("penvoerder")
    pagina = client.get(url(aanvraag, "indienen"))
    assert "Alles staat er" in pagina.text

    antwoord = client.post(url(aanvraag, "indienen"), {"gezien": pagina.context["gezien"]}, follow=True)

    assert "De aanvraag is ingediend." in antwoord.text
    assert "Binnen" in antwoord.text
    assert client.get(url(aanvraag, "indienen")).url == url(aanvraag)
    assert client.post(url(aanvraag, "indienen"), {"gezien": pagina.context["gezien"]}).url == url(aanvraag)


def test_what_is_missing_is_linked(client, aanvraag, wie):
    wie("penvoerder")
    Aanvraag.objects.update(antwoorden={})
    antwoord = client.post(url(aanvraag, "indienen"), {"gezien": ""})
    assert antwoord.status_code == 422
    assert f'href="{url(aanvraag, "onderdeel", "waarom")}#id_vraag"' in antwoord.text


def test_somebody_changed_it_meanwhile(client, aanvraag, wie):
    wie("penvoerder")
    assert client.post(url(aanvraag, "indienen"), {"gezien": "anders"}).status_code == 409


def test_one_second_too_late(client, aanvraag, wie, time_machine):
    wie("penvoerder")
    gezien = client.get(url(aanvraag, "indienen")).context["gezien"]
    time_machine.move_to(aanvraag.ronde.sluit_op, tick=False)
    antwoord = client.post(url(aanvraag, "indienen"), {"gezien": gezien})
    assert "Deze ronde sloot op" in antwoord.text
    assert Aanvraag.objects.get().status == Status.CONCEPT


def test_withdrawing(client, aanvraag, wie):
    wie("penvoerder")
    intrekken = url(aanvraag, "intrekken")
    assert client.post(intrekken, {"reden": "Te druk"}).status_code == 422
    assert client.post(intrekken, {"zeker": "on"}).status_code == 422

    antwoord = client.post(intrekken, {"reden": "'t Is te druk", "zeker": "on"}, follow=True)

    assert "De aanvraag is ingetrokken." in antwoord.text
    assert "Is te druk" in antwoord.text
    assert client.get(intrekken).url == url(aanvraag)


def test_the_clock_of_who_reads(client, aanvraag, wie):
    """What a netwerk reads of a date, in every state that has one."""
    wie("facilitator")
    Aanvraag.objects.update(ingediend_op=nu())
    for status, zegt in (
        (Status.INGEDIEND, "De adviezen zijn klaar op"), (Status.BESLOTEN, "Jullie horen het besluit op"),
        (Status.TOEGEKEND, "Toegekend"), (Status.AANVULLING, "Er is een vraag"),
    ):  # fmt: skip
        Aanvraag.objects.update(status=status)
        assert zegt in client.get(url(aanvraag)).text
    Aanvraag.objects.update(aanvullen_voor=nu())
    assert "Aanvullen kan tot" in client.get(url(aanvraag)).text


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries(client, aanvraag, wie, aantal, django_assert_num_queries, monkeypatch):
    """With the days of this topic; every other source of days has its own questions."""
    monkeypatch.setattr(datums, "_BRONNEN", {code: datums._BRONNEN[code] for code in ("ronde", "aanvulling")})
    wie("penvoerder")
    for _ in range(aantal):
        aanvraag.opmerkingen.create(onderdeel="waarom", tekst="Hm")
    client.get(url(aanvraag))
    with django_assert_num_queries(9):
        client.get(url(aanvraag))
