"""The pages behind the links in the mails: anybody's phone, no login, no JavaScript."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from berichten.handelingen import link, make_token
from evaluatie import services
from evaluatie.forms import field_name, only_name, text_name
from evaluatie.invullen.handeling import doe_vragen
from evaluatie.models import Genodigde, Meting, OpenAntwoord
from evaluatie.tests.factories import CODES, LIJST, OPEN, answer_all, make_gesloten, make_meting
from kern.errors import DomainError
from kern.tijd import nu

pytestmark = pytest.mark.django_db


@pytest.fixture
def meting():
    return make_meting(aanwezig=6, afwezig=1, dagen=-3)


@pytest.fixture
def deelnemer(meting):
    return meting.genodigden.aanwezig().first().persoon


@pytest.fixture
def telefoon():
    """A phone: no session, no cookies, and CSRF checks on."""
    return Client(enforce_csrf_checks=True)


def ev(meting, persoon):
    return f"/d/{make_token('ev', meting.pk, persoon.pk)}/"


def mis(bijeenkomst, persoon):
    return f"/d/{make_token('mis', bijeenkomst.pk, persoon.pk)}/"


def formdata(waarde=4, *, tekst="", alleen="", **anders):
    woorden = {text_name(OPEN): tekst} | ({only_name(OPEN): alleen} if alleen else {})
    return {field_name(code): str(waarde) for code in CODES} | woorden | anders


def body(response):
    return " ".join(unescape(response.content.decode()).split())


def total(meting):
    return sum(meting.tellers.values_list("aantal", flat=True))


# --- reading -------------------------------------------------------------------------------------------------------


def test_page_shows_questions_and_promise(telefoon, meting, deelnemer, django_assert_num_queries):
    with django_assert_num_queries(3):
        response = telefoon.get(ev(meting, deelnemer))

    tekst = body(response)
    assert response.status_code == 200
    for vraag in LIJST.geteld:
        assert vraag.tekst in tekst
    for woord in LIJST.schaal:
        assert tekst.count(f'<span class="woord">{woord}</span>') == 8
    assert tekst.count(LIJST.geen_oordeel) == 8
    assert "Er waren 6 mensen. Bij 5 antwoorden of meer ziet de groep per vraag het gemiddelde." in tekst
    assert "Hoeveel mensen wat kozen, tonen we bij zo’n kleine groep nooit." in tekst
    assert "Iedereen in het netwerk ziet op" in tekst
    assert deelnemer.naam not in tekst


def test_page_in_a_group_of_ten_promises_the_distribution(telefoon):
    meting = make_meting(aanwezig=10, dagen=-3)

    tekst = body(telefoon.get(ev(meting, meting.genodigden.first().persoon)))

    assert (
        "Er waren 10 mensen. Bij 5 antwoorden of meer ziet de groep per vraag het gemiddelde, bij 10 of meer ook"
        in tekst
    )
    assert "zo’n kleine groep" not in tekst


def test_page_says_honestly_when_the_group_became_too_small(telefoon):
    meting = make_meting(aanwezig=5, dagen=-3)
    weg, blijft = (genodigde.persoon for genodigde in meting.genodigden.all()[:2])
    services.switch_soort(meting, weg, "afwezig")

    tekst = body(telefoon.get(ev(meting, blijft)))

    assert "Er waren 4 mensen. Dat zijn er te weinig: bij minder dan 5 antwoorden ziet niemand een uitslag" in tekst
    assert "Niemand ziet de antwoorden." in tekst


def test_opening_the_link_changes_nothing(telefoon, meting, deelnemer, django_assert_num_queries):
    for method in (telefoon.get, telefoon.head):
        assert method(ev(meting, deelnemer)).status_code == 200

    assert total(meting) == 0
    assert not Genodigde.objects.filter(ingevuld=True).exists()


# --- answering -----------------------------------------------------------------------------------------------------


def test_answer_without_login_cookies_or_csrf_token(telefoon, meting, deelnemer):
    response = telefoon.post(ev(meting, deelnemer), formdata(tekst="Hoe nu verder?"))

    assert response.status_code == 200
    assert "Dank je, je antwoord is binnen" in body(response)
    assert total(meting) == 8
    assert OpenAntwoord.objects.get().tekst == "Hoe nu verder?"


def test_answer_query_count_does_not_grow(telefoon, django_assert_num_queries):
    for aantal in (5, 12):
        meting = make_meting(aanwezig=aantal, dagen=-3)
        answer_all(meting, [4] * 4, ["een", "twee"])
        laatste = meting.genodigden.filter(ingevuld=False).last().persoon

        with django_assert_num_queries(12):
            telefoon.post(ev(meting, laatste), formdata(tekst="drie"))


def test_second_answer_is_refused_friendly(telefoon, meting, deelnemer):
    telefoon.post(ev(meting, deelnemer), formdata(tekst="eerste"))

    opnieuw = telefoon.get(ev(meting, deelnemer))
    nogmaals = telefoon.post(ev(meting, deelnemer), formdata(1, tekst="tweede"))

    assert opnieuw.status_code == 200
    assert "Je hebt al meegedaan" in body(opnieuw)
    assert nogmaals.status_code == 422
    assert "Je antwoord is al binnen." in body(nogmaals)
    assert "tweede" not in body(nogmaals)
    assert total(meting) == 8
    assert OpenAntwoord.objects.get().tekst == "eerste"


def test_incomplete_second_answer_does_not_show_the_questions_again(telefoon, meting, deelnemer):
    telefoon.post(ev(meting, deelnemer), formdata())

    response = telefoon.post(ev(meting, deelnemer), {})

    assert response.status_code == 422
    assert 'class="likert' not in body(response)


def test_incomplete_answer_is_422_and_nothing_is_lost(telefoon, meting, deelnemer):
    data = formdata(2, tekst="Wat ik schreef & <b>zo</b>", alleen="1") | {
        field_name("ev1-3"): "",
        field_name("ev1-5"): "0",
    }

    response = telefoon.post(ev(meting, deelnemer), data)

    tekst = response.content.decode()
    assert response.status_code == 422
    assert total(meting) == 0
    assert "Er is nog één ding niet goed." in tekst
    assert 'href="#v-ev1-3-1"' in tekst
    assert 'aria-describedby="v-ev1-3-fout"' in tekst
    assert tekst.count("checked") == 8  # seven choices and the tick of "alleen"
    assert "Wat ik schreef &amp; &lt;b&gt;zo&lt;/b&gt;</textarea>" in tekst


@pytest.mark.parametrize("waarde", ["6", "-1", "4.5", "vier", "٤", "4\x00", "' OR 1=1", "9" * 5000])
def test_impossible_values_are_422(telefoon, meting, deelnemer, waarde):
    response = telefoon.post(ev(meting, deelnemer), formdata() | {field_name("ev1-1"): waarde})

    assert response.status_code == 422
    assert total(meting) == 0


@pytest.mark.parametrize(
    ("tekst", "bewaard"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("مرحبا بالجميع", "مرحبا بالجميع"),
        ("🌱 groei 👩🏽‍🏫", "🌱 groei 👩🏽‍🏫"),
        ("met\x07 bel en \u202eomgekeerd", "met bel en omgekeerd"),
        ("twee\r\nregels", "twee\nregels"),
        ("{{ settings.SECRET_KEY }} {% now %}", "{{ settings.SECRET_KEY }} {% now %}"),
        (" \t ", None),
        ("x" * 1000, "x" * 1000),
    ],
)
def test_hostile_text_stays_text(telefoon, meting, deelnemer, tekst, bewaard):
    response = telefoon.post(ev(meting, deelnemer), formdata(tekst=tekst))

    assert response.status_code == 200
    assert list(OpenAntwoord.objects.values_list("tekst", flat=True)) == ([bewaard] if bewaard else [])


def test_nul_character_is_refused_with_a_message(telefoon, meting, deelnemer):
    response = telefoon.post(ev(meting, deelnemer), formdata(tekst="met\x00nul"))

    assert response.status_code == 422
    assert 'id="t-ev2-3-fout"' in response.content.decode()
    assert ">\nmetnul</textarea>" in response.content.decode()
    assert total(meting) == 0


def test_200_kb_text_is_refused_with_a_sentence_and_kept_in_the_field(telefoon, meting, deelnemer):
    response = telefoon.post(ev(meting, deelnemer), formdata(tekst="lang " * 40_000))

    tekst = response.content.decode()
    assert response.status_code == 422
    assert "Dit is te lang. Houd het bij 1000 tekens" in tekst
    assert ("lang " * 40_000).strip() in tekst
    assert total(meting) == 0


# --- links of others, expired, forged ------------------------------------------------------------------------------


def test_link_of_another_meting_or_person(telefoon, meting, deelnemer):
    ander = make_meting(dagen=-3)
    vreemd = ander.genodigden.first().persoon

    for url in (ev(meting, vreemd), ev(ander, deelnemer), ev(meting, meting.netwerk.facilitators().get())):
        assert telefoon.get(url).status_code == 410
        assert telefoon.post(url, formdata()).status_code == 410
    assert total(meting) == total(ander) == 0


def test_forged_link(telefoon, meting, deelnemer):
    token = make_token("ev", meting.pk, deelnemer.pk)
    ander = meting.genodigden.exclude(persoon=deelnemer).first().persoon
    vals = token.replace(f".{deelnemer.pk}~", f".{ander.pk}~")

    assert vals != token
    for url in (f"/d/{vals}/", f"/d/ev.{meting.pk}.{deelnemer.pk}/", f"/d/{token[:-3]}/"):
        assert telefoon.post(url, formdata()).status_code == 410
    assert total(meting) == 0


def test_expired_link(telefoon, meting, deelnemer, time_machine):
    url = ev(meting, deelnemer)
    time_machine.move_to(nu() + timedelta(days=91))

    assert telefoon.get(url).status_code == 410


def test_closed_person_account(telefoon, meting, deelnemer):
    type(deelnemer).objects.filter(pk=deelnemer.pk).update(is_active=False)

    assert telefoon.get(ev(meting, deelnemer)).status_code == 410
    assert telefoon.post(ev(meting, deelnemer), formdata()).status_code == 410


def test_link_about_a_withdrawn_meting(telefoon, meting, deelnemer):
    url = ev(meting, deelnemer)
    meting.bijeenkomst.__class__.objects.update(status="afgelast", reden_afgelast="Niet doorgegaan.")
    assert telefoon.get(url).status_code == 410

    Meting.objects.all().delete()
    assert telefoon.get(url).status_code == 410


def test_meting_that_disappears_while_somebody_sends(meting, deelnemer):
    ref = (meting.pk, deelnemer.pk)
    Meting.objects.all().delete()

    with pytest.raises(DomainError, match="gesloten"):
        doe_vragen(ref, formdata())


def test_after_closing_the_link_leads_to_the_result(telefoon):
    meting = make_meting()
    persoon = meting.genodigden.first().persoon
    answer_all(meting, [4] * 6)
    meting = services.close_meting(meting, now=meting.sluit_op)

    response = telefoon.get(ev(meting, persoon))
    late = telefoon.post(ev(meting, persoon), formdata())

    assert response.status_code == 200
    assert "Deze evaluatie is gesloten" in body(response)
    assert meting.get_absolute_url() in body(response)
    assert late.status_code == 422
    assert total(meting) == 48


@pytest.mark.parametrize("data", [None, {}, formdata()])
def test_past_the_hour_but_not_closed_yet(telefoon, meting, deelnemer, time_machine, data):
    url = ev(meting, deelnemer)
    time_machine.move_to(meting.sluit_op)

    response = telefoon.get(url) if data is None else telefoon.post(url, data)

    assert response.status_code == (200 if data is None else 422)
    assert "Deze evaluatie is gesloten" in body(response)
    assert total(meting) == 0


# --- was there after all, or not -----------------------------------------------------------------------------------


def test_i_was_not_there(telefoon, meting, deelnemer):
    response = telefoon.post(ev(meting, deelnemer), {"soort": "afwezig"})

    assert response.status_code == 302
    assert "/d/mis." in response["Location"]
    assert "Wat heb je nodig" in body(telefoon.get(response["Location"]))
    assert meting.genodigden.get(persoon=deelnemer).soort == "afwezig"
    opnieuw = telefoon.get(ev(meting, deelnemer))
    assert "Was je er toch bij?" in body(opnieuw)
    assert telefoon.post(ev(meting, deelnemer), formdata()).status_code == 422
    assert total(meting) == 0


def test_i_was_there_after_all(telefoon, meting):
    afwezige = meting.genodigden.get(soort="afwezig").persoon
    page = body(telefoon.get(mis(meting.bijeenkomst, afwezige)))
    assert "Ik was er wel" in page
    assert link("ev", meting.pk, afwezige.pk).split("~")[0] in page

    response = telefoon.post(ev(meting, afwezige), {"soort": "aanwezig"})

    assert "/d/ev." in response["Location"]
    assert "Er waren 7 mensen." in body(telefoon.get(response["Location"]))
    assert "Dank je" in body(telefoon.post(response["Location"], formdata()))


def test_no_switching_after_answering(telefoon, meting, deelnemer):
    telefoon.post(ev(meting, deelnemer), formdata())

    response = telefoon.post(ev(meting, deelnemer), {"soort": "afwezig"})

    assert response.status_code == 422
    assert meting.genodigden.get(persoon=deelnemer).soort == "aanwezig"
    assert "Ik was er wel" not in body(telefoon.get(mis(meting.bijeenkomst, deelnemer)))


def test_result_of_a_gesloten_meting_is_not_on_the_link_page(telefoon):
    meting = make_gesloten([4] * 6, ["geheim"])

    tekst = body(telefoon.get(ev(meting, meting.netwerk.deelnemers().first())))

    assert "geheim" not in tekst
    assert "4,0" not in tekst
