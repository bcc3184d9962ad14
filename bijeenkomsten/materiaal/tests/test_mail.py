from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail

from berichten.services import carry_out_due
from bijeenkomsten import planning
from bijeenkomsten.materiaal.tests.factories import MateriaalFactory
from bijeenkomsten.tests.factories import BijeenkomstFactory

pytestmark = pytest.mark.django_db


def programmamail(b, cast):
    planning.reschedule(b)
    with time_machine.travel(b.begint_op - timedelta(days=7), tick=False):
        carry_out_due()
    return next(m for m in mail.outbox if cast.deelnemer.email in m.to[0] and b.titel in m.subject)


def test_a_week_ahead_the_mail_names_what_there_is_to_read(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, titel="Ideeën")
    stuk, film = MateriaalFactory(bijeenkomst=b), MateriaalFactory(bijeenkomst=b, een_link=True)

    bericht = programmamail(b, cast)

    html = bericht.alternatives[0].content
    for inhoud in (bericht.body, html):
        assert settings.BASE_URL + stuk.url in inhoud
        assert "kijk.test" in inhoud
    assert stuk.titel in bericht.body
    assert f"{film.titel} (kijk.test):\n{film.link}" in bericht.body
    assert "Lees &lt;b&gt;&#x27;t&lt;/b&gt; stuk" in html
    assert not [a for a in bericht.attachments if "stuk" in str(a)]


def test_without_material_the_mail_does_not_speak_of_it(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, titel="Ideeën")

    bericht = programmamail(b, cast)

    assert "MATERIAAL" not in bericht.body
    assert ">Materiaal<" not in bericht.alternatives[0].content
