from datetime import UTC, datetime

import time_machine


def test_security_txt_tells_whom_to_mail(client, settings):
    settings.SECURITY_CONTACT, settings.BASE_URL = "mailto:meld@leernetwerk.example", "https://leernetwerk.example"

    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        response = client.get("/.well-known/security.txt")

    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert response.content.decode().splitlines() == [
        "Contact: mailto:meld@leernetwerk.example",
        "Expires: 2027-05-20T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: https://leernetwerk.example/.well-known/security.txt",
    ]


def test_security_txt_is_not_there_without_a_contact(client):
    assert client.get("/.well-known/security.txt").status_code == 404
