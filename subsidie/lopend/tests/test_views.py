"""The pages of the year, for the netwerk and for the academie."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kern.tijd import lokale_dag, nu
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.besluit.tests.factories import make_ronde
from subsidie.lopend import services
from subsidie.lopend.geldend import read_geldend
from subsidie.lopend.models import Uitbetaling, Wijziging
from subsidie.lopend.services import keep_afrekening
from subsidie.lopend.tests.factories import (
    BEDRAG,
    BEGROTING,
    WijzigingFactory,
    add_penvoerder,
    geleden,
    make_staf,
    make_toegekend,
)
from subsidie.models import Belangverklaring
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db
EIGEN = "Er is iets <b>'t</b> gebeurd."


@pytest.fixture
def aanvraag():
    return make_toegekend(voorwaarden=[("Een brief van 't bestuur", 30)])


@pytest.fixture
def penvoerder(client, aanvraag):
    persoon = add_penvoerder(aanvraag)
    client.force_login(persoon)
    return persoon


@pytest.fixture
def staf(client):
    persoon = make_staf()
    client.force_login(persoon)
    return persoon


def pad(naam, aanvraag, **meer):
    return reverse(f"subsidie:{naam}", kwargs={"sleutel": aanvraag.sleutel} | meer)


def text(response):
    return " ".join(response.content.decode().split())


def voorwaarde_of(aanvraag):
    return aanvraag.besluiten.get().voorwaarden.get()


def posten(**anders):
    """What the screen of the begroting sends."""
    return {"tarief": "50", "1-procesbegeleiding-bijdrage": "8.000", "1-procesbegeleiding-eigen": "4.000",
            "2-procesbegeleiding-eigen": "1.000"} | anders  # fmt: skip


# --- The netwerk -------------------------------------------------------------------------------------------------


def test_the_netwerk_reads_what_is_due_what_is_paid_and_what_asks_attention(client, penvoerder, aanvraag):
    pagina = text(client.get(pad("jaar", aanvraag)))

    for woord in ("€ 9.000", "€ 4.500", "Een brief van &#x27;t bestuur", "te doen", "Alleen jullie zien dit"):
        assert woord in pagina
    assert f'href="{pad("jaar", aanvraag)}"' in text(client.get(pad("aanvraag", aanvraag)))


def test_a_condition_is_reported(client, penvoerder, aanvraag):
    rij = voorwaarde_of(aanvraag)
    url = pad("jaar_voorwaarde", aanvraag, pk=rij.pk)
    leeg = client.post(url, {f"v{rij.pk}-tekst": " "})
    assert leeg.status_code == 422
    assert "Schrijf op wat jullie deden." in text(leeg)

    assert client.post(url, {f"v{rij.pk}-tekst": EIGEN})["Location"] == pad("jaar", aanvraag)
    pagina = text(client.get(pad("jaar", aanvraag)))
    assert "&lt;b&gt;" in pagina
    assert "Meld het" not in pagina
    dubbel = client.post(url, {f"v{rij.pk}-tekst": "Nog eens."})
    assert dubbel.status_code == 422
    assert "al gemeld" in text(dubbel)


def test_the_message_half_way(client, penvoerder, aanvraag):
    url = pad("jaar_halverwege", aanvraag)
    for data, fout in (
        ({}, "Kies er een."), ({"half-keuze": "zomaar"}, "Kies er een."),
        ({"half-keuze": "lastig"}, "waar jullie tegenaan lopen"),
    ):  # fmt: skip
        antwoord = client.post(url, data)
        assert (antwoord.status_code, fout in text(antwoord)) == (422, True)

    assert client.post(url, {"half-keuze": "bellen", "half-tekst": EIGEN}).status_code == 302
    assert "We willen bellen" in text(client.get(pad("jaar", aanvraag)))


def test_the_form_half_way_is_open_when_it_is_time(client, penvoerder, aanvraag):
    aanvraag.besluiten.update(verteld_op=geleden(160))
    type(aanvraag.netwerk).objects.update(start_datum=lokale_dag(geleden(300)))
    assert '<details class="more" open><summary>' in text(client.get(pad("jaar", aanvraag)))


def test_a_criterium_is_explained(client, penvoerder, aanvraag):
    url = pad("jaar_criterium", aanvraag, code="deelnemers")
    assert client.post(url, {"c-deelnemers-tekst": ""}).status_code == 422
    assert client.post(pad("jaar_criterium", aanvraag, code="geen"), {}).status_code == 404

    assert client.post(url, {"c-deelnemers-tekst": "Er komen er drie."}).status_code == 302
    assert "Er komen er drie." in text(client.get(pad("jaar", aanvraag)))
    DeelnameFactory.create_batch(6, netwerk=aanvraag.netwerk)
    te_laat = client.post(url, {"c-deelnemers-tekst": "Nog iets."})
    assert (te_laat.status_code, "geen aandacht meer" in text(te_laat)) == (422, True)


def test_a_new_begroting_is_asked_in_the_same_screen(client, penvoerder, aanvraag):
    url = pad("jaar_wijziging", aanvraag, soort="begroting")
    assert 'value="9.600"' in text(client.get(url))

    fout = client.post(url, posten(**{"wat": "Meer", "waarom": "Zo", "1-procesbegeleiding-bijdrage": "1,000.50"}))
    assert (fout.status_code, "1,000.50" in text(fout)) == (422, True)
    te_veel = client.post(url, posten(**{"wat": "Meer", "waarom": "Zo", "1-procesbegeleiding-bijdrage": "9.001"}))
    assert (te_veel.status_code, "daar kan niets bij" in text(te_veel)) == (422, True)
    assert "wat er verandert" in text(client.post(url, posten()))

    assert client.post(url, posten(wat="Minder", waarom=EIGEN)).status_code == 302
    rij = Wijziging.objects.get()
    assert rij.antwoorden["begroting.1.procesbegeleiding.bijdrage"] == 8_000_00
    assert client.get(url)["Location"] == pad("jaar", aanvraag)  # one at a time
    assert "wacht al" in text(client.post(url, posten(wat="Minder", waarom="Zo.")))


@pytest.mark.parametrize(("soort", "status"), [("anders", 302), ("zomaar", 404)])
def test_other_changes_are_words(client, penvoerder, aanvraag, soort, status):
    url = pad("jaar_wijziging", aanvraag, soort=soort)
    assert client.get(url).status_code == (200 if status == 302 else 404)
    assert client.post(url, {"wat": "Een half jaar langer.", "waarom": "Wij begonnen later."}).status_code == status


def test_what_was_asked_can_be_taken_back_until_there_is_an_answer(client, penvoerder, aanvraag):
    rij = WijzigingFactory(aanvraag=aanvraag)
    url = pad("jaar_wijziging_terug", aanvraag, pk=rij.pk)
    assert "Trek deze wijziging in" in text(client.get(pad("jaar", aanvraag)))
    assert "Alles blijft zoals het is" in text(client.post(url, follow=True))
    assert client.post(url).status_code == 404
    assert [regel.stap for regel in aanvraag.spoor.all()] == ["wijziging terug"]

    antwoord = WijzigingFactory(aanvraag=aanvraag, uitkomst="afgewezen", reden="Te laat.", besloten_op=nu())
    te_laat = client.post(pad("jaar_wijziging_terug", aanvraag, pk=antwoord.pk), follow=True)
    assert "heeft net geantwoord" in text(te_laat)
    assert Wijziging.objects.get() == antwoord


def test_after_the_account_the_money_is_what_was_settled(client, penvoerder, aanvraag):
    Uitbetaling.objects.create(aanvraag=aanvraag, nummer=1, bedrag=BEDRAG // 2, betaald_op=lokale_dag(nu()))
    type(aanvraag).objects.update(status=Status.VASTGESTELD)
    keep_afrekening(aanvraag, BEDRAG // 2 - 100_00)

    for persoon, naam in ((penvoerder, "jaar"), (make_staf(), "academie_jaar")):
        client.force_login(persoon)
        pagina = text(client.get(pad(naam, aanvraag)))
        assert "€ 4.400</b> vastgesteld" in pagina
        assert "€ 100 gaat terug naar de academie." in pagina
        assert "vervalt" in pagina


def test_who_may_read_and_who_may_ask(client, aanvraag):
    deelnemer, facilitator = (add_penvoerder(aanvraag, rol) for rol in ("deelnemer", "facilitator"))
    eigenaar = add_penvoerder(aanvraag, "eigenaar")
    andere = {"jaar": pad("jaar", aanvraag), "wijziging": pad("jaar_wijziging", aanvraag, soort="anders")}
    for persoon, jaar, wijziging in (
        (deelnemer, 403, 403), (facilitator, 200, 403), (eigenaar, 200, 200), (PersoonFactory(), 404, 404),
        (make_staf(), 403, 403),
    ):  # fmt: skip
        client.force_login(persoon)
        assert [client.get(url).status_code for url in andere.values()] == [jaar, wijziging]


@pytest.mark.parametrize("status", [Status.BESLOTEN, Status.AFGEWEZEN, Status.INGETROKKEN])
def test_without_a_grant_there_is_no_year(client, penvoerder, aanvraag, status):
    type(aanvraag).objects.update(status=status)
    assert client.get(pad("jaar", aanvraag)).status_code == 404
    client.force_login(make_staf())
    assert client.get(pad("academie_jaar", aanvraag)).status_code == 404


def test_after_the_account_the_year_is_to_read(client, penvoerder, aanvraag):
    type(aanvraag).objects.update(status=Status.VASTGESTELD)
    keep_afrekening(aanvraag, BEDRAG)
    pagina = text(client.get(pad("jaar", aanvraag)))
    assert "Alleen jullie zien dit" not in pagina
    assert "<textarea" not in pagina
    assert client.get(pad("jaar_wijziging", aanvraag, soort="anders")).status_code == 302
    client.force_login(make_staf())
    pagina = text(client.get(pad("academie_jaar", aanvraag)))
    assert "Dit is betaald" in pagina  # the last part is paid after the account
    assert "Het gesprek is geweest" not in pagina


@pytest.mark.parametrize("rijen", [1, 3])
def test_as_many_queries_for_one_thing_as_for_three(client, rijen, django_assert_num_queries):
    aanvraag = make_toegekend(voorwaarden=[(f"Brief {n}", 30) for n in range(rijen)])
    by, staf = add_penvoerder(aanvraag), make_staf()
    for voorwaarde in aanvraag.besluiten.get().voorwaarden.all():
        services.report_voorwaarde(voorwaarde, "Klaar.", by=by)
    for _ in range(rijen):
        WijzigingFactory(
            aanvraag=aanvraag, gevraagd_door=by, uitkomst="toegekend", reden="Mag.", besloten_op=nu(), soort="anders"
        )
    services.store_standen()
    aanvraag.criteriumstanden.update(sinds=lokale_dag(geleden(30)))
    for persoon, url, aantal in ((by, pad("jaar", aanvraag), 17), (staf, pad("academie_jaar", aanvraag), 18)):
        client.force_login(persoon)
        client.get(url)
        with django_assert_num_queries(aantal):
            client.get(url)


# --- The academie ------------------------------------------------------------------------------------------------


def test_the_academie_finds_what_waits_in_its_work_and_acts(client, staf, aanvraag):
    by = add_penvoerder(aanvraag)
    rij = services.report_voorwaarde(voorwaarde_of(aanvraag), EIGEN, by=by)
    bericht = services.send_tussenbericht(aanvraag, "lastig", EIGEN, by=by)
    wijziging = WijzigingFactory(aanvraag=aanvraag, gevraagd_door=by)
    werk = text(client.get(reverse("subsidie:werk")))
    assert "vraagt een wijziging en meldt een voorwaarde en wil iets bespreken" in werk
    assert pad("academie_jaar", aanvraag) in werk

    url = pad("academie_nakoming", aanvraag, pk=rij.pk)
    assert "Schrijf op wat er nog mist" in text(client.post(url, {f"n{rij.pk}-uitkomst": "terug"}))
    assert client.post(url, {f"n{rij.pk}-uitkomst": "akkoord"}).status_code == 302
    assert client.post(pad("academie_opgepakt", aanvraag, pk=bericht.pk)).status_code == 302
    url = pad("academie_wijziging", aanvraag, pk=wijziging.pk)
    assert "Onze school fuseert." in text(client.get(url))
    assert client.post(url, {"uitkomst": "toegekend"}).status_code == 422
    assert client.post(url, {"uitkomst": "toegekend", "reden": "Dat mag."}).status_code == 302
    nog_eens = client.post(url, {"uitkomst": "afgewezen", "reden": "Toch niet."})
    assert (nog_eens.status_code, "al geantwoord" in text(client.get(url))) == (422, False)
    client.post(pad("academie_opgepakt", aanvraag, pk=bericht.pk))
    pagina = text(client.get(pad("academie_jaar", aanvraag)))
    for woord in ("Iemand anders pakte dit net op.", "Dat mag.", "in orde", "pakte dit op"):
        assert woord in pagina
    assert "Vragen van netwerken die lopen" not in text(client.get(reverse("subsidie:werk")))


def test_a_begroting_is_read_beside_the_one_that_holds(client, staf, aanvraag):
    by = add_penvoerder(aanvraag)
    nieuw = BEGROTING | {"begroting.1.procesbegeleiding.bijdrage": 8_000_00}
    rij = services.request_wijziging(aanvraag, "begroting", wat="Minder", waarom="Zo", antwoorden=nieuw, by=by)
    url = pad("academie_wijziging", aanvraag, pk=rij.pk)

    pagina = text(client.get(url)).replace("\xa0", " ")
    assert "Wordt:</span> € 8.000" in pagina
    assert "Is nu:</span> € 9.600" in pagina
    client.post(url, {"uitkomst": "toegekend", "reden": "Dat mag."})
    assert read_geldend(aanvraag).som().bijdrage == 8_000_00


def test_payments_and_the_conversation_are_noted(client, staf, aanvraag):
    url = pad("academie_betaald", aanvraag, nummer=1)
    for dag, fout in (("", "Vul een dag in"), ("x", "Vul een dag in"), ("1900-01-01", "jaar vanaf 2000"),
                      ("2099-01-01", "vandaag of ervoor")):  # fmt: skip
        antwoord = client.post(url, {"t1-betaald_op": dag})
        assert (antwoord.status_code, fout in text(antwoord)) == (422, True)
    assert client.post(url, {"t1-betaald_op": lokale_dag(nu()).isoformat()}).status_code == 302
    assert "Toch niet betaald" in text(client.get(pad("academie_jaar", aanvraag)))
    assert client.post(pad("academie_betaald_terug", aanvraag, nummer=1)).status_code == 302
    assert not aanvraag.uitbetalingen.exists()
    assert (
        client.post(pad("academie_betaald", aanvraag, nummer=99), {"t99-betaald_op": "2026-01-01"}).status_code == 422
    )

    url = pad("academie_startgesprek", aanvraag)
    morgen = lokale_dag(nu()) + timedelta(days=1)
    assert client.post(url, {"gesprek-dag": morgen.isoformat()}).status_code == 422
    data = {"gesprek-dag": lokale_dag(nu()).isoformat(), "gesprek-notitie": "We bellen in maart."}
    assert client.post(url, data).status_code == 302
    assert "We bellen in maart." in text(client.get(pad("academie_jaar", aanvraag)))


def test_who_has_an_interest_reads_and_finds_no_buttons(client, staf, aanvraag):
    by = add_penvoerder(aanvraag)
    rij = services.report_voorwaarde(voorwaarde_of(aanvraag), "Klaar.", by=by)
    bericht = services.send_tussenbericht(aanvraag, "bellen", by=by)
    wijziging = WijzigingFactory(aanvraag=aanvraag, gevraagd_door=by)
    Belangverklaring.objects.create(aanvraag=aanvraag, persoon=staf, op=nu())

    response = client.get(pad("academie_jaar", aanvraag))
    assert "Iemand anders doet dit." in text(response)
    assert response.content.decode().count("<form") <= 2  # of the head of every page
    for url in (
        pad("academie_startgesprek", aanvraag), pad("academie_betaald", aanvraag, nummer=1),
        pad("academie_betaald_terug", aanvraag, nummer=1), pad("academie_nakoming", aanvraag, pk=rij.pk),
        pad("academie_opgepakt", aanvraag, pk=bericht.pk), pad("academie_wijziging", aanvraag, pk=wijziging.pk),
    ):  # fmt: skip
        assert client.post(url, {}).status_code == 403


def test_things_of_another_aanvraag_are_not_there(client, staf, aanvraag):
    ander = make_toegekend(ronde=make_ronde(), voorwaarden=[("Iets", 3)])
    by = add_penvoerder(ander)
    rij = services.report_voorwaarde(voorwaarde_of(ander), "Klaar.", by=by)
    bericht = services.send_tussenbericht(ander, "bellen", by=by)
    wijziging = WijzigingFactory(aanvraag=ander)
    for naam, ding in (("academie_nakoming", rij), ("academie_opgepakt", bericht), ("academie_wijziging", wijziging)):
        assert client.post(pad(naam, aanvraag, pk=ding.pk), {}).status_code == 404
    client.force_login(add_penvoerder(aanvraag))
    assert client.post(pad("jaar_voorwaarde", aanvraag, pk=voorwaarde_of(ander).pk), {}).status_code == 404
