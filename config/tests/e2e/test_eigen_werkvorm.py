"""A facilitator writes a werkvorm and offers it; the academie sends it back, edits it and publishes it."""

import pytest
from django.core import mail

from berichten.services import carry_out_due
from config.tests.browser import PHONE
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from werkvormen.models import Concept, Werkvorm
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.e2e


@pytest.fixture
def facilitator(transactional_db):
    return DeelnameFactory(rol="facilitator").persoon


def fill_in(page):
    page.get_by_label("Hoe heet de werkvorm?").fill("Lopen en praten")
    page.get_by_label("In het kort").fill("In tweetallen een rondje om de school, met één vraag.")
    page.get_by_label("Wat bereik je ermee?").fill("Elkaar leren kennen zonder tafel ertussen.")
    page.get_by_label("Wanneer kies je dit").fill("Aan het begin, als het droog is buiten.")
    for naam in ("Elkaar leren kennen", "Verkenning", "Opening"):
        page.get_by_label(naam, exact=True).check(force=True)
    page.get_by_label("Minuten, minstens").fill("15")
    page.get_by_label("Minuten, hooguit").fill("30")


def fill_step(page, nummer, titel, tekst, minuten):
    stap = page.get_by_role("group", name=f"Stap {nummer}", exact=True)
    stap.get_by_label("Wat doe je?").fill(titel)
    stap.get_by_label("Zo doe je het").fill(tekst)
    stap.get_by_label("Minuten").fill(minuten)


def write(page, axe):
    page.goto("/werkvormen/")
    page.get_by_role("link", name="Mijn werkvormen").click()
    page.get_by_role("link", name="Schrijf een werkvorm").click()
    fill_in(page)
    fill_step(page, 1, "Loop", "Halverwege wisselen jullie van verteller.", "15")
    fill_step(page, 2, "Begin", "Maak tweetallen en geef de vraag.", "5")
    page.get_by_role("button", name="Omhoog stap 2").click()
    page.locator("#id_stap-0-titel[value=Begin]:focus").wait_for()  # one goes on where one was
    page.get_by_role("button", name="Nog een stap").click()
    page.get_by_role("group", name="Stap 4", exact=True).wait_for()
    page.get_by_role("button", name="Haal weg stap 4").click()
    page.get_by_role("group", name="Stap 4", exact=True).wait_for(state="detached")
    axe(page)
    page.get_by_label("Hoe heet de werkvorm?").press("Enter")
    page.get_by_text("Nog niet aangeboden").wait_for()


def send_back_and_offer_again(page, academie_page):
    academie_page.goto("/werkvormen/beoordelen/")
    academie_page.get_by_role("link", name="Lopen en praten").click()
    academie_page.get_by_role("link", name="Stuur terug met een reden").click()
    academie_page.get_by_label("Waarom?").fill("Zeg ook wat je doet als het regent.")
    academie_page.get_by_role("button", name="Stuur terug").click()
    academie_page.get_by_text("is teruggestuurd").wait_for()
    page.reload()
    page.get_by_text("Zeg ook wat je doet als het regent.").wait_for()
    page.get_by_role("link", name="Bewerk", exact=True).click()
    page.get_by_label("Waar let je op?").fill("Regent het? Loop dan binnen een ronde.")
    page.get_by_role("button", name="Bewaar").last.click()
    page.get_by_role("button", name="Bied aan aan de academie").click()
    page.get_by_text("De academie bekijkt je werkvorm").wait_for()


def test_from_an_idea_to_the_catalogue(facilitator, open_page, login, axe):
    academie = PersoonFactory(academie=True)
    page, academie_page = open_page(), open_page(**PHONE)
    login(page, facilitator)
    login(academie_page, academie)

    write(page, axe)
    page.get_by_role("button", name="Bied aan aan de academie").click()
    page.get_by_text("De academie bekijkt je werkvorm").wait_for()
    send_back_and_offer_again(page, academie_page)
    academie_page.goto("/werkvormen/lopen-en-praten/")
    academie_page.get_by_role("link", name="Redigeer").click()
    academie_page.get_by_label("In het kort").fill("In tweetallen een ronde om de school, met één goede vraag.")
    academie_page.get_by_role("button", name="Bewaar").last.click()
    academie_page.get_by_role("button", name="Publiceer").click()
    academie_page.get_by_text("staat in de catalogus").wait_for()
    axe(academie_page)
    iemand = open_page()
    iemand.goto("/werkvormen/?q=ronde+school")
    iemand.get_by_role("link", name="Lopen en praten").click()
    iemand.get_by_text("Loop dan binnen een ronde.").wait_for()

    assert [(s.titel, s.minuten) for s in Werkvorm.objects.get().kaart.stappen] == [("Begin", 5), ("Loop", 15)]
    carry_out_due()
    assert [m.subject for m in mail.outbox if facilitator.email in m.to[0]] == [
        "Over “Lopen en praten”: nog niet klaar",
        "“Lopen en praten” staat in de catalogus",
    ]


def test_copy_on_a_phone_without_a_script(facilitator, open_page, login, axe):
    bron = WerkvormFactory(kaart={"naam": "Tafels"})
    page = open_page(**PHONE)
    login(page, facilitator)
    zonder = open_page(**PHONE, java_script_enabled=False, storage_state=page.context.storage_state())

    zonder.goto(bron.get_absolute_url())
    zonder.get_by_role("link", name="Maak je eigen versie").click()
    zonder.get_by_role("button", name="Nog een stap").click()
    fill_step(zonder, 3, "Sluit af", "Iedereen noemt één woord.", "5")
    zonder.get_by_label("Hoe heet de werkvorm?").press("Enter")

    zonder.get_by_role("link", name="Tafels", exact=True).wait_for()
    kopie = Werkvorm.objects.get(eigenaar=facilitator)
    assert (kopie.gebaseerd_naam, kopie.gebaseerd_versie, len(kopie.kaart.stappen)) == ("Tafels", 1, 3)


def test_what_was_typed_is_there_after_the_browser_closed(facilitator, open_page, login, axe):
    page = open_page(**PHONE)
    login(page, facilitator)
    page.goto("/werkvormen/nieuw/")
    page.get_by_label("Hoe heet de werkvorm?").fill("Lopen en praten")
    page.get_by_text("Bewaard als concept.").wait_for()
    axe(page)
    fill_step(page, 1, "Loop", "Halverwege wisselen jullie.", "15")
    staat = page.context.storage_state()
    page.goto("/hulp/")  # at once: what was not saved yet goes along while the page goes away
    for _ in range(100):
        if Concept.objects.get().gegevens["stappen"]:
            break
        page.wait_for_timeout(100)
    page.close()

    verder = open_page(**PHONE, storage_state=staat)
    verder.goto("/werkvormen/eigen/")
    verder.get_by_role("link", name="Lopen en praten", exact=True).click()
    verder.get_by_text("Ga verder waar je wilt.").wait_for()
    fill_in(verder)
    assert verder.get_by_role("group", name="Stap 1", exact=True).get_by_label("Wat doe je?").input_value() == "Loop"
    verder.get_by_text("Alles is er.").wait_for()
    verder.get_by_role("button", name="Bewaar als werkvorm").last.click()
    verder.get_by_text("Nog niet aangeboden").wait_for()

    assert not Concept.objects.exists()
    assert Werkvorm.objects.get().naam == "Lopen en praten"


def test_concept_without_a_script(facilitator, open_page, login):
    page = open_page(**PHONE)
    login(page, facilitator)
    zonder = open_page(**PHONE, java_script_enabled=False, storage_state=page.context.storage_state())

    zonder.goto("/werkvormen/nieuw/")
    zonder.get_by_label("Hoe heet de werkvorm?").fill("Half")
    zonder.get_by_role("button", name="Bewaar als concept").click()
    zonder.get_by_text("Bewaard als concept. Nog niet af:").wait_for()
    zonder.get_by_role("link", name="Half", exact=True).click()

    assert zonder.get_by_label("Hoe heet de werkvorm?").input_value() == "Half"
