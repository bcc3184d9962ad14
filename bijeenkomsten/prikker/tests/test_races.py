"""Two facilitators, and a voter while the poll closes, at the same moment. Real threads, so only on PostgreSQL."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from berichten.models import Bericht
from bijeenkomsten.models import Bijeenkomst, Prikantwoord, Prikker
from bijeenkomsten.prikker import services
from bijeenkomsten.prikker.tests.factories import PrikantwoordFactory, PrikkerFactory
from bijeenkomsten.tests.cast import Cast
from bijeenkomsten.tests.factories import op_werkdag
from kern.errors import DomainError
from kern.tests.races import together
from netwerken import services as netwerken

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def prikker():
    cast = Cast()
    prikker = PrikkerFactory(netwerk=cast.netwerk, gemaakt_door=cast.facilitator)
    prikker.cast = cast
    return prikker


def choose(prikker, datum):
    return lambda: services.choose_datum(Prikker.objects.get(pk=prikker.pk), datum.pk, by=prikker.cast.facilitator)


def vote(prikker, persoon, waarde):
    antwoorden = {datum.pk: waarde for datum in prikker.datums.all()}
    return lambda: services.save_antwoorden(prikker, persoon, antwoorden)


def test_two_facilitators_choose_another_day_at_once(prikker):
    een, twee = prikker.datums.all()

    uitkomsten = together(choose(prikker, een), choose(prikker, twee))

    geweigerd = [u for u in uitkomsten if isinstance(u, DomainError)]
    assert [str(fout).split(":")[0] for fout in geweigerd] == ["Er is intussen al een andere dag gekozen"]
    [bijeenkomst] = Bijeenkomst.objects.all()
    assert Prikker.objects.get().bijeenkomst == bijeenkomst
    assert prikker.datums.get(is_gekozen=True).begint_op == bijeenkomst.begint_op
    assert Bericht.objects.filter(soort="bijeenkomsten.vastgesteld", aan=prikker.cast.deelnemer).count() == 1


def test_two_facilitators_choose_the_same_day_at_once(prikker):
    datum = prikker.datums.first()

    een, twee = together(choose(prikker, datum), choose(prikker, datum))

    assert een == twee == Bijeenkomst.objects.get()


def test_vote_while_a_day_is_chosen_counts_or_says_why_not(prikker):
    """Whichever is first: the vote is whole and the meeting is there, or the voter hears which day it became."""
    cast, datum = prikker.cast, prikker.datums.first()
    for ander in prikker.datums.all():
        PrikantwoordFactory(datum=ander, persoon=cast.deelnemer, waarde="misschien")

    gestemd, bijeenkomst = together(vote(prikker, cast.deelnemer, "kan"), choose(prikker, datum))

    assert bijeenkomst == Bijeenkomst.objects.get()
    waarden = set(Prikantwoord.objects.filter(persoon=cast.deelnemer).values_list("waarde", flat=True))
    if isinstance(gestemd, services.GeslotenError):
        assert "het wordt" in str(gestemd)
        assert waarden == {"misschien"}
    else:
        assert (gestemd, waarden) == (None, {"kan"})


def test_vote_while_the_poll_is_taken_back(prikker):
    persoon = prikker.cast.deelnemer

    gestemd, terug = together(
        vote(prikker, persoon, "kan"), lambda: services.withdraw_prikker(prikker, by=prikker.cast.facilitator)
    )

    assert terug.is_ingetrokken
    assert Prikantwoord.objects.count() == (0 if isinstance(gestemd, services.GeslotenError) else 2)


def test_one_person_votes_twice_at_once(prikker):
    persoon = prikker.cast.deelnemer

    assert together(vote(prikker, persoon, "kan"), vote(prikker, persoon, "kan_niet")) == [None, None]

    assert Prikantwoord.objects.count() == 2
    assert len(set(Prikantwoord.objects.values_list("waarde", flat=True))) == 1


def test_form_sent_twice_at_once_is_one_poll():
    cast, sleutel = Cast(), uuid4()
    waarden = {"titel": "Voorjaar", "sluit_dag": timezone.localdate() + timedelta(days=10)}
    momenten = [(begin, begin + timedelta(hours=3)) for begin in (op_werkdag(30), op_werkdag(40))]

    een, twee = together(
        *[lambda: services.open_prikker(cast.netwerk, waarden, momenten, sleutel=sleutel, by=cast.facilitator)] * 2
    )

    assert een == twee == Prikker.objects.get()


def test_choosing_while_the_netwerk_stops_leaves_no_meeting_behind(prikker):
    cast, datum = prikker.cast, prikker.datums.first()

    together(
        choose(prikker, datum),
        lambda: netwerken.close_netwerk(cast.netwerk, "gestopt", reden="Het is klaar.", by=cast.facilitator),
    )

    assert not Bijeenkomst.objects.exclude(status="afgelast").exists()
    assert Prikker.objects.get().status in ("gekozen", "ingetrokken")
