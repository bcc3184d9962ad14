"""What is offered waits for the academie: in the letter of the week, when it waits for long."""

from datetime import datetime, timedelta

from django.conf import settings

from berichten.acties import Actie
from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import dag
from werkvormen.models import Werkvorm

LANG = timedelta(days=7)


def find_lang_open(now: datetime) -> list[datetime]:
    """Since when each werkvorm waits that was offered more than a week ago, the oldest first."""
    rows = Werkvorm.objects.aangeboden().filter(aangeboden_op__lte=now - LANG)
    return list(rows.values_list("aangeboden_op", flat=True))


def ask_oordeel(persoon, now: datetime):
    """One question for all of them; only to who may answer it."""
    sinds = find_lang_open(now) if persoon.is_academie else []
    if sinds:
        yield Actie(
            titel=f"{meervoud(len(sinds), 'werkvorm wacht,werkvormen wachten')} op je oordeel",
            knop="Bekijk wat er is aangeboden", url=settings.BASE_URL + reverse("werkvormen:queue"),
            tekst=f"{'Hij' if len(sinds) == 1 else 'De oudste'} is aangeboden op {dag(sinds[0])}.",
        )  # fmt: skip
