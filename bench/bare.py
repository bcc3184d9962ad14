"""The bare Celery task beside which the outbox is measured: one mail a task, the same mail, nothing written down.

``python -m bench.bare`` asks for them and prints the moment at which it began.
"""

import json
import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.floor_settings")
django.setup()

from celery import Celery
from django.core.mail import EmailMultiAlternatives

from bench.mails import MAILS

app = Celery("bare", broker=os.environ["REDIS_URL"])
app.conf.update(task_ignore_result=True, task_default_queue="kaal")
MAIL = json.loads(os.environ.get("BENCH_MAIL", "{}"))


@app.task(name="bare.send")
def send(address):
    mail = EmailMultiAlternatives(MAIL["subject"], MAIL["text"], "netwerk@leernetwerk.test", [address])
    for content, kind in MAIL["parts"]:
        mail.attach_alternative(content, kind)
    for name, content, kind in MAIL["files"]:
        mail.attach(name, content, kind)
    mail.send()


def ask():
    began = time.time()
    for number in range(MAILS):
        send.delay(f"p{number}@school.test")
    return began


if __name__ == "__main__":
    print(ask())
