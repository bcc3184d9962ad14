import csv
import io

import openpyxl
import pytest

from berichten.tests.factories import AdresmerkFactory
from netwerken.ledenlijst import make_lijst
from netwerken.models import Deelname, Netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db

PAGE = "/netwerken/samen/deelnemers/"


@pytest.fixture
def netwerk():
    return NetwerkFactory(slug="samen", openbaar=True, min_deelnemers=2, max_deelnemers=10)


@pytest.fixture
def begeleid(netwerk, persoon):
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    return netwerk


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_for_a_deelnemer(ingelogd, persoon, netwerk, item_count, django_assert_num_queries):
    DeelnameFactory(netwerk=netwerk, persoon=persoon)
    for _ in range(item_count):
        DeelnameFactory(netwerk=netwerk, persoon__organisatie=OrganisatieFactory(plaats="Assen"))
        DeelnameFactory(netwerk=netwerk, uitgestapt=True, persoon__naam="Weg Wezen")
        DeelnameFactory(netwerk=netwerk, aangemeld=True, persoon__naam="Wil Wel")
        UitnodigingFactory(netwerk=netwerk)
    ingelogd.get(PAGE)

    with django_assert_num_queries(5):
        response = ingelogd.get(PAGE)

    html = response.content.decode()
    assert len(response.context["leden"]) == item_count + 1
    assert html.count("Assen") == item_count
    for geheim in ("Weg Wezen", "Wil Wel", "@school.test", "genodigde", "d&#x27;Haan", "<b>d'E"):
        assert geheim not in html


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_for_a_facilitator(ingelogd, begeleid, item_count, django_assert_num_queries):
    for nummer in range(item_count):
        DeelnameFactory(netwerk=begeleid, status="pauze")
        DeelnameFactory(netwerk=begeleid, aangemeld=True)
        DeelnameFactory(netwerk=begeleid, wachtend=True)
        DeelnameFactory(netwerk=begeleid, uitgestapt=True)
        UitnodigingFactory(netwerk=begeleid, email=f"zus{nummer}@x.nl")
    ingelogd.get(PAGE)

    with django_assert_num_queries(10):
        html = ingelogd.get(PAGE).content.decode()

    assert html.count("Ik &lt;b&gt;wil&lt;/b&gt; &#x27;t leren.") == item_count
    assert html.count("Ik krijg er geen tijd voor") == item_count
    assert html.count("Eerst een gesprek") == item_count
    assert html.count("Doet weer mee") == item_count
    assert all(f"zus{nummer}@x.nl" in html for nummer in range(item_count))


def test_penvoerder_manages_but_reads_no_reasons(ingelogd, persoon, netwerk):
    DeelnameFactory(netwerk=netwerk, persoon=persoon, penvoerder=True)
    DeelnameFactory(netwerk=netwerk, uitgestapt=True)
    DeelnameFactory(netwerk=netwerk, aangemeld=True)

    html = ingelogd.get(PAGE).content.decode()

    assert "Laat toe" in html
    assert "geen tijd" not in html
    assert "deelnemers/export" not in html


@pytest.mark.parametrize(
    ("wie", "status"),
    [({}, 403), ({"academie": True}, 403), ({"beheer": True}, 403)],
)
def test_page_is_for_members(client, netwerk, wie, status):
    client.force_login(PersoonFactory(**wie))

    assert client.get(PAGE).status_code == status


def test_private_netwerk_is_hidden(ingelogd):
    NetwerkFactory(slug="samen")

    for pad in (
        "deelnemers/",
        "deelnemers/export.csv",
        "meedoen/",
        "vertrekken/",
        "deelnemers/uitnodigen/",
        "berichten/",
    ):
        assert ingelogd.get(f"/netwerken/samen/{pad}").status_code == 404


@pytest.mark.parametrize(
    ("actie", "velden", "uitkomst"),
    [
        ("toelaten", {"aangemeld": True}, ("actief", "is toegelaten")),
        ("gesprek", {"aangemeld": True}, ("intake", "in gesprek")),
        ("pauzeren", {}, ("pauze", "pauzeert en krijgt geen mails")),
        ("hervatten", {"status": "pauze"}, ("actief", "doet weer mee")),
        ("toelaten", {"uitgestapt": True}, ("uitgestapt", "al afgehandeld")),
    ],
)
def test_actions(ingelogd, begeleid, actie, velden, uitkomst):
    status, zin = uitkomst
    deelname = DeelnameFactory(netwerk=begeleid, **velden)

    response = ingelogd.post(f"{PAGE}{deelname.pk}/{actie}/", follow=True)

    deelname.refresh_from_db()
    assert deelname.status == status
    assert zin in response.content.decode()


def test_letting_in_when_full_says_so(ingelogd, begeleid):
    Netwerk.objects.update(max_deelnemers=2)
    DeelnameFactory.create_batch(2, netwerk=begeleid)
    deelname = DeelnameFactory(netwerk=begeleid, aangemeld=True)

    response = ingelogd.post(f"{PAGE}{deelname.pk}/toelaten/", follow=True)

    assert "De groep is vol." in response.content.decode()


@pytest.mark.parametrize(
    "actie", ["toelaten", "gesprek", "pauzeren", "hervatten", "afwijzen", "uitschrijven", "rollen"]
)
def test_actions_are_for_begeleiders_of_this_netwerk(ingelogd, persoon, netwerk, actie):
    deelname = DeelnameFactory(netwerk=netwerk, persoon=persoon)
    elders = DeelnameFactory(netwerk=NetwerkFactory(slug="elders"))
    DeelnameFactory(netwerk=elders.netwerk, persoon=persoon, facilitator=True)

    assert ingelogd.post(f"{PAGE}{deelname.pk}/{actie}/").status_code == 403
    assert ingelogd.post(f"/netwerken/elders/deelnemers/{deelname.pk}/{actie}/").status_code == 404
    assert ingelogd.post(f"/netwerken/elders/deelnemers/{'9' * 30}/{actie}/").status_code == 404


@pytest.mark.parametrize("actie", ["toelaten", "gesprek", "pauzeren", "hervatten"])
def test_actions_need_a_post(ingelogd, begeleid, actie):
    assert ingelogd.get(f"{PAGE}{DeelnameFactory(netwerk=begeleid).pk}/{actie}/").status_code == 405


def test_decline(ingelogd, begeleid):
    deelname = DeelnameFactory(netwerk=begeleid, aangemeld=True)
    url = f"{PAGE}{deelname.pk}/afwijzen/"
    assert "niet toelaten?" in ingelogd.get(url).content.decode()

    assert ingelogd.post(url, {"tekst": "x" * 1001}).status_code == 422
    response = ingelogd.post(url, {"tekst": "Volgend jaar graag."}, follow=True)

    deelname.refresh_from_db()
    assert (deelname.status, deelname.toelichting_afwijzing) == ("afgewezen", "Volgend jaar graag.")
    assert "krijgt een mail." in response.content.decode()


def test_remove(ingelogd, begeleid):
    deelname = DeelnameFactory(netwerk=begeleid)
    url = f"{PAGE}{deelname.pk}/uitschrijven/"
    assert ingelogd.get(url).status_code == 200

    ingelogd.post(url, {})

    deelname.refresh_from_db()
    assert (deelname.status, deelname.reden_einde) == ("uitgestapt", "verwijderd")


def test_remove_last_facilitator_explains(ingelogd, begeleid):
    response = ingelogd.post(f"{PAGE}{begeleid.deelnames.get().pk}/uitschrijven/", follow=True)

    assert "Er is dan geen facilitator meer." in response.content.decode()


def test_rollen(ingelogd, begeleid):
    deelname = DeelnameFactory(netwerk=begeleid)
    url = f"{PAGE}{deelname.pk}/rollen/"
    assert ingelogd.get(url).context["form"].initial == {"rollen": ["deelnemer"], "variant": ""}

    ingelogd.post(url, {"rollen": ["deelnemer", "facilitator"], "variant": "inhoudelijk_expert"})

    assert begeleid.deelnames.get(persoon=deelname.persoon, rol="facilitator").variant == "inhoudelijk_expert"
    assert "facilitator (inhoudelijk expert), deelnemer" in ingelogd.get(PAGE).content.decode()
    ingelogd.post(url, {"rollen": ["deelnemer"], "variant": "inhoudelijk_expert"})
    assert Netwerk.objects.get().rollen_of(deelname.persoon) == {"deelnemer"}


@pytest.mark.parametrize(
    ("rollen", "fout"),
    [
        ([], "Kies minstens één rol."),
        (["baas"], "Selecteer een geldige keuze. baas is geen beschikbare keuze."),
        (["deelnemer"], "Er is dan geen facilitator meer. Maak eerst iemand anders facilitator."),
    ],
)
def test_rollen_refused(ingelogd, begeleid, rollen, fout):
    response = ingelogd.post(f"{PAGE}{begeleid.deelnames.get().pk}/rollen/", {"rollen": rollen})

    assert response.status_code == 422
    assert response.context["form"].errors["rollen"] == [fout]


@pytest.mark.parametrize(
    ("velden", "uitkomst"),
    [
        ({}, ("actief", "Je doet mee. Welkom.")),
        ({"toegang": "gesloten"}, ("aangemeld", "Je aanmelding is binnen.")),
        ({"max_deelnemers": 2}, ("wachtlijst", "Je staat op de wachtlijst")),
    ],
)
def test_join(ingelogd, persoon, netwerk, velden, uitkomst):
    status, zin = uitkomst
    Netwerk.objects.update(**velden)
    DeelnameFactory.create_batch(2, netwerk=netwerk)
    assert ingelogd.get("/netwerken/samen/meedoen/").status_code == 200

    response = ingelogd.post("/netwerken/samen/meedoen/", {"motivatie": "Leren."}, follow=True)

    deelname = Deelname.objects.get(persoon=persoon)
    assert (deelname.status, deelname.motivatie) == (status, "Leren.")
    assert zin in response.content.decode()
    opnieuw = ingelogd.get("/netwerken/samen/meedoen/").content.decode()
    assert "Naar het netwerk" in opnieuw
    assert "formulier" not in opnieuw


def test_join_open_needs_no_words(ingelogd, persoon, netwerk):
    ingelogd.post("/netwerken/samen/meedoen/", {})

    assert Deelname.objects.get(persoon=persoon).status == "actief"


def test_join_closed_asks_why(ingelogd, persoon, netwerk):
    Netwerk.objects.update(toegang="gesloten")

    response = ingelogd.post("/netwerken/samen/meedoen/", {"motivatie": "\u202e "})

    assert response.status_code == 422
    assert not Deelname.objects.filter(persoon=persoon).exists()


def test_join_when_nobody_can(ingelogd, persoon, netwerk):
    Netwerk.objects.update(status="afronden")

    assert "Aanmelden kan nu niet" in ingelogd.get("/netwerken/samen/meedoen/").content.decode()
    response = ingelogd.post("/netwerken/samen/meedoen/", {})
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["Dit netwerk neemt nu geen nieuwe deelnemers aan."]


def test_join_needs_an_account(client, netwerk):
    assert client.get("/netwerken/samen/meedoen/").url == "/accounts/login/?next=/netwerken/samen/meedoen/"


def test_export(ingelogd, begeleid):
    school = OrganisatieFactory(naam="'t Lyceum; zuid", plaats="Zutphen")
    DeelnameFactory(
        netwerk=begeleid, persoon__naam='=HYPERLINK("http://x")', persoon__functie=" +31", persoon__organisatie=school
    )
    DeelnameFactory(netwerk=begeleid, persoon__naam="@SUM", persoon__email="-a@x.nl", status="pauze")
    DeelnameFactory(netwerk=begeleid, wachtend=True, persoon__naam="Wacht Even")
    DeelnameFactory(netwerk=begeleid, uitgestapt=True, persoon__naam="Weg")

    response = ingelogd.get(f"{PAGE}export.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="deelnemers-samen-')
    assert response.content.startswith(b"\xef\xbb\xbfNaam;E-mailadres;")
    rijen = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert [rij[0] for rij in rijen[2:]] == ['\'=HYPERLINK("http://x")', "'@SUM", "Wacht Even"]
    assert rijen[2][2:7] == ["' +31", "'t Lyceum; zuid", "Zutphen", "deelnemer", "doet mee"]
    assert rijen[3][1] == "'-a@x.nl"
    assert [rij[6] for rij in rijen[3:]] == ["pauzeert", "op de wachtlijst"]
    assert "tijd" not in response.content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_export_query_count(begeleid, item_count, django_assert_num_queries):
    DeelnameFactory.create_batch(item_count, netwerk=begeleid)
    DeelnameFactory.create_batch(item_count, netwerk=begeleid, aangemeld=True)

    with django_assert_num_queries(2):
        assert len(make_lijst(begeleid).rijen) == 1 + 2 * item_count


def test_export_for_excel(ingelogd, begeleid):
    DeelnameFactory(netwerk=begeleid, persoon__naam='=HYPERLINK("http://x")')

    response = ingelogd.get(f"{PAGE}export.xlsx")

    blad = openpyxl.load_workbook(io.BytesIO(response.content))["Deelnemers"]
    assert blad["A1"].value == "Naam"
    assert (blad["A3"].value, blad["A3"].data_type) == ('=HYPERLINK("http://x")', "s")
    assert blad["H3"].is_date
    assert f"{PAGE}export.xlsx" in ingelogd.get(PAGE).content.decode()


def test_export_is_for_facilitators(ingelogd, persoon, netwerk):
    DeelnameFactory(netwerk=netwerk, persoon=persoon, penvoerder=True)

    assert ingelogd.get(f"{PAGE}export.csv").status_code == 403


def test_facilitator_sees_whose_mail_comes_back_and_others_do_not(client, begeleid, persoon):
    terug, klacht = (DeelnameFactory(netwerk=begeleid).persoon for _ in range(2))
    AdresmerkFactory(adres=terug.email)
    AdresmerkFactory(adres=klacht.email, soort="klacht")

    seen = {}
    for wie in (persoon, klacht):
        client.force_login(wie)
        seen[wie] = client.get(PAGE).content.decode().count("mail komt terug")

    assert seen == {persoon: 1, klacht: 0}


@pytest.mark.parametrize(
    ("per_school", "als", "zinnen"),
    [
        ([4, 2], "organisatie", []),
        ([1, 1], "persoon", []),
        ([5], "persoon", ["Van School 0 doen 5 mensen mee."]),
        ([1, 3], "organisatie", ["Van School 0 doet één persoon mee."]),
        ([1, 1, 5], "organisatie", ["Van School 2 doen 5 mensen mee.", "Van 2 scholen doet één persoon mee."]),
    ],
)
def test_advice_about_how_many_of_one_school(ingelogd, begeleid, per_school, als, zinnen):
    Netwerk.objects.update(deelname_als=als)
    for nummer, aantal in enumerate(per_school):
        school = OrganisatieFactory(naam=f"School {nummer}")
        DeelnameFactory.create_batch(aantal, netwerk=begeleid, persoon__organisatie=school)

    response = ingelogd.get(PAGE)

    assert [zin.split(". ")[0] + "." for zin in response.context["advies"]] == zinnen
    assert all(zin in response.content.decode() for zin in zinnen)


def test_advice_is_not_for_the_group(ingelogd, netwerk, persoon):
    DeelnameFactory(netwerk=netwerk, persoon=persoon)
    DeelnameFactory.create_batch(5, netwerk=netwerk, persoon__organisatie=OrganisatieFactory())

    assert "snel hun netwerk" not in ingelogd.get(PAGE).content.decode()
