"""Filling in on a phone and with the keyboard, as people do it."""

import json
import re

import pytest

from evaluatie import services
from evaluatie.invullen.tests.soorten import ALLES, ev, first_person
from evaluatie.models import Genodigde, OpenAntwoord
from evaluatie.tests.factories import make_meting, make_netwerk, make_ronde

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

KEPT = "Object.keys(localStorage).filter((naam) => naam.startsWith('evaluatie:'))"


def choose(page, vraag, woord="eens"):
    page.get_by_role("group", name=vraag.tekst).get_by_label(woord, exact=True).check(force=True)


def kept(page):
    return page.evaluate(KEPT)


def until(page, wat, seconden=5):
    """Ask again and again: the security policy does not let the browser do it."""
    for _ in range(seconden * 20):
        if wat():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not happen")


def wait_for_draft(page, text):
    zoek = f"Object.values(localStorage).some((w) => w.includes({json.dumps(text)}))"
    until(page, lambda: page.evaluate(zoek))


def stand(page):
    return page.locator("[data-teller-stand]").inner_text()


def total(meting):
    return sum(meting.tellers.values_list("aantal", flat=True))


def fill_parts(page, document):
    """Answer part by part, all but the open ones, and stay at the last."""
    for nummer, groep in enumerate(document.groepen, start=1):
        page.get_by_role("heading", name=f"Deel {nummer} van").wait_for()
        for vraag in groep.stellingen:
            choose(page, vraag)
        if nummer < len(document.groepen):
            page.get_by_role("button", name="Volgende").tap()


def test_a_barometer_on_a_phone_part_by_part(phone, axe):
    meting = make_ronde(make_netwerk(11))
    document, url = meting.document, ev(meting, first_person(meting))
    phone.goto(url)
    axe(phone)
    assert phone.locator("[data-deel]:visible").count() == 1
    assert stand(phone) == "0 van de 25"

    for vraag in document.groepen[0].vragen:
        choose(phone, vraag)
    phone.get_by_role("button", name="Volgende").tap()
    kop = phone.get_by_role("heading", name=re.compile("Deel 2 van 7.*Praktijk"))
    kop.wait_for()
    assert kop.evaluate("(e) => e === document.activeElement")
    axe(phone)
    choose(phone, document.groepen[1].vragen[0], "oneens")
    wait_for_draft(phone, "bar-5")
    phone.reload()

    assert phone.get_by_role("heading", name="Deel 2 van 7").is_visible()
    assert stand(phone) == "5 van de 25"
    assert phone.get_by_text("We zetten terug wat je eerder invulde.").is_visible()
    phone.go_back()
    phone.get_by_role("heading", name="Deel 1 van 7").wait_for()
    assert phone.get_by_role("heading", name="Je antwoord is anoniem").is_visible()


def test_a_whole_barometer_on_a_phone(phone, axe):
    meting = make_ronde(make_netwerk(11))
    document = meting.document
    phone.goto(ev(meting, first_person(meting)))
    phone.get_by_role("button", name="Volgende").tap()
    phone.get_by_role("button", name="Vorige").tap()
    fill_parts(phone, document)
    phone.get_by_label(document.open_vragen[0].tekst).fill("Wij gaan door.")
    wait_for_draft(phone, "Wij gaan door.")
    assert phone.get_by_role("button", name="Volgende").is_hidden()
    axe(phone)
    phone.get_by_role("button", name="Verstuur").tap()

    phone.get_by_role("heading", name="Dank je, je antwoord is binnen").wait_for()
    assert kept(phone) == []
    assert total(meting) == 22
    assert OpenAntwoord.objects.get().tekst == "Wij gaan door."
    phone.go_back()
    phone.get_by_role("heading", name="Je hebt al meegedaan").wait_for()
    assert total(meting) == 22


def test_what_was_passed_over_is_named_at_the_end(phone, axe):
    meting = make_ronde(make_netwerk(6))
    document = meting.document
    phone.goto(ev(meting, first_person(meting)))
    open_gelaten = document.groepen[2].vragen[1]
    for nummer, groep in enumerate(document.groepen, start=1):
        for vraag in groep.stellingen:
            if vraag != open_gelaten:
                choose(phone, vraag)
        if nummer < 7:
            phone.get_by_role("button", name="Volgende").tap()
    phone.get_by_text("Er is nog één vraag open.").wait_for()
    phone.get_by_role("button", name="Verstuur").tap()
    assert total(meting) == 0
    axe(phone)

    phone.get_by_role("link", name=open_gelaten.tekst).tap()
    phone.get_by_role("heading", name="Deel 3 van 7").wait_for()
    assert phone.evaluate("document.activeElement.name") == f"v-{open_gelaten.code}"
    choose(phone, open_gelaten)
    for _ in range(4):
        phone.get_by_role("button", name="Volgende").tap()
    assert phone.get_by_text("vraag open.").is_hidden()
    phone.get_by_role("button", name="Verstuur").tap()
    phone.get_by_role("heading", name="Dank je, je antwoord is binnen").wait_for()


def test_a_barometer_with_the_keyboard_only(page):
    """How many keys it takes is what somebody without a mouse has to do: two per statement."""
    meting = make_ronde(make_netwerk(6))
    document = meting.document
    page.goto(ev(meting, first_person(meting)))
    for nummer, groep in enumerate(document.groepen, start=1):
        if nummer == 1:  # past the head and the promise
            press_until(page, f"v-{groep.vragen[0].code}", "name")
        for vraag in groep.stellingen:
            press_until(page, f"v-{vraag.code}", "name")
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight")
        if nummer < 7:
            press_until(page, "Volgende", "textContent")
            page.keyboard.press("Enter")
            page.get_by_role("heading", name=f"Deel {nummer + 1} van 7").wait_for()
            assert page.evaluate("document.activeElement.tagName") == "H2"
    press_until(page, "Verstuur", "textContent")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Dank je, je antwoord is binnen").wait_for()
    assert list(meting.tellers.filter(aantal=1).values_list("waarde", flat=True)) == [2] * 22


def press_until(page, waarde, eigenschap):
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(f"(document.activeElement.{eigenschap} ?? '').trim()") == waarde:
            return
    raise AssertionError(f"{waarde} cannot be reached with Tab")


@pytest.mark.parametrize("size", ["page", "phone"])
def test_every_kind_of_question(size, request, axe):
    page = request.getfixturevalue(size)
    meting = make_ronde(make_netwerk(6), document=ALLES)
    page.goto(ev(meting, first_person(meting)))
    axe(page)
    choose(page, ALLES.per_code["a-1"])
    page.get_by_role("group", name="Welk cijfer").get_by_label("8", exact=True).check()
    page.get_by_label("Elke zes weken").check()
    page.get_by_label("Een les").check()
    for woord in ("Doen", "Lezen", "Kijken", "Lezen", "Praten"):
        page.get_by_role("group", name="Waar leer je").get_by_role("button", name=woord).click()
    assert page.get_by_role("button", name="Doen eerste keus").get_attribute("aria-pressed") == "true"
    assert stand(page) == "5 van de 6"
    small = [b for b in page.locator(".optie, .btn:visible").evaluate_all(
        "(es) => es.map((e) => [e.textContent.trim(), e.getBoundingClientRect().height])"
    ) if b[1] < 44]  # fmt: skip
    assert small == []
    axe(page)
    page.get_by_role("button", name="Verstuur").click()

    page.get_by_role("heading", name="Dank je, je antwoord is binnen").wait_for()
    assert dict(meting.tellers.filter(vraag="a-5", aantal__gt=0).values_list("waarde", "aantal")) == {3: 3, 2: 2, 4: 1}
    assert meting.tellers.get(vraag="a-2", waarde=8).aantal == 1


def test_zoomed_in_to_400_percent(open_page, axe):
    page = open_page(viewport={"width": 320, "height": 256})
    meting = make_ronde(make_netwerk(6), document=ALLES)
    page.goto(ev(meting, first_person(meting)))
    axe(page)


def test_draft_is_of_this_device_and_can_be_thrown_away(phone, open_page):
    meting = make_ronde(make_netwerk(6))
    url, vraag = ev(meting, first_person(meting)), meting.document.vragen[0]
    sent = []
    phone.on("request", lambda request: sent.append(request.method))
    phone.goto(url)
    choose(phone, vraag)
    wait_for_draft(phone, vraag.code)
    (sleutel,) = kept(phone)
    assert re.fullmatch(r"evaluatie:[0-9a-f]{32}", sleutel)
    assert "POST" not in sent

    phone.get_by_role("button", name="Wis wat ik invulde").tap()
    assert kept(phone) == []
    assert stand(phone) == "0 van de 25"
    phone.get_by_role("button", name="Zet het terug").tap()
    wait_for_draft(phone, vraag.code)
    assert stand(phone) == "1 van de 25"

    phone.get_by_label("Bewaar niets op dit toestel").check()
    choose(phone, vraag, "oneens")
    phone.wait_for_timeout(400)
    assert kept(phone) == []
    phone.reload()
    assert stand(phone) == "0 van de 25"
    assert phone.get_by_label("Bewaar niets op dit toestel").is_checked()


def test_two_tabs_show_the_same_and_only_one_counts(page):
    meting = make_meting(aanwezig=6, dagen=-3)
    url, vragen = ev(meting, first_person(meting)), meting.document.geteld
    page.goto(url)
    ander = page.context.new_page()
    ander.goto(url)
    for vraag in vragen[:3]:
        choose(page, vraag)
    until(ander, lambda: stand(ander).startswith("3"))
    for vraag in vragen[3:]:
        choose(ander, vraag)
    until(page, lambda: stand(page).startswith("8"))
    page.get_by_role("button", name="Verstuur").click()
    page.get_by_role("heading", name="Dank je").wait_for()

    ander.get_by_text("In een ander venster is dit verstuurd of gewist.").wait_for()
    choose(ander, vragen[0], "oneens")
    ander.get_by_role("button", name="Verstuur").click()
    ander.get_by_role("heading", name="Je hebt al meegedaan").wait_for()
    assert kept(page) == []
    assert total(meting) == 8
    ander.close()


def test_round_closes_while_somebody_types(phone, axe):
    meting = make_meting(aanwezig=6, dagen=-3)
    url = ev(meting, first_person(meting))
    phone.goto(url)
    phone.get_by_label("Met welke nieuwe vraag").fill("Dit wil ik niet kwijt.")
    wait_for_draft(phone, "niet kwijt")
    later = phone.context.new_page()
    services.close_meting(meting, now=meting.sluit_op)
    phone.get_by_role("button", name="Verstuur").tap()

    phone.get_by_role("heading", name="Deze evaluatie is gesloten").wait_for()
    assert phone.get_by_label("Met welke nieuwe vraag").input_value() == "Dit wil ik niet kwijt."
    axe(phone)
    assert kept(phone) == []
    assert not OpenAntwoord.objects.exists()
    later.close()


def test_round_closed_before_somebody_came_back(phone):
    meting = make_meting(aanwezig=6, dagen=-3)
    url = ev(meting, first_person(meting))
    phone.goto(url)
    phone.get_by_label("Met welke nieuwe vraag").fill("Half af.")
    wait_for_draft(phone, "Half af.")
    services.close_meting(meting, now=meting.sluit_op)

    phone.goto(url)

    assert phone.get_by_label("Tekst 1").input_value() == "Half af."
    assert kept(phone) == []


def test_old_drafts_and_refused_storage(open_page):
    meting = make_ronde(make_netwerk(6))
    url = ev(meting, first_person(meting))
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(url)
    page.evaluate("localStorage.setItem('evaluatie:oud', JSON.stringify({tot: Date.now() - 1, velden: [['a', '1']]}))")
    page.reload()
    assert kept(page) == []

    zonder = open_page(viewport={"width": 390, "height": 844})
    zonder.add_init_script("Storage.prototype.setItem = () => { throw new Error('refused'); };")
    zonder.goto(url)
    assert zonder.locator("[data-toestel]").is_hidden()
    choose(zonder, meting.document.vragen[0])
    assert stand(zonder) == "1 van de 25"


def test_one_question_fits_on_a_phone_and_takes_two_taps(phone, axe):
    document = make_ronde(make_netwerk(6), "puls", naam="Puls").document
    meting = make_ronde(make_netwerk(6), "puls", naam="Puls")
    phone.goto(ev(meting, first_person(meting)))
    axe(phone)
    vraag = phone.get_by_role("group", name=document.vragen[0].tekst)
    assert vraag.bounding_box()["y"] + vraag.bounding_box()["height"] < 844 - 70
    choose(phone, document.vragen[0])
    phone.get_by_role("button", name="Verstuur").tap()
    phone.get_by_role("heading", name="Dank je, je antwoord is binnen").wait_for()
    assert Genodigde.objects.filter(ingevuld=True).count() == 1


def test_without_javascript_all_parts_stand_on_one_page(page_without_js):
    meting = make_ronde(make_netwerk(6))
    page = page_without_js
    page.goto(ev(meting, first_person(meting)))
    assert page.locator("[data-deel]:visible").count() == 7
    assert page.locator("[data-toestel]").is_hidden()
    for vraag in meting.document.geteld:
        choose(page, vraag)
    page.get_by_role("button", name="Verstuur").click()
    page.get_by_role("heading", name="Dank je, je antwoord is binnen").wait_for()
    assert total(meting) == 22


def test_how_one_stays_anonymous(phone, axe):
    meting = make_ronde(make_netwerk(7))
    phone.goto(ev(meting, first_person(meting)))
    phone.get_by_role("link", name="Zo blijf je anoniem").tap()
    phone.get_by_role("heading", level=1, name="Zo blijf je anoniem").wait_for()
    assert phone.get_by_text("Zoveel mensen zijn jullie niet.").count() == 1
    axe(phone)
