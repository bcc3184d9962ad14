import pytest
from django.urls import reverse

from kern.errors import DomainError
from netwerken.start import proef
from netwerken.start.document import make_document, say
from netwerken.start.forms import read_heel
from netwerken.start.inhoud import VRAGEN
from netwerken.start.tests.factories import GEHEEL, StartplanFactory, StartversieFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "waarde", "woorden"),
    [
        ("naam", "", ""),
        ("sector", "po", "primair onderwijs"),
        ("sector", "weg", ""),
        ("maanden", "24", "twee jaar"),
        ("weekdagen", ["1", "3"], "dinsdag of donderdag"),
        ("start_datum", "2027-09-01", "woensdag 1 september 2027"),
        ("begintijd", "09:05", "9.05 uur"),
        ("min_deelnemers", 6, "6"),
    ],
)
def test_answers_in_words(code, waarde, woorden):
    assert say(VRAGEN[code], waarde) == woorden


def test_the_sheet_of_a_plan():
    document = make_document(GEHEEL)

    regels = {kort: woorden for blok in document.blokken for kort, woorden in blok.regels}
    assert (document.naam, document.vraag) == (GEHEEL["naam"], GEHEEL["centrale_vraag"])
    assert regels["Looptijd"] == "woensdag 1 september 2027 tot zaterdag 1 september 2029"
    assert regels["Deelnemers"] == "6 tot 15"
    assert regels["Tijd"] == "14.00 uur tot 17.00 uur"
    assert "Geld en tijd" not in [blok.titel for blok in document.blokken]  # nothing was filled in there


def test_an_empty_plan_has_a_sheet_too():
    assert make_document({}).blokken == []


@pytest.mark.parametrize("antwoorden", [{}, GEHEEL])
def test_sheet_and_pdf_of_a_plan(ingelogd, persoon, antwoorden):
    plan = StartplanFactory(persoon=persoon, antwoorden=antwoorden)

    assert "nog een concept" in ingelogd.get(reverse("netwerken:start_blad", args=[plan.sleutel])).content.decode()
    pdf = ingelogd.get(reverse("netwerken:start_blad_pdf", args=[plan.sleutel]))
    assert pdf.status_code in (200, 302)  # without the libraries of the system one is sent to printing


@pytest.mark.parametrize("aantal", [1, 3])
def test_startdocument_with_its_versions(ingelogd, persoon, aantal, django_assert_num_queries):
    netwerk = DeelnameFactory(persoon=persoon).netwerk
    for nummer in range(1, aantal + 1):
        StartversieFactory(netwerk=netwerk, nummer=nummer, antwoorden={"inzet": f"Versie {nummer} uur"}, door=persoon)
    url = reverse("netwerken:startdocument", args=[netwerk.slug])
    ingelogd.get(url)

    with django_assert_num_queries(5):
        html = ingelogd.get(url).content.decode()

    assert f"Versie {aantal} uur" in html
    assert "Werk het bij" not in html
    assert "Versie 1 uur" in ingelogd.get(f"{url}?versie=1").content.decode()
    assert f"Versie {aantal} uur" in ingelogd.get(f"{url}?versie=99").content.decode()


def test_startdocument_without_agreements(ingelogd, persoon):
    netwerk = DeelnameFactory(persoon=persoon, facilitator=True).netwerk

    html = ingelogd.get(reverse("netwerken:startdocument", args=[netwerk.slug])).content.decode()

    assert "Er zijn nog geen startafspraken opgeschreven." in html
    assert "Werk het bij" in html


def test_pdf_of_a_netwerk(ingelogd, persoon):
    netwerk = DeelnameFactory(persoon=persoon).netwerk
    StartversieFactory(netwerk=netwerk)

    assert ingelogd.get(reverse("netwerken:startdocument_pdf", args=[netwerk.slug])).status_code in (200, 302)


def test_update_makes_a_version(ingelogd, persoon):
    netwerk = DeelnameFactory(persoon=persoon, facilitator=True).netwerk
    StartversieFactory(netwerk=netwerk, antwoorden={"inzet": "Oud", "begintijd": "14:00"})
    url = reverse("netwerken:startdocument_update", args=[netwerk.slug])
    assert 'value="14:00"' in ingelogd.get(url).content.decode()

    response = ingelogd.post(url, {"inzet": "Nieuw", "nummer": "1"})

    assert response.url == reverse("netwerken:startdocument", args=[netwerk.slug])
    assert netwerk.startversies.first().antwoorden == {"inzet": "Nieuw"}
    oud = ingelogd.post(url, {"inzet": "Nog iets", "nummer": "1"})
    assert oud.status_code == 422
    assert "Iemand anders heeft het startdocument intussen veranderd." in oud.content.decode()
    assert "Nog iets" in oud.content.decode()


def test_update_bad_input(ingelogd, persoon):
    netwerk = DeelnameFactory(persoon=persoon, facilitator=True).netwerk
    url = reverse("netwerken:startdocument_update", args=[netwerk.slug])

    response = ingelogd.post(url, {"inzet": "x" * 501, "begintijd": "17:00", "eindtijd": "9:00"})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"inzet", "eindtijd"}
    assert not netwerk.startversies.exists()


def test_no_mails_of_a_plan_that_is_not_whole(ingelogd, persoon):
    plan = StartplanFactory(persoon=persoon)

    with pytest.raises(DomainError, match="Er mist nog iets"):
        proef.make_kalender(read_heel(plan.antwoorden), plan, by=persoon)
    response = ingelogd.post(reverse("netwerken:start_mail", args=[plan.sleutel]), follow=True)
    assert "Er mist nog iets." in response.content.decode()


def test_the_netwerk_page_of_a_member_of_another_netwerk_is_closed(ingelogd):
    netwerk = NetwerkFactory()

    assert ingelogd.get(reverse("netwerken:startdocument", args=[netwerk.slug])).status_code == 404
