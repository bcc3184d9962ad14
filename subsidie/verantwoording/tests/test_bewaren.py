"""Seven years after it was settled a verantwoording is gone with its aanvraag, and with the mails about it."""

from datetime import timedelta

import pytest

from berichten.models import Bericht
from kern.models import Logregel
from kern.tijd import nu
from subsidie.bewaren.services import erase_due
from subsidie.lopend.tests.factories import add_penvoerder, make_staf
from subsidie.models import Aanvraag, Ondertekening, Spoorregel, Verantwoording
from subsidie.verantwoording.tests.factories import make_vast

pytestmark = pytest.mark.django_db


def test_everything_goes_with_the_aanvraag():
    aanvraag, penvoerder = make_vast(make_staf())
    add_penvoerder(aanvraag, "facilitator")
    assert Bericht.objects.filter(soort__startswith="subsidie.").exists()
    assert erase_due(now=nu() + timedelta(days=7 * 365)) == 0

    assert erase_due(now=nu() + timedelta(days=7 * 366)) == 1

    for model in (Aanvraag, Verantwoording, Ondertekening, Spoorregel):
        assert not model.objects.exists()
    assert not Bericht.objects.filter(soort__startswith="subsidie.").exists()
    assert not Logregel.objects.filter(actie__startswith="subsidie.verantwoording").exists()
