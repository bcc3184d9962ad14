"""Writing, copying and reviewing in the browser."""

import re

import pytest
from django.utils.html import escape

from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from werkvormen import services
from werkvormen.models import Origineel, Werkvorm
from werkvormen.rijen import MEESTE_STAPPEN
from werkvormen.tests.factories import WerkvormFactory, make_data

pytestmark = pytest.mark.django_db
DATA = {
    "naam": "Lopen en praten", "samenvatting": "In tweetallen een rondje om de school.", "doel": "Elkaar leren kennen.",
    "wanneer": "Aan het begin, bij droog weer.", "doelen": ["kennismaken"], "fasen": ["verkenning", "verdieping"],
    "momenten": ["opening"], "tijd": "praten", "energie": "actief", "plek": ["fysiek"], "duur_min": "20",
    "duur_max": "30", "groep_min": "4", "groep_max": "20", "materiaal": "Route\n\n Vraag op papier ", "let_op": "Regen",
    "stap-TOTAL_FORMS": "3", "stap-INITIAL_FORMS": "0",
    "stap-0-titel": "Begin", "stap-0-tekst": "Maak tweetallen.", "stap-0-minuten": "5",
    "stap-1-titel": "Loop", "stap-1-tekst": "Halverwege <b>wisselen</b>.", "stap-1-minuten": "20",
    "stap-2-titel": "", "stap-2-tekst": "", "stap-2-minuten": "",
}  # fmt: skip
NIEUW = "/werkvormen/nieuw/"


@pytest.fixture
def facilitator(client):
    persoon = DeelnameFactory(rol="facilitator").persoon
    client.force_login(persoon)
    return persoon


@pytest.fixture
def academie(client):
    persoon = PersoonFactory(academie=True)
    client.force_login(persoon)
    return persoon


def fouten(response):
    summary = re.search(r'<div class="error-summary".*?</div>', response.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>", " ", summary.group()) if summary else ""


def test_writing_one(client, facilitator):
    response = client.post(NIEUW, DATA, follow=True)

    werkvorm = Werkvorm.objects.get()
    kaart = werkvorm.kaart
    assert response.redirect_chain == [("/werkvormen/lopen-en-praten/", 302)]
    assert (werkvorm.eigenaar, werkvorm.status, kaart.fasen) == (facilitator, "eigen", ("verkenning", "verdieping"))
    assert [(stap.titel, stap.minuten) for stap in kaart.stappen] == [("Begin", 5), ("Loop", 20)]
    assert kaart.materiaal == ("Route", "Vraag op papier")
    content = response.content.decode()
    assert "Nog niet aangeboden" in content
    assert "Halverwege &lt;b&gt;wisselen&lt;/b&gt;." in content
    assert f"Geschreven door {escape(facilitator.naam)}." in content


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": "  "}, "Hoe heet de werkvorm?"),
        ({"samenvatting": "Te kort."}, "Schrijf hier minstens 20 tekens."),
        ({"wanneer": "x" * 501}, "Hier passen 500 tekens."),
        ({"doelen": []}, "Kies er minstens één."),
        ({"doelen": ["geld"]}, "Waarvoor is hij bedoeld?"),
        ({"duur_min": "0"}, "Vul een heel getal in van 1 tot 1560."),
        ({"duur_min": "vijf"}, "Vul een heel getal in van 1 tot 1560."),
        ({"duur_max": "1561"}, "Vul een heel getal in van 1 tot 1560."),
        ({"duur_max": "10"}, "Dit is kleiner dan het getal ervoor."),
        ({"groep_max": "2"}, "Dit is kleiner dan het getal ervoor."),
        ({"plek": ["fysiek", "online"]}, "Schrijf hoe het online gaat"),
        ({"duur_min": "26"}, "De stappen duren samen 25 minuten. Bij de duur staat 26 tot 30."),
        ({"stap-0-minuten": "-1"}, "Stap 1, minuten Vul een heel getal in van 0 tot 1560."),
        ({"stap-1-titel": ""}, "Stap 2, wat doe je? Vul dit in, of maak de hele stap leeg."),
        ({"stap-2-titel": "Klaar"}, "Stap 3, zo doe je het Vul dit in, of maak de hele stap leeg."),
        (
            {"stap-0-titel": "", "stap-0-tekst": "", "stap-1-titel": "", "stap-1-tekst": ""},
            "Beschrijf 1 tot 12 stappen.",
        ),
        ({"stap-TOTAL_FORMS": "nee"}, "Stappen"),
        ({"materiaal": "\n".join("abcdefghijklm")}, "Noem er hooguit 12"),
        ({"let_op": "x" * 301}, "Op één regel passen 300 tekens."),
    ],
)
def test_what_is_not_right_is_told_and_nothing_is_lost(client, facilitator, anders, zin):
    response = client.post(NIEUW, DATA | anders)

    assert response.status_code == 422
    assert zin in " ".join(fouten(response).split())
    assert not Werkvorm.objects.exists()
    content = response.content.decode()
    if "naam" not in anders:
        assert 'value="Lopen en praten"' in content
    if "stap-TOTAL_FORMS" not in anders:
        assert "Halverwege &lt;b&gt;wisselen&lt;/b&gt;." in content or anders.get("stap-1-tekst") == ""


def test_an_empty_post_saves_nothing(client, facilitator):
    assert client.post(NIEUW, {}).status_code == 422
    assert not Werkvorm.objects.exists()


def typed(response):
    content = response.content.decode()
    titels = re.findall(r'name="stap-\d+-titel" value="([^"]*)"|name="stap-\d+-titel"', content)
    [focus] = re.findall(r'<input[^>]*name="stap-(\d+)-titel"[^>]*autofocus', content) or [None]
    return titels, focus and int(focus)


@pytest.mark.parametrize(
    ("knop", "titels", "focus"),
    [
        ("erbij", ["Begin", "Loop", "", ""], 3),
        ("omhoog-1", ["Loop", "Begin", ""], 0),
        ("omhoog-0", ["Begin", "Loop", ""], 0),
        ("weg-0", ["Loop", ""], 0),
        ("weg-2", ["Begin", "Loop"], 1),
        ("weg-99", ["Begin", "Loop", ""], 0),
        ("weg-²", ["Begin", "Loop", ""], 0),
        ("onzin", ["Begin", "Loop", ""], 0),
    ],
)
def test_rows_of_steps_without_a_script(client, facilitator, knop, titels, focus):
    """Nothing is judged yet and nothing is saved: a half form is no fault while one asks for a row."""
    response = client.post(NIEUW, DATA | {"rij": knop, "samenvatting": "Half"})

    assert response.status_code == 200
    assert typed(response) == (titels, focus)
    content = response.content.decode()
    assert (fouten(response), "Half" in content, "Vraag op papier" in content) == ("", True, True)
    assert re.search(r'value="kennismaken"[^>]*checked', content)
    assert not Werkvorm.objects.exists()


def test_never_more_steps_than_fit(client, facilitator):
    rijen = {f"stap-{n}-{veld}": "Doe iets" for n in range(MEESTE_STAPPEN) for veld in ("titel", "tekst")}

    response = client.post(NIEUW, DATA | rijen | {"rij": "erbij", "stap-TOTAL_FORMS": "12"})

    assert len(typed(response)[0]) == MEESTE_STAPPEN
    assert "Meer dan twaalf stappen past niet op een kaart." in response.content.decode()
    assert client.post(NIEUW, DATA | rijen | {"stap-TOTAL_FORMS": "1000", "duur_min": "1"}).status_code == 422


def test_copy_says_where_it_came_from(client, facilitator):
    bron = WerkvormFactory(
        kaart={"naam": "Tafels", "helpt_bij": ["VK-1"], "bronnen": [{"auteur": "A. Boek", "titel": "Samen"}]}
    )

    formulier = client.get(f"/werkvormen/{bron.slug}/aanpassen/").content.decode()
    response = client.post(f"/werkvormen/{bron.slug}/aanpassen/", DATA, follow=True)

    assert 'value="Tafels, eigen versie"' in formulier
    assert "Wissel na tien minuten van tafel." in formulier
    kopie = Werkvorm.objects.get(eigenaar=facilitator)
    assert (kopie.gebaseerd_op, kopie.kaart.helpt_bij, kopie.kaart.bronnen[0].titel) == (bron, ("VK-1",), "Samen")
    assert f'Gebaseerd op <a href="{bron.get_absolute_url()}">Tafels</a>, versie 1.' in response.content.decode()
    assert "A. Boek, <cite>Samen</cite>." in response.content.decode()


def test_original_that_went_on_or_away(client, facilitator):
    bron = WerkvormFactory(kaart={"naam": "Tafels"})
    kopie = services.create_werkvorm(bron.kaart, by=facilitator, origineel=Origineel.of(bron))
    url = kopie.get_absolute_url()

    Werkvorm.objects.filter(pk=bron.pk).update(versie=4)
    assert "versie 1 (intussen is er versie 4)." in client.get(url).content.decode()
    Werkvorm.objects.filter(pk=bron.pk).update(status="ingetrokken")
    assert "Gebaseerd op “Tafels”, versie 1" in client.get(url).content.decode()
    bron.delete()
    assert "Gebaseerd op “Tafels”, versie 1." in client.get(url).content.decode()


def test_what_one_may_not_see_one_cannot_copy(client, facilitator):
    geheim = WerkvormFactory(status="eigen", eigenaar=PersoonFactory())

    assert client.post(f"/werkvormen/{geheim.slug}/aanpassen/", DATA).status_code == 404
    assert client.get(f"/werkvormen/{geheim.slug}/export.json").status_code == 404


def test_editing_keeps_what_the_form_does_not_ask(client, facilitator):
    werkvorm = WerkvormFactory(
        status="eigen", eigenaar=facilitator,
        kaart={"helpt_bij": ["VK-1"], "duur": {"min": 20, "max": 40, "toelichting": "Kan korter."}},
    )  # fmt: skip
    url = f"/werkvormen/{werkvorm.slug}/bewerken/"

    assert 'name="versie" value="1"' in client.get(url).content.decode()
    client.post(url, DATA | {"versie": "1"})

    kaart = Werkvorm.objects.get().kaart
    assert (kaart.naam, kaart.helpt_bij, kaart.duur.toelichting) == ("Lopen en praten", ("VK-1",), "Kan korter.")


def test_saving_what_is_there_changes_no_step(client, facilitator):
    """An unchanged row of a formset may not count as an empty one."""
    werkvorm = WerkvormFactory(status="eigen", eigenaar=facilitator)
    stappen = {
        f"stap-{n}-{veld}": waarde
        for n, stap in enumerate(werkvorm.kaart.stappen)
        for veld, waarde in vars(stap).items()
    }

    client.post(f"/werkvormen/{werkvorm.slug}/bewerken/", DATA | {
        "versie": "1", "duur_max": "40", "stap-TOTAL_FORMS": "2", "stap-INITIAL_FORMS": "2", **stappen})  # fmt: skip

    assert Werkvorm.objects.get().kaart.stappen == werkvorm.kaart.stappen


def test_two_windows_lose_nothing(client, facilitator):
    werkvorm = WerkvormFactory(status="eigen", eigenaar=facilitator)
    url = f"/werkvormen/{werkvorm.slug}/bewerken/"
    client.post(url, DATA | {"versie": "1", "naam": "Uit het eerste venster"})

    botst = client.post(url, DATA | {"versie": "1", "naam": "Uit het tweede venster"})

    assert botst.status_code == 422
    assert "intussen al bewerkt" in fouten(botst)
    assert f'href="{werkvorm.get_absolute_url()}" target="_blank"' in botst.content.decode()
    assert 'value="Uit het tweede venster"' in botst.content.decode()
    assert Werkvorm.objects.get().naam == "Uit het eerste venster"
    assert 'name="versie" value="2"' in botst.content.decode()
    client.post(url, DATA | {"versie": "2", "naam": "Uit het tweede venster"})
    assert Werkvorm.objects.get().naam == "Uit het tweede venster"


def test_offering_and_taking_back(client, facilitator):
    werkvorm = WerkvormFactory(status="eigen", eigenaar=facilitator)
    url = werkvorm.get_absolute_url()

    assert "je krijgt een mail" in client.post(f"{url}aanbieden/", follow=True).content.decode()
    assert client.post(f"{url}bewerken/", DATA).status_code == 403
    assert client.post(f"{url}aanbieden/").status_code == 403
    assert "weer bewerken" in client.post(f"{url}terugnemen/", follow=True).content.decode()
    assert client.get(f"{url}verwijderen/").status_code == 200
    assert "is weg" in client.post(f"{url}verwijderen/", follow=True).content.decode()
    assert not Werkvorm.objects.exists()


def test_academie_edits_and_publishes(client, academie):
    werkvorm = WerkvormFactory(status="aangeboden", eigenaar=PersoonFactory(naam="Mira Schrijft"))
    url = werkvorm.get_absolute_url()

    content = client.get(url).content.decode()
    assert "Geschreven door Mira Schrijft" in content
    assert "Wacht op jullie oordeel" in content
    assert content.index("Publiceer") < content.index("Print op één A4")  # what one came for is on top
    client.force_login(werkvorm.eigenaar)
    assert "De academie bekijkt deze werkvorm." in client.get(url).content.decode()
    client.force_login(academie)
    client.post(f"{url}bewerken/", DATA | {"versie": "1"})
    response = client.post(f"{url}publiceren/", follow=True)

    assert "“Lopen en praten” staat in de catalogus." in response.content.decode()
    client.logout()
    openbaar = client.get(url).content.decode()
    assert "Geschreven door Mira Schrijft." in openbaar
    assert '<link rel="canonical"' in openbaar
    assert "noindex" not in openbaar


@pytest.mark.parametrize(("status", "pad"), [("aangeboden", "terugsturen"), ("gepubliceerd", "intrekken")])
def test_reason_is_asked_and_shown(client, academie, status, pad):
    eigenaar = PersoonFactory()
    werkvorm = WerkvormFactory(status=status, eigenaar=eigenaar)
    url = f"{werkvorm.get_absolute_url()}{pad}/"

    assert client.get(url).status_code == 200
    assert client.post(url, {"reden": " kort "}).status_code == 422
    werkvorm.refresh_from_db()
    assert werkvorm.status == status
    client.post(url, {"reden": "Noem <b>de tijd</b> per stap."})

    werkvorm.refresh_from_db()
    assert (werkvorm.status, werkvorm.reden) == (
        "eigen" if pad == "terugsturen" else "ingetrokken", "Noem <b>de tijd</b> per stap."
    )  # fmt: skip
    client.force_login(eigenaar)
    content = client.get(werkvorm.get_absolute_url()).content.decode()
    if pad == "terugsturen":
        assert "Noem &lt;b&gt;de tijd&lt;/b&gt; per stap." in content
    else:
        assert "Deze werkvorm is ingetrokken" in content


def test_withdrawn_leaves_the_list_and_the_search(client, academie):
    werkvorm = WerkvormFactory(kaart={"naam": "Wandelgang"})
    client.post(f"{werkvorm.get_absolute_url()}intrekken/", {"reden": "Dubbel met een andere kaart."})
    client.logout()

    assert "Wandelgang" not in client.get("/werkvormen/?q=wandelgang").content.decode()
    assert client.get(werkvorm.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_own_page_query_count(client, facilitator, item_count, django_assert_num_queries):
    mede = DeelnameFactory(netwerk=facilitator.deelnames.get().netwerk, rol="facilitator").persoon
    for n in range(item_count):
        WerkvormFactory(status="eigen", eigenaar=facilitator, kaart={"naam": f"Van mij {n}"})
        WerkvormFactory(status="eigen", eigenaar=mede, kaart={"naam": f"Van de ander {n}"})
        WerkvormFactory(status="eigen", eigenaar=PersoonFactory(), kaart={"naam": "Van niemand hier"})

    with django_assert_num_queries(7):  # session, user, guides, concepts, count, own, those of others
        content = client.get("/werkvormen/eigen/").content.decode()

    assert (content.count("Van mij"), content.count("Van de ander"), "niemand" in content) == (
        item_count, item_count, False
    )  # fmt: skip


@pytest.mark.parametrize("item_count", [1, 3])
def test_queue_query_count_oldest_first(client, academie, item_count, django_assert_num_queries):
    for n in range(item_count):
        WerkvormFactory(status="aangeboden", eigenaar=PersoonFactory(naam=f"Schrijver {n}"), kaart={"naam": f"Nr {n}"})
    WerkvormFactory(status="eigen", eigenaar=PersoonFactory())

    with django_assert_num_queries(4):  # session, user, count, rows
        content = client.get("/werkvormen/beoordelen/").content.decode()

    assert re.findall(r">(Nr \d)</a>", content) == [f"Nr {n}" for n in range(item_count)]
    assert content.count("Van Schrijver") == item_count


@pytest.mark.parametrize(("status", "aantal"), [("eigen", 10), ("aangeboden", 10)])
def test_page_of_ones_own_query_count(client, facilitator, status, aantal, django_assert_max_num_queries):
    werkvorm = WerkvormFactory(status=status, eigenaar=facilitator)

    with django_assert_max_num_queries(aantal):
        client.get(werkvorm.get_absolute_url())


def test_empty_pages_teach(client, facilitator):
    assert "Hier komen jouw werkvormen" in client.get("/werkvormen/eigen/").content.decode()
    client.force_login(PersoonFactory(academie=True))
    assert "Er wacht niets op jullie" in client.get("/werkvormen/beoordelen/").content.decode()


def test_who_only_takes_part_finds_no_way_in(client):
    client.force_login(DeelnameFactory().persoon)
    werkvorm = WerkvormFactory()

    assert "Mijn werkvormen" not in client.get("/werkvormen/").content.decode()
    assert "eigen versie" not in client.get(werkvorm.get_absolute_url()).content.decode()
    for url in (NIEUW, "/werkvormen/eigen/", "/werkvormen/importeren/", f"{werkvorm.get_absolute_url()}aanpassen/"):
        assert client.get(url).status_code == 403


def test_data_of_the_test_is_that_of_a_file():
    """What the form asks and what a file holds stay the same."""
    velden = {naam.split("_")[0] if naam.startswith(("duur", "groep")) else naam for naam in DATA} - {"versie"}
    van_de_kaart = {naam for naam in velden if not naam.startswith("stap-")}

    assert van_de_kaart <= set(make_data())
