"""How much somebody has to tap and read on the way: what «one minute» and «seven minutes» rest on.

Somebody reads about 240 words of easy text in a minute and takes a second to tap. Time itself is not measured here: a
slow machine would say something about the machine.
"""

import re

import pytest

from evaluatie.invullen.tests.soorten import ev, first_person
from evaluatie.tests.factories import make_meting, make_netwerk, make_ronde

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PER_WOORD, PER_TIK = 60 / 240, 1  # seconds
TERZIJDE = "[data-toestel], .niet-erbij, .who-sees"  # not on the way: nobody reads these to get to the end
# Everything one can see on this screen; the words of a scale only the first time.
LEES = """(terzijde) => {
  const woorden = [];
  let schaal = false;
  const lees = (stuk) => {
    if (stuk.nodeType === Node.TEXT_NODE) { woorden.push(...stuk.data.split(/\\s+/).filter(Boolean)); return; }
    if (stuk.nodeType !== Node.ELEMENT_NODE || !stuk.checkVisibility()) return;
    if (stuk.matches(`.visually-hidden, textarea, ${terzijde}`)) return;
    const likert = stuk.matches("fieldset.likert");
    for (const deel of stuk.childNodes) {
      if (!likert || !schaal || deel.nodeName === "LEGEND") lees(deel);
    }
    schaal ||= likert;
  };
  lees(document.querySelector("main"));
  return woorden.length;
}"""


def fill_in(phone, url):
    """(taps, words) of somebody who reads everything, chooses «eens» everywhere and writes nothing."""
    phone.goto(url)
    tikken = woorden = 0
    for _ in range(10):
        woorden += phone.evaluate(LEES, TERZIJDE)
        for stelling in phone.locator("fieldset.likert:visible").all():
            stelling.locator("label", has_text=re.compile(r"^\s*eens\s*$")).tap()
            tikken += 1
        tikken += 1
        volgende = phone.get_by_role("button", name="Volgende")
        if not volgende.is_visible():
            break
        volgende.tap()
    phone.get_by_role("button", name="Verstuur").tap()
    phone.get_by_role("heading", name="Dank je, je antwoord is binnen").wait_for()
    return tikken, woorden


def test_after_a_meeting_it_takes_less_than_a_minute(phone):
    meting = make_meting(aanwezig=11, dagen=-3)

    tikken, woorden = fill_in(phone, ev(meting, first_person(meting)))

    assert tikken == 9
    assert 120 < woorden <= (60 - tikken * PER_TIK) / PER_WOORD


def test_a_barometer_takes_less_than_seven_minutes(phone):
    meting = make_ronde(make_netwerk(11))

    tikken, woorden = fill_in(phone, ev(meting, first_person(meting)))

    assert tikken == 29
    assert 500 < woorden <= 1000
    assert woorden * PER_WOORD + tikken * PER_TIK < 7 * 60
