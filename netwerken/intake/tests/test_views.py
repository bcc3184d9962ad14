import json

import pytest
from django.contrib import admin

from berichten.models import Bericht
from kern.tijd import nu
from netwerken import services as netwerkservices
from netwerken.intake import services
from netwerken.intake.aandacht import ask_gesprek, ask_invullen
from netwerken.intake.models import Intake, Intakeantwoord, Intakekeuze
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.ledenlijst import make_lijst
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db

EIGEN = "/netwerken/samen/intake/"
GEHEIM = "Ik durf het <b>niet</b> te zeggen"


@pytest.fixture
def netwerk():
    return NetwerkFactory(slug="samen", openbaar=True, gestart=True, min_deelnemers=2, max_deelnemers=10)


@pytest.fixture
def mijn(netwerk, persoon):
    """An intake of who is signed in, with one answer, not sent."""
    return IntakeFactory(deelname=DeelnameFactory(netwerk=netwerk, persoon=persoon), antwoorden={10: GEHEIM})


@pytest.fixture
def van_ander(netwerk, persoon):
    """A sent intake of somebody who waits; who is signed in guides the netwerk."""
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    deelname = DeelnameFactory(netwerk=netwerk, status="intake", begonnen_op=None, persoon__naam="Fenna Haan")
    return IntakeFactory(deelname=deelname, verstuurd=True, antwoorden={3: "Hoe blijft het rustig?", 10: GEHEIM})


def van(intake, deel=""):
    return f"/netwerken/samen/deelnemers/{intake.deelname_id}/intake/{deel}"


def vul(nummer, **velden):
    """The fields of screen ``nummer`` with three questions at most, as an empty form posts them."""
    vragen = {1: (1, 2), 2: (3, 4, 5), 7: (15,)}[nummer]
    leeg = {f"antwoord_{nr}": "" for nr in vragen} | {f"versie_{nr}": 0 for nr in vragen}
    return leeg | velden


# --- Filling in ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item_count", [1, 3])
def test_own_page(ingelogd, mijn, item_count, django_assert_num_queries):
    for nr in range(1, item_count + 1):
        mijn.antwoorden.create(vraag=nr, tekst="Iets")

    with django_assert_num_queries(5):
        html = ingelogd.get(EIGEN).content.decode()

    assert f"{item_count + 1} van de 15 ingevuld" in html
    assert "Ik durf het &lt;b&gt;niet&lt;/b&gt; te zeggen" in html
    assert "Alleen jij, tot je verstuurt" in html


def test_going_through_screen_by_screen(ingelogd, mijn):
    response = ingelogd.post(f"{EIGEN}1/", vul(1, antwoord_1="Teamleider", verder="ja"))
    assert response.url == f"{EIGEN}2/"
    assert "Teamleider" in ingelogd.get(f"{EIGEN}1/").content.decode()
    assert ingelogd.post(f"{EIGEN}2/", vul(2, antwoord_3="Hoe?", verder="later")).url == EIGEN
    assert ingelogd.post(f"{EIGEN}7/", vul(7, antwoord_15="Dinsdag", verder="ja")).url == EIGEN

    ingelogd.post(EIGEN, {"leervraag": "on"})

    mijn.refresh_from_db()
    assert mijn.is_verstuurd
    assert mijn.leervraag_delen
    assert "Verstuurd op" in ingelogd.get(EIGEN).content.decode()


def test_without_consent_there_is_none(ingelogd, mijn):
    mijn.antwoorden.create(vraag=3, tekst="Hoe?")

    ingelogd.post(EIGEN)

    assert Intake.objects.get().leervraag_delen is False


def test_send_without_vraagstuk_says_what_is_missing(ingelogd, mijn):
    response = ingelogd.post(EIGEN)

    assert response.status_code == 422
    assert "Welk vraagstuk" in response.content.decode()


def test_two_tabs_show_both_texts_and_lose_nothing(ingelogd, mijn):
    services.save_antwoorden(mijn, {1: ("Van de telefoon", 0)})

    response = ingelogd.post(f"{EIGEN}1/", vul(1, antwoord_1="Van de laptop", antwoord_2="Geen"))

    html = response.content.decode()
    assert response.status_code == 422
    assert "Van de telefoon" in html
    assert "Van de laptop" in html
    assert 'name="versie_1" value="1"' in html
    assert mijn.antwoorden.get(vraag=2).tekst == "Geen"
    again = vul(1, antwoord_1="Samen", antwoord_2="Geen", versie_1=1, versie_2=1)
    assert ingelogd.post(f"{EIGEN}1/", again).status_code == 302
    assert mijn.antwoorden.get(vraag=1).tekst == "Samen"


@pytest.mark.parametrize(
    "velden", [{"antwoord_1": "x" * 2001}, {"versie_1": "onzin"}, {"versie_1": ""}, {"versie_1": "-1"}]
)
def test_bad_input_is_told(ingelogd, mijn, velden):
    response = ingelogd.post(f"{EIGEN}1/", vul(1, **velden))

    assert response.status_code == 422
    assert not mijn.antwoorden.filter(vraag=1).exists()


@pytest.mark.parametrize("nummer", [0, 8])
def test_unknown_screen(ingelogd, mijn, nummer):
    assert ingelogd.get(f"{EIGEN}{nummer}/").status_code == 404


def test_too_late_to_change(ingelogd, mijn):
    Intake.objects.update(verstuurd_op=nu(), gesprek_op="2026-01-01")

    assert ingelogd.get(f"{EIGEN}1/").url == EIGEN
    assert ingelogd.post(f"{EIGEN}1/", vul(1, antwoord_1="Nog snel")).url == EIGEN
    assert ingelogd.post(f"{EIGEN}1/bewaren/", vul(1, antwoord_1="Nog snel")).status_code == 409
    assert not Intakeantwoord.objects.filter(vraag=1).exists()


def test_saving_while_typing(ingelogd, mijn):
    response = ingelogd.post(f"{EIGEN}1/bewaren/", vul(1, antwoord_1="Team"))
    assert json.loads(response.content) == {"botst": False, "versies": {"1": 1, "2": 0}}

    response = ingelogd.post(f"{EIGEN}1/bewaren/", vul(1, antwoord_1="Iets anders"))
    assert json.loads(response.content) == {"botst": True, "versies": {}}
    assert ingelogd.post(f"{EIGEN}1/bewaren/", vul(1, antwoord_1="x" * 2001)).status_code == 422
    assert Intakeantwoord.objects.get(vraag=1).tekst == "Team"


def test_own_answers_stay_readable_after_leaving(ingelogd, mijn, persoon, netwerk):
    netwerkservices.leave(netwerk, persoon)

    html = ingelogd.get(EIGEN).content.decode()

    assert "Ik durf het" in html
    assert "Facilitators lezen ze niet meer" in html


# --- Who reads ----------------------------------------------------------------------------------------------------


def test_a_draft_is_nobodys(client, mijn, netwerk):
    facilitator = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    client.force_login(facilitator)

    assert client.get(van(mijn)).status_code == 404
    html = client.get("/netwerken/samen/deelnemers/intakes/").content.decode()
    assert "nog niet verstuurd" in html
    assert "Ik durf het" not in html


@pytest.mark.parametrize("rol", ["deelnemer", "penvoerder", "eigenaar", "academie", "beheer", "buiten", "ander"])
def test_nobody_but_facilitators_of_this_netwerk(client, van_ander, rol):
    wie = PersoonFactory(**({rol: True} if rol in ("academie", "beheer") else {}))
    if rol in ("deelnemer", "penvoerder", "eigenaar"):
        DeelnameFactory(netwerk=van_ander.netwerk, persoon=wie, rol=rol)
    if rol == "ander":
        DeelnameFactory(persoon=wie, facilitator=True)
    client.force_login(wie)

    for pad in (van(van_ander), van(van_ander, "besluit/past/"), "/netwerken/samen/deelnemers/intakes/"):
        assert client.get(pad).status_code == 403
    assert client.get(EIGEN).status_code == 404


def test_not_readable_any_more_after_somebody_left(ingelogd, van_ander):
    assert ingelogd.get(van(van_ander)).status_code == 200

    netwerkservices.leave(van_ander.netwerk, van_ander.persoon)

    assert ingelogd.get(van(van_ander)).status_code == 404
    assert "Fenna" not in ingelogd.get("/netwerken/samen/deelnemers/intakes/").content.decode()


def test_a_facilitator_does_not_decide_about_the_own_place(ingelogd, persoon, van_ander):
    eigen = IntakeFactory(deelname=DeelnameFactory(netwerk=van_ander.netwerk, persoon=persoon), verstuurd=True)

    assert ingelogd.get(van(eigen)).status_code == 404
    assert ingelogd.get(EIGEN).status_code == 200


def test_nowhere_else(client, van_ander):
    assert not {Intake, Intakeantwoord, Intakekeuze} & set(admin.site._registry)
    assert GEHEIM not in str(make_lijst(van_ander.netwerk).rijen)
    client.force_login(DeelnameFactory(netwerk=van_ander.netwerk).persoon)
    assert "Ik durf" not in client.get("/netwerken/?q=durf").content.decode()


# --- The conversation ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item_count", [1, 3])
def test_list(ingelogd, van_ander, item_count, django_assert_num_queries):
    for _ in range(item_count):
        IntakeFactory(deelname=DeelnameFactory(netwerk=van_ander.netwerk), past=True)
        DeelnameFactory(netwerk=van_ander.netwerk)

    with django_assert_num_queries(7):
        html = ingelogd.get("/netwerken/samen/deelnemers/intakes/").content.decode()

    assert html.count("het past") == item_count
    assert html.index("Fenna Haan") < html.index("het past")  # who waits for a conversation comes first


def test_ask_everybody(ingelogd, van_ander):
    DeelnameFactory(netwerk=van_ander.netwerk)

    html = ingelogd.post("/netwerken/samen/deelnemers/intakes/vragen/", follow=True).content.decode()

    assert "Eén deelnemer krijgt een mail" in html
    html = ingelogd.post("/netwerken/samen/deelnemers/intakes/vragen/", follow=True).content.decode()
    assert "Geen deelnemers krijgen" in html


def test_ask_everybody_too_late(ingelogd, van_ander):
    van_ander.netwerk.__class__.objects.update(status="gestopt", reden_afsluiting="Klaar")

    html = ingelogd.post("/netwerken/samen/deelnemers/intakes/vragen/", follow=True).content.decode()

    assert "Dit netwerk is voorbij" in html


def test_choose_to_ask_everybody_who_comes(ingelogd, van_ander):
    pad = "/netwerken/samen/deelnemers/intakes/aankomst/"

    assert "in de welkomstmail" in ingelogd.post(pad, {"bij_aankomst": "ja"}, follow=True).content.decode()
    assert "alleen wie jij kiest" in ingelogd.post(pad, {"bij_aankomst": "nee"}, follow=True).content.decode()


def test_guide_shows_answers_beside_questions(ingelogd, van_ander, django_assert_num_queries):
    with django_assert_num_queries(6):
        html = ingelogd.get(van(van_ander)).content.decode()

    assert "Hoe blijft het rustig?" in html
    assert "Welk deel ervan ligt in jouw handen?" in html
    assert "&lt;b&gt;niet&lt;/b&gt;" in html


def test_notes_and_their_conflict(ingelogd, van_ander):
    assert ingelogd.post(van(van_ander), {"notities": "Van mij", "versie": 1}).status_code == 302

    response = ingelogd.post(van(van_ander), {"notities": "Van een ander", "versie": 1})

    html = response.content.decode()
    assert response.status_code == 422
    assert "Van mij" in html
    assert "Van een ander" in html
    assert 'name="versie" value="2"' in html
    assert ingelogd.post(van(van_ander), {"notities": "Samen", "versie": 2}).status_code == 302


def test_the_person_does_not_see_the_notes(client, van_ander):
    Intake.objects.update(notities="Alleen voor ons")
    client.force_login(van_ander.persoon)

    assert "Alleen voor ons" not in client.get(EIGEN).content.decode()


def test_day_of_the_conversation(ingelogd, van_ander, client):
    assert ingelogd.post(van(van_ander, "dag/"), {"gesprek_op": "onzin"}).status_code == 422
    ingelogd.post(van(van_ander, "dag/"), {"gesprek_op": "2099-05-04"})
    client.force_login(van_ander.persoon)

    assert "Jullie gesprek is op maandag 4 mei 2099" in client.get(EIGEN).content.decode()


def test_day_after_the_decision(ingelogd, van_ander, persoon):
    services.decide(van_ander, "past", bericht="Fijn.", by=persoon)

    html = ingelogd.post(van(van_ander, "dag/"), {"gesprek_op": "2099-05-04"}, follow=True).content.decode()

    assert "Er is al besloten" in html


def test_decide_after_reading_the_mail(ingelogd, van_ander):
    pad = van(van_ander, "besluit/verbreden/")
    assert "Zo ziet de mail eruit" in ingelogd.get(pad).content.decode()
    keus = {"bericht": "Welkom, Fenna.", "groep_bespreekt": "Ook het mbo."}
    html = ingelogd.post(pad, keus).content.decode()
    assert html.count("Welkom, Fenna.") == 2
    assert not Bericht.objects.exists()

    ingelogd.post(pad, keus | {"verstuur": "ja"})

    van_ander.refresh_from_db()
    assert van_ander.uitkomst == "verbreden"
    assert "Ook het mbo." in ingelogd.get(van(van_ander)).content.decode()
    ingelogd.post(van(van_ander, "besproken/"))
    assert "Besproken op" in ingelogd.get("/netwerken/samen/deelnemers/intakes/").content.decode()


def test_decide_without_words(ingelogd, van_ander):
    response = ingelogd.post(van(van_ander, "besluit/past_niet/"), {"bericht": " ", "verstuur": "ja"})

    assert response.status_code == 422
    assert "vriendelijke woorden" in response.content.decode()
    assert not Bericht.objects.exists()


def test_decide_what_a_colleague_decided_otherwise(ingelogd, van_ander, persoon):
    services.decide(van_ander, "past", bericht="Fijn.", by=persoon)

    response = ingelogd.post(
        van(van_ander, "besluit/verbreden/"), {"bericht": "x", "groep_bespreekt": "y", "verstuur": "ja"}
    )

    assert response.status_code == 422
    assert "heeft intussen al besloten" in response.content.decode()


def test_conversation_first_sends_the_questions(ingelogd, van_ander):
    nieuw = DeelnameFactory(netwerk=van_ander.netwerk, aangemeld=True)

    ingelogd.post(f"/netwerken/samen/deelnemers/{nieuw.pk}/gesprek/")

    assert Bericht.objects.get().aan == nieuw.persoon
    assert nieuw.intake


# --- What waits for somebody --------------------------------------------------------------------------------------


def test_actions_of_a_deelnemer(mijn, persoon):
    assert [actie.titel for actie in ask_invullen(persoon, nu())] == ["Vul je intake in"]

    Intake.objects.update(verstuurd_op=nu())

    assert list(ask_invullen(persoon, nu())) == []


def test_actions_of_a_facilitator(van_ander, persoon):
    (actie,) = ask_gesprek(persoon, nu())
    assert (actie.titel, actie.tekst) == ("Fenna Haan vulde de intake in", "Plan een kort gesprek.")
    assert "durf" not in repr(actie)
    Intake.objects.update(gesprek_op="2099-05-04")
    assert "maandag 4 mei 2099" in next(ask_gesprek(persoon, nu())).tekst

    services.decide(van_ander, "past", bericht="Fijn.", by=persoon)

    assert list(ask_gesprek(persoon, nu())) == []


def test_nothing_waits_after_the_end(van_ander, persoon):
    van_ander.netwerk.__class__.objects.update(status="gestopt", reden_afsluiting="Klaar")

    assert list(ask_gesprek(persoon, nu())) == []


def test_waiting_person_finds_it_back(client, van_ander):
    Intake.objects.update(verstuurd_op=None)
    client.force_login(van_ander.persoon)

    for pad in ("/mijn/", "/netwerken/samen/", "/netwerken/samen/meedoen/"):
        assert EIGEN in client.get(pad).content.decode(), pad
