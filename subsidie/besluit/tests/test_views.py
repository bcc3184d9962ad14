"""The pages of a decision, its letter and its PDF."""

import pytest
from django.urls import reverse

from kern import pdf
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.besluit.brief import make_brief
from subsidie.besluit.services import tell
from subsidie.besluit.tests.factories import (
    UITLEG,
    assign,
    besluit,
    criteria,
    make_beoordelaar,
    make_beslisser,
    make_klaar,
    make_ronde,
    straks,
)
from subsidie.models import Besluit

pytestmark = pytest.mark.django_db
GEHEIM = "Achterkamerwoord"


@pytest.fixture
def beslisser(client):
    persoon = make_beslisser()
    client.force_login(persoon)
    return persoon


@pytest.fixture
def aanvraag():
    return make_klaar()


def pad(naam, aanvraag):
    return reverse(f"subsidie:{naam}", args=[aanvraag.sleutel])


def text(response):
    return " ".join(response.content.decode().split())


def advise(aanvraag, reden="Het plan klopt met wat scholen vragen.", waarde="voldoende"):
    toewijzing = assign(aanvraag, make_beoordelaar())
    return toewijzing.adviezen.create(
        inzending=aanvraag.inzendingen.get(), uitkomst="toekennen", tekst=reden, op=nu(),
        oordelen={c.code: {"waarde": waarde, "reden": reden} for c in aanvraag.regelingversie.regeling.criteria},
    )  # fmt: skip


def formdata(aanvraag, uitkomst="toegekend", **anders):
    data = {"uitkomst": uitkomst, "bedrag": "9.600", "motivering": UITLEG}
    for code, (voldoet, reden) in criteria(aanvraag).items():
        data |= {f"voldoet-{code}": voldoet, f"reden-{code}": reden}
    return data | anders


def test_the_beslisser_reads_the_frozen_evidence_and_the_advices(client, beslisser, aanvraag):
    advise(aanvraag)

    pagina = text(client.get(pad("besluit", aanvraag)))

    assert "Er doen acht mensen vast mee." in pagina
    assert "Het plan klopt met wat scholen vragen." in pagina
    assert pagina.count("checked") == 12  # where all advices agree, the choice is there already
    assert "€ 9.600" in pagina


def test_without_agreement_nothing_is_chosen_beforehand(client, beslisser, aanvraag):
    advise(aanvraag, waarde="onvoldoende")

    assert "checked" not in text(client.get(pad("besluit", aanvraag)))


def test_deciding_shows_the_letter_and_taking_back_the_form(client, beslisser, aanvraag):
    response = client.post(pad("besluit", aanvraag), formdata(aanvraag))

    assert response["Location"] == pad("besluit", aanvraag)
    pagina = text(client.get(pad("besluit", aanvraag)))
    assert "Jullie krijgen de bijdrage" in pagina
    assert "nog niet bekendgemaakt" in pagina
    client.post(pad("besluit_take_back", aanvraag))
    assert "Je besluit" in text(client.get(pad("besluit", aanvraag)))


@pytest.mark.parametrize(
    ("anders", "bericht"),
    [
        ({"bedrag": "1,000.50"}, "punt"),
        ({"bedrag": "-5"}, "onder nul"),
        ({"bedrag": "9.601"}, "dat vraagt het netwerk"),
        ({"bedrag": ""}, "Vul een bedrag in"),
        ({"uitkomst": ""}, "Kies er een"),
        ({"uitkomst": "zomaar"}, "geldige keuze"),
        ({"motivering": ""}, "Leg je besluit uit"),
        ({"voldoet-deelnemers": ""}, "Kies er een"),
        ({"voldoet-deelnemers": "nee", "reden-deelnemers": "Er doen vier mensen mee, niet meer."}, "niet toekennen"),
        ({"uitkomst": "voorwaarde"}, "minstens één voorwaarde"),
        ({"uitkomst": "voorwaarde", "voorwaarde-1": "Zes mensen"}, "Tot wanneer"),
        ({"uitkomst": "voorwaarde", "voor-1": "2030-01-01"}, "Wat moet het netwerk"),
        ({"uitkomst": "voorwaarde", "voorwaarde-1": "Zes", "voor-1": "morgen"}, "Vul een dag in"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(client, beslisser, aanvraag, anders, bericht):
    response = client.post(pad("besluit", aanvraag), formdata(aanvraag, **anders))

    assert response.status_code == 422
    assert bericht in text(response)
    if anders.get("motivering") != "":
        assert UITLEG in text(response)
    assert not Besluit.objects.exists()


def test_a_refusal_needs_no_amount(client, beslisser, aanvraag):
    client.post(pad("besluit", aanvraag), formdata(aanvraag, "afgewezen", bedrag="onzin"))

    assert Besluit.objects.get().bedrag == 0


def test_a_condition_has_a_day(client, beslisser, aanvraag):
    data = {"voorwaarde-2": "Zes toezeggingen", "voor-2": straks().isoformat()}
    client.post(pad("besluit", aanvraag), formdata(aanvraag, "voorwaarde", **data))

    assert Besluit.objects.get().voorwaarden.get().voor == straks()


@pytest.mark.parametrize("wie", ["adviseur", "beoordelaar", "andere academie", "lid", "beheer"])
def test_who_may_not_decide_reads_nothing(client, aanvraag, wie):
    advise(aanvraag, GEHEIM)
    persoon = {
        "adviseur": lambda: make_beslisser(is_beoordelaar=True),
        "beoordelaar": make_beoordelaar,
        "andere academie": lambda: PersoonFactory(platformrol="academie", academie_sector="po", is_beslisser=True),
        "lid": PersoonFactory,
        "beheer": lambda: PersoonFactory(platformrol="beheer"),
    }[wie]()
    if wie == "adviseur":
        assign(aanvraag, persoon)
    if wie == "lid":
        DeelnameFactory(netwerk=aanvraag.netwerk, persoon=persoon, rol="penvoerder")
    client.force_login(persoon)

    for response in (client.get(pad("besluit", aanvraag)), client.post(pad("besluit", aanvraag), formdata(aanvraag))):
        assert response.status_code in {403, 404}
        assert GEHEIM not in text(response)
    assert client.post(pad("besluit_take_back", aanvraag)).status_code in {403, 404}
    assert not Besluit.objects.exists()


@pytest.mark.parametrize("rijen", [1, 3])
def test_all_decisions_of_a_round_at_once(client, beslisser, rijen, django_assert_num_queries):
    ronde = make_ronde()
    besluiten = [besluit(make_klaar(ronde), beslisser) for _ in range(rijen)]
    url = reverse("subsidie:besluiten", args=[ronde.pk])
    client.get(url)
    with django_assert_num_queries(5):
        pagina = text(client.get(url))
    assert pagina.count("Lees de brief") == rijen
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"besluit": ["0", "x"]}).status_code == 422

    client.post(url, {"besluit": [b.pk for b in besluiten]})

    assert Besluit.objects.verteld().count() == rijen
    assert "Er wacht geen besluit" in text(client.get(url))


def test_the_round_of_another_academie_is_not_there(client):
    ronde = make_ronde()
    url = reverse("subsidie:besluiten", args=[ronde.pk])
    for persoon, status in (
        (PersoonFactory(platformrol="academie", academie_sector="po", is_beslisser=True), 404),
        (make_beoordelaar(), 403),
        (PersoonFactory(), 403),
    ):
        client.force_login(persoon)
        assert client.get(url).status_code == status


def test_the_netwerk_reads_the_letter_once_it_is_told(client, aanvraag):
    penvoerder, deelnemer = PersoonFactory(), PersoonFactory()
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=penvoerder, rol="penvoerder")
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=deelnemer)
    advise(aanvraag, GEHEIM)
    anders = criteria(aanvraag, deelnemers=("uitzondering", "De groep begon eerder en groeit nog."))
    rij = besluit(aanvraag, uitkomst=Besluit.Uitkomst.VOORWAARDE, criteria=anders)
    client.force_login(penvoerder)
    assert client.get(pad("brief", aanvraag)).status_code == 404
    assert client.get(pad("brief_pdf", aanvraag)).status_code == 404

    tell([rij], by=rij.door)

    pagina = text(client.get(pad("brief", aanvraag)))
    for woord in (UITLEG, "Zes toezeggingen", "De groep begon eerder", "€ 4.800", "€ 9.600"):
        assert woord in pagina
    assert GEHEIM not in pagina
    assert rij.door.naam not in pagina
    pdf = client.get(pad("brief_pdf", aanvraag))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert f'href="{pad("aanvraag", aanvraag)}"' in pagina
    client.force_login(deelnemer)
    assert client.get(pad("brief", aanvraag)).status_code == 404
    client.force_login(make_beoordelaar())
    assert f'href="{pad("academie_aanvraag", aanvraag)}"' in text(client.get(pad("brief", aanvraag)))


def test_the_parts_that_are_paid_are_together_the_whole(client, aanvraag):
    rij = besluit(aanvraag, bedrag=100_01)

    bedragen = [bedrag.replace("\xa0", " ") for _, bedrag in make_brief(rij).betalingen]
    assert bedragen == ["€ 50", "€ 30", "€ 20,01"]


def test_without_the_libraries_the_page_says_what_to_do(client, beslisser, aanvraag, monkeypatch):
    rij = besluit(aanvraag, beslisser)
    tell([rij], by=beslisser)
    monkeypatch.setattr(pdf, "import_module", lambda naam: (_ for _ in ()).throw(OSError))

    response = client.get(pad("brief_pdf", aanvraag))

    assert response["Location"] == pad("brief", aanvraag)
