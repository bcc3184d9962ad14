"""Mails about signing in: their text is rendered by allauth's views, the outbox sends them like every other mail.

The row holds a secret for a moment: the code, or a link to a new password. It is wiped when the mail is done with,
and its subject, which begins with the code, is not kept either.
"""

from datetime import timedelta

from django.conf import settings

from berichten.soorten import Inhoud, Soort
from berichten.soorten import register as register_soort


def _parts(tekst, code):
    """The text as paragraphs: ("code", x), ("knop", buttons) or ("tekst", x)."""
    for block in tekst.split("\n\n"):
        first, _, last = (line := block.strip()).partition("\n")
        if not line:
            continue
        if line == code:
            yield "code", line
        elif last.startswith(("https://", "http://")) and len(last.split()) == 1:
            yield "knop", [(first.rstrip(":"), last)]
        else:
            yield "tekst", line


def _inhoud(bericht):
    gegevens = bericht.gegevens
    delen = list(_parts(gegevens["tekst"], gegevens["code"]))
    return Inhoud(
        onderwerp=gegevens["onderwerp"],
        template="email/account/bericht",
        context={"delen": delen, "tekst": gegevens["tekst"].strip()},
        preheader=next(deel[1] for deel in delen if deel[0] == "tekst"),
        reden="Je krijgt deze mail omdat iemand dit mailadres gebruikte op Leernetwerken.",
    )


def register():
    """A code that arrives when it no longer works only confuses; news about the account stays news."""
    codes = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    for code, naam, houdbaar in [
        ("account.code", "Code om in te loggen", codes),
        ("account.melding", "Bericht over je account", timedelta(days=2)),
    ]:
        soort = Soort(
            code, naam, _inhoud, houdbaar=houdbaar, namen_in_log=False, bewerkbaar=False, wis_na_versturen=True,
            dringend=True, ook_na_terugmelding=True,
        )  # fmt: skip
        register_soort(soort)
