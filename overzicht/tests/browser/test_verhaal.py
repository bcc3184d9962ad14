"""The main job, end to end, with real workers and real mail: plan → mail → one touch → attendance → evaluation → result.

Only the clock is helped along: a moment that has to pass is written into the past.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from berichten.models import Bericht, Verzending
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from evaluatie.models import Meting
from evaluatie.services import close_due
from fasen.services import create_route
from kern.tijd import dag, werkochtend_na
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.e2e


@pytest.fixture
def groep(transactional_db):
    """A running network: one facilitator and seven deelnemers."""
    netwerk = NetwerkFactory(gestart=True, naam="Samen lezen", slug="samen-lezen")
    create_route(netwerk)
    facilitator = PersoonFactory(naam="Saar Begeleider", email="saar@school.test")
    DeelnameFactory(netwerk=netwerk, persoon=facilitator, rol="facilitator")
    deelnemers = [PersoonFactory(naam=f"Lid {n}", email=f"lid{n}@school.test") for n in range(7)]
    for persoon in deelnemers:
        DeelnameFactory(netwerk=netwerk, persoon=persoon)
    return netwerk, facilitator, deelnemers


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def calendar_of(mail):
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    return part.get_param("method"), Calendar.from_ical(part.get_payload(decode=True))


def link_after(label, mail):
    """The address on the line after ``label:`` in the text part, as somebody would click it."""
    return re.search(rf"{label}:\s+(https?://\S+)", text_of(mail)).group(1)


def plan_a_meeting(page, netwerk):
    over_zes_weken = timezone.localdate(werkochtend_na(timezone.now(), dagen=42))
    page.goto(f"/netwerken/{netwerk.slug}/bijeenkomsten/")
    page.get_by_role("link", name="Plan een bijeenkomst").first.click()
    page.get_by_label("Dag", exact=True).fill(over_zes_weken.isoformat())
    page.get_by_label("Begint om").fill("13:30")
    page.get_by_label("Eindigt om").fill("17:00")
    page.get_by_label("Waar gaat het over?").fill("Lezen over alle vakken heen")
    page.get_by_label("Plaats").fill("Zutphen")
    page.get_by_role("button", name="Plan en nodig uit").click()
    page.wait_for_url("**/bijeenkomsten/*/")
    return Bijeenkomst.objects.get()


def let_it_be_over(bijeenkomst):
    """The meeting was the day before yesterday; what had to follow on it is due."""
    gisteren = timezone.now() - timedelta(days=2)
    Bijeenkomst.objects.update(begint_op=gisteren - timedelta(hours=3), eindigt_op=gisteren)
    Verzending.objects.filter(soort__in=["evaluatie.vraag", "evaluatie.gemist"]).update(op=timezone.now())


def let_the_evaluation_end():
    over = timezone.now() - timedelta(days=20)
    Bijeenkomst.objects.update(begint_op=over - timedelta(hours=3), eindigt_op=over)
    Meting.objects.update(opent_op=over + timedelta(days=1), sluit_op=timezone.now() - timedelta(minutes=1))
    close_due()
    Verzending.objects.filter(soort="evaluatie.uitslag").update(op=timezone.now())


def fill_in_evaluation(page, *, tekst=""):
    for schaal in page.locator("fieldset.likert").all():
        schaal.locator("label").filter(has_text=re.compile(r"^\s*eens\s*$")).click()
    if tekst:
        page.locator("textarea").fill(tekst)
    page.get_by_role("button", name="Verstuur").click()
    page.wait_for_load_state()


def test_from_plan_to_anonymous_result(groep, page, phone, page_without_js, open_page, login, axe, postbus, werkers):
    netwerk, facilitator, deelnemers = groep
    login(page, facilitator)

    # The facilitator plans a meeting; everybody gets it in the mail and in the calendar.
    bijeenkomst = plan_a_meeting(page, netwerk)
    axe(page)
    mail = postbus.wait_for("lid0@school.test", subject="Samen lezen")
    method, calendar = calendar_of(mail)
    event = calendar.walk("VEVENT")[0]
    assert (method, event["UID"], event["SEQUENCE"]) == ("REQUEST", bijeenkomst.uid, 0)
    assert event.decoded("DTSTART") == bijeenkomst.begint_op
    assert "lid0@school.test" in mail["To"]

    # From the mail, on a phone, without login: opening changes nothing, one touch answers.
    phone.goto(link_after("Ik kom", mail))
    axe(phone)
    assert not Aanwezigheid.objects.exists()
    phone.get_by_role("button", name="Ik kom").click()
    phone.wait_for_load_state()
    axe(phone)
    assert Aanwezigheid.objects.get().antwoord == "komt"

    # The same without JavaScript, with a reason that only the facilitator reads.
    page_without_js.goto(link_after("Ik kan niet", postbus.wait_for("lid6@school.test")))
    page_without_js.locator("textarea, input[type=text]").first.fill("Mijn dochter gaat trouwen.")
    page_without_js.locator("form button[type=submit]").first.click()
    page.goto(bijeenkomst.get_absolute_url())
    assert page.get_by_text("Mijn dochter gaat trouwen.").is_visible()

    # The meeting is over; who was there takes a few taps.
    let_it_be_over(bijeenkomst)
    login(phone, facilitator)
    phone.goto(f"{bijeenkomst.get_absolute_url()}aanwezigheid/")
    axe(phone)
    for n in range(1, 6):
        phone.locator("label").filter(has_text=f"Lid {n}").click()
    phone.get_by_role("button", name="Bewaar de lijst").click()
    phone.wait_for_url(f"**{bijeenkomst.get_absolute_url()}")
    assert list(bijeenkomst.aanwezigen().values_list("email", flat=True)) == [f"lid{n}@school.test" for n in range(6)]

    # Six were there and are asked; the seventh gets one question instead.
    werkers.carry_out_due()
    onderwerp = f"Hoe was het op {dag(Bijeenkomst.objects.get().begint_op)}?"
    vragen = [postbus.wait_for(f"lid{n}@school.test", subject=onderwerp) for n in range(6)]
    gemist = postbus.wait_for("lid6@school.test", subject="Wat er gebeurde")
    assert not [mail for mail in postbus.to("saar@school.test") if onderwerp in mail["Subject"]]

    telefoon = open_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    for n, mail in enumerate(vragen[:5]):
        telefoon.goto(link_after("Vul de vragen in", mail))
        if n == 0:
            axe(telefoon)
        fill_in_evaluation(telefoon, tekst="Hoe houd ik dit vol? <script>alert(1)</script>" if n == 0 else "")
    page_without_js.goto(link_after("Vul de vragen in", vragen[5]))
    fill_in_evaluation(page_without_js)
    telefoon.goto(link_after("Vul de vragen in", vragen[0]))  # a second time
    assert telefoon.locator("fieldset.likert").count() == 0
    telefoon.goto(link_after("Beantwoord deze ene vraag", gemist))
    axe(telefoon)

    # Nothing can be seen before it closes; after closing everybody gets the result, and it is anonymous.
    page.goto(f"/netwerken/{netwerk.slug}/evaluatie/{Meting.objects.get().pk}/")
    assert page.locator("figure").count() == 0
    let_the_evaluation_end()
    werkers.carry_out_due()
    uitslag = postbus.wait_for("lid3@school.test", subject="bijeenkomst")
    assert re.search(r"/evaluatie/\d+/", text_of(uitslag))
    login(telefoon, deelnemers[3])
    telefoon.goto(f"/netwerken/{netwerk.slug}/evaluatie/{Meting.objects.get().pk}/")
    axe(telefoon)
    assert telefoon.locator("figure svg[role=img]:visible").count() >= 1
    assert telefoon.get_by_text("Hoe houd ik dit vol? <script>alert(1)</script>").is_visible()
    page.reload()
    axe(page)

    assert not Bericht.objects.filter(status="mislukt").exists()
    assert len({mail["Message-ID"] for mail in postbus.mails}) == len(postbus.mails)
