"""Every address, knocked on by academie and beheer who took one of two steps; and every address that asks again."""

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from config.tests.access_rows import ROWS
from config.tests.test_access_table import ADDRESSES, ADMIN

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SET_UP = "/accounts/twee-stappen/"
OPEN, AS_ANYONE = django_settings.SECOND_FACTOR_OPEN, django_settings.SECOND_FACTOR_AS_ANYONE


def _address(name, world):
    if name in ROWS:
        return reverse(name, kwargs=ROWS[name].kwargs(world))
    for args in ([], ["1"], ["1", "1"], ["personen"]):  # the admin's own: it must refuse before it looks
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def _knock(method, address, person):
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("name", sorted({*ROWS, *ADMIN}))
def test_one_step_reaches_nothing_but_what_is_listed(name, settings, world):
    settings.SECOND_FACTOR_REQUIRED = True
    address = _address(name, world)

    for who in ("academie", "beheer"):
        for method in ("get", "post"):
            response = _knock(method, address, world.cast[who])
            turned_away = getattr(response, "url", "").startswith(SET_UP)
            if name in AS_ANYONE:
                assert response.status_code == _knock(method, address, None).status_code, (who, method)
                assert world.cast[who].naam not in response.content.decode()
            else:
                assert turned_away == (name not in OPEN), (who, method, response.status_code)


def test_everything_listed_exists():
    assert set(ADDRESSES) >= OPEN | AS_ANYONE
    assert not OPEN & AS_ANYONE


def test_every_view_has_a_name_or_is_closed():
    """What has no name cannot be in the list, so it is closed too; only static files have none."""
    unnamed = [pattern for pattern in get_resolver().url_patterns if getattr(pattern, "name", "x") is None]

    assert unnamed == []


SENSITIVE = ["netwerken:status", "netwerken:rollen", "netwerken:export"]
SENSITIVE_ADMIN = [f"/beheer/personen/persoon/{rest}/" for rest in ("add", "{pk}/change", "{pk}/delete")]


def _long_ago(client):
    session = client.session
    session["ingelogd_op"] -= 3600
    session.save()


@pytest.mark.parametrize("name", SENSITIVE)
def test_networks_ask_again_before_what_matters(client, name, world):
    client.force_login(world.cast["facilitator"])
    address = _address(name, world)
    assert client.get(address).status_code == 200
    _long_ago(client)

    answers = [getattr(client, method)(address) for method in ("get", "post")]

    assert [answer.url.split("?")[0] for answer in answers] == ["/accounts/reauthenticate/"] * 2


@pytest.mark.parametrize("path", SENSITIVE_ADMIN)
def test_beheer_is_asked_again_before_changing_people(client, path, world):
    client.force_login(world.cast["beheer"])
    address = path.format(pk=world.cast["deelnemer"].pk)
    assert client.get(address).status_code == 200
    _long_ago(client)

    answers = [getattr(client, method)(address) for method in ("get", "post")]

    assert [answer.url.split("?")[0] for answer in answers] == ["/accounts/reauthenticate/"] * 2
    assert client.get("/beheer/personen/persoon/").status_code == 200
    assert client.post("/beheer/personen/persoon/", {"action": "delete_selected"}).url.startswith("/accounts/reauth")
