"""The main job, end to end, with real workers and real mail: from planning a meeting to its anonymous result.

Only the clock is helped along: a moment that has to pass is written into the past.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from berichten.models import Bericht, Verzending
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from config.tests.browser import DESKTOP, PHONE, WITHOUT_JS
from evaluatie.models import Meting
from evaluatie.services import close_due
from fasen.services import create_route
from kern.tijd import dag, werkochtend_na
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.e2e

OPEN_ANTWOORD = "Hoe houd ik dit vol? <script>alert(1)</script>"


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


@pytest.fixture(params=[DESKTOP, PHONE, WITHOUT_JS], ids=["desktop", "phone", "without-js"])
def apparaat(request):
    return request.param


@pytest.fixture
def axe(axe, apparaat):
    """axe is a script itself: without JavaScript it cannot look, but the same pages pass it in the two other runs."""
    return axe if apparaat.get("java_script_enabled", True) else lambda page: None


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
    Meting.objects.filter(soort="bijeenkomst").update(
        opent_op=over + timedelta(days=1), sluit_op=timezone.now() - timedelta(minutes=1)
    )
    close_due()
    Verzending.objects.filter(soort="evaluatie.uitslag").update(op=timezone.now())


def fill_in_evaluation(page, *, tekst=""):
    for schaal in page.locator("fieldset.likert").all():
        schaal.locator("label").filter(has_text=re.compile(r"^\s*eens\s*$")).click()
    if tekst:
        page.locator("textarea").fill(tekst)
    page.get_by_role("button", name="Verstuur").click()
    page.wait_for_load_state()


def answer_from_the_mail(page, axe, postbus):
    """Without login: opening changes nothing, one touch answers, and a reason is for the facilitator only."""
    page.goto(link_after("Ik kom", postbus.wait_for("lid0@school.test")))
    axe(page)
    assert not Aanwezigheid.objects.exists()
    page.get_by_role("button", name="Ik kom").click()
    page.get_by_role("heading", level=1).wait_for()
    axe(page)
    assert Aanwezigheid.objects.get().antwoord == "komt"

    page.goto(link_after("Ik kan niet", postbus.wait_for("lid6@school.test")))
    page.locator("textarea, input[type=text]").first.fill("Mijn dochter gaat trouwen.")
    page.locator("form button[type=submit]").first.click()


def note_who_was_there(page, bijeenkomst, axe):
    page.goto(f"{bijeenkomst.get_absolute_url()}aanwezigheid/")
    axe(page)
    for n in range(1, 6):  # lid 0 said yes, so that one is on already
        page.locator("label").filter(has_text=f"Lid {n}").click()
    page.get_by_role("button", name="Bewaar de lijst").click()
    page.wait_for_url(f"**{bijeenkomst.get_absolute_url()}")
    assert list(bijeenkomst.aanwezigen().values_list("email", flat=True)) == [f"lid{n}@school.test" for n in range(6)]


def evaluate(page, axe, postbus):
    """Six were there and are asked; the seventh gets one question instead, the facilitator nothing."""
    onderwerp = f"Hoe was het op {dag(Bijeenkomst.objects.get().begint_op)}?"
    vragen = [postbus.wait_for(f"lid{n}@school.test", subject=onderwerp) for n in range(6)]
    gemist = postbus.wait_for("lid6@school.test", subject="Wat er gebeurde")
    assert [mail["Subject"] for mail in postbus.to("saar@school.test") if onderwerp in mail["Subject"]] == []

    page.goto(link_after("Vul de vragen in", vragen[0]))
    axe(page)
    fill_in_evaluation(page, tekst=OPEN_ANTWOORD)
    for mail in vragen[1:]:
        page.goto(link_after("Vul de vragen in", mail))
        fill_in_evaluation(page)

    page.goto(link_after("Vul de vragen in", vragen[0]))  # a second time
    assert page.locator("fieldset.likert").count() == 0
    page.goto(link_after("Beantwoord deze ene vraag", gemist))
    axe(page)


def read_result(page, netwerk, axe, postbus):
    """Everybody gets it by mail; the texts stand there without a name, and as text."""
    uitslag = postbus.wait_for("lid3@school.test", subject="bijeenkomst")
    adres = f"/netwerken/{netwerk.slug}/evaluatie/{Meting.objects.get(soort='bijeenkomst').pk}/"
    assert adres in text_of(uitslag)
    page.goto(adres)
    axe(page)
    assert page.locator("figure svg[role=img]:visible").count() >= 1
    assert page.get_by_text(OPEN_ANTWOORD).is_visible()


def test_from_plan_to_anonymous_result(groep, open_page, login, axe, postbus, werkers, apparaat):
    netwerk, facilitator, deelnemers = groep
    begeleider, deelnemer = open_page(**apparaat), open_page(**apparaat)
    login(begeleider, facilitator)
    login(deelnemer, deelnemers[3])

    bijeenkomst = plan_a_meeting(begeleider, netwerk)
    axe(begeleider)
    method, calendar = calendar_of(postbus.wait_for("lid0@school.test", subject="Samen lezen"))
    event = calendar.walk("VEVENT")[0]
    assert (method, event["UID"], event["SEQUENCE"]) == ("REQUEST", bijeenkomst.uid, 0)
    assert event.decoded("DTSTART") == bijeenkomst.begint_op

    answer_from_the_mail(open_page(**apparaat), axe, postbus)
    begeleider.goto(bijeenkomst.get_absolute_url())
    assert begeleider.get_by_text("Mijn dochter gaat trouwen.").is_visible()

    let_it_be_over(bijeenkomst)
    note_who_was_there(begeleider, bijeenkomst, axe)
    werkers.carry_out_due()
    evaluate(open_page(**apparaat), axe, postbus)

    begeleider.goto(
        f"/netwerken/{netwerk.slug}/evaluatie/{Meting.objects.get(soort='bijeenkomst').pk}/"
    )  # not closed: nothing to see
    assert begeleider.locator("figure").count() == 0
    let_the_evaluation_end()
    werkers.carry_out_due()
    read_result(deelnemer, netwerk, axe, postbus)

    assert not Bericht.objects.filter(status="mislukt").exists()
    assert len({mail["Message-ID"] for mail in postbus.mails}) == len(postbus.mails)
