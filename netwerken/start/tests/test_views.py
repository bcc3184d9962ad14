import re

import pytest
from django.urls import reverse

from netwerken.models import Netwerk, Startplan
from netwerken.start.antwoorden import make_afdruk
from netwerken.start.services import MEEST
from netwerken.start.tests.factories import GEHEEL, StartplanFactory, StartversieFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
NIEUW = "/netwerken/nieuw/"
DOEL = {
    "naam": "Rekenen met plezier", "centrale_vraag": "Hoe durven kinderen fouten te maken?", "doel": "Een nieuwe les.",
    "doel_niveau": "leerling", "aanleiding": "Drie scholen beginnen opnieuw.",
}  # fmt: skip
WIE = {"sector": "po", "doelgroep": "leraren", "regio": "utrecht", "min_deelnemers": "6", "max_deelnemers": "12"}
TIJD = {
    "start_datum": "2027-01-01", "maanden": "18", "eind_datum": "", "aantal_bijeenkomsten": "8", "weekdagen": ["2"],
    "begintijd": "14:00", "eindtijd": "16:30",
}  # fmt: skip


def fouten(response):
    return {veld: list(teksten) for veld, teksten in response.context["form"].errors.items()}


def adres(plan, stap=""):
    return f"{NIEUW}{plan.sleutel}/{stap + '/' if stap else ''}"


def gezien(client, url):
    return re.search(r'name="gezien" value="([0-9a-f]*)"', client.get(url).content.decode())[1]


def fill(client, plan, stap, waarden, **more):
    url = adres(plan, stap)
    return client.post(url, waarden | {"gezien": gezien(client, url)} | more)


@pytest.fixture
def plan(persoon):
    return StartplanFactory(persoon=persoon)


def test_begin_page_needs_login_and_explains(client, ingelogd):
    html = ingelogd.get(NIEUW).content.decode()

    assert "Netwerk rond een thema" in html
    assert "Ga verder waar je was" not in html
    client.logout()
    assert client.get(NIEUW).url == "/accounts/login/?next=/netwerken/nieuw/"


@pytest.mark.parametrize("aantal", [1, 3])
def test_begin_page_asks_as_much_for_one_as_for_three(ingelogd, persoon, aantal, django_assert_num_queries):
    for _ in range(aantal):
        DeelnameFactory(persoon=persoon, facilitator=True)
        StartplanFactory(persoon=persoon)
    ingelogd.get(NIEUW)

    with django_assert_num_queries(4):
        html = ingelogd.get(NIEUW).content.decode()

    assert html.count("?van=") == html.count("Gooi weg") == aantal


def test_from_nothing_to_a_netwerk(ingelogd, persoon):
    response = ingelogd.post(NIEUW, {"sjabloon": ""})
    plan = Startplan.objects.get()
    assert response.url == adres(plan, "doel")

    assert fill(ingelogd, plan, "doel", DOEL).url == adres(plan, "vorm")
    assert fill(ingelogd, plan, "wie", WIE, naar="tijd").url == adres(plan, "tijd")
    assert fill(ingelogd, plan, "tijd", TIJD, naar="later").url == adres(plan)
    assert fill(ingelogd, plan, "vertellen", {"omschrijving": "Kom erbij.", "begin": "in_oprichting"}).url == adres(
        plan
    )
    response = ingelogd.post(adres(plan), {"gezien": gezien(ingelogd, adres(plan))})

    netwerk = Netwerk.objects.get()
    assert response.url == netwerk.get_absolute_url() == "/netwerken/rekenen-met-plezier/"
    assert (netwerk.sector, netwerk.max_deelnemers, netwerk.is_openbaar) == ("po", 12, False)
    assert str(netwerk.eind_datum) == "2028-07-01"
    assert netwerk.rollen_of(persoon) == {"facilitator", "eigenaar"}
    assert netwerk.startversies.get().antwoorden["aanleiding"] == "Drie scholen beginnen opnieuw."


def test_with_a_template_one_screen_is_enough(ingelogd):
    response = ingelogd.post(NIEUW, {"sjabloon": "intervisie"})
    plan = Startplan.objects.get()
    assert response.url == adres(plan, "kern")
    vijf = {"naam": "Samen kijken", "centrale_vraag": "Wat zie jij?", "sector": "vo", "doelgroep": "teamleiders",
            "start_datum": "2027-02-01"}  # fmt: skip

    assert fill(ingelogd, plan, "kern", vijf).url == adres(plan)
    ingelogd.post(adres(plan), {"gezien": gezien(ingelogd, adres(plan))})

    netwerk = Netwerk.objects.get()
    assert (netwerk.type, netwerk.toegang, str(netwerk.eind_datum)) == ("intervisie", "gesloten", "2028-08-01")


def test_making_twice_goes_to_the_same_netwerk(ingelogd, persoon):
    plan = StartplanFactory(persoon=persoon, heel=True)
    post = {"gezien": gezien(ingelogd, adres(plan))}

    urls = {ingelogd.post(adres(plan), post).url for _ in range(2)}

    assert urls == {Netwerk.objects.get().get_absolute_url()}
    assert ingelogd.get(adres(plan)).url == ingelogd.get(adres(plan, "doel")).url == urls.pop()


def test_what_is_missing_has_a_link_to_its_step(ingelogd, plan):
    response = ingelogd.get(adres(plan))

    assert {rij["stap"] for rij in response.context["mist"]} == {"doel", "wie", "tijd"}
    assert "Er missen nog 6 dingen" in response.content.decode()
    response = ingelogd.post(adres(plan), {"gezien": gezien(ingelogd, adres(plan))})
    assert response.status_code == 422
    assert "Er mist nog iets." in response.content.decode()
    assert not Netwerk.objects.exists()


def test_an_end_before_the_begin_of_another_screen_is_told(ingelogd, persoon):
    plan = StartplanFactory(persoon=persoon, antwoorden=GEHEEL | {"eind_datum": "2027-08-31"})

    (mist,) = ingelogd.get(adres(plan)).context["mist"]

    assert mist == {
        "stap": "tijd", "vraag": "Eindigt op", "fout": "Deze dag ligt voor het begin. Kies een dag erna.",
    }  # fmt: skip


def test_neither_an_end_nor_how_long(ingelogd, persoon):
    antwoorden = {code: waarde for code, waarde in GEHEEL.items() if code != "maanden"}
    plan = StartplanFactory(persoon=persoon, antwoorden=antwoorden)

    (mist,) = ingelogd.get(adres(plan)).context["mist"]

    assert mist["fout"] == "Kies hoe lang het duurt, of vul de laatste dag in."


def test_half_filled_is_fine(ingelogd, plan):
    assert fill(ingelogd, plan, "doel", {"naam": "", "centrale_vraag": "Waarom?"}).status_code == 302

    plan.refresh_from_db()
    assert plan.antwoorden["centrale_vraag"] == "Waarom?"


@pytest.mark.parametrize(
    ("stap", "velden", "fout"),
    [
        ("doel", {"naam": "💬 …"}, {"naam": ["Gebruik minstens één letter of cijfer."]}),
        ("doel", {"naam": "\u202e"}, {"naam": ["Gebruik minstens één letter of cijfer."]}),
        ("doel", {"naam": "x" * 121}, {"naam": ["Zorg dat deze waarde niet meer dan 120 tekens bevat (het zijn er nu "
                                                "121)."]}),
        ("doel", {"naam": "a\x00b"}, {"naam": ["Null-tekens zijn niet toegestaan."]}),
        ("doel", {"doel": "x" * 200_000}, {"doel": ["Zorg dat deze waarde niet meer dan 1500 tekens bevat (het zijn er "
                                                    "nu 200000)."]}),
        ("doel", {"aanleiding": "x" * 601}, {"aanleiding": ["Zorg dat deze waarde niet meer dan 600 tekens bevat (het "
                                                            "zijn er nu 601)."]}),
        ("vorm", {"type": "<script>"}, {"type": ["Selecteer een geldige keuze. <script> is geen beschikbare keuze."]}),
        ("wie", {"min_deelnemers": "1"}, {"min_deelnemers": ["Kies een getal van 2 tot en met 60."]}),
        ("wie", {"max_deelnemers": "61"}, {"max_deelnemers": ["Kies een getal van 2 tot en met 60."]}),
        ("wie", {"max_deelnemers": "zes"}, {"max_deelnemers": ["Kies een getal van 2 tot en met 60."]}),
        ("wie", {"max_deelnemers": "9" * 400}, {"max_deelnemers": ["Kies een getal van 2 tot en met 60."]}),
        ("wie", {"min_deelnemers": "13", "max_deelnemers": "12"},
         {"max_deelnemers": ["De grootste groep is kleiner dan de kleinste. Draai ze om."]}),
        ("tijd", {"aantal_bijeenkomsten": "0"}, {"aantal_bijeenkomsten": ["Kies een getal van 1 tot en met 60."]}),
        ("tijd", {"start_datum": "2027-01-01", "eind_datum": "2026-12-31"},
         {"eind_datum": ["Deze dag ligt voor het begin. Kies een dag erna."]}),
        ("tijd", {"start_datum": "31 februari"}, {"start_datum": ["Vul een dag in, bijvoorbeeld 01-09-2027."]}),
        ("tijd", {"start_datum": "0001-01-01"}, {"start_datum": ["Kies een jaar vanaf 2000."]}),
        ("tijd", {"eind_datum": "9999-12-31"}, {"eind_datum": ["Kies een jaar voor 2100."]}),
        ("tijd", {"begintijd": "half drie"}, {"begintijd": ["Vul een tijd in, bijvoorbeeld 14.30."]}),
        ("tijd", {"begintijd": "14:00", "eindtijd": "14:00"},
         {"eindtijd": ["Het einde ligt niet na het begin. Kies een later tijdstip."]}),
        ("tijd", {"weekdagen": ["9"]}, {"weekdagen": ["Selecteer een geldige keuze. 9 is geen beschikbare keuze."]}),
        ("begeleiding", {"ik_ben": "directeur"},
         {"ik_ben": ["Selecteer een geldige keuze. directeur is geen beschikbare keuze."]}),
        ("doel", {"gezien": "x" * 41}, {"gezien": ["Laad de bladzijde opnieuw."]}),
        ("doel", {"gezien": ""}, {"gezien": ["Laad de bladzijde opnieuw."]}),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_the_field_and_stays_there(ingelogd, plan, stap, velden, fout):
    eerst = plan.antwoorden

    response = fill(ingelogd, plan, stap, velden, **velden)

    assert response.status_code == 422
    assert fouten(response) == fout
    assert "error-summary" in response.content.decode()
    plan.refresh_from_db()
    assert plan.antwoorden == eerst


def test_hostile_text_stays_text(ingelogd, plan):
    naam = "<script>alert(1)</script> 💬 مرحبا"
    fill(ingelogd, plan, "doel", DOEL | {"naam": naam})

    for url in (adres(plan), adres(plan, "doel"), f"{adres(plan)}blad/", NIEUW):
        assert "<script>alert" not in ingelogd.get(url).content.decode()
    plan.refresh_from_db()
    assert plan.antwoorden["naam"] == naam


def test_two_tabs_show_both_texts(ingelogd, plan):
    eerst = gezien(ingelogd, adres(plan, "doel"))
    fill(ingelogd, plan, "doel", DOEL | {"doel": "Van het eerste tabblad."})

    response = ingelogd.post(adres(plan, "doel"), DOEL | {"doel": "Van het tweede.", "gezien": eerst})

    html = response.content.decode()
    assert response.status_code == 409
    assert "Van het eerste tabblad." in html
    assert "Van het tweede." in html
    assert response.context["form"].anders == {"doel": "Van het eerste tabblad."}
    nieuw = re.search(r'name="gezien" value="([0-9a-f]*)"', html)[1]
    assert ingelogd.post(adres(plan, "doel"), DOEL | {"doel": "Samen.", "gezien": nieuw}).status_code == 302


def test_making_it_after_another_tab_changed_something(ingelogd, persoon):
    plan = StartplanFactory(persoon=persoon, heel=True)
    eerst = gezien(ingelogd, adres(plan))
    fill(ingelogd, plan, "doel", DOEL)

    response = ingelogd.post(adres(plan), {"gezien": eerst})

    assert response.status_code == 409
    assert "In een ander tabblad" in response.content.decode()
    assert not Netwerk.objects.exists()


def test_kept_while_typing(ingelogd, plan):
    url = adres(plan, "doel")

    response = ingelogd.post(f"{url}bewaren/", DOEL | {"naam": "Half", "gezien": gezien(ingelogd, url)})

    plan.refresh_from_db()
    assert plan.antwoorden["naam"] == "Half"
    codes = ["naam", "centrale_vraag", "aanleiding", "doel", "doel_niveau"]
    assert response.json() == {"gezien": make_afdruk(plan.antwoorden, codes)}
    assert ingelogd.post(f"{url}bewaren/", DOEL | {"naam": "x" * 121, "gezien": "a"}).status_code == 422
    assert ingelogd.post(f"{url}bewaren/", DOEL | {"naam": "Anders", "gezien": "a"}).status_code == 409


def test_a_step_that_does_not_exist(ingelogd, plan):
    assert ingelogd.get(adres(plan, "kleur")).status_code == 404


@pytest.mark.parametrize("rol", [{}, {"academie": True}, {"beheer": True}])
def test_nobody_else_reads_it(client, plan, rol):
    client.force_login(PersoonFactory(**rol))

    for url in (adres(plan), adres(plan, "doel"), f"{adres(plan)}blad/", f"{adres(plan)}mail/"):
        assert client.get(url).status_code == 404
    assert client.post(f"{adres(plan)}weg/").status_code == 404


def test_throw_away(ingelogd, plan):
    assert ingelogd.post(f"{adres(plan)}weg/").url == reverse("overzicht:mijn")

    assert not Startplan.objects.exists()


def test_more_than_ten_is_told(ingelogd, persoon):
    StartplanFactory.create_batch(MEEST, persoon=persoon)

    response = ingelogd.post(NIEUW, {"sjabloon": "thema"})

    assert response.status_code == 200
    assert "Je hebt al 10 netwerken in voorbereiding." in response.content.decode()


def test_from_an_earlier_netwerk(ingelogd, persoon):
    netwerk = DeelnameFactory(
        persoon=persoon, facilitator=True, netwerk=NetwerkFactory(naam="Vol huis", status="afgerond")
    ).netwerk
    DeelnameFactory(netwerk=netwerk, persoon__naam="Noor Geheim", motivatie="Mijn eigen woorden")
    StartversieFactory(netwerk=netwerk, antwoorden={"inzet": "Bel Noor Geheim."})

    html = ingelogd.get(f"{NIEUW}?van={netwerk.slug}").content.decode()
    ingelogd.post(NIEUW, {"van": netwerk.slug})

    plan = Startplan.objects.get()
    assert "Vol huis 2" in html
    assert "Geheim" not in html + str(plan.antwoorden)
    assert (plan.basis, plan.stap, plan.antwoorden["naam"]) == (f"netwerk:{netwerk.pk}", "kern", "Vol huis 2")


def test_also_when_taking_part_is_finished(ingelogd, persoon):
    netwerk = DeelnameFactory(persoon=persoon, facilitator=True, status="afgerond", beeindigd_op="2026-07-01").netwerk

    assert ingelogd.get(f"{NIEUW}?van={netwerk.slug}").status_code == 200


def test_a_full_netwerk_offers_a_second(ingelogd, persoon):
    netwerk = NetwerkFactory(max_deelnemers=2, min_deelnemers=2)
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    url = reverse("netwerken:deelnemers", args=[netwerk.slug])
    assert "?van=" not in ingelogd.get(url).content.decode()
    DeelnameFactory.create_batch(2, netwerk=netwerk)

    assert f"{NIEUW}?van={netwerk.slug}" in ingelogd.get(url).content.decode()


def test_a_netwerk_of_others_cannot_be_copied(ingelogd, persoon):
    netwerk = DeelnameFactory(persoon=persoon).netwerk

    assert ingelogd.get(f"{NIEUW}?van={netwerk.slug}").status_code == 404
    assert ingelogd.post(NIEUW, {"van": netwerk.slug}).status_code == 404
    assert ingelogd.post(NIEUW, {"van": "bestaat-niet"}).status_code == 404


@pytest.mark.parametrize(("stap", "aantal"), [("", 4), ("doel", 3), ("blad", 3), ("mail", 3)])
def test_pages_ask_little(ingelogd, persoon, stap, aantal, django_assert_num_queries):
    plan = StartplanFactory(persoon=persoon, heel=True)
    ingelogd.get(adres(plan, stap))

    with django_assert_num_queries(aantal):
        assert ingelogd.get(adres(plan, stap)).status_code == 200
