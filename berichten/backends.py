import os
import time
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

MAP = Path(settings.VAR_DIR) / "mail"


class MapBackend(BaseEmailBackend):
    """Every mail becomes one file in var/mail, complete at once or not there at all."""

    def send_messages(self, email_messages):
        MAP.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            mime = message.message()
            naam = f"{time.time_ns()}-{mime['Message-ID'].strip('<>').split('@')[0]}.eml"
            half = MAP / f".{naam}"
            half.write_bytes(mime.as_bytes(linesep="\r\n"))
            os.replace(half, MAP / naam)
        return len(email_messages)
