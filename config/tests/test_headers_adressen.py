"""What every answer tells the browser: every address, for every kind of visitor."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from config.tests.access_rows import ROWS
from config.tests.test_headers import check

pytestmark = [pytest.mark.django_db, pytest.mark.once]
VISITORS = (None, "deelnemer", "beheer")
OWN_POLICY = ("berichten:mail_html",)
OPEN_DATA = ("subsidie:toegekend_data",)  # the same for everybody, and meant for other sites


@pytest.mark.parametrize("name", sorted(set(ROWS) - set(OWN_POLICY)))
def test_every_address(name, world):
    address = reverse(name, kwargs=ROWS[name].kwargs(world))

    for visitor in VISITORS:
        for method in ("get", "post"):
            client = Client(raise_request_exception=False)
            if visitor:
                client.force_login(world.cast[visitor])
            with transaction.atomic():
                response = getattr(client, method)(address)
                transaction.set_rollback(True)
            is_open = name in OPEN_DATA and method == "get"
            check(response, (name, visitor, method, response.status_code), is_open=is_open)
            # Calendar programs ask again and again if it changed.
            if visitor and not is_open and name != "bijeenkomsten:feed":
                assert "no-store" in response["Cache-Control"], (name, method)
