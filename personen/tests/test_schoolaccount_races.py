"""Two windows at the same moment. Real threads, real transactions, so only on PostgreSQL."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from kern.errors import DomainError
from kern.models import Logregel
from kern.tests.races import together
from personen.models import Persoon
from personen.schoolaccount import services
from personen.tests.factories import PersoonFactory, SchoolaccountFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def identity():
    return SocialAccount(provider="https://entree.test", uid="ab12cd@school", extra_data={"affiliatie": "staff"})


def link(persoon):
    return lambda: services.link(persoon, identity())


def test_one_identity_gets_one_owner():
    uitkomsten = together(*(link(persoon) for persoon in PersoonFactory.create_batch(5)))

    assert sorted(str(uitkomst) for uitkomst in uitkomsten) == [services.VAN_EEN_ANDER] * 4 + ["True"]
    assert (SocialAccount.objects.count(), Logregel.objects.count()) == (1, 1)


def test_the_same_person_twice_links_once():
    persoon = PersoonFactory()

    assert sorted(together(link(persoon), link(persoon))) == [False, True]
    assert SocialAccount.objects.get().user == persoon


def test_two_windows_make_one_person():
    def make(email):
        return lambda: services.create_persoon(identity(), naam="Noor", email=email, organisatie=None)

    uitkomsten = together(make("noor@school.test"), make("ook-noor@school.test"), make("noor@school.test"))

    assert sum(isinstance(uitkomst, Persoon) for uitkomst in uitkomsten) == 1
    assert (Persoon.objects.count(), EmailAddress.objects.count(), SocialAccount.objects.count()) == (1, 1, 1)


def test_two_windows_do_not_each_unlink_the_last_but_one(settings):
    persoon = PersoonFactory()
    app = {
        "provider_id": "entree",
        "name": "Entree",
        "client_id": "x",
        "settings": {"server_url": "https://entree.test"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    accounts = SchoolaccountFactory.create_batch(2, user=persoon)

    def unlink(account):
        return lambda: services.unlink(persoon, account.pk)

    uitkomsten = together(*(unlink(account) for account in accounts))

    assert [isinstance(uitkomst, DomainError) for uitkomst in uitkomsten].count(True) == 1
    assert SocialAccount.objects.count() == 1
