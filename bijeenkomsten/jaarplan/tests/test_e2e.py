"""A year in one go, in a real browser: with mouse or touch, without JavaScript, and with the keyboard alone."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate, localtime
from icalendar import Calendar
from playwright.sync_api import expect

from bijeenkomsten.models import Bijeenkomst
from kern.tijd import is_werkdag

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
DONDERDAG = 3


def later(d):
    """The first working day after ``d``."""
    d += timedelta(days=1)
    return d if is_werkdag(d) else later(d)


def list_path(cast):
    return f"/netwerken/{cast.netwerk.slug}/bijeenkomsten/"


def read_dagen(page):
    """The days that stand in the rows."""
    return [date.fromisoformat(page.get_by_label(f"Dag {n}", exact=True).input_value()) for n in (1, 2, 3)]


def check_planned(page, cast, dagen, titels):
    """All meetings are there for whoever looks, and in one mail with one calendar file."""
    expect(page.get_by_text("Het jaarplan staat.")).to_be_visible()
    for titel in titels:
        expect(page.get_by_role("main").get_by_role("link", name=titel)).to_be_visible()
    rijen = list(Bijeenkomst.objects.order_by("begint_op"))
    assert [(b.titel, b.datum) for b in rijen] == list(zip(titels, dagen, strict=True))
    assert {(localtime(b.begint_op).hour, localtime(b.begint_op).minute) for b in rijen} == {(13, 30)}
    assert sorted(m.to[0].split("<")[-1].strip(">") for m in mail.outbox) == sorted(
        [cast.facilitator.email, cast.deelnemer.email]
    )
    events = Calendar.from_ical(mail.outbox[0].attachments[0].content).walk("VEVENT")
    assert [localtime(event.decoded("DTSTART")).date() for event in events] == dagen


@pytest.mark.parametrize("visitor", ["page", "phone", "page_without_js"])
def test_a_year_with_one_day_changed(request, visitor, cast, login, axe):
    page = request.getfixturevalue(visitor)
    look = (lambda bezoeker: None) if visitor == "page_without_js" else axe
    login(page, cast.facilitator)

    _wish(page, cast, look)
    dagen = read_dagen(page)
    assert all(d.weekday() == DONDERDAG for d in dagen)
    if visitor != "page_without_js":
        page.get_by_label("Dag 2").fill(f"{dagen[1].year}-12-25")
        page.get_by_text("Eerste kerstdag").wait_for()  # beside the day, without sending the form
        look(page)
    dagen[1] = later(dagen[1])
    page.get_by_label("Dag 2").fill(dagen[1].isoformat())
    page.get_by_label("Waar gaat het over?").nth(1).fill("Op bezoek")
    page.get_by_role("button", name="Plan ze allemaal").click()

    check_planned(page, cast, dagen, ["Bijeenkomst 1", "Op bezoek", "Bijeenkomst 3"])
    look(page)
    page.get_by_role("link", name="Op bezoek").first.click()
    expect(page.get_by_role("heading", name="Op bezoek")).to_be_visible()


def _wish(page, cast, look):
    page.goto(list_path(cast))
    page.get_by_role("link", name="Plan het hele jaar in één keer").click()
    page.get_by_label("Hoeveel bijeenkomsten?").fill("2")
    page.get_by_role("button", name="Stel dagen voor").click()
    expect(page.get_by_text("Kies er minstens drie.").first).to_be_visible()
    look(page)
    page.get_by_label("Hoeveel bijeenkomsten?").fill("3")
    page.get_by_label("Donderdag").check()
    page.get_by_label("Tot en met").fill((localdate() + timedelta(days=200)).isoformat())
    page.get_by_label("Begint om").fill("13:30")
    page.get_by_label("Eindigt om").fill("16:30")
    page.get_by_role("button", name="Stel dagen voor").click()
    page.get_by_role("heading", name="De dagen van het jaar").wait_for()
    look(page)


def tab_to(page, locator):
    """As somebody without a mouse goes there."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {locator}")


def test_with_the_keyboard_alone(page, cast, login):
    login(page, cast.facilitator)
    page.goto(f"{list_path(cast)}jaarplan/")

    def write(label, toetsen, *, over=False):
        veld = page.get_by_label(label, exact=True).first
        tab_to(page, veld)
        if over:
            page.keyboard.press("Control+a")
        page.keyboard.type(toetsen)

    def press(label):
        tab_to(page, page.get_by_role("button", name=label))
        page.keyboard.press("Enter")

    tot = localdate() + timedelta(days=200)
    write("Hoeveel bijeenkomsten?", "3", over=True)
    tab_to(page, page.get_by_label("Donderdag"))
    page.keyboard.press("Space")
    write("Tot en met", f"{tot:%d%m%Y}")
    write("Begint om", "1330")
    write("Eindigt om", "1630")
    press("Stel dagen voor")
    page.get_by_role("heading", name="De dagen van het jaar").wait_for()
    dagen = read_dagen(page)
    dagen[2] = later(dagen[2])
    write("Dag 3", f"{dagen[2]:%d%m%Y}")
    press("Plan ze allemaal")

    check_planned(page, cast, dagen, ["Bijeenkomst 1", "Bijeenkomst 2", "Bijeenkomst 3"])
