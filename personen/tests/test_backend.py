import pytest
from django.contrib.auth import get_user
from django.urls import reverse

from personen.backend import Backend
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def test_finds_who_is_signed_in_by_one_query(django_assert_num_queries):
    persoon = PersoonFactory()

    with django_assert_num_queries(1):
        assert Backend().get_user(persoon.pk) == persoon


def test_finds_nobody_who_is_gone_or_may_not_sign_in():
    assert Backend().get_user(PersoonFactory(is_active=False).pk) is None
    assert Backend().get_user(0) is None


def test_closing_an_account_ends_its_sessions_at_once(client):
    persoon = PersoonFactory()
    client.force_login(persoon)
    assert client.get(reverse("overzicht:mijn")).status_code == 200

    persoon.is_active = False
    persoon.save(update_fields=["is_active"])

    assert get_user(client).is_anonymous
    assert client.get(reverse("overzicht:mijn")).status_code == 302
