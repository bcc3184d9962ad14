"""What the database promises about guests."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bijeenkomsten.sprekers.tests.factories import GastsprekerFactory, SpreekverzoekFactory, SprekersvraagFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("maak", "naam"),
    [
        (lambda: GastsprekerFactory(email="Groot@elders.test"), "gastspreker_email_lower"),
        (lambda: SpreekverzoekFactory(status="misschien"), "spreekverzoek_status_is_known"),
        (lambda: SpreekverzoekFactory(status="bevestigd"), "spreekverzoek_answer_has_time"),
        (lambda: SpreekverzoekFactory(dank="x", bedankt_op=timezone.now()), "spreekverzoek_only_who_came"),
        (lambda: SprekersvraagFactory(tekst=""), "sprekersvraag_not_empty"),
        (lambda: SprekersvraagFactory(soort="mening"), "sprekersvraag_soort_is_known"),
    ],
)
def test_constraints(maak, naam):
    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        maak()


def test_once_per_guest_and_per_netwerk():
    verzoek = SpreekverzoekFactory()
    vraag = SprekersvraagFactory(verzoek=verzoek, soort="leervraag")

    for maak in (
        lambda: SpreekverzoekFactory(bijeenkomst=verzoek.bijeenkomst, spreker=verzoek.spreker),
        lambda: GastsprekerFactory(netwerk=verzoek.spreker.netwerk, email=verzoek.spreker.email),
        lambda: SprekersvraagFactory(verzoek=verzoek, persoon=vraag.persoon, soort="leervraag"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            maak()
