"""What the year tells the other topics: why to call, what is due, and what waits."""

from datetime import timedelta

import pytest

from kern.tijd import dag, lokale_dag, nu
from netwerken.tests.factories import DeelnameFactory
from subsidie.besluit.tests.factories import make_ronde
from subsidie.datums import find_datums
from subsidie.lopend import services
from subsidie.lopend.datums import list_halverwege, list_voorwaarden
from subsidie.lopend.redenen import criteria, halverwege, startgesprek, voorwaarde_te_laat
from subsidie.lopend.tests.factories import WijzigingFactory, add_penvoerder, geleden, make_staf, make_toegekend
from subsidie.lopend.werk import list_vragen
from subsidie.models import Aanvraag, Voorwaarde
from subsidie.redenen import list_codes

pytestmark = pytest.mark.django_db
JAREN = timedelta(days=730)


def ask(zoek):
    return zoek(list(Aanvraag.objects.with_ronde()), nu())


def over(dagen):
    return lokale_dag(nu()) + timedelta(days=dagen)


def start(aanvraag, dagen):
    """It was told, and the netwerk began, so many days ago."""
    aanvraag.besluiten.update(verteld_op=geleden(dagen))
    type(aanvraag.netwerk).objects.filter(pk=aanvraag.netwerk_id).update(start_datum=over(-dagen))


def test_they_are_registered():
    assert {"voorwaarde", "halverwege", "startgesprek", "criteria"} <= set(list_codes())


def test_a_condition_that_is_late_and_not_reported():
    aanvraag = make_toegekend("voorwaarde", voorwaarden=[("A", -9), ("B", -3), ("C", 3)])
    by = add_penvoerder(aanvraag)
    assert ask(voorwaarde_te_laat) == {aanvraag.pk: f"2 voorwaarden te laat, sinds {dag(over(-9))}."}

    eerste = services.report_voorwaarde(Voorwaarde.objects.get(tekst="A"), "Klaar.", by=by)
    assert ask(voorwaarde_te_laat) == {aanvraag.pk: f"1 voorwaarde te laat, sinds {dag(over(-3))}."}
    services.answer_nakoming(eerste, "terug", "Nee.", by=make_staf())
    assert "2 voorwaarden" in ask(voorwaarde_te_laat)[aanvraag.pk]
    Aanvraag.objects.update(status="verantwoord")
    assert ask(voorwaarde_te_laat) == {}


@pytest.mark.parametrize(
    ("keuze", "woord"), [("bellen", "wil bellen"), ("lastig", "loopt ergens tegenaan"), ("goed", "")]
)
def test_a_message_that_asks_for_help_until_it_is_taken_up(keuze, woord):
    aanvraag = make_toegekend()
    bericht = services.send_tussenbericht(aanvraag, keuze, "Zo.", by=add_penvoerder(aanvraag))
    assert ask(halverwege) == ({aanvraag.pk: f"Het netwerk {woord}, sinds {dag(nu())}."} if woord else {})

    services.pick_up(bericht, by=make_staf())
    assert ask(halverwege) == {}


def test_what_is_late():
    aanvraag = make_toegekend()
    start(aanvraag, 182)
    assert ask(halverwege) == {}
    assert ask(startgesprek) == {aanvraag.pk: f"Het startgesprek was nodig op {dag(over(42 - 182))}."}
    start(aanvraag, 183)
    assert ask(halverwege) == {aanvraag.pk: f"Het bericht van halverwege was nodig op {dag(over(-1))}."}

    services.record_startgesprek(aanvraag, over(0), by=make_staf())
    services.send_tussenbericht(aanvraag, "goed", by=add_penvoerder(aanvraag))
    assert (ask(startgesprek), ask(halverwege)) == ({}, {})


def test_a_regeling_without_milestones_has_nothing_late(monkeypatch):
    aanvraag = make_toegekend()
    start(aanvraag, 400)
    monkeypatch.setattr("subsidie.lopend.mijlpalen.read_mijlpalen", lambda aanvraag, besluit: [])
    assert (ask(startgesprek), ask(halverwege)) == ({}, {})
    assert find_datums(Aanvraag.objects.all(), over(-400), over(400)) == []


def test_criteria_that_ask_attention_for_longer():
    aanvraag = make_toegekend()
    services.store_standen()
    assert ask(criteria) == {}
    aanvraag.criteriumstanden.filter(code="deelnemers").update(sinds=over(-20))
    naam = aanvraag.regelingversie.regeling.per_code["deelnemers"].naam
    assert ask(criteria) == {aanvraag.pk: f"«{naam}» vraagt aandacht sinds {dag(over(-20))}."}

    aanvraag.criteriumstanden.filter(code="facilitator").update(sinds=over(-15))
    assert ask(criteria)[aanvraag.pk].endswith(f"{dag(over(-20))}, en 1 ander criterium ook.")


@pytest.mark.parametrize("aantal", [1, 3])
def test_as_many_queries_for_one_as_for_three(aantal, django_assert_num_queries):
    ronde = make_ronde()
    for _ in range(aantal):
        start(make_toegekend(ronde=ronde, voorwaarden=[("A", -3)]), 200)
    rows = list(Aanvraag.objects.with_ronde())
    for zoek in (voorwaarde_te_laat, halverwege, startgesprek, criteria):
        with django_assert_num_queries(1):
            zoek(rows, nu())
    for bron in (list_voorwaarden, list_halverwege):
        with django_assert_num_queries(1):
            list(bron(Aanvraag.objects.filter(status="lopend"), over(-JAREN.days), over(JAREN.days)))
    staf = make_staf()
    with django_assert_num_queries(1):
        list_vragen(staf)


def test_what_is_due_and_by_when():
    aanvraag = make_toegekend(voorwaarden=[("Een brief", 9), ("Later", 60)])
    by = add_penvoerder(aanvraag)
    start(aanvraag, 175)

    def due():
        rijen = find_datums(Aanvraag.objects.filter(pk=aanvraag.pk), over(0), over(14))
        return [(rij.dag, rij.wat) for rij in rijen]

    assert due() == [(over(7), "Vertel hoe het gaat"), (over(9), "Voldoe aan de voorwaarde: Een brief")]
    services.send_tussenbericht(aanvraag, "goed", by=by)
    rij = services.report_voorwaarde(Voorwaarde.objects.get(tekst="Een brief"), "Klaar.", by=by)
    assert due() == []
    services.answer_nakoming(rij, "terug", "Nee.", by=make_staf())
    assert due() == [(over(9), "Voldoe aan de voorwaarde: Een brief")]
    Aanvraag.objects.update(status="vastgesteld")
    assert due() == []


def test_what_waits_for_the_academie():
    aanvraag, staf = make_toegekend(voorwaarden=[("Een brief", 9)]), make_staf()
    by = add_penvoerder(aanvraag)
    services.send_tussenbericht(aanvraag, "goed", by=by)
    assert list_vragen(staf) == []

    services.send_tussenbericht(aanvraag, "bellen", by=by)
    assert [rij.wat for rij in list_vragen(staf)] == ["wil iets bespreken"]
    WijzigingFactory(aanvraag=aanvraag)
    assert [rij.wat for rij in list_vragen(staf)] == ["vraagt een wijziging en wil iets bespreken"]
    assert list_vragen(make_staf(academie_sector="po")) == []
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=staf)
    assert list_vragen(staf) == []
