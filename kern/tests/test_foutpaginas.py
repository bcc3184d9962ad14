import pytest
from django.db import InterfaceError, OperationalError


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("error", "status", "title", "retry_after"),
    [
        (OperationalError, 503, "We kunnen nu niets bewaren", "60"),
        (InterfaceError, 503, "We kunnen nu niets bewaren", "60"),
        (ZeroDivisionError, 500, "Het lukte niet", None),
    ],
)
def test_what_failed_decides_what_the_page_says(client, monkeypatch, error, status, title, retry_after):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr("berichten.views.check_health", fail)

    response = client.get("/gezond/")

    assert (response.status_code, response.get("Retry-After")) == (status, retry_after)
    assert f"<h1>{title}</h1>" in response.content.decode()
