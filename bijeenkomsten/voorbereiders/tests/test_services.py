"""Asking, yes, no and the next one; two at once."""

from datetime import timedelta

import pytest
from django.core import mail

from berichten.acties import open_acties
from berichten.models import Bericht
from berichten.services import carry_out_due, set_preferences
from bijeenkomsten import services as bijeenkomsten
from bijeenkomsten.models import Beurt, Bijeenkomst
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory
from bijeenkomsten.voorbereiders import services
from bijeenkomsten.voorbereiders.stand import read_kandidaten
from bijeenkomsten.voorbereiders.volgorde import choose
from kern.errors import DomainError
from kern.tijd import nu
from netwerken.models import Deelname

pytestmark = pytest.mark.django_db


@pytest.fixture
def groep(cast):
    """Five deelnemers, all from the beginning, and one meeting before this one."""
    cast.leden = [cast.deelnemer, *(cast.add() for _ in range(4))]
    Deelname.objects.update(begonnen_op=nu().date() - timedelta(days=100))
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=-40)
    cast.b = BijeenkomstFactory(netwerk=cast.netwerk)
    return cast


def ask(groep, *personen):
    services.ask_voorbereiders(groep.b, {p.pk for p in personen}, by=groep.facilitator)
    carry_out_due()


def prepares(b):
    return set(b.voorbereiders.all())


def asked(b):
    return {beurt.persoon for beurt in Beurt.objects.open().filter(bijeenkomst=b)}


def test_ask_mails_each_with_two_buttons(groep):
    een, twee, *_ = groep.leden

    ask(groep, een, twee)

    assert asked(groep.b) == {een, twee}
    assert prepares(groep.b) == set()
    assert {m.to[0].split("<")[-1].rstrip(">") for m in mail.outbox} == {een.email, twee.email}
    assert mail.outbox[0].subject.startswith("Bereid jij ")
    for code in ("beurt", "pas"):
        assert mail.outbox[0].body.count(f"/d/{code}.") == 1
    assert "<b>'t</b>" not in mail.outbox[0].alternatives[0].content
    assert "'t <b>Lyceum</b> in Zutphen" in mail.outbox[0].body


def test_asked_twice_is_one_mail(groep):
    een, *_ = groep.leden

    ask(groep, een)
    ask(groep, een)

    assert len(mail.outbox) == 1


def test_asked_again_after_passing_is_a_new_mail(groep):
    een, *anderen = groep.leden
    for ander in anderen:
        AanwezigheidFactory(bijeenkomst=groep.b, persoon=ander, komt_niet=True)
    ask(groep, een)
    services.pass_beurt(groep.b, een)

    ask(groep, een)

    assert len(mail.outbox) == 2
    assert asked(groep.b) == {een}


@pytest.mark.parametrize(
    ("wie", "zin"),
    [
        (lambda g: [], "Kies wie je vraagt"),
        (lambda g: g.leden[:4], "hooguit drie"),
        (lambda g: [g.buitenstaander], "niet meer meedoet"),
        (lambda g: [g.facilitator], "niet meer meedoet"),
    ],
)
def test_ask_that_cannot_be(groep, wie, zin):
    with pytest.raises(DomainError, match=zin):
        ask(groep, *wie(groep))

    assert not Beurt.objects.exists()


def test_ask_who_prepares_already(groep):
    een, *_ = groep.leden
    groep.b.voorbereiders.add(een)

    with pytest.raises(DomainError, match="al voorbereidt"):
        ask(groep, een)


@pytest.mark.parametrize("hoe", [{"afgelast": True}, {"geweest": True}])
def test_ask_for_a_meeting_that_is_off_or_over(groep, hoe):
    groep.b = BijeenkomstFactory(netwerk=groep.netwerk, **hoe)

    with pytest.raises(DomainError, match="gaat niet door|al begonnen"):
        ask(groep, groep.deelnemer)


def test_ask_the_day_before_is_too_late(groep, time_machine):
    time_machine.move_to(groep.b.begint_op - timedelta(hours=20), tick=False)

    with pytest.raises(DomainError, match="te laat"):
        ask(groep, groep.deelnemer)


def test_yes_puts_the_person_with_the_meeting_and_leaves_a_trace(groep):
    een, *_ = groep.leden
    ask(groep, een)

    services.accept_beurt(groep.b, een)
    services.accept_beurt(groep.b, een)  # twice is quiet

    assert prepares(groep.b) == {een}
    assert not Beurt.objects.exists()
    [wijziging] = Bijeenkomst.objects.get(pk=groep.b.pk).wijzigingen.all()
    assert (wijziging.door, wijziging.oud) == (een, {"voorbereiders": []})


def test_yes_without_a_question(groep):
    with pytest.raises(DomainError, match="ingetrokken"):
        services.accept_beurt(groep.b, groep.deelnemer)


def test_yes_when_three_prepare_already(groep):
    een, *anderen = groep.leden
    ask(groep, een)
    groep.b.voorbereiders.set(anderen[:3])

    with pytest.raises(DomainError, match="al drie voor"):
        services.accept_beurt(groep.b, een)

    assert prepares(groep.b) == set(anderen[:3])


def test_place_of_who_left_is_free(groep):
    een, *anderen = groep.leden
    groep.b.voorbereiders.set(anderen[:3])
    Deelname.objects.filter(persoon=anderen[0]).update(status="uitgestapt", beeindigd_op=nu().date())

    ask(groep, een)
    services.accept_beurt(groep.b, een)

    assert een in prepares(groep.b)


def test_pass_asks_the_next_one(groep):
    een, *_ = groep.leden
    ask(groep, een)
    verwacht = choose(read_kandidaten(groep.b), 1, groep.b.pk)[0].persoon

    services.pass_beurt(groep.b, een)
    services.pass_beurt(groep.b, een)  # twice is quiet
    carry_out_due()

    assert asked(groep.b) == {verwacht}
    assert verwacht != een
    assert len(mail.outbox) == 2


def test_pass_after_yes_gives_the_turn_to_the_next(groep):
    een, *_ = groep.leden
    ask(groep, een)
    services.accept_beurt(groep.b, een)

    services.pass_beurt(groep.b, een)

    assert prepares(groep.b) == set()
    assert len(asked(groep.b)) == 1
    services.accept_beurt(groep.b, een)  # changed their mind once more: there is room
    assert prepares(groep.b) == {een}


def test_pass_without_a_question(groep):
    with pytest.raises(DomainError, match="ingetrokken"):
        services.pass_beurt(groep.b, groep.deelnemer)


@pytest.mark.parametrize("answer", [services.accept_beurt, services.pass_beurt])
def test_who_left_can_say_neither_yes_nor_no(groep, answer):
    een, *_ = groep.leden
    ask(groep, een)
    Deelname.objects.filter(persoon=een).update(status="uitgestapt", beeindigd_op=nu().date())

    with pytest.raises(DomainError, match="niet mee"):
        answer(groep.b, een)

    assert prepares(groep.b) == set()


def test_cannot_come_is_a_pass_too(groep):
    een, twee, *_ = groep.leden
    ask(groep, een)

    bijeenkomsten.save_antwoord(groep.b, een, komt=False)
    bijeenkomsten.save_antwoord(groep.b, twee, komt=False)

    assert een not in asked(groep.b)
    assert len(asked(groep.b)) == 1
    assert asked(groep.b) <= set(groep.leden[2:])


def test_cannot_come_after_it_began_asks_nobody(groep, time_machine):
    een, *_ = groep.leden
    ask(groep, een)

    time_machine.move_to(groep.b.begint_op + timedelta(minutes=5))
    bijeenkomsten.save_antwoord(groep.b, een, komt=False)

    assert [(beurt.persoon, beurt.gepast) for beurt in Beurt.objects.all()] == [(een, False)]


def test_pass_when_nobody_is_left(groep):
    een, *anderen = groep.leden
    for ander in anderen:
        AanwezigheidFactory(bijeenkomst=groep.b, persoon=ander, komt_niet=True)
    ask(groep, een)

    services.pass_beurt(groep.b, een)

    assert asked(groep.b) == set()


def test_pass_when_three_prepare_asks_nobody(groep):
    een, *anderen = groep.leden
    ask(groep, een)
    groep.b.voorbereiders.set(anderen[:3])

    services.pass_beurt(groep.b, een)

    assert asked(groep.b) == set()


def test_too_late_to_ask_the_next(groep, time_machine):
    een, *_ = groep.leden
    ask(groep, een)
    time_machine.move_to(groep.b.begint_op - timedelta(hours=20), tick=False)

    services.pass_beurt(groep.b, een)

    assert asked(groep.b) == set()


def test_withdrawn_question_sends_no_mail(groep):
    een, *_ = groep.leden
    services.ask_voorbereiders(groep.b, {een.pk}, by=groep.facilitator)
    services.withdraw_beurt(groep.b, een.pk, by=groep.facilitator)
    services.withdraw_beurt(groep.b, een.pk, by=groep.facilitator)
    carry_out_due()

    assert mail.outbox == []
    assert Bericht.objects.get().reden == "De vraag is beantwoord of ingetrokken."


def test_move_to_another_day_keeps_the_question(groep):
    een, *_ = groep.leden
    services.ask_voorbereiders(groep.b, {een.pk}, by=groep.facilitator)
    later = groep.b.begint_op + timedelta(days=7)
    bijeenkomsten.update_bijeenkomst(
        groep.b, {"begint_op": later, "eindigt_op": later + timedelta(hours=2)}, by=groep.facilitator, versie=1
    )
    carry_out_due()

    assert Bericht.objects.get(soort="bijeenkomsten.beurt").status == "verstuurd"


def test_meeting_off_sends_no_question(groep):
    een, *_ = groep.leden
    services.ask_voorbereiders(groep.b, {een.pk}, by=groep.facilitator)
    bijeenkomsten.cancel_bijeenkomst(groep.b, reden="De zaal is weg.", by=groep.facilitator)
    carry_out_due()

    assert Bericht.objects.get(soort="bijeenkomsten.beurt").reden == "De bijeenkomst is afgelast."
    assert [a for a in open_acties(een, nu()) if "mee voor" in a.titel] == []


def test_question_waits_in_the_letter_until_it_is_answered(groep):
    een, *_ = groep.leden
    set_preferences(een, {"bijeenkomsten": "wekelijks"})
    ask(groep, een)

    assert mail.outbox == []
    [actie] = [a for a in open_acties(een, nu()) if a.knop == "Ik doe mee"]
    assert [tekst for tekst, _ in actie.knoppen] == ["Ik doe mee", "Deze keer niet"]

    services.accept_beurt(groep.b, een)

    assert not [a for a in open_acties(een, nu()) if a.knop == "Ik doe mee"]


def test_turns_count_what_was_and_what_comes(groep):
    een, twee, drie, *_ = groep.leden
    eerder = BijeenkomstFactory(netwerk=groep.netwerk, dagen=-30, voorbereiders=[een])
    later = BijeenkomstFactory(netwerk=groep.netwerk, dagen=60, voorbereiders=[een, twee])
    BijeenkomstFactory(netwerk=groep.netwerk, dagen=50, afgelast=True, voorbereiders=[drie])
    AanwezigheidFactory(bijeenkomst=groep.b, persoon=drie, komt_niet=True)
    nieuw = groep.add()
    Deelname.objects.filter(persoon=nieuw).update(begonnen_op=nu().date())

    stand = {k.persoon: k for k in read_kandidaten(groep.b)}

    assert set(stand) == {*groep.leden, nieuw}
    assert (stand[een].laatst, stand[een].keren) == (later.datum, 2)
    assert (stand[twee].laatst, stand[twee].keren) == (later.datum, 1)
    assert eerder.datum < later.datum
    assert (stand[drie].laatst, stand[drie].wat) == (None, "kan niet")
    assert (stand[nieuw].is_nieuw, stand[een].is_nieuw) == (True, False)
