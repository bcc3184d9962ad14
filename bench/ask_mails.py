"""Asks for the mails of ``bench.mails``, in a process of its own; prints the moment at which it began.

With the number of a round a message of ``NETWERKEN`` meetings falls due, and the worker is told twice, once for each
of its processes. ``sample``: what one of these mails says, as JSON.
"""

import json
import sys
import time

import django

django.setup()

from django.core import mail

from bench.mails import NETWERKEN
from berichten.mail import build_message
from berichten.models import Bericht, Verzending
from berichten.soorten import get_soort
from berichten.tasks import carry_out_due_task
from bijeenkomsten.models import Bijeenkomst
from kern.tijd import nu

SOORT = "bijeenkomsten.programma"


def make_due(number):
    """The next meeting of other networks every round: a message «this is what we will do», for all deelnemers."""
    netwerken = range(1 + number * NETWERKEN, 1 + (number + 1) * NETWERKEN)
    rows = Bijeenkomst.objects.filter(netwerk__in=netwerken).aankomend().order_by("netwerk", "begint_op")
    volgende = {bijeenkomst.netwerk_id: bijeenkomst for bijeenkomst in reversed(rows)}.values()
    Verzending.objects.bulk_create(
        Verzending(
            soort=SOORT, op=nu(), sleutel=f"bench:mails:{b.pk}:{time.time()}", context=f"netwerk:{b.netwerk_id}",
            aanleiding=b.aanleiding, titel="Het programma",
        )
        for b in volgende
    )  # fmt: skip


def ask_outbox(number):
    make_due(number)
    began = time.time()
    for _ in range(2):
        carry_out_due_task.delay()
    return began


def sample():
    bericht = Bericht.objects.filter(soort=SOORT, status=Bericht.Status.VERSTUURD).exclude(onderwerp="").latest("pk")
    soort = get_soort(SOORT)
    message = build_message(bericht, soort.inhoud(bericht), soort, mail.get_connection())
    parts = [(content, kind) for content, kind in message.alternatives]
    files = [(name, content.decode(), kind) for name, content, kind in message.attachments]
    return json.dumps({"subject": message.subject, "text": message.body, "parts": parts, "files": files})


if __name__ == "__main__":
    print(sample() if sys.argv[1] == "sample" else ask_outbox(int(sys.argv[1])))
