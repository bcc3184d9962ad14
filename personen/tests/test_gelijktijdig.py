"""Two at the same moment: one code opens one door, and of two last keys one stays."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from kern.tests.races import together
from personen.mfa_forms import _use_up
from personen.tests.factories import PasskeyFactory, PersoonFactory
from personen.tests.stappen import app_code, give_app

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_one_code_opens_once():
    persoon = PersoonFactory()
    give_app(persoon)
    app, code = Authenticator.objects.get(user=persoon, type="totp"), app_code()

    def use():
        try:
            _use_up(app, code)
        except ValidationError:
            return False
        return True

    assert sorted(together(*[use] * 4)) == [False, False, False, True]


def test_of_the_last_two_keys_one_stays(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    beheer = PersoonFactory(beheer=True)
    keys = PasskeyFactory.create_batch(2, user=beheer)

    def remove(key):
        client = Client()
        client.force_login(beheer)
        session = client.session
        session["tweede_stap_ingesteld"] = beheer.pk
        session.save()
        return lambda: client.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code

    assert sorted(together(*[remove(key) for key in keys])) == [302, 422]
    assert Authenticator.objects.count() == 1
