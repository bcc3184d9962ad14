"""What happens in the year: changes, conditions, the beginning, payments and the message half-way."""

from datetime import timedelta

import pytest
from django.core import mail

from kern.errors import DomainError
from kern.tijd import lokale_dag, nu
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import OrganisatieFactory
from subsidie.lopend import services
from subsidie.lopend.geldend import read_geldend
from subsidie.lopend.models import Nakoming, Uitbetaling, Wijziging
from subsidie.lopend.tests.factories import (
    BEDRAG,
    BEGROTING,
    WijzigingFactory,
    add_penvoerder,
    geleden,
    make_staf,
    make_toegekend,
)
from subsidie.models import Belangverklaring, Spoorregel
from subsidie.spoor.services import find_break
from subsidie.tasks import follow_lopend_task
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db
ANDERS = BEGROTING | {"begroting.1.procesbegeleiding.bijdrage": 4_000_00, "begroting.1.sprekers.bijdrage": 4_500_00}
NIET_IN_JAAR = [Status.BESLOTEN, Status.VERANTWOORD, Status.VASTGESTELD]


def stappen(aanvraag):
    assert find_break(aanvraag) is None
    return [regel.stap for regel in aanvraag.spoor.order_by("nummer")]


def status_of(aanvraag):
    aanvraag.refresh_from_db()
    return aanvraag.status


def ask(aanvraag, soort="anders", **velden):
    return services.request_wijziging(aanvraag, soort, **{"wat": "Anders.", "waarom": "Zo.", "by": None} | velden)


def report(aanvraag, by=None):
    voorwaarde = aanvraag.besluiten.get().voorwaarden.first()
    return services.report_voorwaarde(voorwaarde, "De brief is er.", by=by or add_penvoerder(aanvraag))


# --- Who of the academie -----------------------------------------------------------------------------------------


def acts(aanvraag):
    """Everything the academie does, each on something that waits for it."""
    wijziging, by = WijzigingFactory(aanvraag=aanvraag), add_penvoerder(aanvraag)
    bericht, nakoming = services.send_tussenbericht(aanvraag, "bellen", by=by), report(aanvraag, by)
    return [
        lambda by: services.decide_wijziging(wijziging, "toegekend", "Goed.", by=by),
        lambda by: services.answer_nakoming(nakoming, "akkoord", by=by),
        lambda by: services.record_startgesprek(aanvraag, lokale_dag(nu()), by=by),
        lambda by: services.mark_paid(aanvraag, 1, lokale_dag(nu()), by=by),
        lambda by: services.take_back_paid(aanvraag, 1, by=by),
        lambda by: services.pick_up(bericht, by=by),
    ]


def test_who_has_an_interest_or_is_of_another_academie_does_nothing():
    aanvraag = make_toegekend(voorwaarden=[("Een brief", 30)])
    doen = acts(aanvraag)
    lid, verklaard = make_staf(), make_staf()
    bestuur = OrganisatieFactory(soort="bestuur")
    collega = make_staf(organisatie=OrganisatieFactory(soort="school", deel_van=bestuur))
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=lid, status="uitgestapt", beeindigd_op=lokale_dag(nu()))
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon__organisatie=OrganisatieFactory(soort="school", deel_van=bestuur))
    Belangverklaring.objects.create(aanvraag=aanvraag, persoon=verklaard, op=nu())
    wie = {
        "academie van deze sector": [
            make_staf(academie_sector="po"), make_staf(is_active=False), add_penvoerder(aanvraag, "eigenaar")
        ],
        "hoort bij": [lid], "bestuur": [collega], "oordelen": [verklaard],
    }  # fmt: skip
    eerst = Spoorregel.objects.count()
    for waarom, mensen in wie.items():
        for persoon in mensen:
            for doe in doen:
                with pytest.raises(DomainError, match=waarom):
                    doe(persoon)
    assert Spoorregel.objects.count() == eerst

    for doe in doen:
        doe(make_staf())
    assert stappen(aanvraag)[-6:] == [
        "wijziging toegekend", "voorwaarde akkoord", "startgesprek", "betaald", "betaling terug",
        "tussenbericht opgepakt",
    ]  # fmt: skip


@pytest.mark.parametrize("status", NIET_IN_JAAR)
def test_outside_its_year_nothing_happens(status):
    aanvraag = make_toegekend(voorwaarden=[("Een brief", 30)])
    doen = acts(aanvraag)
    type(aanvraag).objects.update(status=status)
    if status == Status.VASTGESTELD:
        services.keep_afrekening(aanvraag, BEDRAG)
    voorwaarde, by = aanvraag.besluiten.get().voorwaarden.get(), make_staf()

    betaald = doen[3:5] if status != Status.BESLOTEN else []  # the last part is paid after the account
    for doe in (
        lambda by: ask(aanvraag), lambda by: services.report_voorwaarde(voorwaarde, "Klaar.", by=by),
        lambda by: services.send_tussenbericht(aanvraag, "goed", by=by),
        lambda by: services.explain_criterium(aanvraag, "deelnemers", "Zo.", by=by),
        *[doe for doe in doen if doe not in betaald],
    ):  # fmt: skip
        with pytest.raises(DomainError, match="Dit kan nu niet"):
            doe(by)
    for doe in betaald:
        doe(by)


# --- Changes -----------------------------------------------------------------------------------------------------


def test_a_new_begroting_holds_once_the_academie_grants_it():
    aanvraag, by = make_toegekend(), make_staf()
    wijziging = ask(aanvraag, "begroting", antwoorden=ANDERS | {"begroting.2.zaal.eigen": None})

    assert wijziging.antwoorden == ANDERS
    assert read_geldend(aanvraag).som().bijdrage == 9_600_00
    services.decide_wijziging(wijziging, "toegekend", "Dat past bij jullie plan.", by=by)

    assert read_geldend(aanvraag).som().bijdrage == 8_500_00
    assert stappen(aanvraag) == ["wijziging gevraagd", "wijziging toegekend"]
    assert aanvraag.spoor.last().feiten == {"wijziging": wijziging.pk, "soort": "begroting"}


def test_a_refused_begroting_changes_nothing():
    aanvraag = make_toegekend()
    services.decide_wijziging(ask(aanvraag, "begroting", antwoorden=ANDERS), "afgewezen", "Te laat.", by=make_staf())

    assert read_geldend(aanvraag).som().bijdrage == 9_600_00
    assert stappen(aanvraag)[-1] == "wijziging afgewezen"


@pytest.mark.parametrize(
    ("antwoorden", "bericht"),
    [
        (None, "nog leeg"),
        (ANDERS | {"begroting.1.procesbegeleiding.bijdrage": 4_500_01}, "daar kan niets bij"),
        (ANDERS | {"begroting.1.procesbegeleiding.eigen": 1}, "Dat is minstens"),
        (ANDERS | {"begroting.2.procesbegeleiding.bijdrage": 1}, "geen bijdrage"),
    ],
)
def test_a_begroting_that_is_not_allowed_is_not_asked(antwoorden, bericht):
    aanvraag = make_toegekend()
    with pytest.raises(DomainError, match=bericht):
        ask(aanvraag, "begroting", antwoorden=antwoorden)
    assert not aanvraag.wijzigingen.exists()


def test_all_of_the_granted_amount_may_be_used_and_the_same_is_no_change():
    aanvraag = make_toegekend(bedrag=9_600_00)
    with pytest.raises(DomainError, match="niets anders"):
        ask(aanvraag, "begroting", antwoorden=BEGROTING)

    assert ask(aanvraag, "begroting", antwoorden=BEGROTING | {"begroting.1.procesbegeleiding.eigen": 4_500_00}).is_open


def test_one_at_a_time_and_only_once_answered():
    aanvraag, by = make_toegekend(), make_staf()
    eerste = ask(aanvraag, "anders", antwoorden=ANDERS)
    assert eerste.antwoorden == {}  # only a change of the begroting has one
    with pytest.raises(DomainError, match="wacht al"):
        ask(aanvraag)
    services.decide_wijziging(eerste, "afgewezen", "Nee.", by=by)
    with pytest.raises(DomainError, match="al geantwoord"):
        services.decide_wijziging(eerste, "toegekend", "Ja.", by=make_staf())

    assert ask(aanvraag).is_open
    assert Wijziging.objects.get(pk=eerste.pk).uitkomst == "afgewezen"


# --- Conditions and the beginning --------------------------------------------------------------------------------


def test_a_condition_is_sent_back_and_accepted_and_then_the_year_runs():
    aanvraag, by = make_toegekend("voorwaarde", voorwaarden=[("Een brief", 30)]), make_staf()
    eerste = report(aanvraag)
    with pytest.raises(DomainError, match="al gemeld"):
        report(aanvraag)
    with pytest.raises(DomainError, match="wat er nog mist"):
        services.answer_nakoming(eerste, "terug", by=by)
    services.answer_nakoming(eerste, "terug", "De handtekening mist.", by=by)
    with pytest.raises(DomainError, match="al geantwoord"):
        services.answer_nakoming(eerste, "akkoord", by=by)
    assert status_of(aanvraag) == Status.VOORWAARDE

    services.answer_nakoming(report(aanvraag, add_penvoerder(aanvraag, "facilitator")), "akkoord", by=by)

    assert status_of(aanvraag) == Status.LOPEND
    assert stappen(aanvraag) == [
        "voorwaarde gemeld", "voorwaarde terug", "voorwaarde gemeld", "voorwaarde akkoord", "starten"
    ]  # fmt: skip
    assert [regel.rol for regel in aanvraag.spoor.order_by("nummer")] == [
        "indiener", "academie", "schrijver", "academie", "systeem"
    ]  # fmt: skip


def test_the_clock_starts_what_can_run_once():
    vrij, open_ = make_toegekend("toegekend"), make_toegekend("voorwaarde", voorwaarden=[("A", 3), ("B", 5)])
    wacht = make_toegekend("toegekend", netwerk__gestart=False)
    voorbij = make_toegekend("toegekend", netwerk__gestart=False, netwerk__gestopt=True)
    services.answer_nakoming(report(open_), "akkoord", by=make_staf())

    follow_lopend_task()
    follow_lopend_task()

    assert [status_of(rij) for rij in (vrij, open_, wacht, voorbij)] == [
        "lopend",
        "voorwaarde",
        "toegekend",
        "toegekend",
    ]
    assert stappen(vrij) == ["starten"]


def test_a_conversation_starts_the_year_and_conditions_stay_due():
    aanvraag, by = make_toegekend("voorwaarde", voorwaarden=[("Een brief", 30)]), make_staf()
    with pytest.raises(DomainError, match="als het gesprek is geweest"):
        services.record_startgesprek(aanvraag, lokale_dag(nu()) + timedelta(days=1), by=by)

    services.record_startgesprek(aanvraag, lokale_dag(nu()), "We bellen in maart.", by=by)

    assert status_of(aanvraag) == Status.LOPEND
    assert stappen(aanvraag) == ["startgesprek", "starten"]
    with pytest.raises(DomainError, match="staat er al"):
        services.record_startgesprek(aanvraag, lokale_dag(nu()), by=by)
    assert services.answer_nakoming(report(aanvraag), "akkoord", by=by).uitkomst == Nakoming.Uitkomst.AKKOORD


# --- Payments and the message half-way ---------------------------------------------------------------------------


def test_the_parts_that_are_paid_are_together_the_whole():
    aanvraag, by = make_toegekend(bedrag=BEDRAG + 1), make_staf()
    for nummer in (1, 2, 3):
        services.mark_paid(aanvraag, nummer, lokale_dag(nu()), by=by)

    assert [rij.bedrag for rij in Uitbetaling.objects.order_by("nummer")] == [4_500_00, 2_700_00, 1_800_01]
    with pytest.raises(DomainError, match="al op betaald"):
        services.mark_paid(aanvraag, 1, lokale_dag(nu()), by=by)
    services.take_back_paid(aanvraag, 1, by=by)
    services.take_back_paid(aanvraag, 1, by=by)
    assert services.mark_paid(aanvraag, 1, lokale_dag(nu()), by=by).bedrag == 4_500_00
    assert stappen(aanvraag) == ["betaald", "betaald", "betaald", "betaling terug", "betaald"]


@pytest.mark.parametrize(
    ("nummer", "dagen", "bericht"),
    [(0, 0, "is er niet"), (4, 0, "is er niet"), (1, 1, "Kies de dag"), (1, -11, "Kies de dag")],
)
def test_what_cannot_be_paid(nummer, dagen, bericht):
    aanvraag = make_toegekend(verteld_op=geleden(10))
    with pytest.raises(DomainError, match=bericht):
        services.mark_paid(aanvraag, nummer, lokale_dag(nu()) + timedelta(days=dagen), by=make_staf())


def test_the_last_message_counts_and_is_taken_up_once():
    aanvraag, by = make_toegekend(), add_penvoerder(make_toegekend())
    eerste = services.send_tussenbericht(aanvraag, "bellen", by=by)
    laatste = services.send_tussenbericht(aanvraag, "goed", "Opgelost.", by=by)
    assert aanvraag.tussenberichten.first() == laatste
    assert (eerste.vraagt_hulp, laatste.vraagt_hulp) == (True, False)

    services.pick_up(eerste, by=make_staf())
    with pytest.raises(DomainError, match="net op"):
        services.pick_up(eerste, by=make_staf())


# --- Mails -------------------------------------------------------------------------------------------------------


def test_who_guides_hears_that_the_academie_answered_and_not_what(django_capture_on_commit_callbacks):
    aanvraag, by = make_toegekend(voorwaarden=[("Een brief van het bestuur", 30)]), make_staf()
    wie = [add_penvoerder(aanvraag, rol) for rol in ("penvoerder", "eigenaar", "facilitator", "deelnemer")]
    wijziging, nakoming = ask(aanvraag), report(aanvraag, wie[0])
    with django_capture_on_commit_callbacks(execute=True):
        services.decide_wijziging(wijziging, "afgewezen", "Geheimwoord past niet.", by=by)
        services.answer_nakoming(nakoming, "terug", "Geheimwoord mist.", by=by)

    assert len(mail.outbox) == 6
    assert {m.to[0].rpartition("<")[2].rstrip(">") for m in mail.outbox} == {persoon.email for persoon in wie[:3]}
    assert {m.subject.partition(":")[0] for m in mail.outbox} == {
        "Antwoord op jullie wijziging", "Antwoord over een voorwaarde"
    }  # fmt: skip
    assert not any("Geheimwoord" in m.body or by.naam in m.body for m in mail.outbox)


@pytest.mark.parametrize("verdwijnt", ["wijziging", "rol"])
def test_who_does_not_guide_any_more_gets_no_mail(verdwijnt, django_capture_on_commit_callbacks):
    aanvraag = make_toegekend(voorwaarden=[("Een brief", 30)])
    add_penvoerder(aanvraag)
    with django_capture_on_commit_callbacks() as callbacks:
        services.decide_wijziging(ask(aanvraag), "afgewezen", "Nee.", by=make_staf())
        services.answer_nakoming(report(aanvraag), "terug", "Nee.", by=make_staf())
    if verdwijnt == "rol":
        aanvraag.netwerk.deelnames.update(status="uitgestapt", beeindigd_op=lokale_dag(nu()))
    else:
        Wijziging.objects.all().delete()
        Nakoming.objects.all().delete()
    for callback in callbacks:
        callback()

    assert not mail.outbox
