"""Who gets what behind every address. An address without a row fails the build.

A row has, for each of the cast, what a GET and what a POST answers in a public network:

    in    sent to the login page          ok    the page, or a form that was handled (also when it was refused as input)
    go    sent on to another page         403, 404, 405, 410   as the number says

In a network that is not public an outsider finds nothing at all: that is one rule for all rows, tested apart.
"""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from config.tests.access_rows import ROWS
from config.tests.access_world import CAST

# Being seen, and allauth's own list of addresses that it completes on its page.
ALLOWED_WRITES = ("django_session", "usersessions_usersession", "account_emailaddress")

pytestmark = pytest.mark.once


def _addresses(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield f"{namespace}{pattern.name}", tuple(pattern.pattern.regex.groupindex)


ADDRESSES = dict(_addresses(get_resolver()))  # name: the arguments it takes
ADMIN = sorted(name for name in ADDRESSES if name.startswith("admin:"))
NETWERK = sorted(name for name, takes in ADDRESSES.items() if {"slug", "netwerk_slug"} & set(takes))


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted(ROWS) == sorted(set(ADDRESSES) - set(ADMIN))


@dataclass
class Answer:
    """What somebody got, in the words of the table."""

    status: int
    url: str

    def __str__(self):
        if self.status in (301, 302, 303):
            return "in" if self.url.startswith(reverse("account_login")) else "go"
        return "ok" if self.status == 200 else str(self.status)

    @property
    def for_post(self):
        """A form that was handled: done and sent on, or refused as input (422), is the same for who may come in."""
        return "ok" if str(self) == "go" or self.status == 422 else str(self)


def _knock(method, address, person, **headers):
    client = Client(raise_request_exception=True)
    if person:
        client.force_login(person)
    with transaction.atomic():  # the next one finds the network as it was
        response = getattr(client, method)(address, headers=headers)
        transaction.set_rollback(True)
    return Answer(response.status_code, getattr(response, "url", ""))


def _address(name, world):
    return reverse(name, kwargs=ROWS[name].kwargs(world))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_get(name, world):
    address = _address(name, world)

    answers = [str(_knock("get", address, world.cast[member])) for member in CAST]

    assert dict(zip(CAST, answers, strict=True)) == dict(zip(CAST, ROWS[name].get.split(), strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_post(name, world):
    address = _address(name, world)

    answers = [_knock("post", address, world.cast[member]).for_post for member in CAST]

    assert dict(zip(CAST, answers, strict=True)) == dict(zip(CAST, ROWS[name].post.split(), strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", NETWERK)
def test_network_that_is_not_public_is_not_there_for_outsiders(name, method, world):
    world.netwerk.is_openbaar = False
    world.netwerk.save()
    address = _address(name, world)

    assert str(_knock(method, address, world.cast["buitenstaander"])) in ("404", "405")
    assert str(_knock(method, address, None)) in ("in", "404", "405")


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_get_changes_nothing(name, world):
    """Mail scanners and preloading browsers open every link they see."""
    address = _address(name, world)
    client = Client()
    client.force_login(world.cast["facilitator"])
    client.get(reverse("overzicht:hulp"))

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in writes if not any(table in sql for table in ALLOWED_WRITES)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADMIN)
def test_django_admin_is_for_beheer(name, world):
    known = {"app_label": "personen", "object_id": "1", "content_type_id": "1"}
    address = reverse(name, kwargs={argument: known[argument] for argument in ADDRESSES[name]})

    for member in CAST[:-1]:
        assert str(_knock("get", address, world.cast[member])) in ("in", "go", "403", "404"), member
