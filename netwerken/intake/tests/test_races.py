"""Two at the same moment. Real threads, real transactions, so only on PostgreSQL."""

import pytest

from kern.errors import DomainError
from kern.tests.races import together
from netwerken import services as netwerkservices
from netwerken.intake import services
from netwerken.intake.models import Intake, Intakeantwoord
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def make_wachtend(netwerk):
    deelname = DeelnameFactory(netwerk=netwerk, status="intake", begonnen_op=None)
    return IntakeFactory(deelname=deelname, verstuurd=True, antwoorden={3: "Hoe?"})


def test_two_intakes_fit_and_one_seat_is_left():
    netwerk = NetwerkFactory(min_deelnemers=2, max_deelnemers=2)
    DeelnameFactory(netwerk=netwerk)
    een, twee, persoon = make_wachtend(netwerk), make_wachtend(netwerk), PersoonFactory()

    together(*(lambda i=i: services.decide(i, "past", bericht="Fijn.", by=persoon) for i in (een, twee)))

    assert sorted(netwerk.deelnames.values_list("status", flat=True)) == ["actief", "actief", "wachtlijst"]


def test_two_facilitators_decide_differently():
    netwerk = NetwerkFactory(gestart=True)
    intake, persoon = make_wachtend(netwerk), PersoonFactory()

    uitkomsten = together(
        lambda: services.decide(intake, "past", bericht="Ja.", by=persoon),
        lambda: services.decide(intake, "past_niet", bericht="Nee.", by=persoon),
    )

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    intake.deelname.refresh_from_db()
    intake = Intake.objects.get()
    assert (intake.uitkomst, intake.deelname.status) in {("past", "actief"), ("past_niet", "afgewezen")}


def test_deciding_while_somebody_leaves():
    netwerk = NetwerkFactory(gestart=True)
    intake, persoon = make_wachtend(netwerk), PersoonFactory()

    together(
        lambda: services.decide(intake, "past", bericht="Ja.", by=persoon),
        lambda: netwerkservices.leave(netwerk, intake.persoon),
    )

    assert netwerk.deelnames.get().status == "uitgestapt"


def test_two_screens_answer_one_question():
    intake = IntakeFactory()

    together(*(lambda t=t: services.save_antwoorden(intake, {1: (t, 0)}) for t in ("een", "twee")))

    assert Intakeantwoord.objects.get().versie == 1


def test_asking_everybody_twice():
    netwerk, persoon = NetwerkFactory(gestart=True), PersoonFactory()
    DeelnameFactory.create_batch(2, netwerk=netwerk)

    assert sorted(together(*[lambda: services.ask_all(netwerk, by=persoon)] * 2)) == [0, 2]
