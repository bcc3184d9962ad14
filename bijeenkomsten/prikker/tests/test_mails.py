"""Who is asked when, and never once it is over."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from berichten.acties import open_acties
from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from berichten.soorten import get_soort
from bijeenkomsten.prikker import services
from bijeenkomsten.prikker.tests.factories import PrikantwoordFactory, PrikkerFactory
from kern.tijd import nu
from netwerken import services as netwerken
from netwerken.models import Deelname
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")
OPENING = datetime(2026, 11, 2, 14, tzinfo=NL)  # a Monday
NA_VIER, VOOR_TWEE = datetime(2026, 11, 6, 9, 1, tzinfo=NL), datetime(2026, 11, 11, 9, 1, tzinfo=NL)
SLUIT = date(2026, 11, 13)


@pytest.fixture
def clock(time_machine):
    def go(moment):
        time_machine.move_to(moment, tick=False)
        carry_out_due()

    time_machine.move_to(OPENING, tick=False)
    return go


@pytest.fixture
def prikker(clock, cast):
    dagen = [datetime(2026, 12, dag, 13, 30, tzinfo=NL) for dag in (3, 10)]
    prikker = services.open_prikker(
        cast.netwerk, {"titel": "Winter", "plaats": "Zutphen", "sluit_dag": SLUIT},
        [(d, d + timedelta(hours=3)) for d in dagen], sleutel=uuid4(), by=cast.facilitator,
    )  # fmt: skip
    carry_out_due()
    return prikker


def answer(prikker, persoon):
    services.save_antwoorden(prikker, persoon, {datum.pk: "kan" for datum in prikker.datums.all()})


def mailed(soort="bijeenkomsten.prikker"):
    return sorted(Bericht.objects.filter(soort=soort, status="verstuurd").values_list("aan__email", flat=True))


def test_opening_mails_everybody_with_the_days_and_one_button(prikker, cast):
    assert mailed() == sorted([cast.facilitator.email, cast.deelnemer.email])
    [bericht] = [m for m in mail.outbox if cast.deelnemer.email in m.to[0]]
    assert bericht.subject == "Welke dag kun jij? Winter"
    assert "Donderdag 3 december, 13.30 tot 16.30 uur\nDonderdag 10 december" in bericht.body
    assert "Antwoorden kan tot en met vrijdag 13 november" in " ".join(bericht.body.split())
    assert bericht.body.count("/d/prik.") == 1
    assert "/d/prik." in bericht.alternatives[0].content


def test_reminders_only_to_who_has_not_answered(prikker, cast, clock):
    answer(prikker, cast.facilitator)

    clock(NA_VIER)
    clock(VOOR_TWEE)

    assert mailed("bijeenkomsten.prikker_herinnering") == [cast.deelnemer.email] * 2
    assert mail.outbox[-1].subject == "Kun je nog zeggen welke dag je kunt? Winter"
    assert "We missen je antwoord nog" in mail.outbox[-1].body


def test_reminder_on_its_way_stops_when_somebody_answers(prikker, cast, clock, time_machine):
    """The mail server was away between the list of who is asked and the sending."""
    clock(NA_VIER - timedelta(minutes=5))
    [verzending] = Verzending.objects.filter(soort="bijeenkomsten.prikker_herinnering", op__lt=NA_VIER)
    Bericht.objects.create(
        soort=verzending.soort, aan=cast.deelnemer, sleutel=f"{verzending.sleutel}:persoon:{cast.deelnemer.pk}",
        verzending=verzending, aanleiding=verzending.aanleiding, op=verzending.op, probeer_op=verzending.op,
    )  # fmt: skip
    answer(prikker, cast.deelnemer)

    clock(NA_VIER)

    bericht = Bericht.objects.get(soort=verzending.soort, aan=cast.deelnemer)
    assert (bericht.status, bericht.reden) == ("overgeslagen", "Heeft al geantwoord.")


@pytest.mark.parametrize("einde", ["choose", "withdraw", "stop"])
def test_nothing_goes_once_it_is_over(prikker, cast, clock, einde):
    voor = len(mailed())
    if einde == "choose":
        services.choose_datum(prikker, prikker.datums.first().pk, by=cast.facilitator)
    elif einde == "withdraw":
        services.withdraw_prikker(prikker, by=cast.facilitator)
    else:
        netwerken.close_netwerk(cast.netwerk, "gestopt", reden="Het is klaar.", by=cast.facilitator)

    clock(NA_VIER)
    clock(VOOR_TWEE)

    assert len(mailed()) == voor
    assert mailed("bijeenkomsten.prikker_herinnering") == []


def test_worker_that_was_away_past_the_last_day_sends_nothing(prikker, cast, clock):
    clock(datetime(2026, 11, 14, 9, 1, tzinfo=NL))

    assert mailed("bijeenkomsten.prikker_herinnering") == []
    assert not Verzending.objects.waiting().filter(aanleiding=prikker.aanleiding).exists()


def reason(prikker, persoon):
    """Why a mail that waited is not sent, now."""
    rij = Bericht(soort="bijeenkomsten.prikker", aan=persoon, aanleiding=prikker.aanleiding)
    uitkomst = get_soort(rij.soort).inhoud(rij)
    return getattr(uitkomst, "reden", "")


def test_every_reason_not_to_send(cast):
    assert "datumprikker is gesloten" in reason(PrikkerFactory(netwerk=cast.netwerk, gesloten=True), cast.deelnemer)
    assert "ingetrokken" in reason(PrikkerFactory(netwerk=cast.netwerk, ingetrokken=True), cast.deelnemer)
    assert "al gekozen" in reason(PrikkerFactory(netwerk=cast.netwerk, gekozen=True), cast.deelnemer)
    assert "niet meer mee" in reason(PrikkerFactory(netwerk=cast.netwerk), PersoonFactory())
    weg = PrikkerFactory.build(netwerk=cast.netwerk, pk=999999, dagen=0)
    assert "bestaat niet meer" in reason(weg, cast.deelnemer)


def test_until_when_it_is_of_use(prikker):
    rij = Bericht(soort="bijeenkomsten.prikker", aanleiding=prikker.aanleiding)

    assert get_soort(rij.soort).uiterlijk(rij) == datetime(2026, 11, 14, tzinfo=NL)


# --- joining, leaving, coming back -------------------------------------------------------------------


def join(cast, persoon):
    deelname = DeelnameFactory(netwerk=cast.netwerk, persoon=persoon)
    for hook in netwerken.ON_JOIN:
        hook(deelname)
    return deelname


def test_who_joins_is_asked_once(prikker, cast):
    PrikkerFactory(netwerk=cast.netwerk, ingetrokken=True)
    PrikkerFactory(netwerk=cast.netwerk, gesloten=True)
    nieuw = PersoonFactory()

    deelname = join(cast, nieuw)
    carry_out_due()
    for hook in netwerken.ON_JOIN:
        hook(deelname)
    carry_out_due()

    assert mailed().count(nieuw.email) == 1


def test_who_joins_before_the_first_mail_left_gets_one(cast, clock):
    nieuw = PersoonFactory()
    services.open_prikker(
        cast.netwerk, {"titel": "Winter", "sluit_dag": SLUIT},
        [(d, d + timedelta(hours=1)) for d in (OPENING + timedelta(days=n) for n in (30, 31))],
        sleutel=uuid4(), by=cast.facilitator,
    )  # fmt: skip

    join(cast, nieuw)
    carry_out_due()

    assert mailed().count(nieuw.email) == 1


def test_longer_keeps_the_mail_to_who_just_joined(prikker, cast):
    nieuw = PersoonFactory()
    join(cast, nieuw)

    services.extend_prikker(prikker, SLUIT + timedelta(days=5), by=cast.facilitator)
    carry_out_due()

    assert mailed().count(nieuw.email) == 1


def test_who_leaves_is_not_reminded(prikker, cast, clock):
    Deelname.objects.filter(persoon=cast.deelnemer).update(status="pauze")
    answer(prikker, cast.facilitator)

    clock(NA_VIER)

    assert mailed("bijeenkomsten.prikker_herinnering") == []


# --- what waits for somebody ------------------------------------------------------------------------


def titels(persoon):
    return [actie.titel for actie in open_acties(persoon, nu())]


def test_open_poll_waits_for_who_has_not_answered(prikker, cast):
    [actie] = open_acties(cast.deelnemer, nu())

    assert (actie.titel, actie.voor, actie.onderwerp) == (
        "Welke dag kun jij? Winter",
        prikker.sluit_op,
        "bijeenkomsten",
    )
    assert "/d/prik." in actie.url
    answer(prikker, cast.deelnemer)
    assert titels(cast.deelnemer) == titels(PersoonFactory()) == []


def test_closed_poll_waits_for_who_chooses(cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk, gesloten=True, titel="Winter")
    penvoerder = cast.add(rol="penvoerder")

    [actie] = open_acties(cast.facilitator, nu())

    assert (actie.titel, actie.url) == ("Kies een dag: Winter", f"http://localhost:8000{prikker.get_absolute_url()}")
    assert titels(penvoerder) == ["Kies een dag: Winter"]
    assert titels(cast.deelnemer) == []


def test_who_answered_in_another_netwerk_is_still_asked_here(cast):
    PrikkerFactory(netwerk=cast.netwerk, titel="Hier")
    PrikantwoordFactory(persoon=cast.deelnemer)

    assert titels(cast.deelnemer) == ["Welke dag kun jij? Hier"]


def test_choosing_is_not_asked_once_every_day_has_passed(cast, time_machine):
    """Then there is nothing left to choose, however often somebody is told."""
    prikker = PrikkerFactory(netwerk=cast.netwerk, gesloten=True)
    laatste = prikker.datums.last().begint_op

    time_machine.move_to(laatste - timedelta(minutes=1), tick=False)
    assert titels(cast.facilitator) == [f"Kies een dag: {prikker.titel}"]

    time_machine.move_to(laatste, tick=False)
    assert titels(cast.facilitator) == []
