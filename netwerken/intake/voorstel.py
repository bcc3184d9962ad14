"""The kind message a facilitator starts from, and what the mail around it will look like."""

from berichten.mail import build_message
from berichten.models import Bericht
from berichten.soorten import get_soort
from netwerken.intake import mails
from netwerken.intake.models import Intake

_TEKST = {
    Intake.Uitkomst.PAST: "Dank je voor je open antwoorden en het gesprek. Je vraag past goed bij wat deze groep wil "
    "uitzoeken, en wat je meebrengt kunnen de anderen gebruiken. Fijn dat je meedoet.",
    Intake.Uitkomst.VERBREDEN: "Dank je voor je open antwoorden en het gesprek. Je vraag is net wat breder dan waar de "
    "groep nu aan werkt, en juist dat kan ons verder brengen. Ik bespreek met de groep hoe we daar ruimte voor maken. "
    "Fijn dat je meedoet.",
    Intake.Uitkomst.PAST_NIET: "Dank je voor je open antwoorden en het gesprek. We zagen samen dat je vraag en deze "
    "groep nu niet goed bij elkaar passen. Dat zegt niets over jou of over hoe belangrijk je vraag is. Ik denk graag "
    "mee over een plek die beter past.",
}


def make_bericht(intake: Intake, uitkomst: str) -> str:
    return _TEKST[Intake.Uitkomst(uitkomst)]


def read_voorbeeld(intake: Intake, uitkomst: str, bericht: str) -> str:
    """The text of the mail as it would be sent now; nothing is kept."""
    inhoud = mails.make_uitkomst(intake, uitkomst, bericht)
    rij = Bericht(soort=mails.UITKOMST, aan=intake.persoon, gegevens={"deelname": intake.deelname_id})
    message = build_message(rij, inhoud, get_soort(mails.UITKOMST), None)
    return f"Onderwerp: {message.subject}\n\n{message.body}"
