"""One guest, asked for a meeting in December."""

from datetime import datetime
from zoneinfo import ZoneInfo

from berichten.services import carry_out_due
from bijeenkomsten.sprekers import services

NL = ZoneInfo("Europe/Amsterdam")
BEGIN = datetime(2026, 12, 10, 13, 30, tzinfo=NL)  # a Thursday
GAST = {"naam": "Femke <b> Gast", "email": "femke@elders.test", "expertise": "rust"}
WAARDEN = {"onderwerp": "Rust & regelmaat", "bericht": "Kom je <b>graag</b>?", "praktisch": "Bel aan."}


def say(verzoek, komt=True, **kwargs):
    services.answer_verzoek(verzoek, komt=komt, link_nr=verzoek.link_nr, **kwargs)
    carry_out_due()
