import pytest

from bijeenkomsten.models import Agendalink
from bijeenkomsten.tests.cast import text
from bijeenkomsten.tests.factories import (
    AgendalinkFactory,
    BijeenkomstFactory,
)

pytestmark = pytest.mark.django_db


def test_agendalink_page_make_renew_stop(ingelogd, persoon):
    assert "Je hebt nog geen link." in text(ingelogd.get("/mijn/agenda/"))
    ingelogd.post("/mijn/agenda/maken/")
    eerste = Agendalink.objects.get().url
    assert eerste in text(ingelogd.get("/mijn/agenda/"))
    ingelogd.post("/mijn/agenda/maken/")
    assert ingelogd.get(eerste.removeprefix("http://localhost:8000")).status_code == 404
    ingelogd.post("/mijn/agenda/stoppen/")
    assert not Agendalink.objects.exists()


def test_agendalink_of_others_is_never_shown(ingelogd):
    ander = AgendalinkFactory()

    assert ander.token not in text(ingelogd.get("/mijn/agenda/"))


def test_ics_from_the_mail_without_login(client, cast):
    from bijeenkomsten.links import ics_link  # noqa: PLC0415

    b = BijeenkomstFactory(netwerk=cast.netwerk)
    adres = ics_link(b, cast.deelnemer).removeprefix("http://localhost:8000")

    response = client.get(adres)

    assert response["Content-Disposition"] == f'attachment; filename="bijeenkomst-{b.datum.isoformat()}.ics"'
    assert b.uid in text(response)
    assert cast.deelnemer.email not in text(response)
    assert client.get(adres.replace("~", "~x")).status_code == 404
    assert client.get(f"/agenda/{b.pk}.{cast.deelnemer.pk}/bijeenkomst.ics").status_code == 404
    cast.netwerk.deelnames.filter(persoon=cast.deelnemer).update(status="pauze")
    assert client.get(adres).status_code == 404
