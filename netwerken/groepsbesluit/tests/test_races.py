"""Several at the same moment. Real threads, real transactions, so only on PostgreSQL."""

import pytest

from berichten.models import Bericht
from kern.errors import DomainError
from kern.tests.races import together
from netwerken import services as netwerken
from netwerken.groepsbesluit import services
from netwerken.groepsbesluit.models import Groepsbesluit, Groepsbezwaar
from netwerken.groepsbesluit.tests.conftest import answer_all, make_cast
from netwerken.models import Deelname, Netwerk
from netwerken.tests.factories import DeelnameFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def besluit(cast):
    return services.ask_group(cast.deelname, by=cast.facilitator)


def test_asked_twice_at_once(cast):
    een, twee = together(*[lambda: services.ask_group(cast.deelname, by=cast.facilitator)] * 2)

    assert een == twee
    assert Bericht.objects.filter(soort="netwerken.groepsbesluit_vraag").count() == 7


def test_everybody_answers_at_once(cast, besluit):
    together(*[lambda p=p: services.answer(besluit, p, "bezwaar", tekst=p.naam) for p in cast.groep])

    besluit.refresh_from_db()
    assert besluit.bezwaar == Groepsbezwaar.objects.count() == 7


def test_one_answers_twice_at_once(cast, besluit):
    uitkomsten = together(
        lambda: services.answer(besluit, cast.groep[0], "akkoord"),
        lambda: services.answer(besluit, cast.groep[0], "bezwaar"),
    )

    besluit.refresh_from_db()
    assert sum(isinstance(uitkomst, services.AlGeantwoordError) for uitkomst in uitkomsten) == 1
    assert besluit.akkoord + besluit.bezwaar == 1


def test_closed_twice_at_once(cast, besluit):
    answer_all(besluit, cast.groep)

    together(
        lambda: services.close(besluit, now=besluit.sluit_op), lambda: services.close(besluit, by=cast.facilitator)
    )

    assert Bericht.objects.filter(soort="netwerken.welkom").count() == 1
    assert Bericht.objects.filter(soort="netwerken.groepsbesluit_uitkomst").count() == 8


def test_an_answer_at_the_moment_of_closing_counts_or_is_refused(cast, besluit):
    answer_all(besluit, cast.groep[:6])

    antwoord, _ = together(
        lambda: services.answer(besluit, cast.groep[6], "bezwaar"),
        lambda: services.close(besluit, now=besluit.sluit_op),
    )

    besluit.refresh_from_db()
    geweigerd = isinstance(antwoord, DomainError)
    assert besluit.status == ("toegelaten" if geweigerd else "beraad")
    assert besluit.geantwoord == (6 if geweigerd else 7)


def test_the_last_place_to_one_of_two(cast, besluit):
    Netwerk.objects.update(max_deelnemers=8)
    ander = DeelnameFactory(netwerk=cast.netwerk, aangemeld=True)
    tweede = services.ask_group(ander, by=cast.facilitator)
    for vraag in (besluit, tweede):
        answer_all(vraag, cast.groep)

    together(*[lambda v=v: services.close(v, by=cast.facilitator) for v in (besluit, tweede)])

    statussen = Deelname.objects.filter(pk__in=[cast.deelname.pk, ander.pk]).values_list("status", flat=True)
    assert sorted(statussen) == ["actief", "wachtlijst"]


def test_closing_while_the_applicant_withdraws(cast, besluit):
    answer_all(besluit, cast.groep)

    together(lambda: services.close(besluit, by=cast.facilitator), lambda: netwerken.leave(cast.netwerk, cast.sanne))

    assert Deelname.objects.get(pk=cast.deelname.pk).status == "uitgestapt"
    assert not Groepsbesluit.objects.lopend().exists()


def test_two_facilitators_decide_the_opposite(cast, besluit):
    ander = DeelnameFactory(netwerk=cast.netwerk, facilitator=True).persoon
    answer_all(besluit, cast.groep, bezwaren=1)
    services.close(besluit, by=cast.facilitator)

    uitkomsten = together(
        lambda: services.decide(besluit, toelaten=True, reden="Ja.", by=cast.facilitator),
        lambda: services.decide(besluit, toelaten=False, reden="Nee.", by=ander),
    )

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    besluit.refresh_from_db()
    mag = Deelname.objects.get(pk=cast.deelname.pk).status == "actief"
    assert (besluit.status == "toegelaten") is mag


def test_leaving_while_answering(cast, besluit):
    together(
        lambda: services.answer(besluit, cast.groep[0], "bezwaar"),
        lambda: netwerken.leave(cast.netwerk, cast.groep[0]),
    )

    besluit.refresh_from_db()
    assert besluit.stemmen.count() == 6 + besluit.bezwaar
