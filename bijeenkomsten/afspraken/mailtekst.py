"""What the mails about a meeting say of what was agreed; templates/email/_afspraken.html shows it."""

from django.conf import settings

from berichten.handelingen import link
from bijeenkomsten.afspraken.lijst import list_path
from kern.tijd import dag

GEDAAN = "agd"  # the one-touch action of ``mails``


def show_afspraken(afspraken, persoon) -> list[dict]:
    """Lines for a mail to ``persoon``: who, what and when, and the one touch for what they promised themselves."""
    return [
        {
            "tekst": a.tekst,
            "wie": "Jij" if persoon and a.wie_id == persoon.pk else a.wie_naam,
            "voor": dag(a.voor) if a.voor and a.is_open else "",
            "stand": "" if a.is_open else a.get_status_display(),
            "gedaan": link(GEDAAN, a.pk, persoon.pk) if persoon and a.is_open and a.wie_id == persoon.pk else "",
        }
        for a in afspraken
    ]


def list_link(netwerk) -> str:
    return settings.BASE_URL + list_path(netwerk)
