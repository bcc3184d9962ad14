"""A guest who answers while the facilitator withdraws, cancels or asks. Real threads, so only on PostgreSQL."""

from datetime import timedelta

import pytest
from django.utils import timezone

from berichten.models import Bericht
from bijeenkomsten.models import Gastspreker, Spreekverzoek
from bijeenkomsten.services import cancel_bijeenkomst
from bijeenkomsten.sprekers import mails, services
from bijeenkomsten.sprekers.tests.factories import SpreekverzoekFactory
from bijeenkomsten.tests.cast import Cast
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.errors import DomainError
from kern.tests.races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def verzoek():
    cast = Cast()
    sinds = timezone.now() - timedelta(days=10)
    b = BijeenkomstFactory(netwerk=cast.netwerk, vast_sinds=sinds, dag_sinds=sinds)
    verzoek = SpreekverzoekFactory(bijeenkomst=b, gevraagd_door=cast.facilitator)
    verzoek.cast = cast
    return verzoek


def fresh(verzoek):
    return Spreekverzoek.objects.with_all().get(pk=verzoek.pk)


def yes(verzoek):
    return lambda: services.answer_verzoek(fresh(verzoek), komt=True, link_nr=1)


def test_yes_and_withdraw_at_once(verzoek):
    uitkomsten = together(yes(verzoek), lambda: services.withdraw_verzoek(fresh(verzoek), by=verzoek.cast.facilitator))

    assert fresh(verzoek).is_ingetrokken
    te_laat = any(isinstance(uitkomst, services.VoorbijError) for uitkomst in uitkomsten)
    assert Bericht.objects.filter(soort=mails.BEVESTIGD, status="gepland").count() == 0
    assert Bericht.objects.filter(soort=mails.ANTWOORD).count() == (0 if te_laat else 1)


def test_yes_twice_at_once(verzoek):
    together(yes(verzoek), yes(verzoek))

    assert fresh(verzoek).komt
    assert Bericht.objects.filter(soort=mails.BEVESTIGD).count() == 1


def test_yes_and_cancel_at_once(verzoek):
    together(yes(verzoek), lambda: cancel_bijeenkomst(verzoek.bijeenkomst, reden="x", by=verzoek.cast.facilitator))

    na = fresh(verzoek)
    assert na.bijeenkomst.is_afgelast
    assert na.status in {"gevraagd", "bevestigd"}


def test_two_ask_the_same_guest_at_once(verzoek):
    gast = {"naam": "Femke", "email": "femke@elders.test", "expertise": ""}

    def ask(bericht):
        waarden = {"onderwerp": "Rust", "bericht": bericht, "praktisch": ""}
        return lambda: services.ask_gast(verzoek.bijeenkomst, dict(gast), waarden, by=verzoek.cast.facilitator)

    uitkomsten = together(ask("een"), ask("twee"))

    assert [isinstance(u, DomainError) for u in uitkomsten].count(True) == 1
    assert Gastspreker.objects.filter(email="femke@elders.test").count() == 1
    assert Bericht.objects.filter(adres="femke@elders.test").count() == 1


def test_two_leervragen_of_one_person_at_once(verzoek):
    def share(tekst):
        return lambda: services.save_vragen(fresh(verzoek), verzoek.cast.deelnemer, leervraag=tekst)

    together(share("een"), share("twee"))

    assert verzoek.vragen.count() == 1
