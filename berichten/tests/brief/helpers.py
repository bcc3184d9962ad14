"""What the tests of the letter share."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from berichten import services
from berichten.acties import Actie
from berichten.models import NETWERKBRIEF, Bericht

NL = ZoneInfo("Europe/Amsterdam")
DONDERDAG = datetime(2026, 11, 26, 12, tzinfo=NL)
MAANDAG = datetime(2026, 11, 30, 9, tzinfo=NL)
WEEK = timedelta(days=7)
STOND = ("verstuurd", "Stond in de netwerkbrief.")
NIETS = ("overgeslagen", "Er was deze week niets te melden.")


def een_actie(titel="Vul de vragen in", **kwargs):
    return Actie(
        **{"titel": titel, "knop": "Doe het", "url": "http://localhost:8000/d/x/", "onderwerp": "bijeenkomsten"}
        | kwargs
    )


def state(bericht):
    bericht.refresh_from_db()
    return bericht.status, bericht.reden


def at(clock, moment):
    clock.move_to(moment)
    return services.carry_out_due()


def brief():
    return Bericht.objects.get(soort=NETWERKBRIEF)
