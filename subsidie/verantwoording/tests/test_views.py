"""The pages of a verantwoording: who reads and writes what, and nothing that was written gets lost."""

import json

import pytest
from django.urls import reverse

from kern import pdf
from netwerken.tests.factories import DeelnameFactory
from subsidie.aanvragen.formulier import make_afdruk
from subsidie.besluit.tests.factories import assign, make_beoordelaar, make_beslisser
from subsidie.lopend.tests.factories import BEDRAG, add_penvoerder, make_staf
from subsidie.models import Ondertekening, Verantwoording
from subsidie.verantwoording import views
from subsidie.verantwoording.services import give_back, read_concept, save_velden, settle
from subsidie.verantwoording.tests.factories import (
    VRAAG,
    add_deelnemer,
    hold,
    make_getekend,
    make_lopend,
    make_vast,
    sign_now,
    write,
)

pytestmark = pytest.mark.django_db
NAMEN = ("verantwoording", "verantwoording_sign", "verantwoording_vervolg")


def url(naam, aanvraag):
    return reverse(f"subsidie:{naam}", args=[aanvraag.sleutel])


def get(client, persoon, naam, aanvraag):
    client.force_login(persoon)
    return client.get(url(naam, aanvraag))


def post(client, persoon, naam, aanvraag, **data):
    client.force_login(persoon)
    return client.post(url(naam, aanvraag), data)


# --- Who -----------------------------------------------------------------------------------------------------------


def test_who_guides_writes_and_others_do_not(client):
    aanvraag = make_lopend()
    for rol, status in (("penvoerder", 200), ("facilitator", 200), ("eigenaar", 200), ("deelnemer", 403)):
        persoon = add_penvoerder(aanvraag, rol)
        assert get(client, persoon, "verantwoording", aanvraag).status_code == status
        assert get(client, persoon, "verantwoording_sign", aanvraag).status_code == status
    assert get(client, make_staf(), "verantwoording", aanvraag).status_code == 403
    assert get(client, make_staf(academie_sector="po"), "verantwoording", aanvraag).status_code == 404


@pytest.mark.parametrize("status", ["concept", "ingediend", "besloten", "afgewezen"])
def test_what_was_not_granted_has_none(client, status):
    aanvraag = make_lopend(status if status != "concept" else "ingediend")
    if status == "concept":
        type(aanvraag).objects.update(status="concept", ingediend_op=None)
    penvoerder = add_penvoerder(aanvraag)
    for naam in (*NAMEN, "verantwoording_pdf"):
        assert get(client, penvoerder, naam, aanvraag).status_code == 404
    assert get(client, make_staf(), "academie_verantwoording", aanvraag).status_code == 404


def test_only_who_speaks_for_the_netwerk_signs(client):
    aanvraag = make_lopend()
    penvoerder, facilitator = add_penvoerder(aanvraag), add_penvoerder(aanvraag, "facilitator")
    write(aanvraag, penvoerder)
    gezien = make_afdruk(read_concept(aanvraag))

    assert "De penvoerder tekent" in get(client, facilitator, "verantwoording_sign", aanvraag).content.decode()
    assert post(client, facilitator, "verantwoording_sign", aanvraag, gezien=gezien).status_code == 403
    assert post(client, penvoerder, "verantwoording_sign", aanvraag, gezien=gezien).status_code == 302
    assert Ondertekening.objects.get().door == penvoerder


def test_the_academie_reads_nothing_before_it_is_signed_nor_after_it_came_back(client):
    aanvraag = make_lopend()
    penvoerder, staf = add_penvoerder(aanvraag), make_staf()
    write(aanvraag, penvoerder, verhaal__anders="Geheim zolang we schrijven")
    assert "Nog niet ingediend" in get(client, staf, "academie_verantwoording", aanvraag).content.decode()
    assert "Geheim" not in client.get(url("academie_verantwoording", aanvraag)).content.decode()
    assert client.get(url("verantwoording_pdf", aanvraag)).status_code == 404

    sign_now(aanvraag, penvoerder)
    assert "Geheim" in client.get(url("academie_verantwoording", aanvraag)).content.decode()
    give_back(aanvraag, VRAAG, by=staf)
    gezien = {"verhaal.verder": ""}
    save_velden(aanvraag, {"verhaal.verder": "Nieuw en nog niet getekend"}, gezien=gezien, by=penvoerder)
    pagina = client.get(url("academie_verantwoording", aanvraag)).content.decode()
    assert "Geheim" in pagina  # what was signed stays to be read
    assert "Nieuw en nog" not in pagina
    assert VRAAG in pagina


@pytest.mark.parametrize("naam", ["academie_vaststellen", "academie_teruggeven"])
def test_who_advised_or_belongs_to_it_is_refused_and_sees_no_form(client, naam):
    aanvraag, _ = make_getekend()
    adviseur, lid = make_beoordelaar(), make_staf()
    assign(aanvraag, adviseur)
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=lid)

    pagina = get(client, adviseur, "academie_verantwoording", aanvraag).content.decode()
    assert "Iemand anders stelt vast" in pagina
    assert url(naam, aanvraag) not in pagina
    data = {"bedrag": "9.000", "vraag": VRAAG}
    assert post(client, adviseur, naam, aanvraag, **data).status_code == 403
    assert post(client, lid, naam, aanvraag, **data).status_code == 404
    assert post(client, add_penvoerder(aanvraag, "eigenaar"), naam, aanvraag, **data).status_code == 403
    aanvraag.refresh_from_db()
    assert aanvraag.status == "verantwoord"


# --- Writing -------------------------------------------------------------------------------------------------------


def test_what_is_right_is_kept_when_something_else_is_not(client):
    aanvraag = make_lopend()
    penvoerder = add_penvoerder(aanvraag)
    data = {
        "1-procesbegeleiding-bijdrage": "1,000.50", "1-procesbegeleiding-eigen": "€ 1.000,50",
        "telling-bijeenkomsten-waarde": "zes", "telling-contact-waarde": "12,5", "verhaal-opbrengst": "Een <b>les</b>.",
    }  # fmt: skip

    antwoord = post(client, penvoerder, "verantwoording", aanvraag, **data)

    assert antwoord.status_code == 422
    assert Verantwoording.objects.get().invoer == {
        "begroting.1.procesbegeleiding.eigen": 1_000_50, "telling.contact.waarde": 50,
        "verhaal.opbrengst": "Een <b>les</b>.",
    }  # fmt: skip
    pagina = antwoord.content.decode()
    assert "1,000.50" in pagina
    assert "heel getal" in pagina
    assert "Een &lt;b&gt;les" in pagina


def test_saving_leads_on_to_reading_back(client):
    aanvraag = make_lopend()
    penvoerder = add_penvoerder(aanvraag)
    data = {"verhaal-opbrengst": "Een les."}
    verder = post(client, penvoerder, "verantwoording", aanvraag, naar="verder", **data)
    assert verder.url == url("verantwoording_sign", aanvraag)
    assert post(client, penvoerder, "verantwoording", aanvraag, naar="").url == url("verantwoording", aanvraag)


@pytest.mark.parametrize("gezien", ["[]", "{", '{"a": 1}', "x" * 100])
def test_a_broken_print_keeps_nothing(client, gezien):
    aanvraag = make_lopend()
    data = {"verhaal-opbrengst": "Een les.", "gezien": gezien}
    for naam in ("verantwoording", "verantwoording_save"):
        assert post(client, add_penvoerder(aanvraag), naam, aanvraag, **data).status_code == 422
    assert not Verantwoording.objects.exists()


def test_the_same_field_at_once_shows_both_texts(client):
    aanvraag = make_lopend()
    penvoerder = add_penvoerder(aanvraag)
    save_velden(aanvraag, {"verhaal.opbrengst": "Van een ander"}, gezien={}, by=None)
    data = {"verhaal-opbrengst": "Van mij", "verhaal-anders": "Ook van mij", "gezien": "{}"}

    for naam in ("verantwoording", "verantwoording_save"):
        assert post(client, penvoerder, naam, aanvraag, **data).status_code == 409
    pagina = post(client, penvoerder, "verantwoording", aanvraag, **data).content.decode()

    assert "Van een ander" in pagina
    assert "Van mij" in pagina
    assert Verantwoording.objects.get().invoer["verhaal.anders"] == "Ook van mij"


def test_saving_while_typing_draws_what_it_adds_up_to(client):
    aanvraag = make_lopend()
    penvoerder = add_penvoerder(aanvraag)
    data = {"1-procesbegeleiding-bijdrage": "9.000,01", "gezien": "{}"}

    antwoord = post(client, penvoerder, "verantwoording_save", aanvraag, **data).json()

    assert "9.000,01" in antwoord["stand"]
    assert "meer dan de" in antwoord["stand"]
    assert json.loads(antwoord["gezien"])
    fout = post(client, penvoerder, "verantwoording_save", aanvraag, **{"1-sprekers-eigen": "-5"})
    assert fout.status_code == 422
    assert "min" in fout.json()["fout"]


@pytest.mark.parametrize("status", ["toegekend", "voorwaarde", "verantwoord", "vastgesteld"])
def test_writing_in_what_does_not_run_says_so(client, status):
    aanvraag = make_lopend(status)
    penvoerder = add_penvoerder(aanvraag)
    data = {"verhaal-opbrengst": "Een les."}
    assert "niet bewaard" in post(client, penvoerder, "verantwoording", aanvraag, **data).content.decode()
    assert post(client, penvoerder, "verantwoording_save", aanvraag, **data).status_code == 409
    assert get(client, penvoerder, "verantwoording_sign", aanvraag).url == url("verantwoording", aanvraag)
    assert not Verantwoording.objects.exists()


def test_a_step_of_somebody_else_in_between_keeps_nothing(client, monkeypatch):
    aanvraag, make_form = make_lopend(), views.make_form

    def pull(verlopen, data):
        type(verlopen.aanvraag).objects.update(status="verantwoord")
        return make_form(verlopen, data)

    monkeypatch.setattr(views, "make_form", pull)
    antwoord = post(client, add_penvoerder(aanvraag), "verantwoording", aanvraag, **{"verhaal-opbrengst": "Een les."})
    assert antwoord.url == url("verantwoording", aanvraag)
    assert not Verantwoording.objects.exists()


def test_signing_what_is_not_complete_or_not_what_was_read(client):
    aanvraag = make_lopend()
    penvoerder = add_penvoerder(aanvraag)
    mist = post(client, penvoerder, "verantwoording_sign", aanvraag, gezien=make_afdruk(read_concept(aanvraag)))
    assert mist.status_code == 422
    assert "Er missen nog 2 dingen" in mist.content.decode()
    write(aanvraag, penvoerder)
    assert post(client, penvoerder, "verantwoording_sign", aanvraag, gezien="oud").status_code == 409
    assert not Ondertekening.objects.exists()


# --- Reading, settling and after -----------------------------------------------------------------------------------


def test_the_page_says_how_each_number_was_counted_and_where_it_comes_from(client):
    aanvraag = make_lopend()
    penvoerder = add_penvoerder(aanvraag)
    hold(aanvraag.netwerk, [add_deelnemer(aanvraag.netwerk, persoon__naam="Wilhelmina Geheim")])
    write(aanvraag, penvoerder, telling__bijeenkomsten__waarde=3, telling__bijeenkomsten__toelichting="Zonder lijst.")

    for naam in ("verantwoording", "verantwoording_sign"):
        pagina = get(client, penvoerder, naam, aanvraag).content.decode()
        assert "aanwezigheidslijst is ingevuld" in pagina
        assert reverse("bijeenkomsten:list", args=[aanvraag.netwerk.slug]) in pagina
        assert "Wilhelmina" not in pagina
    assert "Geteld was: 1." in pagina
    sign_now(aanvraag, penvoerder)
    pagina = get(client, make_staf(), "academie_verantwoording", aanvraag).content.decode()
    assert "Geteld was: 1." in pagina
    assert "Zonder lijst." in pagina
    assert reverse("bijeenkomsten:list", args=[aanvraag.netwerk.slug]) not in pagina


def test_settling_on_the_page(client):
    aanvraag, penvoerder = make_getekend()
    staf = make_beslisser()
    pagina = get(client, staf, "academie_verantwoording", aanvraag).content.decode()
    assert 'value="8.500"' in pagina  # what was really paid

    assert post(client, staf, "academie_vaststellen", aanvraag, bedrag="8.500").status_code == 422  # without a reason
    assert post(client, staf, "academie_vaststellen", aanvraag, bedrag="8,500.00", reden="x").status_code == 422
    data = {"bedrag": "8.500", "reden": "Er is minder begeleid dan gepland."}
    assert post(client, staf, "academie_vaststellen", aanvraag, **data).status_code == 302

    for wie, naam in ((penvoerder, "verantwoording"), (staf, "academie_verantwoording")):
        pagina = get(client, wie, naam, aanvraag).content.decode()
        assert "Vastgesteld op €\u00a08.500" in pagina
        assert "Er is minder begeleid" in pagina
        assert url("academie_vaststellen", aanvraag) not in pagina


def test_giving_back_on_the_page_and_settling_a_moment_too_late(client):
    aanvraag, penvoerder = make_getekend()
    staf = make_staf()
    assert post(client, staf, "academie_teruggeven", aanvraag, vraag="Hoezo?").status_code == 422
    assert post(client, staf, "academie_teruggeven", aanvraag, vraag=VRAAG).status_code == 302
    pagina = get(client, penvoerder, "verantwoording", aanvraag).content.decode()
    assert VRAAG in pagina
    assert url("verantwoording_pdf", aanvraag) in pagina
    assert "Teruggegeven met een vraag" in get(client, staf, "academie_verantwoording", aanvraag).content.decode()
    laat = post(client, staf, "academie_vaststellen", aanvraag, bedrag="9.000")
    assert laat.status_code == 422


def test_how_it_goes_on_is_asked_after_it_was_settled(client):
    aanvraag, penvoerder = make_getekend()
    assert get(client, penvoerder, "verantwoording_vervolg", aanvraag).url == url("verantwoording", aanvraag)
    staf = make_staf()
    settle(aanvraag, BEDRAG, "", by=staf)
    hold(aanvraag.netwerk, dagen=-10)

    pagina = get(client, penvoerder, "verantwoording_vervolg", aanvraag).content.decode()
    assert "1 bijeenkomst gehouden" in pagina
    assert post(client, penvoerder, "verantwoording_vervolg", aanvraag, gaat_door="ja").status_code == 422
    assert post(client, penvoerder, "verantwoording_vervolg", aanvraag, gaat_door="zomaar").status_code == 422
    data = {"gaat_door": "anders", "betaalt": "De scholen <b>zelf</b>", "bijeenkomsten": "4"}
    assert post(client, penvoerder, "verantwoording_vervolg", aanvraag, **data).status_code == 302
    pagina = get(client, staf, "academie_verantwoording", aanvraag).content.decode()
    assert "De scholen &lt;b&gt;zelf" in pagina
    assert "Ja, maar anders" in pagina


def test_the_pdf_is_what_was_signed(client, monkeypatch):
    aanvraag, penvoerder = make_getekend()
    for wie in (penvoerder, make_staf()):
        antwoord = get(client, wie, "verantwoording_pdf", aanvraag)
        assert antwoord.content.startswith(b"%PDF-")
        assert f"verantwoording-{aanvraag.netwerk.slug}.pdf" in antwoord["Content-Disposition"]

    def geen(*args):
        raise pdf.GeenPdf(pdf.GEEN_PDF)

    monkeypatch.setattr(pdf, "_load", geen)
    assert get(client, penvoerder, "verantwoording_pdf", aanvraag).url == url("verantwoording", aanvraag)
    staf = get(client, make_staf(), "verantwoording_pdf", aanvraag)
    assert staf.url == url("academie_verantwoording", aanvraag)


def test_as_many_questions_for_much_as_for_little(client, django_assert_num_queries):
    aanvraag = make_lopend()
    penvoerder = add_penvoerder(aanvraag)
    write(aanvraag, penvoerder)
    hold(aanvraag.netwerk)
    get(client, penvoerder, "verantwoording", aanvraag)
    with django_assert_num_queries(17):
        client.get(url("verantwoording", aanvraag))
    for _ in range(2):
        hold(aanvraag.netwerk, [add_deelnemer(aanvraag.netwerk) for _ in range(3)])
    with django_assert_num_queries(17):
        client.get(url("verantwoording", aanvraag))


def test_the_settled_page_asks_the_same_for_one_signature_as_for_three(client, django_assert_num_queries):
    aanvraag, penvoerder = make_vast(make_staf())
    staf = make_staf()
    get(client, staf, "academie_verantwoording", aanvraag)
    with django_assert_num_queries(11):
        client.get(url("academie_verantwoording", aanvraag))
    eerste = Ondertekening.objects.get()
    for nummer in (2, 3):
        Ondertekening.objects.create(
            verantwoording=eerste.verantwoording, nummer=nummer, inhoud=eerste.inhoud, op=eerste.op, door=penvoerder
        )
    with django_assert_num_queries(11):
        client.get(url("academie_verantwoording", aanvraag))
