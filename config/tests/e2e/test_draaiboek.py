"""Making a draaiboek in a browser: with a mouse, a finger, only keys, without scripts, and two people at once."""

import pytest

from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.tests.stand import blok, rij
from bijeenkomsten.models import Programmaonderdeel
from bijeenkomsten.tests.cast import Cast, url
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from config.tests.browser import DESKTOP
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.e2e
TALL = {"viewport": {"width": 1280, "height": 1700}}  # a mouse has to reach every block
TABLET = {"viewport": {"width": 900, "height": 1700}, "has_touch": True}


@pytest.fixture
def cast(transactional_db):
    return Cast()


@pytest.fixture
def b(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=[cast.deelnemer])
    for titel in ("Welkom", "Tafels", "Slot"):
        ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, titel=titel)
    return bijeenkomst


def open_draaiboek(page, login, persoon, b):
    login(page, persoon)
    page.goto(url("draaiboek", b))
    return page


def titels(page):
    return [" ".join(t.split()) for t in page.locator(".draaiboek > li h3").all_inner_texts()]


def wait_for_order(page, *verwacht):
    page.wait_for_function(
        "namen => [...document.querySelectorAll('.draaiboek > li h3')].map(h => h.textContent.trim()).join() === namen",
        arg=",".join(verwacht),
    )


def middle(box):
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_with_a_mouse(open_page, login, cast, b, axe):
    WerkvormFactory(kaart={"naam": "Foto's kiezen", "groep": {"min": 1, "max": 60, "toelichting": ""}})
    page = open_draaiboek(open_page(**TALL), login, cast.facilitator, b)
    axe(page)

    page.mouse.move(*middle(page.locator(f"#o-{blok(b, 'Slot').pk} .greep").bounding_box()))
    page.mouse.down()
    page.mouse.move(300, page.locator(".draaiboek > li").first.bounding_box()["y"] + 4, steps=6)
    page.mouse.up()
    wait_for_order(page, "Slot", "Welkom", "Tafels")
    page.get_by_label("Slot langer").click()
    page.locator("time", has_text="14.05").first.wait_for()
    page.get_by_label("Zoek in werkvormen").fill("foto")
    page.get_by_label("Voeg Foto's kiezen toe").click()
    wait_for_order(page, "Slot", "Welkom", "Tafels", "Foto's kiezen")
    page.locator(".toast").get_by_role("button", name="Ongedaan maken").click()
    wait_for_order(page, "Slot", "Welkom", "Tafels")
    page.get_by_role("button", name="Pauze").click()
    wait_for_order(page, "Slot", "Welkom", "Tafels", "Pauze")
    page.get_by_label("Bewerk Slot").click()
    page.get_by_label("Notities").wait_for()
    axe(page)

    assert rij(b) == "Slot Welkom Tafels Pauze"
    assert blok(b, "Slot").minuten == 35


def test_with_a_finger(open_page, login, cast, b):
    page = open_draaiboek(open_page(**TABLET), login, cast.facilitator, b)
    x, y = middle(page.locator(f"#o-{blok(b, 'Welkom').pk} .greep").bounding_box())
    onder = page.locator(f"#o-{blok(b, 'Slot').pk}").bounding_box()
    finger = page.context.new_cdp_session(page)

    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for deel in (0.3, 0.6, 0.99, 1):
        naar = y + (onder["y"] + onder["height"] - 5 - y) * deel
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": naar}]})
        page.wait_for_timeout(200)  # at rest at last: after a flick Chromium takes the next tap for the end of it
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    wait_for_order(page, "Tafels", "Slot", "Welkom")
    page.get_by_label("Welkom naar boven").tap()
    wait_for_order(page, "Tafels", "Welkom", "Slot")

    assert rij(b) == "Tafels Welkom Slot"


def test_on_a_phone_nothing_needs_dragging(phone, login, cast, b, axe):
    open_draaiboek(phone, login, cast.facilitator, b)
    axe(phone)

    phone.get_by_label("Welkom naar beneden").tap()
    wait_for_order(phone, "Tafels", "Welkom", "Slot")
    phone.get_by_label("Tafels korter").tap()
    phone.locator("time", has_text="13.55").first.wait_for()

    assert not phone.locator(".greep").first.is_visible()
    assert (rij(b), blok(b, "Tafels").minuten) == ("Tafels Welkom Slot", 25)


def test_with_keys_only(page, login, cast, b):
    open_draaiboek(page, login, cast.facilitator, b)

    page.get_by_label("Welkom naar beneden").focus()
    page.keyboard.press("Enter")
    wait_for_order(page, "Tafels", "Welkom", "Slot")
    page.keyboard.press("Enter")  # the focus went along with the block
    wait_for_order(page, "Tafels", "Slot", "Welkom")
    page.get_by_label("Minuten voor Slot").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("50")
    page.keyboard.press("Enter")
    page.locator("time", has_text="14.50").first.wait_for()
    page.locator("#planner:not([aria-busy])").wait_for()  # Enter sends twice: the link is drawn anew once more
    page.get_by_label("Bewerk Slot").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Wat doen jullie?").first.wait_for()
    page.keyboard.press("Tab")  # from the title to the minutes
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Wat neem je mee?")
    page.get_by_text("Bewaard.", exact=True).wait_for()
    page.keyboard.press("Escape")
    page.locator(".bewerk").wait_for(state="detached")
    page.wait_for_function("document.activeElement.matches('[data-bewerk]')")

    assert (rij(b), blok(b, "Slot").minuten, blok(b, "Slot").vraag) == ("Tafels Slot Welkom", 50, "Wat neem je mee?")


def test_without_scripts(page_without_js, login, cast, b):
    page = open_draaiboek(page_without_js, login, cast.facilitator, b)

    page.get_by_label("Slot naar boven").click()
    assert titels(page) == ["Welkom", "Slot", "Tafels"]
    page.get_by_label("Slot langer").click()
    page.get_by_label("Minuten voor Welkom").fill("20")
    page.get_by_label("Minuten voor Welkom").press("Enter")
    page.get_by_label("Bewerk Slot").click()
    page.get_by_label("Begint vast om").fill("14:30")
    page.get_by_role("button", name="Bewaar het onderdeel").click()
    page.wait_for_load_state()
    assert "begint vast om 14.30" in page.locator(".draaiboek").inner_text()
    page.get_by_role("button", name="Ongedaan maken").click()
    page.wait_for_load_state()
    assert "begint vast" not in page.locator(".draaiboek").inner_text()
    page.get_by_role("link", name="Print", exact=True).click()
    page.wait_for_load_state()
    assert page.locator("table.makers tbody tr").count() == 4

    assert [(o.titel, o.minuten, o.begint_vast) for o in b.onderdelen.order_by("volgorde")] == [
        ("Welkom", 20, None), ("Slot", 35, None), ("Tafels", 30, None),
    ]  # fmt: skip


def test_two_people_lose_nothing(open_page, login, cast, b):
    tafels = blok(b, "Tafels")
    marit = open_draaiboek(open_page(**DESKTOP), login, cast.facilitator, b)
    noor = open_draaiboek(open_page(**DESKTOP), login, cast.deelnemer, b)

    marit.get_by_label("Bewerk Tafels").click()
    marit.get_by_label("Vraag aan de groep").fill("De vraag van Marit?")
    marit.get_by_text("Bewaard.", exact=True).wait_for()
    noor.locator(f"#o-{tafels.pk} .bezet").wait_for(state="visible")  # within seconds, by itself
    noor.get_by_text("De vraag van Marit?").wait_for()

    noor.get_by_label("Bewerk Tafels").click()
    noor.get_by_label("Vraag aan de groep").wait_for()
    marit.get_by_label("Wie leidt het?").fill("Marit leidt")  # another field: both are kept
    marit.get_by_label("Vraag aan de groep").fill("Marits tweede vraag?")
    marit.get_by_label("Wie leidt het?").focus()
    marit.wait_for_timeout(1500)
    noor.get_by_label("Vraag aan de groep").fill("De vraag van Noor?")
    noor.locator("[data-botsing]").wait_for()

    assert "Marits tweede vraag?" in noor.locator(".botsing-plek").inner_text()
    assert "De vraag van Noor?" in noor.locator(".botsing-plek").inner_text()
    assert Programmaonderdeel.objects.get(pk=tafels.pk).vraag == "Marits tweede vraag?"
    noor.get_by_role("button", name="Zet mijn tekst neer").click()
    noor.get_by_text("Bewaard.", exact=True).wait_for()
    staat = Programmaonderdeel.objects.get(pk=tafels.pk)
    assert (staat.vraag, staat.wie) == ("De vraag van Noor?", "Marit leidt")


def test_what_was_typed_survives_the_edit_of_another_and_no_answer(page, login, cast, b):
    open_draaiboek(page, login, cast.facilitator, b)
    page.get_by_label("Bewerk Tafels").click()
    page.get_by_label("Notities").fill("Eerst dit")
    page.get_by_text("Bewaard.", exact=True).wait_for()

    services.move_onderdeel(blok(b, "Slot"), omhoog=True, by=cast.deelnemer)
    wait_for_order(page, "Welkom", "Slot", "Tafels")
    assert page.get_by_label("Notities").input_value() == "Eerst dit"
    page.route("**/bewaren/", lambda route: route.fulfill(status=429, body=""))
    page.get_by_label("Notities").press_sequentially(" en dat")
    page.get_by_text("We proberen het zo weer.").wait_for()
    page.unroute("**/bewaren/")
    page.get_by_text("Bewaard.", exact=True).wait_for()

    assert blok(b, "Tafels").notities == "Eerst dit en dat"
