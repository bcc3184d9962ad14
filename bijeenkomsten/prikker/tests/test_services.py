from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from berichten.models import Bericht, Verzending
from bijeenkomsten.models import Bijeenkomst, Prikantwoord, Prikker
from bijeenkomsten.prikker import services
from bijeenkomsten.prikker.tests.factories import PrikantwoordFactory, PrikdatumFactory, PrikkerFactory
from bijeenkomsten.tests.cast import Cast
from bijeenkomsten.tests.factories import op_werkdag
from kern.errors import DomainError
from kern.models import Logregel
from netwerken import services as netwerken
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def momenten(*dagen):
    return [(begin, begin + timedelta(hours=3)) for begin in map(op_werkdag, dagen)]


def waarden(**kwargs):
    return {"titel": "Voorjaar", "plaats": "Zutphen", "sluit_dag": timezone.localdate() + timedelta(days=10)} | kwargs


def open_prikker(cast, *dagen, sleutel=None, **kwargs):
    return services.open_prikker(
        cast.netwerk, waarden(**kwargs), momenten(*(dagen or (30, 40))), sleutel=sleutel or uuid4(), by=cast.facilitator
    )


def acties():
    return list(Logregel.objects.filter(actie__contains="prikker").order_by("pk").values_list("actie", flat=True))


# --- opening ----------------------------------------------------------------------------------------


def test_open_keeps_the_days_in_order_and_plans_the_mails(cast):
    prikker = open_prikker(cast, 40, 30, 50)

    assert [d.begint_op for d in prikker.datums.all()] == [op_werkdag(d) for d in (30, 40, 50)]
    assert prikker.gemaakt_door == cast.facilitator
    soorten = list(Verzending.objects.order_by("op").values_list("soort", "aanleiding", "context"))
    eigen = (prikker.aanleiding, cast.netwerk.context)
    assert soorten[0] == ("bijeenkomsten.prikker", *eigen)
    assert set(soorten[1:]) == {("bijeenkomsten.prikker_herinnering", *eigen)}
    assert acties() == ["bijeenkomsten.prikker.opened"]


def test_form_sent_twice_is_one_poll(cast):
    sleutel = uuid4()

    een, twee = open_prikker(cast, sleutel=sleutel), open_prikker(cast, sleutel=sleutel)

    assert een == twee
    assert acties() == ["bijeenkomsten.prikker.opened"]


def test_key_of_a_form_of_another_netwerk_is_a_poll_of_its_own(cast):
    sleutel = uuid4()

    een, twee = open_prikker(cast, sleutel=sleutel), open_prikker(Cast(), sleutel=sleutel)

    assert een != twee


@pytest.mark.parametrize(
    ("dagen", "sluit_over", "zin"),
    [
        ((30,), 10, "minstens twee"),
        (range(30, 69, 3), 10, "hooguit twaalf"),
        ((30, 30), 10, "twee keer"),
        ((-3, 30), 10, "al geweest"),
        ((30, 40), 0, "minstens tot morgen"),
        ((30, 40), 35, "vóór de eerste dag"),
        ((120, 130), 95, "drie maanden"),
    ],
)
def test_open_refused(cast, dagen, sluit_over, zin):
    with pytest.raises(DomainError, match=zin):
        open_prikker(cast, *dagen, sluit_dag=timezone.localdate() + timedelta(days=sluit_over))

    assert not Prikker.objects.exists()


def test_open_refuses_a_day_that_ends_before_it_begins(cast):
    begin = op_werkdag(30)
    with pytest.raises(DomainError, match="niet na het begin"):
        services.open_prikker(
            cast.netwerk, waarden(), [(begin, begin), *momenten(40)], sleutel=uuid4(), by=cast.facilitator
        )


def test_open_refused_in_a_netwerk_that_ended(cast):
    netwerken.close_netwerk(cast.netwerk, "gestopt", reden="Klaar.", by=cast.facilitator)

    with pytest.raises(DomainError, match="beëindigd"):
        open_prikker(cast)


# --- answering --------------------------------------------------------------------------------------


def test_answer_and_change_it(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)
    een, twee = prikker.datums.all()

    services.save_antwoorden(prikker, cast.deelnemer, {een.pk: "kan", twee.pk: "misschien"})
    services.save_antwoorden(prikker, cast.deelnemer, {een.pk: "kan_niet", twee.pk: "misschien"})

    assert dict(Prikantwoord.objects.values_list("datum", "waarde")) == {een.pk: "kan_niet", twee.pk: "misschien"}
    assert acties() == ["bijeenkomsten.prikker.answered"] * 2


@pytest.mark.parametrize(
    ("toestand", "zin"),
    [({"gesloten": True}, "net gesloten"), ({"ingetrokken": True}, "ingetrokken"), ({"gekozen": True}, "het wordt")],
)
def test_answer_that_comes_too_late_changes_nothing(cast, toestand, zin):
    prikker = PrikkerFactory(netwerk=cast.netwerk, **toestand)
    datum = prikker.datums.first()
    eerder = PrikantwoordFactory(datum=datum, persoon=cast.deelnemer, waarde="misschien")

    with pytest.raises(services.GeslotenError, match=zin):
        services.save_antwoorden(prikker, cast.deelnemer, {datum.pk: "kan"})

    eerder.refresh_from_db()
    assert eerder.waarde == "misschien"


@pytest.mark.parametrize("status", ["pauze", "uitgestapt", None])
def test_answer_only_for_who_takes_part_now(cast, status):
    persoon = PersoonFactory()
    if status:
        velden = {"uitgestapt": True} if status == "uitgestapt" else {"status": status}
        DeelnameFactory(netwerk=cast.netwerk, persoon=persoon, **velden)
    prikker = PrikkerFactory(netwerk=cast.netwerk)

    with pytest.raises(DomainError, match="niet mee"):
        services.save_antwoorden(prikker, persoon, {prikker.datums.first().pk: "kan"})


def test_answer_about_a_day_of_another_poll(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)

    with pytest.raises(DomainError, match="horen niet bij"):
        services.save_antwoorden(prikker, cast.deelnemer, {PrikdatumFactory().pk: "kan"})


# --- choosing ---------------------------------------------------------------------------------------


def test_choosing_makes_the_meeting_with_its_invitation(cast, django_capture_on_commit_callbacks):
    prikker = open_prikker(cast, doel="Eén proef.", vorm="hybride", locatie="Lyceum", adres="Laan 1",
                           online_link="https://overleg.test/kamer")  # fmt: skip
    gekozen = prikker.datums.last()

    with django_capture_on_commit_callbacks(execute=True):
        bijeenkomst = services.choose_datum(prikker, gekozen.pk, by=cast.facilitator)

    prikker.refresh_from_db()
    gekozen.refresh_from_db()
    assert (prikker.status, prikker.bijeenkomst, gekozen.is_gekozen) == ("gekozen", bijeenkomst, True)
    velden = ("titel", "doel", "vorm", "locatie", "adres", "plaats", "online_link")
    assert [getattr(bijeenkomst, v) for v in velden] == [getattr(prikker, v) for v in velden]
    assert (bijeenkomst.begint_op, bijeenkomst.eindigt_op) == (gekozen.begint_op, gekozen.eindigt_op)
    uitnodigingen = Bericht.objects.filter(soort="bijeenkomsten.vastgesteld", status="verstuurd")
    assert {b.aan for b in uitnodigingen} == {cast.facilitator, cast.deelnemer}
    assert acties()[-1] == "bijeenkomsten.prikker.chosen"


def test_choosing_stops_the_mails_of_the_poll(cast):
    prikker = open_prikker(cast)

    services.choose_datum(prikker, prikker.datums.first().pk, by=cast.facilitator)

    rows = Verzending.objects.filter(aanleiding=prikker.aanleiding)
    assert set(rows.values_list("status", "reden")) == {("vervallen", "De dag is al gekozen.")}


def test_choosing_the_same_day_again_is_quiet(cast):
    prikker = open_prikker(cast)
    datum = prikker.datums.first()

    een, twee = (services.choose_datum(prikker, datum.pk, by=cast.facilitator) for _ in range(2))

    assert een == twee
    assert Bijeenkomst.objects.count() == 1


def test_choosing_another_day_afterwards_is_refused(cast):
    prikker = open_prikker(cast)
    een, twee = prikker.datums.all()
    services.choose_datum(prikker, een.pk, by=cast.facilitator)

    with pytest.raises(DomainError, match="al een andere dag gekozen"):
        services.choose_datum(prikker, twee.pk, by=cast.facilitator)

    assert Bijeenkomst.objects.count() == 1


def test_choosing_after_closing_is_what_it_is_for(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk, gesloten=True)

    assert services.choose_datum(prikker, prikker.datums.first().pk, by=cast.facilitator).pk


def test_choosing_refused(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)
    voorbij = PrikdatumFactory(prikker=prikker, over=-3)

    with pytest.raises(DomainError, match="hoort niet bij"):
        services.choose_datum(prikker, PrikdatumFactory().pk, by=cast.facilitator)
    with pytest.raises(DomainError, match="al geweest"):
        services.choose_datum(prikker, voorbij.pk, by=cast.facilitator)
    assert Prikker.objects.get(pk=prikker.pk).is_lopend
    services.withdraw_prikker(prikker, by=cast.facilitator)
    with pytest.raises(DomainError, match="ingetrokken"):
        services.choose_datum(prikker, prikker.datums.last().pk, by=cast.facilitator)


def test_choosing_refused_in_a_netwerk_that_ended(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)
    type(cast.netwerk).objects.filter(pk=cast.netwerk.pk).update(status="afgerond")

    with pytest.raises(DomainError, match="beëindigd"):
        services.choose_datum(prikker, prikker.datums.first().pk, by=cast.facilitator)


# --- longer, and taken back -------------------------------------------------------------------------


def test_longer_moves_the_last_reminder_along(cast):
    prikker = open_prikker(cast)
    sluit_dag = prikker.sluit_dag + timedelta(days=7)

    services.extend_prikker(prikker, sluit_dag, by=cast.facilitator)
    services.extend_prikker(prikker, sluit_dag, by=cast.facilitator)

    wachtend = Verzending.objects.waiting().filter(soort="bijeenkomsten.prikker_herinnering").order_by("op")
    assert timedelta(days=1) < sluit_dag - wachtend.last().op.date() < timedelta(days=6)
    assert acties().count("bijeenkomsten.prikker.extended") == 1


def test_longer_opens_a_closed_poll_again(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk, gesloten=True)

    prikker = services.extend_prikker(prikker, timezone.localdate() + timedelta(days=7), by=cast.facilitator)

    assert prikker.neemt_antwoorden


@pytest.mark.parametrize(("over", "zin"), [(0, "minstens tot morgen"), (60, "vóór de eerste dag")])
def test_longer_refused(cast, over, zin):
    prikker = PrikkerFactory(netwerk=cast.netwerk)

    with pytest.raises(DomainError, match=zin):
        services.extend_prikker(prikker, timezone.localdate() + timedelta(days=over), by=cast.facilitator)


def test_longer_refused_when_every_day_has_passed(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk, gesloten=True, dagen=0)
    PrikdatumFactory(prikker=prikker, over=-2)

    with pytest.raises(DomainError, match="al geweest"):
        services.extend_prikker(prikker, timezone.localdate() + timedelta(days=3), by=cast.facilitator)


@pytest.mark.parametrize(("toestand", "zin"), [("gekozen", "al een dag gekozen"), ("ingetrokken", "al ingetrokken")])
def test_longer_refused_when_it_is_over(cast, toestand, zin):
    prikker = PrikkerFactory(netwerk=cast.netwerk, **{toestand: True})

    with pytest.raises(DomainError, match=zin):
        services.extend_prikker(prikker, timezone.localdate() + timedelta(days=7), by=cast.facilitator)


def test_withdraw_is_once(cast):
    prikker = open_prikker(cast)

    for _ in range(2):
        services.withdraw_prikker(prikker, by=cast.facilitator)

    rows = Verzending.objects.filter(aanleiding=prikker.aanleiding)
    assert set(rows.values_list("status", "reden")) == {("vervallen", "De datumprikker is ingetrokken.")}
    assert acties().count("bijeenkomsten.prikker.withdrawn") == 1


def test_chosen_poll_cannot_be_taken_back(cast):
    with pytest.raises(DomainError, match="gelast dan de bijeenkomst af"):
        services.withdraw_prikker(PrikkerFactory(netwerk=cast.netwerk, gekozen=True), by=cast.facilitator)


def test_netwerk_that_stops_withdraws_its_polls(cast):
    loopt, elders = open_prikker(cast), PrikkerFactory()
    gekozen = PrikkerFactory(netwerk=cast.netwerk, gekozen=True)

    netwerken.close_netwerk(cast.netwerk, "gestopt", reden="De vraag bleek te groot.", by=cast.facilitator)

    statussen = dict(Prikker.objects.values_list("pk", "status"))
    assert statussen == {loopt.pk: "ingetrokken", elders.pk: "open", gekozen.pk: "gekozen"}
    assert not Verzending.objects.waiting().filter(aanleiding=loopt.aanleiding).exists()
