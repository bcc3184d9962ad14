"""Mails about signing in: written by allauth's templates, sent by the outbox like every other mail."""

from datetime import timedelta

from berichten.soorten import Inhoud, Soort, register as register_soort


def _inhoud(bericht):
    return Inhoud(
        onderwerp=bericht.gegevens["onderwerp"],
        template="email/account/bericht",
        context={"tekst": bericht.gegevens["tekst"]},
        reden="Je krijgt deze mail omdat iemand dit adres gebruikte op onze site.",
    )


def register():
    register_soort(
        Soort(
            code="account",
            naam="Inloggen",
            inhoud=_inhoud,
            houdbaar=timedelta(minutes=30),
            namen_in_log=False,
            bewerkbaar=False,
            wis_na_versturen=True,
        )
    )
