from datetime import timedelta

import pytest
from django.utils import timezone

from berichten.models import Bericht, Verzending
from bijeenkomsten.models import Gastspreker, Spreekverzoek
from bijeenkomsten.services import cancel_bijeenkomst, update_bijeenkomst
from bijeenkomsten.sprekers import mails, services
from bijeenkomsten.sprekers.tests.factories import GastsprekerFactory, SpreekverzoekFactory, SprekersvraagFactory
from bijeenkomsten.tests.factories import BijeenkomstFactory, op_werkdag
from kern.errors import DomainError
from kern.models import Logregel
from netwerken.services import close_netwerk
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
WAARDEN = {"onderwerp": "Rust", "bericht": "Kom je?", "praktisch": ""}
NIEUW = {"naam": "Femke Gast", "email": "Femke@Elders.test", "expertise": "rust"}


@pytest.fixture
def b(cast):
    """Planned a while ago, so that changes are news."""
    lang_geleden = timezone.now() - timedelta(days=10)
    return BijeenkomstFactory(netwerk=cast.netwerk, vast_sinds=lang_geleden, dag_sinds=lang_geleden)


def ask(b, cast, gast=NIEUW, **waarden):
    return services.ask_gast(b, gast, WAARDEN | waarden, by=cast.facilitator)


def say(verzoek, komt=True, **kwargs):
    return services.answer_verzoek(verzoek, komt=komt, link_nr=kwargs.pop("link_nr", verzoek.link_nr), **kwargs)


def soorten(**kwargs):
    return list(Bericht.objects.filter(**kwargs).order_by("pk").values_list("soort", flat=True))


# --- Asking -------------------------------------------------------------------------------------


def test_ask_somebody_new(b, cast):
    verzoek = ask(b, cast)

    bericht = Bericht.objects.get()
    assert (bericht.soort, bericht.adres, bericht.aan) == (mails.VERZOEK, "femke@elders.test", None)
    assert (verzoek.spreker.netwerk, verzoek.status, verzoek.spreker.mag_bewaren) == (cast.netwerk, "gevraagd", False)
    assert Logregel.objects.get(actie="bijeenkomsten.gast.asked").feiten == {"verzoek": verzoek.pk}


def test_ask_twice_is_one(b, cast):
    assert ask(b, cast) == ask(b, cast)
    assert Bericht.objects.count() == 1


def test_ask_an_address_that_is_known_is_that_guest(b, cast):
    gast = GastsprekerFactory(netwerk=cast.netwerk, email="femke@elders.test", naam="Femke van eerst")

    assert ask(b, cast).spreker == gast
    assert Gastspreker.objects.get().naam == "Femke van eerst"


def test_ask_who_was_asked_otherwise_is_refused(b, cast):
    ask(b, cast)

    with pytest.raises(DomainError, match="al gevraagd"):
        ask(b, cast, onderwerp="Iets anders")


def test_ask_a_ninth_is_refused(b, cast):
    SpreekverzoekFactory.create_batch(8, bijeenkomst=b)

    with pytest.raises(DomainError, match="acht gasten"):
        ask(b, cast)
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("traits", [{"afgelast": True}, {"geweest": True}])
def test_ask_for_what_is_off_or_over_is_refused(cast, traits):
    with pytest.raises(services.VoorbijError):
        ask(BijeenkomstFactory(netwerk=cast.netwerk, **traits), cast)
    assert not Gastspreker.objects.exists()


def test_ask_again_after_a_no_makes_a_new_link(b, cast):
    verzoek = say(ask(b, cast), komt=False, antwoord="Nee")

    opnieuw = ask(b, cast, bericht="En nu?")

    assert (opnieuw.pk, opnieuw.status, opnieuw.link_nr, opnieuw.antwoord) == (verzoek.pk, "gevraagd", 2, "")
    with pytest.raises(services.VoorbijError):
        say(opnieuw, link_nr=1)


# --- Answering ----------------------------------------------------------------------------------


def test_yes_tells_guest_and_who_asked_and_plans_the_rest(b, cast):
    verzoek = say(ask(b, cast), antwoord="Leuk", mag_bewaren=True)

    assert (verzoek.komt, verzoek.antwoord) == (True, "Leuk")
    assert soorten() == [mails.VERZOEK, mails.BEVESTIGD, mails.ANTWOORD]
    assert Bericht.objects.get(soort=mails.ANTWOORD).aan == cast.facilitator
    assert set(Verzending.objects.values_list("soort", flat=True)) >= {mails.VRAGEN, mails.BRIEFING}
    assert Gastspreker.objects.get().mag_bewaren is True


def test_the_same_answer_twice_is_once(b, cast):
    verzoek = ask(b, cast)

    say(verzoek)
    say(verzoek)

    assert soorten() == [mails.VERZOEK, mails.BEVESTIGD, mails.ANTWOORD]


def test_yes_and_then_no_takes_the_plans_back(b, cast):
    verzoek = say(ask(b, cast))

    verzoek = say(verzoek, komt=False)

    assert verzoek.kan_niet
    assert not Verzending.objects.waiting().filter(soort__in=[mails.VRAGEN, mails.BRIEFING]).exists()


def test_facilitators_hear_it_when_who_asked_left(b, cast):
    verzoek = ask(b, cast)
    Spreekverzoek.objects.update(gevraagd_door=PersoonFactory())

    say(verzoek)

    assert Bericht.objects.get(soort=mails.ANTWOORD).aan == cast.facilitator


@pytest.mark.parametrize("toestand", ["ingetrokken", "afgelast", "begonnen"])
def test_too_late_an_answer_changes_nothing(b, cast, toestand):
    verzoek = ask(b, cast)
    if toestand == "ingetrokken":
        services.withdraw_verzoek(verzoek, by=cast.facilitator)
    elif toestand == "afgelast":
        cancel_bijeenkomst(b, reden="Ziek.", by=cast.facilitator)
    else:
        nu = timezone.now()
        type(b).objects.update(begint_op=nu - timedelta(minutes=1), eindigt_op=nu + timedelta(hours=2))

    with pytest.raises(services.VoorbijError):
        say(verzoek)
    verzoek.refresh_from_db()
    assert verzoek.beantwoord_op is None


# --- Withdrawing --------------------------------------------------------------------------------


def test_withdraw_before_the_mail_left_tells_nobody(b, cast):
    verzoek = services.withdraw_verzoek(ask(b, cast), by=cast.facilitator)

    assert verzoek.is_ingetrokken
    assert list(Bericht.objects.values_list("soort", "status")) == [(mails.VERZOEK, "vervallen")]


def test_withdraw_after_the_mail_left_tells_the_guest_once(b, cast):
    verzoek = say(ask(b, cast))
    Bericht.objects.update(status="verstuurd", verstuurd_op=timezone.now())

    services.withdraw_verzoek(verzoek, by=cast.facilitator)
    services.withdraw_verzoek(verzoek, by=cast.facilitator)

    assert soorten(status="gepland") == [mails.INGETROKKEN]
    assert not Verzending.objects.waiting().filter(soort__in=[mails.VRAGEN, mails.BRIEFING]).exists()


def test_withdraw_after_a_no_is_refused(b, cast):
    verzoek = say(ask(b, cast), komt=False)

    with pytest.raises(DomainError, match="zei al nee"):
        services.withdraw_verzoek(verzoek, by=cast.facilitator)


# --- The meeting changes ------------------------------------------------------------------------


def move(b, cast, **waarden):
    return update_bijeenkomst(b, waarden, by=cast.facilitator, versie=b.versie)


def test_another_day_asks_the_guest_anew(b, cast):
    verzoek = say(ask(b, cast))
    begin = op_werkdag(42)

    move(b, cast, begint_op=begin, eindigt_op=begin + timedelta(hours=3))

    verzoek = Spreekverzoek.objects.with_all().get(pk=verzoek.pk)
    assert (verzoek.komt, verzoek.moet_opnieuw) == (False, True)
    assert Verzending.objects.waiting().filter(soort=mails.VERPLAATST).count() == 1
    assert not Verzending.objects.waiting().filter(soort__in=[mails.VRAGEN, mails.BRIEFING]).exists()
    assert say(verzoek).komt
    assert Verzending.objects.waiting().filter(soort=mails.BRIEFING).exists()


def test_another_place_tells_and_the_yes_stands(b, cast):
    verzoek = say(ask(b, cast))

    move(b, cast, plaats="Deventer")

    assert Spreekverzoek.objects.with_all().get(pk=verzoek.pk).komt
    assert Verzending.objects.waiting().filter(soort=mails.VERPLAATST).count() == 1


def test_cancelled_tells_who_was_asked_and_nothing_else_goes(b, cast):
    say(ask(b, cast))

    cancel_bijeenkomst(b, reden="Ziek.", by=cast.facilitator)

    wacht = Verzending.objects.waiting().filter(soort__startswith="bijeenkomsten.gast_")
    assert list(wacht.values_list("soort", flat=True)) == [mails.AFGELAST]


def test_stopping_the_netwerk_tells_the_guest(b, cast):
    ask(b, cast)

    close_netwerk(cast.netwerk, "gestopt", reden="Klaar.", by=cast.facilitator)

    assert Verzending.objects.waiting().filter(soort=mails.AFGELAST).exists()


# --- Questions ----------------------------------------------------------------------------------


def test_questions_and_one_leervraag(b, cast):
    verzoek = say(ask(b, cast))

    services.save_vragen(verzoek, cast.deelnemer, vraag="Hoe dan?", leervraag="Loslaten")
    services.save_vragen(verzoek, cast.deelnemer, vraag="Hoe dan?", leervraag="Anders loslaten")

    assert list(verzoek.vragen.order_by("soort").values_list("soort", "tekst")) == [
        ("leervraag", "Anders loslaten"),
        ("vraag", "Hoe dan?"),
    ]
    services.save_vragen(verzoek, cast.deelnemer, leervraag="")
    assert [vraag.soort for vraag in verzoek.vragen.all()] == ["vraag"]
    regels = Logregel.objects.filter(actie="bijeenkomsten.gast.question")
    assert {regel.actor_id for regel in regels} == {None}


def test_a_sixth_question_and_an_outsider_are_refused(b, cast):
    verzoek = say(ask(b, cast))
    for nummer in range(5):
        services.save_vragen(verzoek, cast.deelnemer, vraag=f"Vraag {nummer}")

    with pytest.raises(DomainError, match="vijf vragen"):
        services.save_vragen(verzoek, cast.deelnemer, vraag="Nog een")
    with pytest.raises(DomainError, match="niet mee"):
        services.save_vragen(verzoek, cast.buitenstaander, vraag="Mag ik ook?")
    assert verzoek.vragen.count() == 5


def test_no_questions_for_a_guest_who_does_not_come(b, cast):
    verzoek = say(ask(b, cast), komt=False)

    with pytest.raises(services.VoorbijError):
        services.save_vragen(verzoek, cast.deelnemer, vraag="Hoe dan?")


# --- Thanks -------------------------------------------------------------------------------------


def test_thank_once_after_the_meeting(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True, dag_sinds=timezone.now() - timedelta(days=30))
    verzoek = SpreekverzoekFactory(bijeenkomst=b, komt=True)

    services.thank_gast(verzoek, "Dank je.", by=cast.facilitator)
    services.thank_gast(verzoek, "Nog eens.", by=cast.facilitator)

    verzoek.refresh_from_db()
    assert (verzoek.dank, soorten()) == ("Dank je.", [mails.DANK])


@pytest.mark.parametrize(
    ("traits", "verzoek"),
    [({}, {"komt": True}), ({"gehouden": True}, {"kan_niet": True}), ({"afgelast": True, "dagen": -3}, {"komt": True})],
)
def test_thank_before_the_end_or_who_was_not_there_is_refused(cast, traits, verzoek):
    verzoek = SpreekverzoekFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk, **traits), **verzoek)

    with pytest.raises(DomainError):
        services.thank_gast(verzoek, "Dank je.", by=cast.facilitator)
    assert not Bericht.objects.exists()


def test_thank_after_two_months_is_refused(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, status="gehouden", dagen=-70)
    verzoek = SpreekverzoekFactory(bijeenkomst=b, komt=True)

    with pytest.raises(DomainError, match="te lang geleden"):
        services.thank_gast(verzoek, "Dank je.", by=cast.facilitator)


# --- The list -----------------------------------------------------------------------------------


def test_another_address_ends_the_old_links_and_asks_anew(b, cast):
    verzoek = ask(b, cast)

    services.update_spreker(verzoek.spreker, NIEUW | {"email": "nieuw@elders.test"}, by=cast.facilitator)

    verzoek.refresh_from_db()
    assert verzoek.link_nr == 2
    rows = Bericht.objects.order_by("pk").values_list("soort", "adres", "status")
    assert list(rows) == [
        (mails.VERZOEK, "femke@elders.test", "vervallen"),
        (mails.VERZOEK, "nieuw@elders.test", "gepland"),
    ]


def test_an_address_that_somebody_else_has_is_refused(b, cast):
    GastsprekerFactory(netwerk=cast.netwerk, email="nieuw@elders.test")

    with pytest.raises(DomainError, match="al een gast met dit mailadres"):
        services.update_spreker(ask(b, cast).spreker, NIEUW | {"email": "Nieuw@elders.test"}, by=cast.facilitator)


def test_delete_forgets_everything(cast):
    verzoek = SpreekverzoekFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True), komt=True)
    SprekersvraagFactory(verzoek=verzoek)
    mails.queue_to_gast(mails.DANK, verzoek)
    Bericht.objects.update(status="verstuurd", verstuurd_op=timezone.now())

    services.delete_spreker(verzoek.spreker, by=cast.facilitator)

    assert not Gastspreker.objects.exists()
    assert not Spreekverzoek.objects.exists()
    assert not Bericht.objects.exists()


def test_delete_while_something_still_has_to_happen_is_refused(b, cast):
    verzoek = ask(b, cast)

    with pytest.raises(DomainError, match="nog gevraagd"):
        services.delete_spreker(verzoek.spreker, by=cast.facilitator)
    say(verzoek)
    Bericht.objects.update(status="verstuurd", verstuurd_op=timezone.now())
    services.withdraw_verzoek(verzoek, by=cast.facilitator)
    with pytest.raises(DomainError, match="nog een mail"):
        services.delete_spreker(verzoek.spreker, by=cast.facilitator)


def test_guests_are_forgotten_after_a_month_unless_they_may_stay(cast):
    lang = BijeenkomstFactory(netwerk=cast.netwerk, status="gehouden", dagen=-40)
    kort = BijeenkomstFactory(netwerk=cast.netwerk, status="gehouden", dagen=-10)
    weg = SpreekverzoekFactory(bijeenkomst=lang, komt=True).spreker
    blijft = SpreekverzoekFactory(bijeenkomst=lang, komt=True, spreker__mag_bewaren=True).spreker
    nog = SpreekverzoekFactory(bijeenkomst=kort, komt=True).spreker
    los = GastsprekerFactory(netwerk=cast.netwerk)

    assert services.forget_gasten() == 1
    assert services.forget_gasten() == 0
    assert set(Gastspreker.objects.all()) == {blijft, nog, los}
    assert services.forget_gasten(now=timezone.now() + timedelta(days=31)) == 2
    assert weg.pk not in Gastspreker.objects.values_list("pk", flat=True)


def test_a_guest_who_must_still_hear_something_waits_a_night(cast):
    lang = BijeenkomstFactory(netwerk=cast.netwerk, status="gehouden", dagen=-40)
    mails.queue_to_gast(mails.DANK, SpreekverzoekFactory(bijeenkomst=lang, komt=True))

    assert services.forget_gasten() == 0
